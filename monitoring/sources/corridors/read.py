"""Corridors: our own geodata/hand/corridors.geojson, and files of the same properties that an editor brings from QGIS.

One feature is one branch. Lists (`legs`, `pairs`, `seas`) are text with semicolons, which every GIS can edit.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

import numpy as np
import shapely
from shapely.geometry import shape

from ...errors import SourceError
from ...language import _
from ...vocabulary.corridors import CORRIDORS, WIDTH_KM, is_node, parted, seas
from ...vocabulary.folding import slug
from ...vocabulary.rows import Accepted, Rejected
from ..files.opened import Opened, Sheet
from ..table import Unreadable
from .lines import kept_line

NAME, READER = "corridors", "corridors 1"
PROPERTIES = (
    "corridor", "branch", "name", "position", "width_km", "legs", "pairs", "pairs_why", "seas", "note", "source",
)  # fmt: skip
LONGEST = 2_000  # characters of one text
MOST_FEATURES = 500
_LEG = re.compile(r"[a-z0-9_]{1,64}/[a-z0-9_]{1,64}(/\d{1,4})?")


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One row of the table `corridor` per feature of what ships."""
    for number, feature in enumerate(_shipped(file), start=1):
        said = {name: "" if value is None else str(value) for name, value in feature["properties"].items()}
        try:
            row = corridor_row(said, number) | {"geometry": kept_line(shape(feature["geometry"]))}
        except Unreadable as problem:
            yield Rejected(number, problem.reason, problem.column, problem.value, said)
            continue
        yield Accepted(number, [("corridor", row)], said)


def _shipped(file: TextIO) -> list[dict[str, Any]]:
    """The features of the file that ships; it is ours, so that plain JSON will do."""
    text = file.read()
    if not text.strip():
        raise SourceError(NAME, None, "the file is empty")
    try:
        return json.loads(text)["features"]
    except (ValueError, KeyError, TypeError) as problem:
        raise SourceError(NAME, None, "the features are missing: this is no GeoJSON collection") from problem


def read_opened(opened: Opened) -> list[dict[str, Any]]:
    """Rows of the table `corridor` of a file that was opened (sources.files.opened), in its order; all of them or none.

    SourceError names the file, the first feature that is refused, why, and how many more there are.
    """
    rows: list[dict[str, Any]] = []
    refused: list[SourceError] = []
    for number, said, found, problem in _features(opened):
        try:
            rows.append(corridor_row(said, number) | {"geometry": kept_line(found, problem)})
        except Unreadable as wrong:
            refused.append(SourceError(opened.name, number, _words(wrong)))
    names = [row["branch_id"] for row in rows]
    twice = next((name for name in names if names.count(name) > 1), None)
    if not refused and twice:
        refused.append(SourceError(opened.name, None, _("{name} stands in it twice. Keep one of them.", name=twice)))
    if refused:
        more = len(refused) - 1
        raise refused[0] if not more else SourceError(
            opened.name, refused[0].row, refused[0].reason + " " + _("{n} more features are refused.", n=more)
        )  # fmt: skip
    return rows


def read_line(opened: Opened, branch_id: str) -> bytes:
    """The lines of the features together as one geometry, for a branch whose line is redrawn.

    Features that say which branch they are count only where it is this one; those that say nothing count all.
    """
    found: list[shapely.Geometry] = []
    others: list[str] = []
    for number, said, line, problem in _features(opened):
        named = f"{said.get('corridor', '')}/{said.get('branch', '')}"
        if said.get("corridor") and said.get("branch") and named != branch_id:
            others.append(named)
            continue
        try:
            found += shapely.get_parts(shapely.from_wkb(kept_line(line, problem))).tolist()
        except Unreadable as wrong:
            raise SourceError(opened.name, number, _words(wrong)) from wrong
    if not found:
        text = _("holds no line for {branch}, only for {others}.", branch=branch_id, others=", ".join(others[:5]))
        raise SourceError(opened.name, None, text)
    return _whole(found, opened.name)


