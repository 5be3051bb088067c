"""The cards of the review queue: what is asked, what it may be, and the ways to answer; one card is one question.

Every card can be reached and answered with the keyboard (assets/clientside/review.js): its choices are numbered.
"""

import math
from collections.abc import Sequence

import pandas as pd
from dash import dcc, html

from ...language import N_, _, digits, listed, ngettext, number
from ...store.review import OpenText, Pair
from ...store.seizures import SeizureRecord
from ...vocabulary.choices import DIRECTIONS, PLACE_TYPES
from ...vocabulary.countries import country_name
from ...vocabulary.drugs import drug_name, drug_of_code
from ...vocabulary.modes import MODES
from ...vocabulary.placed import Candidate
from ..record import amount_line, date_words

FIELDS = {
    "drug": N_("Drug"), "unit": N_("Unit"), "country": N_("Country"), "mode": N_("Transport"),
    "place_type": N_("Type of place"), "direction": N_("Direction"), "concealment": N_("Concealment"), "place": N_("Place"),
}  # fmt: skip
WHY = {
    "same_amount": N_("the same amount"), "near_amount": N_("nearly the same amount"),
    "same_digits": N_("the same digits, with another unit or decimal point"),
}  # fmt: skip
MOST = 5  # choices of a card, so that each has a key
LIKELY = 0.9  # a suggestion that looks so much like the word is chosen until somebody chooses another
EARTH_KM = 6371.0

Choice = tuple[str, object]  # value, words


def word_card(row: pd.Series) -> html.Article:
    """One word of one field: how often, where, and what looks like it."""
    field, word = str(row["field"]), str(row["word"])
    choices: list[Choice] = [
        (
            code,
            [
                code_words(field, code),
                html.Small(_("like “{word}”, {pct} %", word=spelling, pct=digits(f"{score:.0%}"[:-1]))),
            ],
        )
        for code, spelling, score in row["suggestions"][:MOST]
    ]
    head = [html.Bdi(f"“{word}”"), html.Small([_(FIELDS[field]), " · ", times(int(row["count"]))])]
    ways = [*_accept(choices), _written(_("Another code or name"), f"codes-{field}"), _way(_("Take what I wrote"), "write"),
            _way(_("No code, on purpose"), "none"), _way(_("Later"), "skip")]  # fmt: skip
    likely = bool(choices) and row["suggestions"][0][2] >= LIKELY
    return _card(f"word:{field}:{word}", head, [_where(row["examples"])], choices, ways, likely)


def place_card(text: OpenText) -> html.Article:
    """One place in words, with the places that it may be and how far each is from where the words point."""
    named = listed(part for part in (text.place, text.province, country_name(text.iso3) if text.iso3 else "") if part)
    outcome = _("several places are as likely") if text.outcome == "ambiguous" else _("not found")
    choices: list[Choice] = [(each.key, _candidate(each, text.around)) for each in text.candidates[:MOST]]
    head = [html.Bdi(f"“{named}”"), html.Small([outcome, " · ", times(text.count)])]
    ways = [*_accept(choices), _written(_("Longitude, latitude"), None), _way(_("Take what I wrote"), "write"),
            _way(_("No place, on purpose"), "none"), _way(_("Later"), "skip")]  # fmt: skip
    return _card(f"place:{text.word}", head, [_where(text.examples)], choices, ways)


