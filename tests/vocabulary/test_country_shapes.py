import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.vocabulary.gazetteer import gazetteer

CHECKS = [
    ((62.2, 34.35, "AFG"), "fits", None),
    ((34.35, 62.2, "AFG"), "swapped", (62.2, 34.35)),
    ((62.2, -34.35, "AFG"), "elsewhere", (62.2, 34.35)),
    ((37.6, 55.75, "AFG"), "elsewhere", None),
    ((0.0, 0.0, "AFG"), "impossible", None),
    ((62.2, 134.35, "AFG"), "impossible", None),
    ((34.35, 118.2, "CHN"), "swapped", (118.2, 34.35)),
    ((34.0, 118.0, None), "impossible", (118.0, 34.0)),
    ((74.8, 34.1, "IND"), "fits", None),
    ((74.8, 34.1, "PAK"), "fits", None),
    ((66.96, 24.7, "PAK"), "fits", None),  # the roads of Karachi's port
    ((float("nan"), 1.0, "AFG"), "impossible", None),
    ((float("inf"), 1.0, None), "impossible", None),
]


@pytest.mark.parametrize(("asked", "verdict", "suggestion"), CHECKS)
def test_a_point_is_held_against_the_stated_country(asked, verdict, suggestion):
    found = gazetteer().check_point(*asked)
    assert (found.verdict, found.suggestion) == (verdict, suggestion)


def test_elsewhere_says_in_which_country():
    assert gazetteer().check_point(37.6, 55.75, "AFG").iso3 == "RUS"


@given(
    st.floats(allow_nan=True), st.floats(allow_nan=True), st.sampled_from(["AFG", "RUS", "FJI", "USA", "", None, "XXX"])
)
def test_whatever_the_numbers_a_suggestion_fits_the_country(lon, lat, iso3):
    found = gazetteer().check_point(lon, lat, iso3)
    assert found.verdict in ("fits", "swapped", "elsewhere", "impossible")
    if found.suggestion is not None:
        assert found.verdict != "fits" and gazetteer().check_point(*found.suggestion, iso3).verdict == "fits"
