"""The tables of a block, of the rows that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ....vocabulary.blocks import Block, OpenPlace, PlaceText
from ....vocabulary.cell_rows import CellRows
from ...distinct import Distinct
from .amounts import amounts_of, drugs_of
from .cells import Cells
from .days import PARTS, Days, days_of
from .findings import Findings
from .grouping import events_in
from .places import Places
from .seizures import arrests_of, countries_of, events_of, legs_of, notes_of, purity_of, whole_numbers
from .styles import Styles
from .words import Words

if TYPE_CHECKING:
    from ....vocabulary.gazetteer import Gazetteer

Columns = dict[str, Any]


@dataclass
class Made:
    """What was made of the rows in hand, before those that are rejected go."""

    days: Days
    keys: np.ndarray
    items: Columns
    events: Columns = field(default_factory=dict)
    legs: Columns = field(default_factory=dict)
    arrests: Columns = field(default_factory=dict)
    totals: Columns = field(default_factory=dict)
    places: Places | None = None

    def block(
        self, kept: np.ndarray, cells: Cells, reported: CellRows, sheet: str, release: Mapping[str, Any], key: str
    ) -> Block:
        """The block of the rows that are `kept`; what is counted beside them is the engine's."""
        rows = np.flatnonzero(kept)
        if not len(rows):
            return Block()
        where = {
            "sheet": [sheet] * len(rows),
            "source_row": cells.numbers[rows],
            "reported": reported.taken(cells.line[rows]),
        }
        if self.totals:
            days: Columns = {"first_day": self.days.first[rows], "last_day": self.days.last[rows]}
            items: Columns = {name: each[rows] for name, each in self.items.items() if name in OF_TOTAL}
            totals: Columns = {name: each[rows] for name, each in self.totals.items()}
            made: Columns = {"key": self.keys[rows], **totals, **items, **days, **where}
            return Block(totals=made)
        return self._seizures(rows, kept, cells, where, release, key)

    def _seizures(
        self, rows: np.ndarray, kept: np.ndarray, cells: Cells, where: Columns, release: Mapping[str, Any], key: str
    ) -> Block:
        found = events_in(cells.taken(rows), self.keys[rows])
        names = [f"{key}/{number:016x}" for number in found.name.view(np.uint64).tolist()]
        order = np.argsort(found.of, kind="stable")
        of, rows = found.of[order], rows[order]
        first = np.flatnonzero(np.diff(of, prepend=-1))  # of each event, its first row
        head = rows[first]
        position = np.arange(len(of)) - first[of] + 1
        items = {
            "of": of, "id": _item_names(names, of, self.items["drug"][rows]), "position": position,
            **{name: _in_order(each, order) for name, each in where.items()},
            **{name: each[rows] for name, each in self.items.items()},
        }  # fmt: skip
        events = {name: each[head] for name, each in self.events.items() if name != "row_source"}
        own = self.events["row_source"][head]
        producer = release.get("producer") or release.get("title") or key
        count = len(head)
        seizures = {
            "id": names, "key": found.key, "title": [None] * count, "seized_on": self.days.first[head],
            "seized_until": self.days.last[head], "date_precision": self.days.precision[head],
            "date_reported": self.days.reported[head], "calendar": self.days.calendar[head], **events,
            "status": ["reported"] * count, "duplicate_of": [None] * count, "times_reported": [1] * count,
            "source_name": [said or producer for said in own.tolist()], "source_url": [_web(release.get("link"))] * count,
            "source_kind": [release.get("kind") or "official"] * count, "source_grade": ["original"] * count,
            "source_grade_reason": [None] * count, "sheet": where["sheet"][:count], "source_row": cells.numbers[head],
        }  # fmt: skip
        is_head = np.zeros(len(kept), dtype=bool)
        is_head[head] = True
        event_at = np.zeros(len(kept), dtype=np.int64)
        event_at[head] = np.arange(count)
        legs, arrests = (_of_kept(each, is_head, event_at) for each in (self.legs, self.arrests))
        return Block(seizures=seizures, items=items, legs=legs, arrests=arrests, places=self._open(kept, cells))

    def _open(self, kept: np.ndarray, cells: Cells) -> dict[PlaceText, OpenPlace]:
        return self.places.open(kept, cells.numbers) if self.places is not None else {}


OF_TOTAL = frozenset((
    "drug_reported", "drug", "drug_code", "drug_group", "quantity_reported", "unit_reported", "kind", "quantity", "unit",
    "mass_kg", "factor", "factor_source",
))  # fmt: skip


