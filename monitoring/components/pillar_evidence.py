"""What stands behind a cell of the matrix: the values with their sources, the definition, and how the status follows."""

from dash import dcc, html

from ..language import _, day, ngettext
from ..settings import settings
from ..vocabulary.filters import Filter
from ..vocabulary.indicators import KINDS
from ..vocabulary.life_cycle import pillar_name
from ..vocabulary.view import View
from .life_marks import evidence, text_or
from .link import link
from .pillar_formula import formula, rule
from .pillar_marks import status_mark
from .pillar_override import editing, history, stated
from .pillar_values import period_of, unit_words, value_words
from .pillars_of import Progress, area_name
from .recommendations_of import plain
from .things.change import change_link


def panel(found: Progress, chosen: Filter, view: View) -> list:
    """Of the indicator and area that the link names; nothing where it does not name both."""
    if not view.indicator or not view.area:
        return []
    indicator = found.indicator(view.indicator)
    standing = found.standing
    rows = standing[(standing["indicator_id"] == view.indicator) & (standing["area"] == view.area)]
    return [
        html.Div(
            [
                html.Div(
                    [
                        html.H2([indicator["name"], html.Span(area_name(view.area), className="panel-area", dir="auto")],
                                tabIndex="-1", id="pillars-panel-title"),
                        html.Button("×", type="button", className="panel-close", title=_("Close"),
                                    **{"aria-label": _("Close"), "data-pillar-close": "1"}),
                    ],
                    className="panel-head",
                ),
                *[html.P([status_mark(row.status, row.overridden)]) for row in rows.itertuples()],
                *_formulas(found, rows, view),
                *[stated(row) for row in rows.itertuples() if row.overridden][:1],
                *_values(found, indicator, view),
                html.H3(_("What is measured"), className="pillar-small"), definition(found, indicator, chosen, view),
                html.Div(history(view.indicator, view.area, settings().may_edit), id="override-history"),
                *editing(found.current, view.indicator, view.area),
            ],
            className="pillar-panel",
        )
    ]  # fmt: skip


def _values(found: Progress, indicator: dict, view: View) -> list:
    mine = found.values[(found.values["indicator_id"] == view.indicator) & (found.values["area"] == view.area)]
    if mine.empty:
        words = _(
            "No value in this data set; that is not a zero. Values come in by the importer, from a source that says them."
        )
        return [
            html.P(words, className="empty"),
            html.P(dcc.Link(_("Import a file"), href=link("/data", view=plain(view)))),
        ]
    kind = indicator["kind"]
    spells = _spells(found, view) if kind == "interval" else []
    heads = [_("Period"), _("Value"), _("Whose estimate")]
    head = html.Thead(
        html.Tr([html.Th(word, scope="col", className="number" if at == 1 else None) for at, word in enumerate(heads)])
    )
    body = [row for each in mine[::-1].itertuples() for row in _rows(each, kind)]
    caption = html.Caption(_("Values with their sources"), className="visually-hidden")
    title = ngettext("{n} value", "{n} values", len(mine))
    return [
        *spells, html.H3(title, className="pillar-small"),
        html.Table([caption, head, *body], className="facts-table panel-values"),
    ]  # fmt: skip


def _rows(each, kind: str) -> list:
    """A value, and beneath it where it stands and what is said of it."""
    said: list = []
    edition = f" ({each.edition})" if text_or(each.edition) and text_or(each.edition) not in each.source else ""
    said.append(html.P([_("Source:"), " ", *evidence(each.source), edition], dir="auto"))
    if text_or(each.confidence):
        said.append(html.P([_("Confidence:"), " ", each.confidence], dir="auto"))
    if text_or(each.note):
        said.append(html.P([_("Note:"), " ", each.note], dir="auto"))
    return [
        html.Tbody(
            [
                html.Tr(
                    [
                        html.Th(period_of(each), scope="row"),
                        html.Td(value_words(each, kind), className="number panel-value"),
                        html.Td(text_or(each.estimator, _("not named")), dir="auto"),
                    ]
                ),
                html.Tr(html.Td(said, colSpan=3, className="panel-source")),
            ]
        )
    ]


def spell_words(spell) -> str:
    """A dated membership or listing, never saying more than its sources."""
    if spell.from_known and spell.to_known:
        return _("from {first} to {last}", first=day(spell.from_day), last=day(spell.to_day))
    if spell.to_known:
        if spell.from_day == spell.from_day:
            return _("seen {first}, ended {last}", first=day(spell.from_day), last=day(spell.to_day))
        return _("ended {last}; its start is not known", last=day(spell.to_day))
    if spell.from_known:
        return _("since {first}; still said as of {last}", first=day(spell.from_day), last=day(spell.as_of))
    if spell.from_day.year == spell.as_of.year:
        return _("said as of {last}; start and end are not known", last=day(spell.as_of, "year"))
    return _("said as of {first} and {last}", first=day(spell.from_day), last=day(spell.as_of))


def _spells(found: Progress, view: View) -> list:
    mine = found.spells[(found.spells["indicator_id"] == view.indicator) & (found.spells["area"] == view.area)]
    if mine.empty:
        return []
    rows = [html.Li(spell_words(each)) for each in mine.itertuples()]
    return [html.H3(_("In force"), className="pillar-small"), html.Ul(rows, className="panel-spells")]


def definition(found: Progress, indicator: dict, chosen: Filter, view: View) -> html.Div:
    """What an indicator is, where it belongs, and the way to its form."""
    items = found.items.set_index("item_id")
    item = indicator["item_id"]
    label = f"{item} {items['label'][item]}" if isinstance(item, str) and item in items.index else None
    said: dict[str, object] = {
        _("Definition"): indicator["definition"],
        _("Pillar"): dcc.Link(pillar_name(indicator["pillar"]), href=link("/pillars", chosen, _narrow(view, indicator["pillar"]))),
        _("Item of the declaration"): html.A(label, href="#declaration") if label else None,
        _("Unit"): unit_words(indicator["unit"]),
        _("Kind"): _(KINDS[indicator["kind"]]),
        _("Defined by"): evidence(indicator["source"]),
    }  # fmt: skip
    parts = [part for term, value in said.items() if value for part in (html.Dt(term), html.Dd(value, dir="auto"))]
    edited = [html.P(_("An editor has changed this indicator."), className="note")] if indicator["edited"] else []
    return html.Div(
        [
            html.Dl(parts, className="data-facts"),
            *edited,
            *change_link(found.current, "indicator", indicator["indicator_id"], view),
        ]
    )


def _narrow(view: View, pillar: str) -> View:
    return View(lang=view.lang, theme=view.theme, level=view.level, among=view.among, pillar=pillar)


def _formulas(found: Progress, rows, view: View) -> list:
    if rows.empty:
        return []
    parts: list = [html.H3(_("How the status follows"), className="pillar-small")]
    return [*parts, *[formula(found, row, view) for row in rows.itertuples()], html.P(rule(), className="note")]
