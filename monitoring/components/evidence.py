"""What a leg rests on: the seizures that state it, the documents that name it, and what speaks against it."""

import pandas as pd
from dash import dcc, html

from ..language import N_, _, digits, listed, ngettext, number
from ..measures.kernels import Selection, counts, page, totals
from ..measures.leg_doubts import OLD_YEARS, Doubts, doubts
from ..measures.paths import paths
from ..store.routes import leg_evidence_of, presumed
from ..store.sources import documents_of
from ..vocabulary.drugs import drug, drug_name
from ..vocabulary.filters import Filter
from ..vocabulary.modes import mode_name
from ..vocabulary.units import amount_words
from ..vocabulary.view import View
from .current import Data, engine
from .leg_words import basis_words, leg_name, leg_sense
from .link import link
from .records import reported_amount, when, where
from .routes_of import ends_of, published_legs, selection_of_leg

SHOWN = 100  # rows of the evidence table; the rest is one click away
COUNTED_AT_MOST = 20_000  # seizures whose documents and presumed ends are looked up one by one
BRANCHES = N_("{route}, {branch}")


def evidence(current: Data, chosen: Filter, view: View, heading: type = html.H2) -> list:
    """Everything about the link's leg under its filter, in reading order; says so where there is nothing."""
    leg = view.leg or "-"
    selection = selection_of_leg(current, chosen, view)
    named = named_by(current, leg)
    title = heading(_title(leg, selection.seizures), className="section-title", id="leg-title", tabIndex="-1")
    if not selection.seizures and named.empty:
        return [title, html.P(_("No seizure of this filter states this leg, and no document of ours names it."))]
    return [
        title,
        html.P(leg_sense(leg, ends_of(view)), className="section-subtitle"),
        html.P(basis_words(selection.seizures, named["basis"].tolist()), className="leg-basis"),
        *([_facts(current, selection)] if selection.seizures else []),
        *_against(current, chosen, view, selection, named),
        *_documents(named, view),
        *(_records(current, chosen, view, selection) if selection.seizures else []),
    ]


def _title(leg: str, seizures: int) -> str:
    name = leg_name(leg)
    if not seizures:
        return name
    return ngettext("{leg}: {n} seizure", "{leg}: {n} seizures", seizures, leg=name)


def named_by(current: Data, leg: str) -> pd.DataFrame:
    """The published legs of the same pair, as store.routes.route_legs."""
    start, _dash, end = leg.partition("-")
    legs = published_legs(current.version.id)
    return legs[(legs["from_iso3"] == start) & (legs["to_iso3"] == end)]


def _facts(current: Data, selection: Selection) -> html.Dl:
    columns = current.columns
    years = counts(columns, selection, "year").dropna(subset=["value"]).sort_values("value")
    modes = counts(columns, selection, "mode")
    sums = totals(columns, selection, ("drug",))
    of_drug = counts(columns, selection, "drug")
    amounts = {
        slug: [
            amount_words(row.quantity, row.kind)
            for row in rows.itertuples()
            if isinstance(row.kind, str) and pd.notna(row.quantity)
        ]
        for slug, rows in sums.groupby("drug")
    }
    drugs = [
        html.Li(
            [
                html.Span(className=f"chip family-{drug(row.value).family}"),
                html.Span(
                    f"{drug_name(row.value)}: {number(row.seizures)}"
                    + (f" ({', '.join(amounts[row.value])})" if amounts.get(row.value) else "")
                ),
            ]
        )
        for row in of_drug.dropna(subset=["value"]).head(6).itertuples()
    ]
    more = len(of_drug) - len(drugs)
    if more > 0:
        drugs.append(html.Li(ngettext("{n} more substance", "{n} more substances", more), className="note"))
    said = [
        f"{digits(str(int(row.value)))}{' (' + number(row.seizures) + ')' if row.seizures > 1 else ''}"
        for row in years.itertuples()
    ]
    how = [
        f"{mode_name(row.value) if isinstance(row.value, str) else _('not stated')} ({number(row.seizures)})"
        for row in modes.itertuples()
    ]
    return html.Dl(
        [
            html.Dt(_("Substances")), html.Dd(html.Ul(drugs, className="plain-list")),
            html.Dt(_("Years active")), html.Dd(listed(said) if said else _("not stated")),
            html.Dt(_("Transport")), html.Dd(listed(how)),
        ],
        className="record-fields",
    )  # fmt: skip


def _against(current: Data, chosen: Filter, view: View, selection: Selection, named: pd.DataFrame) -> list:
    """What a reader should hold against the line; never empty: that seizures are not flows holds for every one."""
    found: list[str] = []
    if selection.seizures:
        known = paths(current.columns)
        filtered = current.select(chosen).rows
        found += _doubt_words(doubts(current.columns, known, ends_of(view), view.leg or "-", selection, filtered), view)
        found += _source_doubts(current, selection)
    else:
        found.append(_("No seizure of this filter states it; how much moves here, nobody of our sources says."))
    if len(named) and (named["basis"] == "interpreted").all():
        found.append(_("The documents list the countries; that goods pass from one to the next is our reading."))
    found.append(_("Seizures show work done, not the size of the flow."))
    return [
        html.H3(_("What speaks against it"), className="evidence-title"),
        html.Ul([html.Li(words) for words in found], className="evidence-doubts"),
    ]


