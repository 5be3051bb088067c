"""What is wrong with a layer of boundaries as a whole, before any of it is taken: codes that contradict, areas elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow.parquet as pq
import shapely

from ...language import _
from ...paths import BOUNDARIES
from ...vocabulary.admin1 import ADMIN1, admin1_name, find_admin1
from ...vocabulary.lookup import Lookups
from ..features.points import shapes_of
from ..features.properties import Roles
from ..files.opened import Sheet
from ..reading import Question

CODES, PLACES = "codes", "places"
_SLACK_DEG = 0.05  # two drawings of one province differ by a few kilometres
_NAMED = 4


@dataclass(frozen=True, slots=True)
class _Feature:
    """Of one feature: its code, its province as coded, as named (ISO 3166-2 or None), and a point inside it."""

    name: str
    code: str
    province_code: str
    province: str | None
    point: shapely.Point | None


def broken(sheet: Sheet, roles: Roles, words: Lookups, scheme: str, known: Mapping[str, str]) -> tuple[Question, ...]:
    """A question for each check that the layer breaks: it names what contradicts, and may be answered by accepting it.

    `known`: what the scheme's codes of provinces mean (pcodes.provinces_of).
    """
    features = list(_features(sheet, roles, words))
    found = []
    for field, faults in ((CODES, [*_codes(features, scheme, known)]), (PLACES, [*_places(features)])):
        if faults:
            said = "; ".join(faults[:_NAMED]) + (f" (+{len(faults) - _NAMED})" if len(faults) > _NAMED else "")
            text = _(
                "{faults}. Correct the file, name another scheme, or take it as it is: --accept {check}.",
                faults=said,
                check=field,
            )
            found.append(Question("accept", "", (field,), text, tuple(faults[:_NAMED])))
    return tuple(found)


def _features(sheet: Sheet, roles: Roles, words: Lookups) -> Iterator[_Feature]:
    for table in sheet.blocks():
        columns = [table.column(f"c{at}").to_pylist() for at in range(len(sheet.headings))]
        for cells, shape in zip(zip(*columns), shapes_of(table), strict=True):
            _word, meaning = roles.country(cells, words)
            name = roles.cell("province", cells)
            usable = shape is not None and not shapely.is_empty(shape) and shapely.get_dimensions(shape) == 2
            yield _Feature(
                roles.name(cells) or "", roles.code(cells) or "", roles.cell("province_code", cells),
                find_admin1(meaning.code, name) if meaning.code and name else None,
                shapely.point_on_surface(shape) if usable else None,
            )  # fmt: skip


def _codes(features: Sequence[_Feature], scheme: str, known: Mapping[str, str]) -> Iterator[str]:
    """Codes that come twice, lie outside their province's, or mean two provinces."""
    times: dict[str, int] = defaultdict(int)
    meant: dict[str, set[str]] = defaultdict(set)
    for each in features:
        times[each.code] += 1
        if each.province_code and each.province:
            meant[each.province_code].add(each.province)
        if each.province_code and each.code and not each.code.startswith(each.province_code):
            yield _("{code} ({name}) does not begin with its province's code {province}", code=each.code, name=each.name,
                    province=each.province_code)  # fmt: skip
    for code, count in times.items():
        if code and count > 1:
            yield _("{code} stands at {n} features", code=code, n=count)
    for code, provinces in meant.items():
        names = sorted(admin1_name(each) for each in provinces)
        if len(names) > 1:
            yield _("{code} is at once {names}", code=code, names=", ".join(names))
        elif code in known and known[code] not in provinces:
            yield _("{code} is {name} here and {other} in the scheme {scheme}", code=code, name=names[0],
                    other=admin1_name(known[code]), scheme=scheme)  # fmt: skip
    for province, codes in _turned(meant).items():
        if len(codes) > 1:
            yield _("{name} has the codes {codes}", name=admin1_name(province), codes=", ".join(sorted(codes)))


def _turned(meant: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, provinces in meant.items():
        for province in provinces:
            found[province].add(code)
    return found


def _places(features: Sequence[_Feature]) -> Iterator[str]:
    """Features that lie in another province than the one they name."""
    for each in features:
        shape = _shape(each.province) if each.province else None
        if each.point is not None and shape is not None and not shape.covers(each.point):
            where = _province_at(each.point)
            yield _("{name} names {province} and lies in {other}", name=each.name or each.code,
                    province=admin1_name(str(each.province)), other=admin1_name(where) if where else _("no province"))  # fmt: skip


@cache
def _shapes() -> Mapping[str, shapely.Geometry]:
    table = pq.read_table(BOUNDARIES / "admin1.parquet", columns=["code", "geometry"])
    wkb = np.array([*table["geometry"].to_pylist(), None], dtype=object)[:-1]
    return dict(zip(table["code"].to_pylist(), shapely.from_wkb(wkb), strict=True))


@cache
def _shape(code: str) -> shapely.Geometry | None:
    """A province with some slack around it; None where there is no drawing of it."""
    shape = _shapes().get(code)
    if shape is None:
        return None
    slack = shapely.buffer(shape, _SLACK_DEG)
    shapely.prepare(slack)
    return slack


def _province_at(point: shapely.Point) -> str | None:
    return next((code for code, shape in _shapes().items() if code in ADMIN1 and shape.contains(point)), None)
