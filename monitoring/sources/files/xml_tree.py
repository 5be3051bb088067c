"""XML from outside, read piece by piece: what is whole is taken out while the rest is still packed. No entities, ever."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from ...language import N_
from .said import SAVE_AGAIN, Refusal, Said

PIECE = 256 * 1024
DAMAGED = Refusal(Said(N_("the workbook is damaged or cut off.")), SAVE_AGAIN)
ENTITIES = Refusal(Said(N_("it declares entities, which no workbook needs: it may be made to harm.")), SAVE_AGAIN)
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class _Begun(Exception):
    """The first element is there: nothing can be declared any more."""


class GrowingTree:
    """The elements of one XML document as they come. `top` holds the root as its only child."""

    def __init__(self, file: IO[bytes]):
        builder = TreeBuilder()
        self.top = builder.start("top", {})
        self._file, self._parser = file, XMLParser(target=builder)
        self._guard: expat.XMLParserType | None = _guard()

    def grow(self) -> bool:
        """Read one piece more; False at the end. Refusal for what is no XML, or declares a document type."""
        piece = self._file.read(PIECE)
        try:
            if self._guard is not None:
                self._watch(piece)
            if not piece:
                self._parser.close()
                return False
            self._parser.feed(piece)
        except (ParseError, expat.ExpatError, ValueError) as problem:
            raise DAMAGED from problem
        return True

    def root(self) -> Element:
        """The root element, as soon as it has begun."""
        while not len(self.top):
            if not self.grow():
                raise DAMAGED
        return self.top[0]

    def whole(self) -> Element:
        """The root with everything in it; for small parts."""
        while self.grow():
            pass
        return self.root()

    def children(self, parent: Element) -> Iterator[Element]:
        """The children of `parent` (under the root) one by one, each whole, and forgotten afterwards."""
        more = True
        while more:
            more = self.grow()
            ready = len(parent) - 1 if more else len(parent)
            yield from parent[:ready]
            del parent[:ready]

    def _watch(self, piece: bytes) -> None:
        assert self._guard is not None
        try:
            self._guard.Parse(piece, not piece)
        except _Begun:
            self._guard = None


def _guard() -> expat.XMLParserType:
    guard = expat.ParserCreate()
    guard.StartDoctypeDeclHandler = _declared
    guard.StartElementHandler = _begun
    return guard


def _declared(*_said: object) -> None:
    raise ENTITIES


def _begun(*_said: object) -> None:
    raise _Begun


def local(element: Element) -> str:
    """The name of an element without its namespace: strict and transitional workbooks differ in it only."""
    return element.tag.rpartition("}")[2]


def unescaped(text: str) -> str:
    """The text of a cell: a workbook writes characters that XML cannot hold as _x000D_."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def rich_text(element: Element) -> str:
    """The text of a string item: plain, or in runs of several looks; readings printed above it are not part of it."""
    found = []
    for part in element:
        name = local(part)
        if name == "t":
            found.append(part.text or "")
        elif name == "r":
            found += [each.text or "" for each in part if local(each) == "t"]
    return unescaped("".join(found))
