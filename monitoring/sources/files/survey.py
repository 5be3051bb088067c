"""A first pass over the bytes of a text file: can it be read line by line, and in which encoding?"""

from __future__ import annotations

import codecs
from pathlib import Path

from ...language import N_
from .limits import MB, Limits
from .said import Refusal, Said, line

BLOCK = MB
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SHOWN = {"utf-8-sig": "utf-8"}


def check_lines(path: Path, limits: Limits, wide: bool) -> None:
    """Refusal when a line is too long to be one, or a byte is zero where text has none. `wide`: two bytes a letter."""
    run = 0  # bytes since the last end of a line
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if not wide and b"\0" in block:
                raise Refusal(
                    Said(N_("it holds zero bytes, which no text has.")),
                    Said(
                        N_(
                            "If it was saved as UTF-16, name that encoding (utf-16-le); else ask for the file once more."
                        )
                    ),
                )
            first = min((at for at in (block.find(b"\n"), block.find(b"\r")) if at >= 0), default=-1)
            if run + (len(block) if first < 0 else first) > limits.line:
                raise Refusal(
                    Said(N_("a line of it is longer than {n} MB."), n=limits.line // MB),
                    Said(N_("A table has one row a line. Save it again as .csv, or as .xlsx.")),
                )
            last = max(block.rfind(b"\n"), block.rfind(b"\r"))
            run = run + len(block) if last < 0 else len(block) - last - 1


def encoding_of(path: Path, asked: str | None) -> tuple[str, list[list[Said]]]:
    """The codec in which to read the file, and why when that was not obvious. Refusal when it cannot be decided."""
    with path.open("rb") as file:
        start = file.read(4)
    if asked is not None:
        return _named(asked, start), []
    for mark, codec in MARKS:
        if start.startswith(mark):
            return codec, []
    if not has_zeros(path) and is_utf8(path):
        return "utf-8", []
    from .legacy import by_evidence  # needed for few files only

    return by_evidence(path)


def _named(asked: str, start: bytes) -> str:
    try:
        codec = codecs.lookup(asked)
        if not getattr(codec, "_is_text_encoding", True):
            raise LookupError(asked)
    except (LookupError, ValueError):
        raise Refusal(
            Said(N_("there is no encoding named {name}."), name=asked[:40]),
            Said(N_("Name one as Python does: utf-8, utf-16, cp1251, cp1252, cp1256.")),
        ) from None
    return "utf-8-sig" if codec.name == "utf-8" and start.startswith(codecs.BOM_UTF8) else codec.name


def has_zeros(path: Path) -> bool:
    """Whether the first bytes hold a zero: valid UTF-8, and in text always a sign of another encoding."""
    with path.open("rb") as file:
        return b"\0" in file.read(BLOCK)


def is_utf8(path: Path) -> bool:
    decode = codecs.getincrementaldecoder("utf-8")("strict").decode
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decode(block)
        decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def not_in(codec: str, at_line: int) -> Refusal:
    return Refusal(
        Said(N_("this is not text in {codec}."), codec=SHOWN.get(codec, codec)),
        Said(N_("Name the encoding it was saved in, or save it again as UTF-8.")),
        line(at_line),
    )
