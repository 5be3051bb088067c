"""The parts of a workbook that explain the others: which sheets there are, which styles are dates, the shared texts."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from ...language import N_
from .limits import MB, Limits
from .said import SAVE_AS, Refusal, Said
from .xml_tree import DAMAGED, GrowingTree, local, rich_text

SMALL = 32 * MB  # of a part that is held as a whole
BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
NO_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A sheet of the workbook as it is listed: `kind` worksheet, or chartsheet and the like, which hold no cells."""

    name: str
    path: str
    kind: str
    hidden: bool


class Book:
    """An open workbook. Names in it are only looked up in the archive, never on a disk."""

    def __init__(self, archive: ZipFile, limits: Limits):
        self._archive, self._limits = archive, limits
        self._names = set(archive.namelist())
        main = [path for kind, path in self.relations("").values() if kind == "officeDocument"]
        if len(main) != 1:
            raise DAMAGED
        root = self._whole(main[0]) if not main[0].endswith(".bin") else None
        if root is None or local(root) != "workbook":
            raise Refusal(Said(N_("this is an office document, but no workbook that is read here.")), SAVE_AS)
        related = self.relations(main[0])
        self.date_system = 1900
        self.sheets: list[Part] = []
        for element in root:
            if local(element) == "workbookPr" and element.get("date1904") in ("1", "true", "on"):
                self.date_system = 1904
            elif local(element) == "sheets":
                self.sheets = [_part(each, related) for each in element]
        if len(self.sheets) > limits.sheets:
            said = Said(N_("it has {n} sheets, and at most {most} are read."), n=len(self.sheets), most=limits.sheets)
            raise Refusal(said, Said(N_("Leave out the sheets that are not needed.")))
        self._by_kind = dict(related.values())

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaProject.bin") for name in self._names)

    def open(self, path: str) -> IO[bytes]:
        if path not in self._names:
            raise DAMAGED
        return self._archive.open(path)

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the workbook: id -> (kind, path). "" is the workbook file itself."""
        folder, name = posixpath.split(path)
        beside = posixpath.join(folder, "_rels", f"{name}.rels")
        if beside not in self._names:
            return {}
        return {
            each.get("Id", ""): (each.get("Type", "").rpartition("/")[2], _inside(folder, each.get("Target", "")))
            for each in self._whole(beside)
            if each.get("TargetMode") != "External"
        }

    def texts(self) -> list[str]:
        """The shared texts that cells refer to by number."""
        path = self._by_kind.get("sharedStrings")
        if path is None:
            return []
        found: list[str] = []
        with self.open(path) as file:
            tree = GrowingTree(file)
            for element in tree.children(tree.root()):
                found.append(rich_text(element))
                if len(found[-1]) > self._limits.cell:
                    raise too_long(self._limits)
        return found

    def date_styles(self) -> list[bool]:
        """Whether a number in a cell of this style is a day or a time."""
        path = self._by_kind.get("styles")
        if path is None:
            return []
        root = self._whole(path)
        formats = {
            each.get("numFmtId"): each.get("formatCode", "")
            for group in root if local(group) == "numFmts" for each in group
        }  # fmt: skip
        return [
            _is_date(each.get("numFmtId", "0"), formats)
            for group in root if local(group) == "cellXfs" for each in group
        ]  # fmt: skip

    def _whole(self, path: str) -> Element:
        if path not in self._names or self._archive.getinfo(path).file_size > SMALL:
            raise DAMAGED
        with self.open(path) as file:
            return GrowingTree(file).whole()


def too_long(limits: Limits) -> Refusal:
    said = Said(N_("a cell is longer than {n} letters."), n=limits.cell)
    return Refusal(said, Said(N_("Shorten it, or leave out the column.")))


def _part(element: Element, related: dict[str, tuple[str, str]]) -> Part:
    wanted = next((value for key, value in element.items() if key.rpartition("}")[2] == "id"), "")
    kind, path = related.get(wanted, ("missing", ""))
    return Part(element.get("name", "")[:200], path, kind, element.get("state", "visible") != "visible")


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def _is_date(number: str, formats: dict[str | None, str]) -> bool:
    code = formats.get(number)
    if code is None:
        return number.isdigit() and int(number) in BUILT_IN_DATES
    first = NO_DATE.sub("", code.partition(";")[0]).lower()
    return "general" not in first and any(letter in first for letter in "dmyhs")