def seizure_tables(
    cells: Cells, keys: np.ndarray, styles: Styles, words: Words, places: Gazetteer, findings: Findings
) -> Made:
    """Rows that are seizures, or drugs of them."""
    days = days_of(cells, styles.dates, findings)
    drugs = drugs_of(cells, words, findings)
    items = {**drugs, **amounts_of(cells, drugs["drug_code"], styles.numbers, words, findings)}
    items["purity_pct"] = purity_of(cells, styles.numbers, findings)
    events, placed = events_of(cells, words, places, styles.numbers, findings)
    legs = legs_of(cells, words, findings)
    return Made(days, keys, items, events, legs, arrests_of(cells, styles.numbers, findings), places=placed)


def total_tables(
    cells: Cells, keys: np.ndarray, styles: Styles, words: Words, places: Gazetteer, findings: Findings
) -> Made:
    """Rows that are sums for a period: of a country, a province, an office."""
    days = days_of(cells, styles.dates, findings)
    drugs = drugs_of(cells, words, findings)
    items = {**drugs, **amounts_of(cells, drugs["drug_code"], styles.numbers, words, findings)}
    # A quantity of nothing is a figure in a table of sums, and no doubt.
    zero = items["quantity_reported"] == 0
    items["quantity"] = np.where(zero & ~np.isnan(items["factor"]), 0.0, items["quantity"])
    items["mass_kg"] = np.where(items["kind"] == "mass", items["quantity"], np.nan)
    findings.doubts = [
        each for each in findings.doubts if not (each[3] == "quantity" and (zero[each[0]] or "seizure" in each[4]))
    ]
    country = countries_of(cells, words, findings)
    named = cells.of("country") or cells.of("iso3") or ("", Distinct(np.zeros(len(cells), dtype=np.int32), ("",)))
    totals = {
        "country_iso3": country, "country_reported": named[1].each(lambda word: word.strip() or None),
        **_areas(cells, country, places), "period_reported": _periods(cells),
        "events": whole_numbers(cells, "events", styles.numbers, findings), "note": notes_of(cells),
    }  # fmt: skip
    return Made(days, keys, items, totals=totals)


def _areas(cells: Cells, country: np.ndarray, places: Gazetteer) -> Columns:
    """The province by its code where its name is known, and the words for the area: place, else province."""
    province, place = cells.words("admin1"), cells.words("place")
    known: dict[tuple[str | None, str], str | None] = {}
    found = np.full(len(cells), None, dtype=object)
    for at, asked in enumerate(zip(country, province)):
        if asked[1] is not None:
            if asked not in known:
                known[asked] = places.place(asked[0], asked[1], "").admin1
            found[at] = known[asked]
    both = np.array([", ".join(filter(None, said)) or None for said in zip(place, province)], dtype=object)
    return {"admin1": found, "area_reported": both}


def _periods(cells: Cells) -> np.ndarray:
    """The words for the period as they stand: `2019 APR`."""
    columns = [cells.words(name) for name in ("date", *PARTS) if cells.of(name) is not None]
    return np.array([" ".join(filter(None, said)) for said in zip(*columns)], dtype=object)


def _of_kept(table: Columns, kept: np.ndarray, position: np.ndarray) -> Columns:
    """The parts of those rows that are kept; `position`: what each of these is now."""
    if not table:
        return {}
    standing = kept[table["of"]]
    if not standing.any():
        return {}
    found = {name: each[standing] for name, each in table.items()}
    return found | {"of": position[found["of"]]}


def _item_names(names: list[str], of: np.ndarray, drugs: np.ndarray) -> list[str]:
    """seizure/drug, and a number behind it where one drug stands several times in a seizure."""
    if len(names) == len(of):
        return [f"{name}/{drug}" for name, drug in zip(names, drugs.tolist())]
    before = pd.DataFrame({"of": of, "drug": drugs}).groupby(["of", "drug"], sort=False).cumcount().tolist()
    return [
        f"{names[at]}/{drug}" + (f"-{number + 1}" if number else "")
        for at, drug, number in zip(of.tolist(), drugs.tolist(), before)
    ]


def _in_order(values: Any, order: np.ndarray) -> Any:
    if isinstance(values, CellRows):
        return values.taken(order)
    return values[order] if isinstance(values, np.ndarray) else values


def _web(link: object) -> str | None:
    return link if isinstance(link, str) and link.startswith(("http://", "https://")) else None


__all__ = ["Columns", "Made", "seizure_tables", "total_tables"]
