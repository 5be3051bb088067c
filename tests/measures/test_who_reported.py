"""Reporting coverage: the years of the filter and nothing else of it; a country is counted or silent, never both."""

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.who_reported import REPORTED, shapes, silent, who_reported
from monitoring.vocabulary.filters import Filter

from .made import FEW, copy_of, made_frame, matching

FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 40))


@settings(max_examples=50, deadline=None)
@given(FRAMES, FEW)
def test_only_the_years_of_a_filter_count(frame, wanted):
    found = who_reported(copy_of(frame), wanted)
    kept = frame[matching(frame, Filter(from_=wanted.from_, to=wanted.to)).to_numpy()]
    slow = kept.groupby("country_iso3")["seizure_id"].nunique()
    assert dict(zip(found["iso3"], found["seizures"])) == slow.to_dict()
    assert found.dtypes.astype(str).to_dict() == REPORTED


def test_every_shape_is_counted_or_silent():
    reported = who_reported(copy_of(made_frame(5, 40)), Filter(drug=("heroin",)))["iso3"]
    quiet = silent(reported)
    assert set(quiet) | set(reported) == shapes() and not set(quiet) & set(reported)
    assert {"AFG", "IRN", "TUR"} <= shapes() and not {"ATA", "XJK"} & shapes()


def test_a_period_without_data_is_all_silence():
    found = who_reported(copy_of(made_frame(5, 40)), Filter(from_=date(1970, 1, 1), to=date(1971, 1, 1)))
    assert found.empty and silent(found["iso3"]) == tuple(sorted(shapes()))
    assert isinstance(found, pd.DataFrame)
