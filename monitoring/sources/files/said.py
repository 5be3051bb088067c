"""Sentences that travel from the child to the parent: the template and its values, translated only where they are shown."""

from __future__ import annotations

from typing import Any

from ...language import N_


class Said:
    """A sentence of the catalogue and what fills its fields. English in the child, the reader's language in the parent."""

    def __init__(self, template: str, **values: object):
        self.template, self.values = template, values

    def packed(self) -> list[Any]:
        return [self.template, self.values]


class Refusal(Exception):
    """The file must not or cannot be read: becomes FileRefused in the parent."""

    def __init__(self, what: Said, remedy: Said, where: Said | None = None):
        super().__init__(what.template)
        self.what, self.remedy, self.where = what, remedy, where

    def packed(self) -> dict[str, Any]:
        return {"what": self.what.packed(), "remedy": self.remedy.packed(), "where": self.where and self.where.packed()}


SPLIT_IT = Said(N_("Split it into smaller files and import each."))
SAVE_AGAIN = Said(N_("Ask for the file once more, or open it, save it as .xlsx or .csv, and import that."))
SAVE_AS = Said(N_("Open it in a spreadsheet program and save it as .xlsx or .csv."))


def row(number: int) -> Said:
    return Said(N_("row {n}"), n=number)


def line(number: int) -> Said:
    return Said(N_("line {n}"), n=number)


EMPTY = Refusal(Said(N_("there is nothing in it.")), Said(N_("Ask for the file once more.")))