def corridor_row(said: Mapping[str, str], number: int) -> dict[str, Any]:
    """The columns of the table `corridor` but its geometry; Unreadable names the property, its value and the remedy.

    `number`: of the feature, its position where it states none.
    """
    texts = {name: " ".join(said.get(name, "").split()) for name in PROPERTIES}
    for name, text in texts.items():
        if len(text) > LONGEST:
            raise Unreadable(name, text[:40], _("is longer than {n} letters. Shorten it.", n=LONGEST))
    if texts["corridor"] not in CORRIDORS:
        raise Unreadable(
            "corridor", texts["corridor"], _("is no known corridor. Write one of {names}.", names=", ".join(CORRIDORS))
        )
    if not texts["name"]:
        raise Unreadable("name", "", _("is empty. Give the branch a name that people read on the map."))
    branch = f"{texts['corridor']}/{slug(texts['branch'] or texts['name'])[:60]}"
    return {
        "branch_id": branch, "corridor": texts["corridor"], "name": texts["name"],
        "position": _whole_number(texts["position"], number), "width_km": width_km(texts["width_km"]),
        "legs": _listed("legs", texts["legs"], _is_leg), "pairs": _listed("pairs", texts["pairs"], _is_pair),
        "pairs_why": texts["pairs_why"], "seas": _listed("seas", texts["seas"], seas().__contains__),
        "note": texts["note"], "source": texts["source"] or _("not stated"),
    }  # fmt: skip


def width_km(text: str) -> float:
    """A width that a band may have; Unreadable where it is none."""
    try:
        width = round(float(text), 3)
    except ValueError:
        width = np.nan
    least, most = WIDTH_KM
    if not least <= width <= most:
        raise Unreadable(
            "width_km", text, _("is no width. Write kilometres from {least} to {most}.", least=least, most=most)
        )
    return float(width)


def _listed(name: str, text: str, known) -> str:
    remedies = {
        "legs": _("is no leg or branch of the published routes. Write them as balkan/trunk, with semicolons between."),
        "pairs": _("is no pair of known countries or sea areas. Write them as AFG-IRN, with semicolons between."),
        "seas": _("is no known sea area. Write them as gulf_of_oman, with semicolons between."),
    }
    parts = parted(text)
    for part in parts:
        if not known(part):
            raise Unreadable(name, part, remedies[name])
    return "; ".join(parts)


def _is_leg(word: str) -> bool:
    return _LEG.fullmatch(word) is not None


def _is_pair(word: str) -> bool:
    start, dash, end = word.partition("-")
    return bool(dash) and start != end and is_node(start) and is_node(end)


def _whole_number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def _words(wrong: Unreadable) -> str:
    return " ".join(part for part in (wrong.column, f"“{wrong.value}”" if wrong.value else "", wrong.reason) if part)


def _features(opened: Opened) -> Iterator[tuple[int, dict[str, str], shapely.Geometry | None, str]]:
    """Number, properties, geometry and what the file's reader said of each feature."""
    sheets = [sheet for sheet in opened.sheets if "geometry" in sheet.head(1).column_names]
    if not sheets:
        raise SourceError(
            opened.name, None, _("holds no features. Export lines as GeoJSON or GeoPackage and bring that.")
        )
    if sum(sheet.rows for sheet in sheets) > MOST_FEATURES:
        raise SourceError(
            opened.name, None, _("holds more than {n} features. Bring the corridors only.", n=MOST_FEATURES)
        )
    for sheet in sheets:
        yield from _of_sheet(sheet)


def _of_sheet(sheet: Sheet) -> Iterator[tuple[int, dict[str, str], shapely.Geometry | None, str]]:
    for block in sheet.blocks():
        cells = [block.column(f"c{at}").to_pylist() for at in range(len(sheet.headings))]
        lines = zip(*cells) if cells else iter([()] * len(block))
        shapes = [
            None if wkb is None else shapely.from_wkb(wkb, on_invalid="ignore")
            for wkb in block.column("geometry").to_pylist()
        ]
        for row, line, found, problem in zip(
            block.column("row").to_pylist(), lines, shapes, block.column("problem").to_pylist()
        ):
            yield row, dict(zip(sheet.headings, line)), found, problem


def _whole(parts: list[shapely.Geometry], name: str) -> bytes:
    whole = parts[0] if len(parts) == 1 else shapely.multilinestrings(parts)
    try:
        return kept_line(whole)
    except Unreadable as wrong:
        raise SourceError(name, None, _words(wrong)) from wrong
