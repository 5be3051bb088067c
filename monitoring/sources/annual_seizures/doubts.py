"""What a person should look at in a sheet of annual seizures, and the words that nobody has read."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ...vocabulary.blocks import Block, UnknownWord
from ...vocabulary.rows import Doubt
from .cells import Cells, Meanings, Reading
from .parts import held_against_parts

_FIRST = 5  # rows named for an unknown word


def doubt_sums(
    cells: Cells, meant: Meanings, left: np.ndarray, taken: np.ndarray, reading: Reading, block: Block
) -> None:
    """A doubt for each subtotal that its parts do not come to."""
    marked = left & meant.sum_of_drugs & ~meant.sum_of_places & (cells.problems == "")
    if not marked.any():
        return
    group, code, country = cells.of("group").cells(), cells.of("code").cells(), cells.of("country").cells()

    def frame(chosen: np.ndarray) -> pd.DataFrame:
        at = np.flatnonzero(chosen)
        return pd.DataFrame({
            "row": cells.rows[at], "place": [f"{code[each]}|{country[each]}" for each in at], "year": meant.year[at],
            "group": group[at], "text": cells.of("drug").cells()[at], "code": [each.code for each in meant.what[at]],
            "kg": [np.nan if each.kg is None else each.kg for each in meant.amount[at]],
        })  # fmt: skip

    printed = dict(zip(cells.rows.tolist(), cells.of("kg").cells()))
    for row, text in held_against_parts(frame(marked), frame(taken)).items():
        block.doubts.append(Doubt(int(row), reading.heading("kg"), printed[row], "quantity", text, None, reading.sheet))


def doubt_cells(cells: Cells, meant: Meanings, taken: np.ndarray, reading: Reading, block: Block) -> None:
    """A doubt for each country whose code and name differ, and for each year to come."""
    for at in np.flatnonzero(taken & np.array([each.doubt is not None for each in meant.where], dtype=bool)).tolist():
        name = cells.of("country")
        said = Doubt(
            int(cells.rows[at]), reading.heading("country"), name.words[name.codes[at]], "country",
            meant.where[at].doubt, None, reading.sheet,
        )  # fmt: skip
        block.doubts.append(said)
    for at in np.flatnonzero(taken & (meant.year > reading.today.year)).tolist():
        text = f"is after the day of reading, {reading.today}"
        block.doubts.append(
            Doubt(int(cells.rows[at]), reading.heading("year"), str(meant.year[at]), "date", text, None, reading.sheet)
        )


def count_unknown(rows: np.ndarray, field: str, words: Iterable[str | None], block: Block) -> None:
    """Count each word of `words` (None: known) that stands on `rows`."""
    seen: dict[str, list[int]] = {}
    for row, word in zip(rows.tolist(), words):
        if word:
            seen.setdefault(word, []).append(row)
    for word, found in seen.items():
        block.unknown[field, word] = UnknownWord(len(found), tuple(found[:_FIRST]))
