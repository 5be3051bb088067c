"""Values of indicators in a table: each row is taken, or refused with what to do about it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.errors import SourceError
from monitoring.sources.indicator_values.read import recognise, understand
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import recognise as recognise_any
from monitoring.vocabulary.indicators import Counted
from monitoring.vocabulary.lookup import lookups
from tests.sources.made_sheets import opened

HEADINGS = (
    "indicator",
    "country or area",
    "year or date",
    "value",
    "low",
    "high",
    "unit",
    "estimator",
    "source",
    "note",
)
OFFICES = Counted("blo_count", "offices", "amount")
WORDS = lookups(None, {
    "blo_count": OFFICES, "Border liaison offices": OFFICES, "listed": Counted("listed", "yes/no", "interval"),
    "due": Counted("due", "date", "date"),
})  # fmt: skip
LINE = {"indicator": "blo_count", "country or area": "AFG", "year or date": "2014", "value": "4", "unit": "offices"}


def line(**different):
    said = (
        LINE
        | {"country or area": different.pop("area", "AFG"), "year or date": different.pop("when", "2014")}
        | different
    )
    return tuple(said.get(heading, "") for heading in HEADINGS)


def read(folder, *rows, headings=HEADINGS, **asked):
    file = opened(folder, headings, rows)
    found = recognise(file)
    assert found is not None
    (block,) = understand(file, found, Asked(**asked), WORDS, None)
    return block


def refused(folder, **different):
    block = read(folder, line(**different))
    (row,) = block.rejected
    assert not block.observations and block.rows_read == 1
    return row


def test_a_row_is_an_observation_with_its_own_source(tmp_path):
    block = read(
        tmp_path,
        line(indicator="border liaison OFFICES", area="Афганистан", when="2014-06", source="Ministry", note="n"),
    )
    said = {name: values[0] for name, values in block.observations.items() if name != "key"}
    assert said == {
        "indicator": "blo_count", "country_iso3": "AFG", "admin1": None, "area_reported": "Afghanistan", "period": "2014-06",
        "first_day": date(2014, 6, 1), "last_day": date(2014, 6, 30), "value": 4.0, "value_low": None, "value_high": None,
        "unit": "offices", "state": "value", "estimator": None, "note": "n", "source": "Ministry", "sheet": "made",
        "source_row": 2, "reported": list(line(indicator="border liaison OFFICES", area="Афганистан", when="2014-06",
                                                source="Ministry", note="n")),
    }  # fmt: skip


def test_zero_a_pair_a_region_and_the_world(tmp_path):
    block = read(
        tmp_path, line(value="0"), line(area="Central Asia", value="", low="1", high="9"), line(area="world", when="2015-02-03"),
    )  # fmt: skip
    said = block.observations
    assert said["state"] == ["zero", "value", "value"] and said["value"] == [0.0, None, 4.0]
    assert (said["value_low"][1], said["value_high"][1]) == (1.0, 9.0)
    assert said["area_reported"] == ["Afghanistan", "Central Asia", "World"] and said["country_iso3"] == [
        "AFG",
        None,
        None,
    ]


def test_a_yes_or_no_in_words_and_a_date_without_a_figure(tmp_path):
    block = read(
        tmp_path, line(indicator="listed", unit="yes/no", value="no", note="removed"),
        line(indicator="due", unit="date", value="", when="2027-02"),
    )  # fmt: skip
    assert block.observations["value"] == [0.0, None] and block.observations["state"] == ["zero", "not_measurable"]


@pytest.mark.parametrize(("column", "different", "remedy"), [
    ("indicator", {"indicator": "made_up"}, "add it first"), ("unit", {"unit": "kg"}, "offices"), ("unit", {"unit": ""}, "offices"),
    ("country or area", {"area": "Tajikstan"}, "Tajikistan (TJK)"), ("country or area", {"area": "ZZZ"}, "name or code"),
    ("country or area", {"area": ""}, "needed"), ("year or date", {"when": "last year"}, "2024-06"),
    ("year or date", {"when": "2014-13"}, "2024-06"), ("value", {"value": "many"}, "not a number"),
    ("value", {"value": "-4"}, "below zero"), ("value", {"value": ""}, "both low and high"),
    ("value", {"value": "", "low": "3"}, "both low and high"), ("low", {"low": "9", "high": "3"}, "Exchange"),
    ("value", {"indicator": "listed", "unit": "yes/no", "value": "2"}, "1 or 0"),
    ("value", {"indicator": "due", "unit": "date", "value": "2"}, "leave the figure empty"),
])  # fmt: skip
def test_a_row_that_cannot_be_taken_names_the_column_and_the_remedy(tmp_path, column, different, remedy):
    row = refused(tmp_path, **different)
    assert row.column == column and remedy in row.reason and row.reported == dict(zip(HEADINGS, line(**different)))


def test_a_region_under_the_heading_of_a_country_is_refused(tmp_path):
    headings = tuple("country" if heading == "country or area" else heading for heading in HEADINGS)
    (row,) = read(tmp_path, line(area="Central Asia"), headings=headings).rejected
    assert row.column == "country" and "area" in row.reason


def test_rows_that_say_two_things_of_one_value_are_all_refused(tmp_path):
    block = read(tmp_path, line(), line(value="5"), line(value="5", estimator="UNODC"), line(when="2015"))
    assert [(each.row, each.value) for each in block.rejected] == [(2, "4"), (3, "5")]
    assert "Row 3" in block.rejected[0].reason and "Row 2" in block.rejected[1].reason
    assert block.observations["source_row"] == [4, 5]


def test_the_same_row_twice_has_one_key(tmp_path):
    block = read(tmp_path, line(), line(value="4.0"), line(area="Afghanistan"))
    assert not block.rejected and len(set(block.observations["key"])) == 1


def test_blank_rows_and_headings_that_come_again_are_left_out(tmp_path):
    block = read(tmp_path, ("",) * len(HEADINGS), HEADINGS, line())
    assert [(each.row, each.reason) for each in block.left_out] == [(2, "blank"), (3, "heading")]
    assert block.rows_read == 3 and len(block.observations["key"]) == 1


def test_a_decimal_sign_that_can_be_either_is_asked_for(tmp_path):
    with pytest.raises(SourceError, match="decimals"):
        read(tmp_path / "a", line(value="1,786"))
    assert read(tmp_path / "b", line(value="1,786"), decimal=",").observations["value"] == [1.786]
    assert read(tmp_path / "c", line(value="1,786"), decimal=".").observations["value"] == [1786.0]


def test_it_is_known_by_its_headings_and_a_table_without_them_is_not(tmp_path):
    file = opened(tmp_path / "a", HEADINGS, [line()])
    assert recognise_any(file, Asked(), WORDS).key == "indicator_values"
    for lacking in ("indicator", "country or area", "year or date", "value", "unit"):
        others = tuple(heading for heading in HEADINGS if heading != lacking)
        assert recognise(opened(tmp_path / lacking, others, [])) is None


@given(st.lists(st.tuples(st.sampled_from(["AFG", "Iran", "Nowhere"]), st.sampled_from(["2014", "2019", "x"]),
                          st.sampled_from(["1", "2", "", "?"])), min_size=1, max_size=12))  # fmt: skip
def test_every_row_has_one_fate(tmp_path_factory, said):
    rows = [line(area=area, when=when, value=value) for area, when, value in said]
    file = opened(tmp_path_factory.mktemp("fates"), HEADINGS, rows)
    (block,) = understand(file, recognise(file), Asked(), WORDS, None)
    fates = [*block.observations.get("source_row", ()), *(each.row for each in block.rejected)]
    assert sorted(fates) == list(range(2, 2 + len(rows)))
