"""Counts of treatment and laboratories beside what else is observed."""

from monitoring.measures.afghanistan_capacity import capacity

from .made_observations import observation, observations


def test_counts_are_kept_apart_from_cultivation_and_a_country_has_no_code():
    found = capacity(observations(
        observation("AF-GHO", 2023, 62, indicator="laboratories_destroyed"), observation("AF-GHO", 2023, 62),
        observation(None, 2009, None, indicator="laboratories_estimated", value_low=300, value_high=500),
    ))  # fmt: skip
    assert list(found["indicator"]) == ["laboratories_destroyed", "laboratories_estimated"]
    assert list(found["code"]) == ["AF-GHO", ""]
    assert (found.loc[1, "low"], found.loc[1, "high"]) == (300, 500)


def test_nothing_counted_is_an_empty_frame_with_its_columns():
    assert list(capacity(observations())) == list(capacity(observations(observation(None, 2009, 1))))
