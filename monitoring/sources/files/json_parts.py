"""A GeoJSON document taken apart one feature at a time: only one of them is ever held as Python objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...language import N_
from .said import SAVE_AGAIN, Refusal, Said, line

SPACE = re.compile(r"[ \t\r\n]*")
BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


class Number(str):
    """A number as it is written: nothing is rounded on the way to the table."""

    __slots__ = ()


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


class Document:
    """`head`: the members of the document besides its features, complete after `features()` was gone through."""

    def __init__(self, path: Path, depth: int):
        try:
            # A mark at the beginning is not allowed, and some programs write it.
            self._text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refusal(Said(N_("GeoJSON is UTF-8, and this is not.")), SAVE_AGAIN) from None
        self.head: dict[str, Any] = {}
        self._depth = depth
        self._decode = json.JSONDecoder(
            parse_float=Number, parse_int=Number, parse_constant=_no_constant
        ).raw_decode  # fmt: skip

    def features(self) -> Iterator[Any]:
        """Each feature of a collection; the whole document where it is no collection."""
        at = self._skip(0)
        if self._text[at : at + 1] != "{":
            raise self._broken(at, N_("this is JSON, but no GeoJSON."))
        self.head, found = {}, False
        at = self._skip(at + 1)
        while self._text[at : at + 1] != "}":
            key, at = self._value(at)
            at = self._after(at, ":")
            if key == "features" and self._text[at : at + 1] == "[":
                found = True
                at = self._skip(at + 1)
                while self._text[at : at + 1] != "]":
                    feature, at = self._value(at)
                    yield feature
                    at = self._next(at, "]")
                at = self._skip(at + 1)
            else:
                self.head[str(key)], at = self._value(at)
            at = self._next(self._skip(at), "}")
        if self._skip(at + 1) != len(self._text):
            raise self._broken(at + 1)
        if not found:
            yield self.head

    def _next(self, at: int, end: str) -> int:
        """Past a comma, or at the closing bracket."""
        at = self._skip(at)
        if self._text[at : at + 1] == end:
            return at
        at = self._after(at, ",")
        if self._text[at : at + 1] == end:
            raise self._broken(at)
        return at

    def _after(self, at: int, sign: str) -> int:
        at = self._skip(at)
        if self._text[at : at + 1] != sign:
            raise self._broken(at)
        return self._skip(at + 1)

    def _skip(self, at: int) -> int:
        return SPACE.match(self._text, at).end()  # type: ignore[union-attr]

    def _value(self, at: int) -> tuple[Any, int]:
        try:
            value, end = self._decode(self._text, at)
        except (ValueError, RecursionError) as problem:
            if isinstance(problem, RecursionError) or self._too_deep(at):
                said = Said(N_("it nests brackets more than {n} deep: it may be made to harm."), n=self._depth)
                raise Refusal(said, SAVE_AGAIN) from None
            raise self._broken(getattr(problem, "pos", at)) from None
        return value, end

    def _too_deep(self, at: int) -> bool:
        depth = 0
        for found in BRACKETS.finditer(self._text, at):
            depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else 0
            if depth > self._depth:
                return True
        return False

    def _broken(self, at: int, what: str = N_("the JSON is broken or cut off.")) -> Refusal:
        return Refusal(Said(what), SAVE_AGAIN, line(self._text.count("\n", 0, at) + 1))
