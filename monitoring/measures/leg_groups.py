"""The seizures of legs by a group that each seizure belongs to: its document, for example."""

import numpy as np
import pandas as pd

from .grouping import going_on
from .paths import Paths
from .routes import Ends, ways

LEG_GROUPS = {"leg": "str", "group": "int64", "seizures": "int64"}


def first_rows(seizure: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The first of `rows` (ascending) of each seizure. seizure: the copy's column."""
    first = np.ones(len(rows), dtype=bool)
    first[going_on(seizure[rows])] = False
    return rows[first]


def seizures_by_group(known: Paths, ends: Ends, rows: np.ndarray, group: np.ndarray) -> pd.DataFrame:
    """LEG_GROUPS: a row for each leg and group that occurs, by leg, most seizures first.

    rows: one of each seizure (first_rows). group: the group of each, negative for none. Stubs are no legs.
    """
    found = ways(known, ends)
    kept = group >= 0
    pairs, count = np.unique(np.stack([known.code[rows[kept]], group[kept]]), axis=1, return_counts=True)
    of_path = pd.DataFrame({"path": pairs[0], "group": pairs[1], "seizures": count})
    entries = pd.DataFrame({"path": found.path, "pair": found.pair})
    entries = entries[found.is_leg[found.pair]] if len(entries) else entries
    sums = entries.merge(of_path, on="path").groupby(["pair", "group"])["seizures"].sum().reset_index()
    sums["leg"] = [found.pairs[pair].leg for pair in sums["pair"]]
    order = ["leg", "seizures", "group"]
    return (
        sums[list(LEG_GROUPS)].astype(LEG_GROUPS).sort_values(order, ascending=[True, False, True], ignore_index=True)
    )
