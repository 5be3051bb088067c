"""Seizures of legs by group, against the rows one after the other; and the matrix of the same legs."""

from collections import defaultdict

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.kernels import select
from monitoring.measures.leg_groups import LEG_GROUPS, first_rows, seizures_by_group
from monitoring.measures.paths import path_sums, paths
from monitoring.measures.route_matrix import MATRIX, matrix
from monitoring.measures.routes import ENDS, routes, rows_of_leg
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, made_frame

FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 25))
NOTHING_PUBLISHED = pd.DataFrame(columns=["from_iso3", "to_iso3", "basis", "mode"])


@settings(max_examples=40, deadline=None)
@given(FRAMES, FEW, st.sampled_from(ENDS))
def test_groups_of_legs_are_those_of_their_rows(frame, wanted, ends):
    columns = copy_of(frame)
    known, selection = paths(columns), select(columns, wanted, MEMBERS)
    rows = first_rows(columns.seizure, selection.rows)
    assert len(rows) == selection.seizures
    group = columns.source_kind[rows].astype(np.int64) - 1
    found = seizures_by_group(known, ends, rows, group)
    slow: dict = defaultdict(int)
    legs = routes(
        columns, known, path_sums(columns, known, selection), np.ones(len(known)), NOTHING_PUBLISHED, ends
    ).legs
    for leg in legs["leg"]:
        for row in rows_of_leg(known, ends, leg, rows):
            code = int(columns.source_kind[row]) - 1
            slow[leg, code] += code >= 0
    assert {(row.leg, row.group): row.seizures for row in found.itertuples()} == {
        key: n for key, n in slow.items() if n
    }


def test_no_rows_give_no_groups_and_no_cells():
    columns = copy_of(made_frame(1, 0))
    known, selection = paths(columns), select(columns, Filter())
    found = seizures_by_group(known, "seizure", selection.rows, np.empty(0, dtype=np.int64))
    assert found.empty and found.dtypes.astype(str).to_dict() == LEG_GROUPS
    empty = routes(columns, known, path_sums(columns, known, selection), np.ones(len(known)), NOTHING_PUBLISHED)
    cells = matrix(empty.legs, empty.stubs)
    assert cells.empty and cells.dtypes.astype(str).to_dict() == MATRIX


def test_what_is_not_stated_is_the_last_row_and_column():
    legs = pd.DataFrame(
        [("IRN", "AZE", 3, 1.0, "reported"), ("AFG", "IRN", 0, None, "published")], columns=list(MATRIX)
    )
    stubs = pd.DataFrame(
        [("AZE", "from", 2, None), ("IRN", "to", 4, 9.0)], columns=["node", "way", "seizures", "mass_kg"]
    )
    cells = matrix(legs, stubs)
    shown = [
        tuple(None if pd.isna(value) else value for value in row)
        for row in cells[["start", "end", "seizures"]].to_numpy()
    ]
    assert shown == [("AFG", "IRN", 0), ("IRN", "AZE", 3), ("IRN", None, 4), (None, "AZE", 2)]
