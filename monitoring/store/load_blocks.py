"""The blocks of a file one after the other: each row gets its fate, what is new is written, and all of it is counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, update

from ..vocabulary.blocks import Block, OpenPlace, PlaceText
from ..vocabulary.reports import ImportReport
from ..vocabulary.rows import Doubt, LeftOut, Rejected
from .block_rows import insert_rows
from .fates import ACCEPTED, CONFLICT, DUPLICATE, HELD, Lines
from .load_batch import Release, release_row, told
from .load_seizures import Seizures
from .load_suspects import Compared
from .load_wholes import WHOLES, Wholes
from .tables import doubt, import_batch, left_out_row, open_place, rejected_row, unknown_word

LISTED = 1_000  # left-out rows in the report; the record has them all
EXAMPLES = 5  # rows of a word or place that are named

FATE = {ACCEPTED: "accepted", HELD: "already_held", DUPLICATE: "duplicates_exact", CONFLICT: "rejected"}


class Taking:
    """One import under way, in the transaction of `db`. `take` every block, then `report`, then `finish`."""

    def __init__(
        self, db: Connection, release: Release, batch: int, number: int, report: ImportReport, headings: Mapping[str, Any],
        compared: Compared | None = None,
    ):  # fmt: skip
        self._db, self.batch, self.number, self._report = db, batch, number, report
        self._headings: dict[str, Any] = {name: list(words) for name, words in headings.items()}
        self._digest = sha256(told(release_row(release)))
        self._seizures = Seizures(db, release, batch, number, report.marking, compared)
        self._wholes = {name: Wholes(db, release, batch, number, name) for name in WHOLES}
        self._fates: Counter[str] = Counter()
        self._words: dict[tuple[str, str], tuple[int, list[int]]] = {}
        self._places: dict[PlaceText, OpenPlace] = {}
        self._left_out: list[LeftOut] = []
        self._doubts = 0
        self.refused: list[Rejected] = []
        self.rows_read = 0

    @property
    def anything_new(self) -> bool:
        return self._seizures.taken > 0 or any(whole.taken for whole in self._wholes.values())

    @property
    def seizures_taken(self) -> int:
        return self._seizures.taken

    @property
    def seizures_held_before(self) -> int:
        return self._seizures.held_before

    def take(self, block: Block) -> None:
        """Writes what is new of the block. The block is not needed after this."""
        self._headings |= {name: list(words) for name, words in block.headings.items()}
        before = self._seizures.taken + sum(whole.taken for whole in self._wholes.values())
        lines, conflicts = Lines(), list[Rejected]()
        for digested in (
            self._seizures.take(block, lines, conflicts, self._headings),
            *(whole.take(getattr(block, name), lines) for name, whole in self._wholes.items()),
        ):
            self._digest.update(digested)
        settled = lines.settled()
        for fate, count in settled.value_counts().items():
            if fate != CONFLICT:
                self._fates[FATE[int(fate)]] += int(count)
        # A line of which another part was taken is taken, and its conflict is a doubt.
        open_lines = [each for each in conflicts if settled.get(lines.line(each.sheet, each.row)) == CONFLICT]
        doubts = [_as_doubt(each) for each in conflicts if settled.get(lines.line(each.sheet, each.row)) == ACCEPTED]
        self._refuse([*block.rejected, *_one_a_line(open_lines)])
        self._leave_out(block.left_out)
        self._doubt([*(each for each in block.doubts if _is_open(each, lines, settled)), *doubts])
        if self._seizures.taken + sum(whole.taken for whole in self._wholes.values()) > before:
            self._queue(block)
        self.rows_read += block.rows_read

    def _refuse(self, rows: Sequence[Rejected]) -> None:
        self._fates["rejected"] += len(rows)
        self.refused += rows
        columns = {
            "batch_id": self.batch, "sheet": [each.sheet for each in rows], "row": [each.row for each in rows],
            "column_name": [each.column for each in rows], "value": [each.value for each in rows],
            "reason": [each.reason for each in rows], "reported": [dict(each.reported) for each in rows],
        }  # fmt: skip
        insert_rows(self._db, rejected_row, columns, len(rows))

    def _leave_out(self, rows: Sequence[LeftOut]) -> None:
        self._fates["left_out"] += len(rows)
        self._left_out += rows[: max(0, LISTED - len(self._left_out))]
        columns = {
            "batch_id": self.batch, "sheet": [each.sheet for each in rows], "row": [each.row for each in rows],
            "reason": [each.reason for each in rows], "text": [each.text for each in rows],
        }  # fmt: skip
        insert_rows(self._db, left_out_row, columns, len(rows))

    def _doubt(self, rows: Sequence[Doubt]) -> None:
        self._doubts += len(rows)
        columns = {
            "batch_id": self.batch, "sheet": [each.sheet for each in rows], "row": [each.row for each in rows],
            "column_name": [each.column for each in rows], "value": [each.value for each in rows],
            "field": [each.field for each in rows], "text": [each.text for each in rows],
            "suggestion": [each.suggestion for each in rows],
        }  # fmt: skip
        insert_rows(self._db, doubt, columns, len(rows))

    def _queue(self, block: Block) -> None:
        """Words and places of the block; counted with its repeated rows, since a word waits for its meaning all the same."""
        for key, word in block.unknown.items():
            count, rows = self._words.get(key, (0, []))
            self._words[key] = (count + word.count, [*rows, *word.rows][:EXAMPLES])
        for text, place in block.places.items():
            held = self._places.get(text)
            merged = replace(held, count=held.count + place.count, rows=[*held.rows, *place.rows]) if held else place
            self._places[text] = replace(merged, rows=list(merged.rows)[:EXAMPLES])

    def report(self, suspected: int) -> ImportReport:
        """What the import does, its number and data version still open."""
        words = [{"field": field, "word": word, "count": count, "rows": [int(row) for row in rows]}
                 for (field, word), (count, rows) in self._words.items()]  # fmt: skip
        fates: dict[str, Any] = {name: self._fates[name] for name in (*FATE.values(), "left_out")}
        tables = {"seizures": self._seizures.taken} | {name: whole.taken for name, whole in self._wholes.items()}
        return replace(
            self._report, rows_read=self.rows_read, **fates,
            duplicates_suspected=suspected, unplaced=self._seizures.unplaced, unknown_words=len(words),
            doubts=self._doubts, precisions=dict(self._seizures.precisions),
            tables={name: taken for name, taken in tables.items() if taken},
            words=tuple(sorted(words, key=lambda word: -word["count"])),
            left_out_rows=tuple(
                {"sheet": each.sheet, "row": each.row, "reason": each.reason, "text": each.text} for each in self._left_out
            ),
        )  # fmt: skip

    def finish(self, report: ImportReport) -> None:
        """What is known only at the end: words, places, figures, and the checksum of what was taken."""
        self._seizures.count_repeats()
        words = [{"batch_id": self.batch, **word} for word in report.words]
        places = [
            {"batch_id": self.batch, "country_iso3": text.iso3, "province": text.province, "place": text.place,
             "outcome": place.outcome, "count": place.count, "rows": [int(row) for row in place.rows],
             "candidates": [list(each) for each in place.candidates]}
            for text, place in self._places.items()
        ]  # fmt: skip
        for table, rows in ((unknown_word, words), (open_place, places)):
            if rows:
                self._db.execute(insert(table), rows)
        figures = {name: getattr(report, name) for name in ("rows_read", *FATE.values(), "left_out")}
        others = {name: value for name, value in asdict(report).items() if name in KEPT}
        done = update(import_batch).where(import_batch.c.id == self.batch)
        self._db.execute(
            done.values(content_hash=self._digest.hexdigest(), headings=self._headings, report=others, **figures)
        )


# Of the report in import_batch.report; words, left-out rows and the like have tables of their own.
KEPT = ("marking", "duplicates_suspected", "unplaced", "unknown_words", "doubts", "precisions", "tables")


def _is_open(each: Doubt, lines: Lines, settled) -> bool:
    """Not about a row that is held already or stands there once more: somebody was asked about that one before."""
    return settled.get(lines.line(each.sheet, each.row), ACCEPTED) == ACCEPTED


def _one_a_line(conflicts: Sequence[Rejected]) -> list[Rejected]:
    return list({(each.sheet, each.row): each for each in conflicts}.values())


def _as_doubt(each: Rejected) -> Doubt:
    return Doubt(each.row, each.column, each.value or "", "seizure", each.reason, None, each.sheet)
