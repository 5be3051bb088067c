"""Sums in blocks are the sums of the whole, however small the blocks and whatever is summed."""

from unittest.mock import patch

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures import sums
from monitoring.measures.grouping import BY, CODED, TIMES
from monitoring.measures.kernels import counts, select, totals

from .made import FEW, MEMBERS, copy_of, made_frame

FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 40))


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.lists(st.sampled_from(BY), max_size=2, unique=True), st.integers(1, 7))
def test_totals_in_blocks_are_the_totals(frame, wanted, by, size):
    columns = copy_of(frame)
    selection = select(columns, wanted, MEMBERS)
    usual = totals(columns, selection, by)
    with patch.object(sums, "BLOCK", size), patch.object(sums, "WORTH", 1_000_000):
        pd.testing.assert_frame_equal(totals(columns, selection, by), usual, rtol=1e-9, atol=1.5e-6)


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.sampled_from([*CODED, *TIMES]), st.integers(1, 7))
def test_counts_in_blocks_are_the_counts(frame, wanted, dimension, size):
    columns = copy_of(frame)
    selection = select(columns, wanted, MEMBERS)
    usual = counts(columns, selection, dimension)
    with patch.object(sums, "BLOCK", size), patch.object(sums, "WORTH", 1_000_000):
        pd.testing.assert_frame_equal(counts(columns, selection, dimension), usual)
    with patch.object(sums, "BLOCK", size), patch.object(sums, "WORTH", 0):  # more groups than blocks are worth
        pd.testing.assert_frame_equal(counts(columns, selection, dimension), usual)


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.integers(1, 5))
def test_no_block_parts_a_seizure(frame, wanted, size):
    columns = copy_of(frame)
    rows = select(columns, wanted, MEMBERS).rows
    with patch.object(sums, "BLOCK", size):
        found = [np.arange(at.start, at.stop) if isinstance(at, slice) else at for at in sums.blocks(columns, rows)]
    assert np.array_equal(np.concatenate([rows[:0], *found]), rows)
    seizures = [set(columns.seizure[at].tolist()) for at in found]
    assert sum(map(len, seizures)) == len(set().union(*seizures))
