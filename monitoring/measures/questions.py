"""Questions to a copy whose answers merge: asked of the whole, or of its parts one by one, they come to the same.

A part holds all items of its seizures (Columns.part), so that distinct seizures of two parts add up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from ..vocabulary.columns import Columns
from ..vocabulary.filters import Filter
from ..vocabulary.units import KINDS
from .grouping import checked_by
from .kernels import Selection, counts, select, totals
from .masks import Members

Kind = Literal["seizures", "counts", "totals"]
Choose = Callable[[Filter], Selection]


@dataclass(frozen=True)
class Question:
    """`seizures`: how many match, and how many more state no mass. `counts`: see kernels.counts, `by` one dimension.
    `totals`: see kernels.totals, `by` any of grouping.BY.
    """

    kind: Kind
    filter: Filter
    by: tuple[str, ...] = ()


Ask = Callable[[Question], pd.DataFrame]


def answer(columns: Columns, question: Question, choose: Choose, whole: bool = True) -> pd.DataFrame:
    """The answer of one copy, or of a part for `merged` (not whole). choose: selects its rows (kernels.select, or a memory
    of it).
    """
    selection = choose(question.filter)
    if question.kind == "counts":
        return counts(columns, selection, question.by[0])
    if question.kind == "totals":
        return totals(columns, selection, question.by, whole)
    return pd.DataFrame({"seizures": [selection.seizures], "without_mass": [selection.without_mass]})


def merged(question: Question, answers: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The answer for the whole, in the order that `answer` gives: each part's rows of a group are added."""
    together = pd.concat(answers, ignore_index=True)
    if question.kind == "seizures":
        return together.sum().to_frame().T
    if question.kind == "counts":
        sums = together.groupby("value", dropna=False, sort=True)["seizures"].sum().reset_index()
        last = sums["value"].isna()
        ranked = sums.assign(last=last).sort_values(["last", "seizures"], ascending=[True, False], kind="stable")
        return ranked[["value", "seizures"]].reset_index(drop=True)
    names = [*checked_by(question.by), "kind"]
    sums = together.groupby(names, dropna=False, sort=True)[["seizures", "quantity"]].sum(min_count=1).reset_index()
    sums["quantity"] = sums["quantity"].round(6)
    sums["unit"] = [KINDS.get(kind) for kind in sums["kind"]]
    return sums[together.columns].astype(together.dtypes.to_dict())


def asking(columns: Columns, members: Members) -> Ask:
    """Asks one copy in this process, without a memory."""
    return lambda question: answer(columns, question, lambda filter: select(columns, filter, members))
