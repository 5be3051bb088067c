"""The legend of the route map, from the tables that draw it: patterns, widths, ends, drug groups, loops."""

from collections.abc import Iterable, Mapping

from ..language import _
from .legends import LegendEntry, LegendGroup
from .route_lines import Ink
from .route_scale import By, steps, width_px
from .route_words import BASES
from .seizures import family_names
from .theme import FAMILIES, Theme, colours, family_colours

DASHES: Mapping[str, list[float]] = {"interpreted": [0.1, 2.2], "published": [3.2, 2], "reported": []}
NODE_PX, PROVINCE_PX, STUB_PX = 8.5, 7.0, 24.0


def basis_ink(basis: str, theme: Theme) -> str:
    return colours(theme)["accent" if basis == "reported" else "ink2"]


def legend(
    theme: Theme,
    bases: Iterable[str] = BASES,
    by: By | None = None,
    ends: Iterable[str] = ("country",),
    families: Iterable[str] = (),
    loops: bool = False,
    stubs: Iterable[str] = (),
    times: int = 1,
) -> list[LegendGroup]:
    """What is drawn in words. by: what widths of reported lines stand for, None where none is drawn. ends: kinds of
    route_ends.ENDS. families: drug groups that give lines their ink."""
    rests: LegendGroup = {"title": _("What a line rests on"), "entries": _patterns(theme, set(bases))}
    if loops:
        rests["entries"].append({"sign": "loop", "label": _("inside one country"), "diameter_px": 14})
    widths = [_widths(theme, by, times)] if by and "reported" in set(bases) else []
    groups = [_groups(theme, set(families))] if families else []
    return [rests, *widths, *groups, {"title": _("Ends of a line"), "entries": _signs(theme, set(ends), set(stubs))}]


def legend_of(
    theme: Theme, found: Mapping[str, dict], by: By = "count", ink: Ink = "one", times: int = 1
) -> list[LegendGroup]:
    """The legend of what `routes.collections` made."""
    lines, ends, stubs = (_properties(found, name) for name in ("route-lines", "route-nodes", "route-stubs"))
    return legend(
        theme,
        bases={line["basis"] for line in lines},
        by=by,
        ends={end["kind"] for end in ends},
        families={line["family"] for line in lines if "family" in line} if ink == "group" else (),
        loops=any("loop" in line for line in lines),
        stubs={stub["way"] for stub in stubs},
        times=times,
    )


def _properties(found: Mapping[str, dict], source: str) -> list[dict]:
    return [feature["properties"] for feature in found[source]["features"]]


def _patterns(theme: Theme, bases: set[str]) -> list[LegendEntry]:
    return [
        {"sign": "line", "label": _(words), "colour": basis_ink(basis, theme), "dash": DASHES[basis],
         "width_px": width_px(basis, 5), "round": basis == "interpreted"}
        for basis, words in reversed(BASES.items()) if basis in bases
    ]  # fmt: skip


def _widths(theme: Theme, by: By, times: int) -> LegendGroup:
    ink = basis_ink("reported", theme)
    entries: list[LegendEntry] = [
        {"sign": "line", "label": words, "colour": ink, "dash": [], "width_px": width}
        for words, width in steps(by, times)
    ]
    return {"title": _("Seizures behind it") if by == "count" else _("Weight behind it"), "entries": entries}


def _groups(theme: Theme, families: set[str]) -> LegendGroup:
    known, names = family_colours(theme), family_names()
    entries: list[LegendEntry] = [
        {"sign": "line", "label": names[family], "colour": known[family], "dash": [], "width_px": 4.8}
        for family in FAMILIES
        if family in families
    ]
    return {"title": _("Drug group most often found"), "entries": entries}


def _signs(theme: Theme, ends: set[str], stubs: set[str]) -> list[LegendEntry]:
    token = colours(theme)
    ring: LegendEntry = {"sign": "ring", "label": "", "diameter_px": NODE_PX, "ring_px": 2, "colour": token["ink"]}
    entries: list[LegendEntry] = []
    if "country" in ends:
        entries.append({**ring, "label": _("country known, place not")})
    if "sea_area" in ends:
        entries.append({**ring, "label": _("sea area, at a label point of ours")})
    if "admin1" in ends:
        entries.append({**ring, "label": _("province known, place not"), "diameter_px": PROVINCE_PX, "ring_px": 1.5})
    if "place" in ends:
        entries.append({"sign": "dot", "label": _("place known"), "diameter_px": PROVINCE_PX, "colour": token["ink"]})
    stub: LegendEntry = {"sign": "", "label": "", "diameter_px": 18, "colour": token["flag"]}
    if "from" in stubs:
        entries.append({**stub, "sign": "stub-from", "label": _("where it left is not stated, with its count")})
    if "to" in stubs:
        entries.append({**stub, "sign": "stub-to", "label": _("where it went is not stated, with its count")})
    return entries
