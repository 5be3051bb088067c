"""Between the record and a form: a thing as the texts of its fields, and the texts of a person as a row of the record."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from ...errors import EditError
from ...language import _, digits
from ...vocabulary.countries import COUNTRIES
from ...vocabulary.folding import slug
from ...vocabulary.gazetteer import gazetteer
from ...vocabulary.life_cycle import ALL_PILLARS
from ...vocabulary.things import Field, Thing

_PRECISIONS = {4: "year", 7: "month", 10: "day"}
_ROLES = ("made", "endorsed", "due")
_GROUP = re.compile(r"[a-z][a-z0-9_]{2,60}")
_DIGITS = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
Texts = Mapping[str, Any]


def texts_of(what: Thing, row: Mapping[str, Any] | None, meetings: Mapping[str, str]) -> dict[str, Any]:
    """What stands in each field: of a thing as the record has it, or of a new one (None). meetings: role -> meeting_id."""
    if row is None:
        return {field.name: [] if field.how in ("pillars", "several") else field.start for field in what.fields}
    return {field.name: _text_of(field, row, meetings) for field in what.fields}


def _text_of(field: Field, row: Mapping[str, Any], meetings: Mapping[str, str]) -> Any:
    if field.name in ("started", "ended"):
        known = row[f"{field.name}_on"]
        return known.isoformat()[: {"year": 4, "month": 7, "day": 10}[row["date_precision"]]] if known else ""
    if field.name in _ROLES:
        return meetings.get(field.name, "")
    value = row[field.name]
    if field.how in ("pillars", "several"):
        return value.split(";") if value else []
    if isinstance(value, float):
        return f"{value:.9f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def row_of(kind: str, what: Thing, name: str, form: Texts) -> tuple[dict[str, Any], list[dict[str, str]] | None]:
    """The row that the form states, and of a recommendation its meetings with their role.

    name: of the thing, "" to make one of what the form says. EditError names the field, with the remedy.
    """
    read = {field.name: _read(field, form.get(field.name)) for field in what.fields}
    if kind == "meeting":
        row, belongs = _meeting(read), None
    elif kind == "recommendation":
        if read["due_on"] and not read["due_reported"]:
            raise EditError("due_reported", _("Say in which words the source sets this day."))
        belongs = [{"meeting_id": read.pop(role), "role": role} for role in _ROLES if read[role]]
        row = {field: value for field, value in read.items() if field not in _ROLES}
    else:
        row, belongs = read, None
    row[what.key] = name or _name(kind, what, row)
    return row, belongs


def problems(what: Thing, form: Texts) -> dict[str, str]:
    """Field -> what is wrong with its text, of every field at once; what goes wrong between fields is told by `row_of`."""
    found = {}
    for field in what.fields:
        try:
            _read(field, form.get(field.name))
        except EditError as problem:
            found[field.name] = str(problem)
    return found


def _meeting(read: dict[str, Any]) -> dict[str, Any]:
    started, ended = read.pop("started"), read.pop("ended")
    if ended and not started:
        raise EditError("started", _("Say the first day too, or take the last one away."))
    if ended and len(ended) != len(started):
        raise EditError("ended", _("Write both days alike: both with a day, both with a month, or both as years."))
    place = gazetteer().place(read["host_iso3"], "", read["city"]) if read["city"] else None
    found = read | {
        "started_on": _bound(started, False), "ended_on": _bound(ended or started, True),
        "date_precision": _PRECISIONS[len(started)] if started else None,
        "lon": place.lon if place else None, "lat": place.lat if place else None,
    }  # fmt: skip
    if started and found["ended_on"] < found["started_on"]:
        raise EditError("ended", _("The last day is before the first. Change one of them."))
    return found


def _name(kind: str, what: Thing, row: Mapping[str, Any]) -> str:
    words = row["title"] if kind == "proposal" else row["name"]
    when = row["started_on"].isoformat() if kind == "meeting" and row["started_on"] else ""
    made = "-".join(
        part for part in (row.get("kind") if kind == "meeting" else "", when, "" if when else words) if part
    )
    found = slug(made).replace("_", "-")[:64].strip("-")
    if not what.pattern.fullmatch(found):
        raise EditError(
            "name" if kind == "meeting" else "title", _("No name can be made of this. Use a word in Latin letters.")
        )
    return found


def name_given(what: Thing, text: object) -> str:
    """The name that a person gives a new thing; EditError where it is none."""
    name = text.strip() if isinstance(text, str) else ""
    if not what.pattern.fullmatch(name):
        raise EditError(
            "thing_name",
            _("Give it a short name of letters, digits and hyphens, as {example}.", example=_example(what)),
        )
    return name


def _example(what: Thing) -> str:
    return "people_treated" if what.key == "indicator_id" else "EWG-2026-I-1"


def _read(field: Field, value: object) -> Any:
    if field.how == "pillars":
        return _pillars(field, value)
    if field.how == "several":
        return _several(field, value)
    text = " ".join(value.split()) if isinstance(value, str) and field.how != "long" else value
    text = text.strip() if isinstance(text, str) else ""
    if not text:
        if field.needed:
            raise EditError(field.name, _("This is needed: {field}.", field=_(field.label)))
        return None
    if len(text) > field.longest:
        raise EditError(field.name, _("This is longer than {n} letters. Shorten it.", n=field.longest))
    if field.how == "choice" and field.choices and text not in field.choices():
        raise EditError(field.name, _("Choose one of the list."))
    if field.how == "whole":
        return _whole(field, text)
    if field.how == "number":
        return float(_matching(field, text, _NUMBER, _("This is no number. Write digits with a point, as 12.5.")))
    if field.how == "day":
        return _bound(_period(field, text, (10,)), False)
    return _period(field, text, (4, 7, 10)) if field.how == "period" else text


def _pillars(field: Field, value: object) -> str:
    chosen = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    if not chosen:
        raise EditError(field.name, _("This is needed: {field}.", field=_(field.label)))
    if field.choices and not set(chosen) <= set(field.choices()):
        raise EditError(field.name, _("Choose one of the list."))
    return ALL_PILLARS if ALL_PILLARS in chosen else ";".join(sorted(set(chosen)))


def _several(field: Field, value: object) -> str | None:
    chosen = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    if not all(one in COUNTRIES or _GROUP.fullmatch(one) for one in chosen):
        raise EditError(field.name, _("Choose one of the list."))
    return ";".join(sorted(set(chosen))) or None


def _whole(field: Field, text: str) -> int:
    found = int(_matching(field, text, _DIGITS, _("This is no whole number. Write digits only, as 12.")))
    least, most = field.between
    if not least <= found <= most:
        raise EditError(
            field.name, _("This is not between {least} and {most}.", least=digits(str(least)), most=digits(str(most)))
        )
    return found


def _matching(field: Field, text: str, pattern: re.Pattern[str], otherwise: str) -> str:
    if not pattern.fullmatch(text):
        raise EditError(field.name, otherwise)
    return text


def _period(field: Field, text: str, lengths: tuple[int, ...]) -> str:
    try:
        if len(text) not in lengths or not text.isascii():
            raise ValueError(text)
        _bound(text, False)
    except ValueError:
        words = _("This is no date. Write a day as 2024-06-03, a month as 2024-06 or a year.")
        raise EditError(
            field.name, words if len(lengths) > 1 else _("This is no day. Write it as 2024-06-03.")
        ) from None
    return text


def _bound(period: str | None, last: bool) -> date | None:
    """The first day of a period, or its last one."""
    if not period:
        return None
    year, month, day = ([int(part) for part in period.split("-")] + [0, 0])[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))
