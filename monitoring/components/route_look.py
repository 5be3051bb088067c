"""How the route map looks, as a file of routes tells QGIS: from the same tables that draw the map."""

from collections.abc import Mapping

from ..exports.route_style import LineRule, Look
from ..figures.route_legend import DASHES, NODE_PX, PROVINCE_PX, STUB_PX, basis_ink
from ..figures.route_scale import arrow_px, steps, width_px
from ..figures.route_words import BASES
from ..figures.theme import FONT, TEXT_PX, Theme, colours, family_colours
from ..language import _
from ..vocabulary.view import View


def look_of(view: View, drawn: Mapping[str, dict], times: int = 1) -> Look:
    """The look of the map of a link, on light paper. drawn: its GeoJSON (routes_of.collections_of)."""
    theme: Theme = "light"
    token, families = colours(theme), family_colours(theme)
    lines = (one["properties"] for one in drawn["route-lines"]["features"])
    return Look(
        lines=(*_reported(view, theme, times), *(_fixed(basis, theme) for basis in ("published", "interpreted"))),
        halo=token["map_halo"], ink=token["ink"], flag=token["flag"], font=FONT, text_px=TEXT_PX, node_px=NODE_PX,
        place_px=PROVINCE_PX, stub_px=STUB_PX,
        kinds={
            "country": _("country known, place not"), "sea_area": _("sea area"), "admin1": _("province known, place not"),
            "place": _("place known"), "stub": _("the other end is not stated"),
        },
        colours={line["id"]: families[line["family"]] for line in lines if "family" in line},
    )  # fmt: skip


def _reported(view: View, theme: Theme, times: int) -> list[LineRule]:
    """One sign for each width, thickest first."""
    by = view.width or "count"
    basis = _(BASES["reported"])
    return [
        LineRule(
            _("{basis}: {amount}", basis=basis, amount=words), f"\"basis\" = 'reported' AND \"width_px\" = {width:g}", width,
            arrow_px(width), basis_ink("reported", theme), casing=True,
        )
        for words, width in reversed(steps(by, times))
    ]  # fmt: skip


def _fixed(basis: str, theme: Theme) -> LineRule:
    width = width_px(basis)
    return LineRule(
        _(BASES[basis]), f"\"basis\" = '{basis}'", width, arrow_px(width), basis_ink(basis, theme),
        tuple(DASHES[basis]), round=basis == "interpreted",
    )  # fmt: skip
