"""One seizure: what was reported, word for word, beside what we made of it; each value with its source."""

import dash_mantine_components as dmc
from dash import dcc, html

from ..exports.about import KOSOVO
from ..language import _, day, digits, listed, ngettext, number
from ..settings import settings
from ..store.seizures import Row, SeizureRecord, seizure_known, seizure_record
from ..vocabulary.admin1 import admin1_name
from ..vocabulary.countries import country_name
from ..vocabulary.drugs import drug, drug_name
from ..vocabulary.grades import grade_name
from ..vocabulary.modes import mode_name
from ..vocabulary.precisions import precision_name
from ..vocabulary.roles import role_name
from ..vocabulary.source_kinds import source_kind_name
from ..vocabulary.titles import composed_titles, joined
from ..vocabulary.units import amount_full
from ..vocabulary.view import View
from .current import Data, data, engine, version_number
from .icons import icon
from .link import link
from .records import SHOWN, cards, with_relation


def read_record(seizure_id: str, version: str | None = None) -> SeizureRecord | None:
    """The record as this process's audience may see it, in the current data version or in the one that is named."""
    number = version_number(version)
    with engine().connect() as db:
        return seizure_record(db, settings().audience, seizure_id, number)


def was_recorded(seizure_id: str) -> bool:
    """Whether this process's audience may see the seizure in any data version."""
    with engine().connect() as db:
        return seizure_known(db, settings().audience, seizure_id)


def chosen_seizures(found: SeizureRecord | None, several: list[str], seizures: int, current: Data, view: View) -> list:
    """The panel's content for what was chosen: one record, or cards to choose from: the first of `seizures` in all."""
    back = html.Button([icon("back"), _("Back to the view")], type="button", className="back", **{"data-back": "1"})
    if found is not None:
        keep = View(lang=view.lang, theme=view.theme)
        more = dcc.Link(_("Open the record's own page"), href=link(f"/seizure/{found.seizure['id']}", view=keep))
        return [
            back,
            html.H2(title_of(found), className="section-title", dir="auto"),
            *facts(found),
            html.P(more),
        ]
    frame = current.rows(current.rows_of(several[: SHOWN + 1]))
    title = ngettext("{n} seizure here", "{n} seizures here", seizures)
    return [back, html.H2(title, className="section-title"), cards(frame, seizures)]


def title_of(record: SeizureRecord) -> str:
    """The seizure's title; where the source gives none, the one that lists and exports make of drugs, amounts and place."""
    event, items = record.seizure, record.items
    if event["title"] or not items:
        return event["title"] or event["id"]
    place = event["place_reported"] or (admin1_name(event["admin1"]) if event["admin1"] else None)
    drugs, quantities, kinds = ([item[name] for item in items] for name in ("drug", "quantity", "kind"))
    return joined(
        list(composed_titles(drugs, quantities, kinds, [place] * len(items), [event["country_iso3"]] * len(items)))
    )


def facts(record: SeizureRecord) -> list:
    """Amounts, circumstances, the way, and the document, as the panel and the page show them."""
    return [
        html.Div([amounts(record), circumstances(record), way(record), said_by(record)], className="record"),
    ]


def amounts(record: SeizureRecord) -> html.Ul:
    rows = []
    for item in record.items:
        rows.append(
            html.Li([html.Span(className=f"chip family-{drug(item['drug']).family}"), html.Span(amount_line(item))])
        )
        rows += [html.Li(html.Span(figure_line(figure), className="record-note")) for figure in item["figures"]]
    return html.Ul(rows, className="record-amounts")


def amount_line(item: Row) -> list:
    if item["quantity"] is None:
        reported = [item["quantity_reported"], item["unit_reported"]]
        said = " ".join(number(each) if isinstance(each, float) else str(each) for each in reported if each is not None)
        line = [html.Strong(drug_name(item["drug"])), " ", said or _("amount not stated")]
    else:
        full = with_relation(amount_full(item["quantity"], item["kind"]), item["quantity_relation"])
        line = [html.Strong(full), " ", drug_name(item["drug"])]
    if item["drug_reported"].casefold() != drug_name(item["drug"]).casefold():
        line.append(html.Span([" ", _("reported as “{words}”", words=item["drug_reported"])], className="record-note"))
    if item["quantity"] is not None and item["factor"] != 1:
        said = _(
            "reported as {amount} {unit}; 1 {unit} = {factor} {canonical}, by {source}",
            amount=number(item["quantity_reported"]), unit=item["unit_reported"], factor=digits(f"{item['factor']:g}"),
            canonical=item["unit"], source=item["factor_source"],
        )  # fmt: skip
        line.append(html.Div(said, className="record-note"))
    return line


def figure_line(figure: Row) -> str:
    amount = with_relation(amount_full(figure["quantity"], figure["kind"]), figure["quantity_relation"])
    return _("Another figure: {amount}, by {source}", amount=amount, source=figure["said_by"])


def circumstances(record: SeizureRecord) -> html.Dl:
    event = record.seizure
    pairs = [
        (_("Date"), date_words(event)),
        (
            _("Country"),
            country_name(event["country_iso3"]) if event["country_iso3"] else _("None: at sea, or not stated"),
        ),
        (
            _("Province"),
            f"{admin1_name(event['admin1'])} ({event['admin1']})" if event["admin1"] else event["admin1_reported"],
        ),
        (_("Place as reported"), event["place_reported"]),
        (_("Point on the map"), point_words(record)),
        (_("Transport"), mode_name(event["transport_mode"]) if event["transport_mode"] else None),
        (_("Concealment"), event["concealment"]),
        (_("Agency"), event["agency"]),
        (_("Operation"), event["operation"]),
        (_("Arrests"), arrests_words(record)),
        (_("Note"), event["note"]),
    ]
    return definition_list(pairs)


