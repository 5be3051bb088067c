"""Whom the recommendations concern: a map of the countries that they are addressed to, and its table twin."""

from dash import html

from ..figures import pillars as figures
from ..language import _, ngettext, number
from ..measures.recommendations import by_country
from ..store.groups import members
from ..vocabulary.countries import country_name
from ..vocabulary.folding import fold
from ..vocabulary.view import View
from .current import engine
from .fills_map import fills_map
from .map_legend import legend_of_groups
from .publisher import boundary_note
from .recommendations_of import Mechanism

MAP = "recommendations-map"
BOUNDS = [-12, 18, 95, 62]


def map_label() -> str:
    return _("Map of the countries that recommendations are addressed to. The table below it holds the same numbers.")


def addressed(found: Mechanism, view: View) -> html.Section:
    """How many rows addressed to each country are neither done nor dropped: as a map and as a table."""
    with engine().connect() as db:
        frame = by_country(found.standing, members(db))
    said = int(found.standing["addressed"].notna().sum())
    if frame.empty:
        return html.Section([html.H2(_("Whom they concern")), html.P(_("None names a country."), className="note")])
    theme = view.theme or "light"
    least = _classes(frame["open"].tolist())
    looks = {row.iso3: figures.key_of(row.open, row.open, least) for row in frame.itertuples()}
    numbers = {row.iso3: number(row.open) for row in frame.itertuples()}
    made = fills_map(MAP, map_label(), looks, numbers, theme, {"bounds": BOUNDS})
    key = legend_of_groups(figures.legend(theme, _("Neither done nor dropped"), least, looks), theme)
    title = _("Addressed to a country and neither done nor dropped")
    words = ngettext(
        "{n} row names countries or groups of them; the others are addressed to bodies, to all States or to nobody.",
        "{n} rows name countries or groups of them; the others are addressed to bodies, to all States or to nobody.",
        said,
    )
    return html.Section(
        [
            html.H2(_("Whom they concern")),
            html.P(f"{title}. {words}"),
            html.Div(
                [made, html.Div(key, className="map-box map-legend")],
                className="corridor-map pillars-map-stage",
            ),
            html.P(boundary_note(), className="note"),
            _twin(frame),
        ],
        className="addressed",
    )  # fmt: skip


def _classes(counts: list[int]) -> tuple[float, ...]:
    """A class for each count where there are few, else by thirds."""
    few = sorted({count for count in counts if count > 0})
    return tuple(float(count) for count in few) if len(few) <= len(figures.CLASSES) else figures.steps(counts)


def _twin(frame) -> html.Details:
    heads = [_("Country"), _("Neither done nor dropped"), _("Done or dropped"), _("Of them by name, not with a group")]
    ordered = sorted(frame.itertuples(), key=lambda row: (-row.open, fold(country_name(row.iso3))))
    rows = [
        html.Tr(
            [html.Th(country_name(row.iso3), scope="row"), *(html.Td(number(n)) for n in (row.open, row.closed, row.by_name))]
        )
        for row in ordered
    ]  # fmt: skip
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    caption = html.Caption(_("Whom they concern"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table life-table addressed-table")
    summary = ngettext("Table of {n} country", "Table of {n} countries", len(rows))
    return html.Details(
        [html.Summary(summary), html.Div(table, className="scroll-x")], className="edit-more", open=False
    )
