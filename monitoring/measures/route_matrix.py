"""The matrix of start by end: the same rows as the map, with what is not stated as a row and a column."""

import numpy as np
import pandas as pd

MATRIX = {"start": "str", "end": "str", "seizures": "int64", "mass_kg": "float64", "basis": "str"}


def matrix(legs: pd.DataFrame, stubs: pd.DataFrame) -> pd.DataFrame:
    """MATRIX: a row for each cell that is not empty, by start, then end, null last.

    legs, stubs: those on the map (LEGS, STUBS of measures.routes). start null: where it left is not stated; end null: where it
    went is not. seizures 0: a leg that only documents name.
    """
    into, out_of = stubs["way"] == "from", stubs["way"] == "to"
    unknown = pd.DataFrame(
        {
            "start": stubs["node"].where(out_of, None), "end": stubs["node"].where(into, None),
            "seizures": stubs["seizures"], "mass_kg": stubs["mass_kg"], "basis": "reported",
        }
    )  # fmt: skip
    cells = pd.concat([legs[list(MATRIX)].astype(MATRIX), unknown.astype(MATRIX)], ignore_index=True)
    order = np.lexsort((cells["end"].fillna("~"), cells["start"].fillna("~")))  # no node begins with ~
    return cells.iloc[order].reset_index(drop=True)
