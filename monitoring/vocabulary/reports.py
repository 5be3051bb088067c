"""What an import did, as the command line prints it, the pages show it and the record keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

# Figures every row of the file has exactly one of.
FATES = ("accepted", "rejected", "duplicates_exact", "already_held", "left_out")


@dataclass(frozen=True)
class ImportReport:
    """`batch`: the number of the import, None when nothing was changed. Every row read has one fate (FATES).

    accepted: rows taken. duplicates_exact: rows minus distinct rows within the file. already_held: rows that an earlier
    import brought. left_out: totals, blank lines and the like; `left_out_rows` lists {sheet, row, reason, text}.
    duplicates_suspected: pairs for a person to look at. unplaced: accepted seizures without a point, at sea not counted.
    precisions: accepted seizures by location precision. unknown_words: distinct words that nobody has read, listed in
    `words` as {field, word, count, rows}. doubts: cells taken that a person should look at.
    """

    source: str
    reader: str
    file: str
    edition: str
    marking: str
    rows_read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates_exact: int = 0
    already_held: int = 0
    left_out: int = 0
    duplicates_suspected: int = 0
    unplaced: int = 0
    unknown_words: int = 0
    doubts: int = 0
    precisions: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, int] = field(default_factory=dict)  # table of a block -> rows that were new
    words: Sequence[Mapping[str, Any]] = ()
    left_out_rows: Sequence[Mapping[str, Any]] = ()
    rejected_file: str | None = None  # the refused rows, to be corrected and imported alone
    data_version: str | None = None
    batch: int | None = None
    dry_run: bool = False

    @property
    def adds_up(self) -> bool:
        return sum(getattr(self, fate) for fate in FATES) == self.rows_read

    def document(self) -> dict[str, Any]:
        """For `--json`: plain values only."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
