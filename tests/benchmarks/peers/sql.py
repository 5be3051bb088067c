"""The questions in SQL, for the three databases that are asked at each click. Nothing of it is particular to one of them
but the few words of its `Dialect`."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

COLUMNS = (
    ("seizure", "INTEGER"), ("seized_on", "DATE"), ("seized_until", "DATE"), ("country", "TEXT"), ("admin1", "TEXT"),
    ("place", "TEXT"), ("lon", "DOUBLE PRECISION"), ("lat", "DOUBLE PRECISION"), ("drug", "TEXT"), ("drug_group", "TEXT"),
    ("kind", "TEXT"), ("quantity", "DOUBLE PRECISION"), ("mass_kg", "DOUBLE PRECISION"), ("mode", "TEXT"),
    ("precision", "TEXT"), ("origin", "TEXT"), ("departure", "TEXT"), ("destination", "TEXT"),
)  # fmt: skip


@dataclass(frozen=True)
class Dialect:
    """`mark`: of a parameter. `month`, `cell`: expressions. `like`: an operator that ignores case. `box`: of four marks."""

    mark: str
    month: str
    cell: str
    like: str = "ILIKE"
    box: str = "lon BETWEEN {0} AND {2} AND lat BETWEEN {1} AND {3}"


def answer(ask: Callable[[str, list[Any]], list[tuple]], dialect: Dialect, question: dict[str, Any]) -> bytes:
    """One statement for each chart, each with the whole filter."""
    where, values = condition(dialect, question)
    sums = "COUNT(DISTINCT seizure), COALESCE(SUM(mass_kg), 0)"
    ((seizures, kg),) = ask(f"SELECT {sums} FROM seizures WHERE {where}", values)
    said: dict[str, Any] = {"seizures": seizures, "kg": kg}

    def grouped(name: str, keys: dict[str, str], more: str = "", tail: str = "") -> None:
        listed = ", ".join(f"{expression} AS {key}" for key, expression in keys.items())
        by = ", ".join(str(place + 1) for place in range(len(keys)))
        rows = ask(f"SELECT {listed}, {sums} FROM seizures WHERE {where}{more} GROUP BY {by}{tail}", values)
        columns = [*keys, "seizures", "kg"]
        said[name] = dict(zip(columns, map(list, zip(*rows)), strict=True)) if rows else {key: [] for key in columns}

    grouped("country", {"country": "country"})
    grouped("drug", {"drug": "drug"})
    grouped("month", {"month": dialect.month})
    if question["part"] == "grid":
        cells = {"x": dialect.cell.format("lon"), "y": dialect.cell.format("lat")}
        grouped("grid", cells, " AND lon IS NOT NULL")
    else:
        grouped("top", {"country": "country", "place": "place"}, tail=" ORDER BY 3 DESC, 1, 2 LIMIT 20")
    return json.dumps(said).encode()


def condition(dialect: Dialect, question: dict[str, Any]) -> tuple[str, list[Any]]:
    parts, values = [], []

    def add(text: str, *given: Any) -> None:
        parts.append(text.format(*[dialect.mark] * len(given)))
        values.extend(given)

    if question["from"]:
        add("seized_on <= {} AND seized_until >= {}", question["to"], question["from"])
    for name in ("drug", "country"):
        if question[name]:
            add(f"{name} IN ({', '.join(['{}'] * len(question[name]))})", *question[name])
    if question["bbox"]:
        west, south, east, north = question["bbox"]
        if "ENVELOPE" in dialect.box.upper():
            add(dialect.box, west, south, east, north)
        else:
            add("lon BETWEEN {} AND {} AND lat BETWEEN {} AND {}", west, east, south, north)
    if question["place"]:
        add(f"place {dialect.like} {{}}", f"%{question['place']}%")
    return " AND ".join(parts) or "1 = 1", values