def definition_list(pairs: list[tuple[str, object]]) -> html.Dl:
    """Terms and values; what is not stated is said so rather than left out."""
    rows = []
    for term, value in pairs:
        shown = (
            html.Dd(value, dir="auto") if value not in (None, "") else html.Dd(_("not stated"), className="record-note")
        )
        rows += [html.Dt(term), shown]
    return html.Dl(rows, className="record-fields")


def date_words(event: Row) -> str:
    known = day(event["seized_on"], event["date_precision"])
    if event["date_precision"] == "day":
        return known
    return (
        _("{date} (the day is not known)", date=known)
        if event["date_precision"] == "month"
        else _("{date} (only the year is known)", date=known)
    )


def point_words(record: SeizureRecord) -> str:
    event = record.seizure
    if event["lon"] is not None:
        at = f"{event['lat']:.3f}, {event['lon']:.3f}"
        return _(
            "{precision}: {at}. Found by: {method}",
            precision=precision_name(event["location_precision"]),
            at=at,
            method=event["location_method"],
        )
    if record.sea_area is not None:
        return _(
            "A label point of ours for {sea}; where in it the seizure was made is not known.",
            sea=record.sea_area["name"],
        )
    return _("None: only the country, or an unnamed sea, is known.")


def arrests_words(record: SeizureRecord) -> str | None:
    parts = []
    for row in record.arrests:
        who = country_name(row["nationality_iso3"]) if row["nationality_iso3"] else None
        parts.append(f"{number(row['number'])} ({who})" if who else number(row["number"]))
    return listed(parts) or None


def way(record: SeizureRecord) -> html.Div:
    """The countries on the way, by role; what is only presumed is said so."""
    if not record.legs:
        return html.Div(
            [html.H3(_("The way")), html.P(_("The source states no country on the way."), className="record-note")]
        )
    rows = []
    for role in ("origin", "departure", "transit", "destination"):
        legs = [leg for leg in record.legs if leg["role"] == role]
        if legs:
            rows += [html.Dt(role_name(role)), html.Dd(listed(leg_words(leg) for leg in legs))]
    return html.Div([html.H3(_("The way")), chain(record), html.Dl(rows, className="record-fields")])


def chain(record: SeizureRecord) -> html.Ol:
    """The whole way as stated, stage after stage, with the place of seizure where it stands in it; alternatives stay together."""
    stages: list[tuple[str, str]] = []
    for role in ("departure", "transit", "seized_in", "destination"):
        if role == "seized_in":
            event = record.seizure
            at = event["country_iso3"] and country_name(event["country_iso3"])
            stages.append((role, at or (record.sea_area or {}).get("name") or _("at sea, or not stated")))
            continue
        names = [country_name(leg["country_iso3"]) for leg in record.legs if leg["role"] == role]
        if role == "transit":
            stages += [(role, name) for name in names]
        elif names:
            stages.append((role, _(" or ").join(names)))
    return html.Ol(
        [
            html.Li([html.Span(role_name(role), className="chain-role"), " ", html.Strong(name)])
            for role, name in stages
        ],
        className="chain",
        **{"aria-label": _("The way, stage after stage")},
    )


def leg_words(leg: Row) -> str:
    name = country_name(leg["country_iso3"])
    if leg["basis"] == "presumed":
        name = _("{country} (presumed by officials)", country=name)
    return _("{country} (one of several named)", country=name) if leg["alternative"] else name


def said_by(record: SeizureRecord) -> html.Div:
    """The document: a link only where it is the publisher's own page; a copy's address is text."""
    document = record.document
    grade = html.Span(grade_name(document["grade"]), className=f"grade grade-{document['grade']}")
    lines = [html.P([html.Span(document["name"], dir="auto"), " · ", source_kind_name(document["kind"]), " ", grade])]
    if document["grade"] == "copy" and document["url"]:
        lines.append(html.P(document["url"], className="address", dir="ltr"))
    elif document["url"]:
        lines.append(
            html.P(
                html.A(document["url"], href=document["url"], rel="noopener noreferrer", target="_blank", dir="ltr"),
                className="address",
            )
        )
    release = record.release
    lines.append(
        html.P(
            _("In this record by: {title}, {edition}.", title=release["title"], edition=release["edition"]),
            className="record-note",
        )
    )
    return html.Div([html.H3(_("Source")), *lines])


def citation(record: SeizureRecord, version: str | None = None) -> str:
    """A line that a paper can carry."""
    event, document = record.seizure, record.document
    where = country_name(event["country_iso3"]) if event["country_iso3"] else _("at sea")
    return _(
        "{title} ({where}, {date}). {document}{address}. Record {id}, {publisher}, data version {version}.",
        title=title_of(record), where=where, date=event["date_reported"], document=document["name"],
        address=f", {document['url']}" if document["url"] else "", id=event["id"], publisher=_("Drugs monitor"),
        version=version or data().version.id,
    )  # fmt: skip


def kosovo_note(record: SeizureRecord) -> html.P | None:
    named = {record.seizure["country_iso3"], *(leg["country_iso3"] for leg in record.legs)}
    return html.P(_(KOSOVO), className="note") if "XKX" in named else None


def copy_button(target: str) -> dmc.Button:
    return dmc.Button(
        _("Copy citation"), size="xs", variant="default", **{"data-copy": target, "data-done": _("Copied")}
    )
