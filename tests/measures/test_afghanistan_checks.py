"""The checks that the screen makes of its own numbers, on made years."""

import pandas as pd
import pytest

from monitoring.measures.afghanistan import codes, provinces
from monitoring.measures.afghanistan_checks import checks, district_checks, rounded_to, text_checks

from .made_observations import observation, observations

FIRST, *OTHERS = codes()


def year_of(area_ha: float, year: int = 2016, free: int = 33, **more) -> list[dict]:
    """A year with one province that has a figure, and the others poppy-free (the last without any when fewer)."""
    return [
        observation(FIRST, year, area_ha, **more),
        *(observation(code, year, None, state="poppy_free", **more) for code in OTHERS[:free]),
    ]


def checked(*rows: dict) -> pd.Series:
    found = observations(*rows)
    return checks(provinces(found), found).iloc[0]


@pytest.mark.parametrize(("value", "place"), [(224_000, 1_000), (10_800, 100), (7_606, 1), (82_172, 1), (0, 1)])
def test_a_rounded_figure_shows_its_place(value, place):
    assert rounded_to(value) == place


@pytest.mark.parametrize(
    ("area_ha", "verdict"), [(201_312, "agrees"), (200_500, "agrees"), (200_100, "rounding"), (221_000, "differs")]
)
def test_the_sum_is_judged_by_the_rounding_of_what_was_published(area_ha, verdict):
    found = checked(*year_of(area_ha), observation(None, 2016, 201_000))
    assert (found["verdict"], found["difference_ha"]) == (verdict, area_ha - 201_000)


def test_a_year_with_a_province_missing_cannot_be_judged():
    found = checked(*year_of(201_000, free=32), observation(None, 2016, 201_000))
    assert found["verdict"] == "cannot say"
    assert "1 province has no hectare figure" in found["note"]


def test_every_edition_is_checked_and_a_misprint_differs_with_its_reason():
    rows = observations(
        *year_of(201_312), observation(None, 2016, 201_000, edition="a report"),
        observation(None, 2016, 221_000, edition="a paper", confidence="low: misprint", note="misprint in the source"),
    )  # fmt: skip
    found = checks(provinces(rows), rows).set_index("edition")
    assert found.loc["a report", "verdict"] == "agrees"
    assert found.loc["a paper", "verdict"] == "differs"
    assert "misprint in the source" in found.loc["a paper", "note"]


def test_what_is_said_of_all_provinces_is_said_of_the_year_and_nothing_else():
    rows = year_of(224_125, 2014, note="printed p-f; the printed total is 212 ha more")
    rows[0]["note"] = "a remark; the printed total is 212 ha more"
    note = checked(*rows, observation(None, 2014, 224_000))["note"]
    assert "the printed total is 212 ha more" in note
    assert "p-f" not in note
    assert "remark" not in note


def test_other_estimators_are_not_compared():
    rows = observations(*year_of(1), observation(None, 2016, 2, estimator="US Government"))
    assert checks(provinces(rows), rows).empty


@pytest.mark.parametrize(("indicator", "stated", "verdict"), [
    ("poppy_free_provinces", 33, "agrees"), ("poppy_free_provinces", 20, "differs"),
    ("poppy_provinces", 1, "agrees"), ("poppy_provinces", 2, "differs"),
])  # fmt: skip
def test_counts_of_texts_are_compared_with_the_rows(indicator, stated, verdict):
    rows = observations(*year_of(5), observation(None, 2016, stated, area="34 provinces", indicator=indicator))
    assert text_checks(provinces(rows), rows).iloc[0]["verdict"] == verdict


def test_a_count_of_a_year_without_provinces_cannot_be_judged():
    rows = observations(*year_of(5), observation(None, 2008, 18, area="34 provinces", indicator="poppy_free_provinces"))
    assert text_checks(provinces(rows), rows).iloc[0]["verdict"] == "cannot say"


@pytest.mark.parametrize(("garmser", "verdict"), [(60, "agrees"), (61, "agrees"), (90, "differs")])
def test_districts_are_added_up_against_their_province(garmser, verdict):
    rows = observations(
        observation("AF-HEL", 2016, 100), observation("AF-HEL", 2016, 40, area="Hilmand / Nad Ali"),
        observation("AF-HEL", 2016, garmser, area="Hilmand / Garmser"),
        observation("AF-HEL", 2016, None, state="poppy_free", area="Hilmand / Baghran"),
        observation("AF-HEL", 2016, 7, area="Hilmand / Sangin", edition="another"),
    )  # fmt: skip
    (found,) = district_checks(rows).to_dict("records")
    assert (found["districts"], found["districts_ha"], found["verdict"]) == (2, 40 + garmser, verdict)


def test_without_districts_there_is_nothing_to_add_up():
    assert district_checks(observations(observation("AF-HEL", 2016, 100))).empty
    assert list(district_checks(observations())) == list(district_checks(observations(*year_of(1))))
