"""The maps of a report: what their areas, lines and dots stand for, with the disclaimer under each."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from ...exports.about import KOSOVO
from ...exports.report_map_parts import Class, Colours, Line, Map, Sign, named
from ...exports.report_maps import drawing
from ...figures import afghanistan_scale as scale
from ...figures.afghanistan import label_points
from ...figures.route_words import BASES
from ...figures.theme import COUNT_RAMP, Theme, colours
from ...language import _
from ...vocabulary.admin1 import admin1_name
from ...vocabulary.countries import COUNTRIES, country_label
from ...vocabulary.report import Picture
from ..nodes import country_points, nodes
from ..publisher import boundary_note

REGION = (-10.0, 12.0, 88.0, 57.0)  # west, south, east, north: from the Atlantic to the Ganges
MEMBERS = (
    -10.0,
    22.0,
    88.0,
    56.0,
)  # the countries of the programmes, low enough for their table to stand below on the page
ROUTES = (-11.0, -11.0, 90.0, 60.0)  # the same with the sea routes to the south
AFGHANISTAN = (59.6, 29.0, 75.6, 38.8)
FIRST_NAMES = ("AFG", "IRN", "PAK", "TUR", "RUS", "KAZ", "IND", "UZB", "TKM", "TJK", "KGZ", "CHN", "SAU", "UKR", "EGY")


def token(theme: Theme) -> Colours:
    """The base map's colours of a theme."""
    one = colours(theme)
    return Colours(
        water=one["map_water"], land=one["map_land"], admin1=one["map_admin1"], border=one["map_border"],
        casing=one["map_casing"], label=one["map_country_label"], halo=one["map_halo"], ink=one["ink"], ink2=one["ink2"],
        surface=one["raised"], line=one["line2"], accent=one["accent"], hatch=one["nothing_no_figure_hatch"],
    )  # fmt: skip


def _picture(name: str, title: str, what: Map, theme: Theme, notes: Iterable[str] = ()) -> Picture:
    below = (*notes, boundary_note(), *([_(KOSOVO)] if what.provinces_of is None else []))
    return Picture(name, title, title, drawing(what, name, token(theme), title), below)


def _names(codes: Iterable[str]) -> dict[str, tuple[str, float, float]]:
    """The countries of the data first, then those that tell the reader where he is."""
    at = country_points()
    wanted = dict.fromkeys((*FIRST_NAMES[:5], *codes, *FIRST_NAMES))
    return named((code, country_label(code), *at[code]) for code in wanted if code in COUNTRIES and code in at)


def _hatched(theme: Theme, label: str) -> Class:
    one = colours(theme)
    return Class(one["nothing_no_figure"], label, one["nothing_no_figure_hatch"])


def newest_map(
    name: str, title: str, newest: Mapping[str, int], year: int, region: Iterable[str], theme: Theme
) -> Picture:
    """Countries by the year of the newest value: of the year itself, a little older, older, none in this data set."""
    ramp = COUNT_RAMP[theme]
    classes = {
        "now": Class(ramp[3], _("{year}", year=year)),
        "near": Class(ramp[2], _("{first} or {last}", first=year - 2, last=year - 1)),
        "older": Class(ramp[1], _("before {year}", year=year - 2)),
        "none": _hatched(theme, _("No value in this data set")),
    }  # fmt: skip
    areas = dict.fromkeys(region, "none") | {
        iso3: "now" if found >= year else "near" if found >= year - 2 else "older" for iso3, found in newest.items()
    }
    what = Map(REGION, classes, areas, _names(newest), legend=_("Year of the newest value"))
    return _picture(name, title, what, theme)


def coverage_map(covered: pd.DataFrame, legs: pd.DataFrame, version: str, title: str, theme: Theme) -> Picture:
    """Countries by how many records of the year they have; over them the legs, by what each rests on."""
    ramp = COUNT_RAMP[theme]
    classes = {
        "many": Class(ramp[3], _("10 records and more")), "some": Class(ramp[2], _("3 to 9 records")),
        "few": Class(ramp[1], _("1 or 2 records")), "none": _hatched(theme, _("No record of this year; that is not a zero")),
    }  # fmt: skip
    areas = {row.iso3: _records_class(row.records) for row in covered.itertuples()}
    at = nodes(version)
    lines = [
        Line(at[row.start], end, _width(row.seizures) if row.basis == "reported" else 1.5, _LOOKS[row.basis])
        for row in legs.iloc[::-1].itertuples()
        if row.start in at and row.start != row.end and (end := _end_of(row, at)) is not None
    ]
    bases = [basis for basis in ("reported", "published", "interpreted") if (legs["basis"] == basis).any()]
    signs = [Sign(_(BASES[basis]), _LOOKS[basis]) for basis in bases]
    shown = [row.iso3 for row in covered.itertuples() if row.records]
    what = Map(ROUTES, classes, areas, _names(shown), lines=lines, signs=signs, legend=_("Seizures in the record"))
    return _picture("routes-map", title, what, theme)


_LOOKS = {"reported": "solid", "published": "dashed", "interpreted": "dotted"}


def _end_of(row, at: Mapping) -> tuple[float, float] | None:
    if not pd.isna(row.end_lon):
        return row.end_lon, row.end_lat
    return at.get(row.end)


def _width(seizures: int) -> float:
    """As on screen: 1 seizure, 2 to 4, 5 to 9, 10 and more."""
    return 1.5 if seizures < 2 else 2.8 if seizures < 5 else 4.8 if seizures < 10 else 7.5


def _records_class(records: int) -> str:
    return "none" if not records else "few" if records < 3 else "some" if records < 10 else "many"


def poppy_map(poppy: pd.DataFrame, title: str, theme: Theme) -> Picture:
    """The provinces of Afghanistan by hectares in fixed classes, and the kinds of nothing."""
    fills, token_ = scale.fills("ha", theme), colours(theme)
    hatch = {scale.GROWN: token_["nothing_grown_hatch"], scale.NONE: token_["nothing_no_figure_hatch"]}
    classes = {
        f"step{sign.step}": Class(fills[sign.step], sign.label, hatch.get(sign.step), token_["nothing_free_outline"])
        for sign in scale.signs("ha")
    }
    areas = {
        row.code: f"step{scale.SCALES['ha'].step(row.area_ha) if row.state == 'value' else scale.STEPS[row.state]}"
        for row in poppy.itertuples()
    }
    names = named((code, admin1_name(code), *at) for code, at in label_points().items())
    what = Map(AFGHANISTAN, classes, areas, names, provinces_of="AFG", legend=_("Opium poppy, hectares"))
    return _picture("poppy-map", title, what, theme)


def members_map(groups: Mapping[str, Sequence[str]], title: str, theme: Theme) -> Picture:
    """The members of dated programmes, each group with a fill of its own; a country of both has the first's."""
    ramp = COUNT_RAMP[theme]
    fills = (ramp[2], ramp[1], ramp[3])
    classes = {f"group{at}": Class(fills[at % len(fills)], name) for at, name in enumerate(groups)}
    areas = {iso3: f"group{at}" for at, codes in reversed(list(enumerate(groups.values()))) for iso3 in codes}
    what = Map(MEMBERS, classes, areas, _names(areas))
    return _picture("countries-map", title, what, theme)