def _doubt_words(found: Doubts, view: View) -> list[str]:
    n, said = found.seizures, []
    if found.opposite:
        words = ngettext(
            "{n} seizure states the opposite direction.", "{n} seizures state the opposite direction.", found.opposite
        )
        said.append(words)
    if found.elsewhere and ends_of(view) == "destination":
        said.append(_("{n} of {all} were seized in neither of the two.", n=found.elsewhere, all=n))
    elif found.elsewhere:
        words = _(
            "{n} of {all} were bound for somewhere else: this is where they were stopped.", n=found.elsewhere, all=n
        )
        said.append(words)
    if found.several:
        said.append(_("{n} of {all} name several countries, of which this is one.", n=found.several, all=n))
    if found.inexact:
        said.append(_("Of {n} of {all} the day is not known.", n=found.inexact, all=n))
    if found.years == 1 and n > 1 and found.last_year:
        said.append(_("All that is dated falls in one year, {year}.", year=digits(str(found.last_year))))
    if found.last_year and found.silent_years >= OLD_YEARS:
        said.append(_("The last one is of {year}.", year=digits(str(found.last_year))))
    if n == 1:
        said.append(_("It rests on one seizure."))
    return said


def _source_doubts(current: Data, selection: Selection) -> list[str]:
    numbers = current.columns.seizure[selection.rows]
    if selection.seizures > COUNTED_AT_MOST:
        return []
    with engine().connect() as db:
        documents = documents_of(db, current.audience, numbers)
        unsure = presumed(db, current.audience, [int(one) for one in dict.fromkeys(numbers.tolist())], "departure")
    said = []
    if unsure:
        said.append(_("Of {n} of {all} officials only presume where it left.", n=unsure, all=selection.seizures))
    if len(documents) and set(documents["source_kind"]) == {"press"}:
        said.append(_("Only the press is behind it."))
    if len(documents) == 1 and selection.seizures > 1:
        said.append(_("One document is behind all of it: {name}.", name=documents["source_name"].iloc[0]))
    return said


def _documents(named: pd.DataFrame, view: View) -> list:
    if named.empty:
        return []
    with engine().connect() as db:
        said = leg_evidence_of(db, named["leg_id"].tolist())
    keep = View(lang=view.lang, theme=view.theme)
    rows = []
    for leg in named.itertuples():
        of = _(BRANCHES, route=_(leg.route_name), branch=_(leg.branch))
        routes_page = dcc.Link(of, href=link(f"/route/{leg.route}", view=keep))
        gist = leg.note if isinstance(leg.note, str) else leg.basis_reported
        rows.append(
            html.Li(
                [
                    html.P([routes_page, " · ", _("published") if leg.basis == "published" else _("our reading")]),
                    html.P(gist, dir="auto"),
                    *(_citation(one) for one in said[said["leg_id"] == leg.leg_id].itertuples()),
                ]
            )
        )
    return [html.H3(_("Documents that name it"), className="evidence-title"), html.Ul(rows, className="evidence-list")]


def _citation(one) -> html.P:
    page_words = _("page {page}", page=one.page) if isinstance(one.page, str) else _("page not recorded")
    return html.P([html.Span(one.citation, dir="auto"), f" ({page_words})"], className="evidence-source")


def _records(current: Data, chosen: Filter, view: View, selection: Selection) -> list:
    """The seizures, newest first: each row with its source and the door to the record with its whole chain."""
    rows = page(current.columns, selection, None, 0, SHOWN)
    frame = current.rows(rows)
    keep = View(lang=view.lang, theme=view.theme)
    title = html.H3(_("Seizures that state it"), className="evidence-title")
    left = selection.seizures - frame["seizure_id"].nunique()
    note = ngettext("{n} more is not shown here.", "{n} more are not shown here.", left)
    return [
        title,
        record_rows(frame, keep),
        html.P([note, " "] if left > 0 else [], className="note"),
        _explore_link(chosen, view),
    ]


def record_rows(frame: pd.DataFrame, keep: View) -> html.Table:
    """A row a seizure with its substances and its source, in the order of the frame.

    The date is the door to the record with its whole chain.
    """
    head = html.Tr([html.Th(word, scope="col") for word in (_("Date"), _("Seized"), _("Where"), _("Source"))])
    items: dict[str, list[dict]] = {}
    for item in frame.to_dict("records"):
        items.setdefault(item["seizure_id"], []).append(item)
    body = [_record(of_one, keep) for of_one in items.values()]
    caption = html.Caption(_("Seizures"), className="visually-hidden")
    return html.Table([caption, html.Thead(head), html.Tbody(body)], className="evidence-rows evidence-records")


def _record(items: list[dict], keep: View) -> html.Tr:
    first = items[0]
    door = dcc.Link(when(first), href=link(f"/seizure/{first['seizure_id']}", view=keep), title=first["title"])
    what = [html.Div(_substance(item), className="evidence-what") for item in items]
    return html.Tr(
        [html.Td(door), html.Td(what), html.Td(where(first), dir="auto"), html.Td(first["source_name"], dir="auto")]
    )


def _substance(item: dict) -> list:
    """Amount and drug; a drug that our vocabulary keeps among others by the word that the source has for it."""
    other = item["drug"] == "other" and isinstance(item["drug_reported"], str)
    name = item["drug_reported"] if other else drug_name(item["drug"])
    return [html.Span(className=f"chip family-{drug(item['drug']).family}"), f"{reported_amount(item)} {name}"]


def _explore_link(chosen: Filter, view: View) -> html.P | None:
    """The same seizures on the map of Explore, where its filter can say the leg."""
    start, _dash, end = (view.leg or "-").partition("-")
    if not (len(start) == len(end) == 3):
        return None  # its filter has no word for an end that is not stated, or at sea
    ways = {"departure": (start,), "country" if ends_of(view) == "seizure" else "destination": (end,)}
    keep = View(lang=view.lang, theme=view.theme)
    return html.P(dcc.Link(_("These seizures on the map of Explore"), href=link("/", chosen.replace(**ways), keep)))
