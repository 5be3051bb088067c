"""Indexes that are made at the end of a large import instead of row by row: sorting once is several times faster.

It is all inside the import's transaction, so that nobody ever sees the record without them, and whatever ends the import
puts them back.
"""

from sqlalchemy import Connection, Index

from .tables import seizure, seizure_item

LARGE = 20_000  # seizures: a smaller import is done before it pays
# Those by names, which have no order in a file, and which an import does not ask: see fates.current_rows for the one it does.
POSTPONED = ("ix_seizure_id", "ix_seizure_item_id")


class Postponed:
    """The indexes of one import under way."""

    def __init__(self, db: Connection):
        self._db = db
        self._gone: list[Index] = []

    def postpone_if_large(self, held_before: int, taken: int) -> None:
        """Takes them away once the import has brought more than the record held: else making them anew costs more."""
        if self._gone or self._db.dialect.name != "sqlite" or taken < max(LARGE, held_before):
            return
        for index in (*seizure.indexes, *seizure_item.indexes):
            if index.name in POSTPONED:
                index.drop(self._db)
                self._gone.append(index)

    def make(self) -> None:
        """Makes those that were taken away."""
        for index in self._gone:
            index.create(self._db)
        self._gone = []
