"""Indicators of progress on the pillars: geodata/facts/pillar_indicators.csv, each value an observation of its indicator."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TextIO

from ...language import N_
from ...vocabulary.dates import parse_period
from ...vocabulary.indicators import BASELINE_WINDOW, BASELINE_YEAR, UNDATED
from ...vocabulary.rows import Accepted, Rejected
from ..registry import describe
from ..table import Line, Unreadable, beside, read_lines

NAME = "pillar_indicators"
_OURS = N_("Defined by this project in its own words; its values name their sources")
_PILLARS = {number: number for number in ("1", "2", "3", "4")}
Tables = Mapping[str, Mapping[str, Mapping[str, str]]]


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One value per line, or two where it names two months; an indicator comes with the first line of it.

    Reviewed tables beside this file: indicators.csv (what each is; those without a code have their values in other sources and
    come with the first line), units.csv and periods.csv (units and dates that are remarks), estimators.csv (whose estimate a
    source gives). A word that is in none of them is refused. A range without a value are two rows of a source. A line without a
    year is of the day on which its page was read, and its period is `undated`. A figure that another file brings from the same
    page (held in source.toml) is not brought again.
    """
    listed = [row | {"position": str(at)} for at, row in enumerate(_listed("indicators"), start=1)]
    tables: Tables = {
        "indicators": {row["code"] or row["indicator_id"]: row for row in listed},
        "units": {row["reported"]: row for row in _listed("units")},
        "periods": {row["period_detail"]: row for row in _listed("periods")},
        "estimators": {row["source"]: row for row in _listed("estimators")},
    }
    source = describe(NAME)
    held = {(each["indicator_code"], each["year"]) for each in source.settings["held"]}
    told: set[str] = set()

    def understand(line: Line) -> list:
        name = line.reported_in("indicator_code")
        values = _values(line, tables, source.retrieved)
        new = {name, *(key for key, row in tables["indicators"].items() if not row["code"])} - told
        told.update(new)
        come = [("indicator", _indicator(row)) for key, row in tables["indicators"].items() if key in new]
        return come if (name, line.reported["year"]) in held else come + values

    return read_lines(NAME, file, understand)


def _listed(table: str) -> list[dict[str, str]]:
    return beside(__file__, f"{table}.csv")


def _indicator(row: Mapping[str, str]) -> dict:
    return {
        "indicator_id": row["indicator_id"], "position": int(row["position"]), "pillar": row["pillar"], "item_id": row["item_id"],
        "name": row["name"], "definition": row["definition"], "unit": row["unit"], "kind": row["kind"],
        "direction": row["direction"] or None, "estimator": row["estimator"] or None, "baseline_year": BASELINE_YEAR,
        "baseline_window": BASELINE_WINDOW, "source": _OURS,
    }  # fmt: skip


def _values(line: Line, tables: Tables, day_read: date) -> list:
    indicator = _reviewed(line, "indicator_code", tables["indicators"], "indicators.csv")
    if line.one_of("pillar", _PILLARS) != indicator["pillar"]:
        raise Unreadable("pillar", line.reported_in("pillar"), f"is not the pillar of {indicator['indicator_id']}")
    unit = _reviewed(line, "unit", tables["units"], "units.csv")
    detail = _reviewed(line, "period_detail", {"": {"days": "", "words": ""}, **tables["periods"]}, "periods.csv")
    estimator = _reviewed(line, "source", tables["estimators"], "estimators.csv")
    reported_as = line.need("indicator")
    numbers = {name: line.number(name) for name in ("value", "value_low", "value_high")}
    periods = _periods(line.text("year"), detail, unit["day"], day_read)
    since = "since" in periods[0]["period"]
    said = (
        f"{periods[0]['period']}; a list without a date, read on {day_read}" if since else None, detail["words"], unit["words"],
        reported_as if reported_as != indicator["reported_as"] else None, line.text("note"),
    )  # fmt: skip
    common = {
        "indicator": indicator["indicator_id"], "country_iso3": line.country("country_iso3"),
        "area_reported": line.need("country_or_area"), **numbers, "unit": unit["unit"], "state": _state(numbers),
        "estimator": estimator["estimator"] or None, "edition": estimator["edition"] or None, "confidence": line.text("confidence"),
        "note": "; ".join(filter(None, said)) or None, "source": estimator["source"],
    }  # fmt: skip
    return [("observation", common | period) for period in periods]


def _reviewed(line: Line, column: str, table: Mapping[str, Mapping[str, str]], name: str) -> Mapping[str, str]:
    word = line.text(column) or ""
    if word not in table:
        raise Unreadable(column, word, f"is a wording that nobody has reviewed ({name})")
    return table[word]


def _state(numbers: Mapping[str, float | None]) -> str:
    if all(number is None for number in numbers.values()):
        return "not_measurable"  # what is known is the date itself
    return "zero" if numbers["value"] == 0 else "value"


def _periods(year: str | None, detail: Mapping[str, str], day: str, day_read: date) -> Sequence[dict]:
    """period, first_day and last_day, once for each date that the line names."""
    if year is None:
        return [{"period": UNDATED, "first_day": day_read, "last_day": day_read}]
    try:
        if day == "since":
            return [{"period": f"since {year}", "first_day": parse_period(year).first, "last_day": day_read}]
        found = {text: parse_period(text) for text in (detail["days"] or day or year).split(";")}
    except ValueError:
        raise Unreadable("year", year, "is not a year") from None
    return [{"period": text, "first_day": each.first, "last_day": each.last} for text, each in found.items()]