def _candidate(each: Candidate, around: tuple[float, float] | None) -> list:
    notes = []
    if around is not None:
        km = distance_km(around, (each.lon, each.lat))
        if km >= 1:
            notes.append(_("{km}\N{NO-BREAK SPACE}km away", km=number(round(km))))
    notes.append(f"{each.lat:.2f}, {each.lon:.2f}")
    return [html.Bdi(each.label), html.Small(listed(notes))]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along a great circle between two (lon, lat)."""
    (x1, y1), (x2, y2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def pair_card(pair: Pair, keep: str) -> html.Article:
    """Two records side by side, what they have in common, and what would change if they were one."""
    why = _(WHY.get(pair.why, pair.why))
    head = [_("One seizure or two?"), html.Small(_("the same day and drug, {why}", why=why))]
    facts = [_facts(each, other, keep) for each, other in ((pair.first, pair.second), (pair.second, pair.first))]
    lost = [_("not counted any more: {amounts}", amounts=_amounts(each)) for each in (pair.second, pair.first)]
    choices: list[Choice] = [
        ("first", [_("One seizure: keep the first"), html.Small(lost[0])]),
        ("second", [_("One seizure: keep the second"), html.Small(lost[1])]),
        ("different", [_("Two seizures"), html.Small(_("nothing changes"))]),
    ]
    ways = [*_accept(choices), _written(_("Why"), None), _way(_("Later"), "skip")]
    return _card(f"pair:{pair.id}", head, [html.Div(facts, className="review-pair")], choices, ways)


def _facts(record: SeizureRecord, other: SeizureRecord, keep: str) -> html.Div:
    rows: list[object] = []
    for (term, value), (_same, beside) in zip(_told(record), _told(other), strict=True):
        shown = html.Dd(value or _("not stated"), className="differs" if value != beside else "", dir="auto")
        rows += [html.Dt(term), shown]
    name = record.seizure["id"]
    return html.Div([html.H3(dcc.Link(html.Bdi(name), href=f"/seizure/{name}{keep}")), html.Dl(rows)])


def _told(record: SeizureRecord) -> list[tuple[str, str]]:
    event = record.seizure
    where = [
        event["place_reported"],
        event["admin1_reported"],
        country_name(event["country_iso3"]) if event["country_iso3"] else None,
    ]
    return [
        (_("Date"), date_words(event)), (_("Amounts"), _amounts(record)), (_("Place"), listed(word for word in where if word)),
        (_("Agency"), event["agency"] or ""), (_("Concealment"), event["concealment"] or ""),
        (_("Source"), record.document["name"]), (_("File"), record.batch["file_name"]),
    ]  # fmt: skip


def _amounts(record: SeizureRecord) -> str:
    return listed(_amount(item) for item in record.items)


def _amount(item) -> str:
    if item["quantity"] is None:
        return drug_name(item["drug"])
    return "".join(
        part if isinstance(part, str) else str(part.children) for part in amount_line({**item, "factor": 1})[:3]
    )


def doubt_card(row: pd.Series, keep: str) -> html.Article:
    """One cell that was taken as it stands, why it is doubtful, and its record."""
    suggestion = html.P(_("It may be: {what}", what=row["suggestion"])) if _known(row["suggestion"]) else None
    place = _("{file}, row {row}", file=row["file"], row=str(row["row"]))
    column = html.Small([html.Bdi(row["column"]) if _known(row["column"]) else "", " · ", place])
    record = row["seizure_id"] if _known(row["seizure_id"]) else None
    links = [
        dcc.Link(_("The record"), href=f"/seizure/{record}{keep}"),
        dcc.Link(_("Correct it"), href=f"/edit/{record}{keep}"),
    ]
    choices: list[Choice] = [("right", _("It is right as it stands")), ("corrected", _("I have corrected it")),
                             ("unclear", _("Nobody can tell"))]  # fmt: skip
    ways = [*_accept(choices), _way(_("Later"), "skip"), *(links if record else [])]
    body = [html.P(row["text"], dir="auto", className="review-note"), suggestion]
    return _card(f"doubt:{row['id']}", [html.Bdi(f"“{row['value']}”"), column], body, choices, ways)


def objection_card(row: pd.Series, keep: str) -> html.Article:
    """What somebody said is wrong about a record."""
    record = str(row["seizure_id"])
    head = [html.Bdi(record), html.Small(f"{row['made_by']} · {row['made_at']:%Y-%m-%d}")]
    choices: list[Choice] = [("corrected", _("I have corrected it")), ("right", _("The record is right")),
                             ("unclear", _("Nobody can tell"))]  # fmt: skip
    links = [
        dcc.Link(_("The record"), href=f"/seizure/{record}{keep}"),
        dcc.Link(_("Correct it"), href=f"/edit/{record}{keep}"),
    ]
    ways = [*_accept(choices), _way(_("Later"), "skip"), *links]
    return _card(f"objection:{row['id']}", head, [html.P(row["text"], dir="auto")], choices, ways)


def _known(value: object) -> bool:
    return isinstance(value, str) and value != ""


def code_words(field: str, code: str) -> str:
    """A code of a field in words, as a person chooses it."""
    if field == "drug":
        found = drug_of_code(code)
        return drug_name(found.slug) if found else code
    if field == "country":
        return f"{country_name(code)} ({code})"
    words = {"mode": MODES, "place_type": PLACE_TYPES, "direction": DIRECTIONS}.get(field, {})
    return _(words[code]) if code in words else code


def times(n: int) -> str:
    return ngettext("on {n} row", "on {n} rows", n)


def _where(examples: Sequence[str]) -> html.P:
    return html.P(_("First: {places}", places="; ".join(examples)), className="review-note", dir="auto")


def _card(
    key: str, head: Sequence[object], body: Sequence[object], choices: Sequence[Choice], ways: Sequence[object],
    likely: bool = False,
) -> html.Article:  # fmt: skip
    """`likely`: the first choice is chosen already, so that Enter takes it."""
    buttons = [_choice(at, value, words, likely and at == 1) for at, (value, words) in enumerate(choices, start=1)]
    offered = html.Div(buttons, className="review-choices", role="group", **{"aria-label": _("What it may be")})  # type: ignore[arg-type]
    none = html.P(_("Nothing known looks like it."), className="review-note")
    return html.Article(
        [html.H2(head), *body, offered if buttons else none, html.Div(ways, className="review-ways")],
        className="review-card", tabIndex=0, **{"data-card": key},
    )  # type: ignore[arg-type]  # fmt: skip


def _choice(at: int, value: str, words: object, chosen: bool) -> html.Button:
    told = {"data-review": "choose", "data-value": value, "aria-keyshortcuts": str(at)}
    pressed = {"aria-pressed": "true" if chosen else "false"}
    content = [html.Kbd(digits(str(at))), html.Span(words)]  # type: ignore[arg-type]
    return html.Button(content, type="button", className="review-choice", **told, **pressed)  # type: ignore[arg-type]


def _accept(choices: Sequence[Choice]) -> list[html.Button]:
    return [_way(_("Accept the choice"), "accept", "Enter")] if choices else []


def _way(words: str, act: str, key: str = "") -> html.Button:
    key = key or {"none": "n", "skip": "s"}.get(act, "")
    more = {"data-review": act} | ({"aria-keyshortcuts": key} if key else {})
    return html.Button(words, type="button", className="data-button", **more)  # type: ignore[arg-type]


def _written(label: str, words: str | None) -> html.Label:
    field = dcc.Input(value="", type="text", list=words, maxLength=300, autoComplete="off", placeholder="")
    return html.Label(
        [html.Span(label, className="data-label"), html.Span(field, **{"data-written": "1"})], className="data-field"
    )  # type: ignore[arg-type]
