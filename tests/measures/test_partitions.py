"""What the parts of a copy say one by one comes to what the whole says, whatever is asked and however it is cut."""

from itertools import pairwise

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.grouping import BY, DIMENSIONS
from monitoring.measures.kernels import select
from monitoring.measures.partitions import cuts, touched
from monitoring.measures.questions import Question, answer, asking, merged
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, item_frame, made_frame
from .test_kernels import FRAMES

ASKED = st.one_of(
    st.just(("seizures", ())),
    st.sampled_from(DIMENSIONS).map(lambda name: ("counts", (name,))),
    st.lists(st.sampled_from(BY), max_size=3, unique=True).map(lambda by: ("totals", tuple(by))),
)


def in_parts(columns, question, parts):
    found = [columns.part(start, stop) for start, stop in cuts(columns, question.filter, parts)]
    answers = [
        answer(part, question, lambda chosen, part=part: select(part, chosen, MEMBERS), whole=False) for part in found
    ]
    return merged(question, answers)


@settings(max_examples=120, deadline=None)
@given(FRAMES, FEW, ASKED, st.integers(1, 7))
def test_the_parts_say_together_what_the_whole_says(frame, wanted, asked, parts):
    columns, question = copy_of(frame), Question(asked[0], wanted, asked[1])
    whole = asking(columns, MEMBERS)(question)
    pd.testing.assert_frame_equal(in_parts(columns, question, parts), whole)


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.integers(1, 7))
def test_no_seizure_is_parted_and_no_row_is_left_out(frame, wanted, parts):
    columns = copy_of(frame)
    found = cuts(columns, wanted, parts)
    assert len(found) <= parts
    assert all(stop == start for (_, stop), (start, _) in pairwise(found))
    assert found[-1][1] - found[0][0] == touched(columns, wanted)
    seizures = [set(columns.seizure[start:stop].tolist()) for start, stop in found]
    assert sum(map(len, seizures)) == len(set().union(*seizures))


def test_parts_are_of_like_size():
    columns = copy_of(made_frame(3, 400))
    sizes = [stop - start for start, stop in cuts(columns, Filter(), 4)]
    assert len(sizes) == 4 and max(sizes) - min(sizes) < 8


def test_tiny_amounts_of_many_parts_are_not_lost_by_rounding():
    rows = [
        {"item_id": f"{n}", "seizure_id": f"{n}", "seized_on": pd.Timestamp("2014-01-01") + pd.Timedelta(days=n),
         "seized_until": pd.Timestamp("2014-01-01") + pd.Timedelta(days=n), "drug": "lsd", "drug_code": "HAL-LSD",
         "drug_group": "hallucinogens", "kind": "mass", "quantity": 4e-7, "mass_kg": 4e-7}
        for n in range(6)
    ]  # fmt: skip
    question = Question("totals", Filter(), ())
    assert in_parts(copy_of(item_frame(rows)), question, 6)["quantity"].tolist() == [2e-6]
