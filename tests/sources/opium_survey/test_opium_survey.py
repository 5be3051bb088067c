"""Opium survey tables: every cell says what it is, and a printed total that is wrong is said to be."""

import math
import tempfile
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.errors import SourceError
from monitoring.sources.files.opened import open_file
from monitoring.sources.opium_survey.read import recognise, understand
from monitoring.sources.reading import Asked
from monitoring.vocabulary.lookup import lookups
from tests.sources.made_sheets import opened, write

WIDE = ("Province", "District", "2010", "2011", "2012")


def read(file, **asked):
    found = recognise(file)
    assert found is not None
    (block,) = understand(file, found, Asked(**asked), lookups(), None)
    return block


def figures(block):
    """(area, year) -> (state, value)"""
    names = ("area_reported", "period", "state", "value")
    lines = zip(*(block.observations[name] for name in names))
    return {(area, int(year)): (state, None if math.isnan(value) else value) for area, year, state, value in lines}


def fates(block):
    return [
        {*block.observations.get("source_row", ())},
        {each.row for each in block.rejected},
        {each.row for each in block.left_out},
    ]


def test_a_wide_table_from_a_file_becomes_one_observation_an_area_and_year(tmp_path):
    file = open_file(write(tmp_path / "survey.csv", WIDE, [
        ("Badakhshan", "Argo", "327", "617", "2,046"), ("Badakhshan Total", "", "327", "617", "2,046"),
    ]), tmp_path / "work")  # fmt: skip
    block = read(file)
    assert recognise(file).edition == "2010-2012"
    assert figures(block)["Badakhshan / Argo", 2012] == ("value", 2046) and figures(block)["Badakhshan", 2012] == (
        "value",
        2046,
    )
    assert {*block.observations["admin1"]} == {"AF-BDS"} and {*block.observations["indicator"]} == {"opium_cultivation"}
    assert not block.doubts and not block.rejected and len(figures(block)) == 6


@pytest.mark.parametrize("cell,state,value,note", [
    ("-", "zero", 0, "none"), ("—", "zero", 0, "none"), ("0", "zero", 0, None), ("p-f", "poppy_free", None, None),
    ("P-F", "poppy_free", None, None), ("Poppy-free", "poppy_free", None, None), ("", "missing", None, None),
    ("Part of Uruzgan", "missing", None, "Part of Uruzgan"), ("n/a", "missing", None, None), ("12,345", "value", 12345, None),
    ("۲۷۰", "value", 270, None), ("1 273", "value", 1273, None),
])  # fmt: skip
def test_a_cell_says_what_the_survey_means_by_it(tmp_path, cell, state, value, note):
    block = read(opened(tmp_path, WIDE, [("Day Kundi", "Gizab", "722", "621", cell)]))
    assert figures(block)["Day Kundi / Gizab", 2012] == (state, value)
    assert (note or "") in (block.observations["note"][2] or "") and bool(note) == bool(block.observations["note"][2])


def test_a_printed_total_that_is_wrong_is_a_doubt_with_the_sum_and_is_kept_as_printed(tmp_path):
    block = read(opened(tmp_path, WIDE, [
        ("Hilmand", "Nad Ali", "100", "100", "100"), ("Hilmand", "Garmser", "50", "p-f", "-"),
        ("Hilmand Total", "", "151", "100", "999"), ("Farah Total", "", "10", "10", "10"),
        ("National total", "", "161", "310", "1,009"),
    ]))  # fmt: skip
    assert [(each.row, each.column, each.value, each.suggestion) for each in block.doubts] == [
        (4, "2012", "999", "100"), (6, "2011", "310", "110"),
    ]  # fmt: skip
    assert "999" in block.doubts[0].text and "100" in block.doubts[0].text
    assert figures(block)["Hilmand", 2012] == ("value", 999)
    assert [(each.row, each.reason) for each in block.left_out] == [(6, "total")]


def test_a_province_that_is_poppy_free_may_have_districts_with_less_than_a_hundred_hectares(tmp_path):
    rows = [("Takhar", "Darqad", "70", "120", "0"), ("Takhar Total", "", "p-f", "p-f", "p-f")]
    block = read(opened(tmp_path, WIDE, rows))
    assert [(each.column, each.suggestion) for each in block.doubts] == [("2011", "120")]
    assert figures(block)["Takhar", 2010] == ("poppy_free", None)


@pytest.mark.parametrize("province,district", [("Hilmand Total", ""), ("Hilmand", "Total"), ("Hilmand", "Hilmand Total"),
                                               ("", "Total"), ("Total Hilmand", ""), ("Hilmand", "")])  # fmt: skip
def test_a_figure_of_a_province_is_told_from_those_of_its_districts(tmp_path, province, district):
    block = read(opened(tmp_path, WIDE, [("Hilmand", "Nad Ali", "5", "5", "5"), (province, district, "5", "5", "5")]))
    assert {*block.observations["area_reported"]} == {"Hilmand / Nad Ali", "Hilmand"}
    assert {*block.observations["admin1"]} == {"AF-HEL"}


@pytest.mark.parametrize(
    "province,district", [("Total", ""), ("National Total", ""), ("Afghanistan", ""), ("", "Grand total")]
)
def test_a_total_of_the_country_is_left_out(tmp_path, province, district):
    block = read(opened(tmp_path, WIDE, [("Hilmand", "Nad Ali", "5", "5", "5"), (province, district, "5", "5", "5")]))
    assert [each.reason for each in block.left_out] == ["total"] and len(figures(block)) == 3


def test_shifted_rows_and_cells_that_ocr_broke_are_refused_one_by_one_with_the_reason(tmp_path):
    rows = [("Hilmand", "Nad Ali", "1O5", "5", "5"), ("Kunduz", "327", "617", "610", "5"), ("x", "Hilmand", "Nad Ali", "5", "6"),
            ("Hilmand", "Garmser", "5", "6", "7"), ("Hilmand", "Sangin", "5", "6", "7")]  # fmt: skip
    block = read(opened(tmp_path, WIDE, rows, problems={4: "6 cells under 5 headings; without a heading: 9"}))
    assert [(each.row, each.column) for each in block.rejected] == [
        (2, "2010"),
        (3, "Province"),
        (4, "Province"),
        (6, None),
    ]
    assert "shifted" in block.rejected[1].reason and "shifted" in block.rejected[2].reason
    assert block.rejected[0].reported["District"] == "Nad Ali" and {*block.observations["source_row"]} == {5}


def test_a_province_named_once_counts_for_the_rows_below_it_and_names_of_centres_stay(tmp_path):
    rows = [
        ("Hilmand", "Lashkargah (Provincial Center)", "5", "5", "5"),
        ("", "Garmser", "6", "6", "6"),
        ("", "", "", "", ""),
    ]
    block = read(opened(tmp_path, WIDE, rows))
    assert {*block.observations["area_reported"]} == {"Hilmand / Lashkargah (Provincial Center)", "Hilmand / Garmser"}


def test_a_name_that_is_no_province_is_kept_and_doubted_and_never_decided(tmp_path):
    block = read(
        opened(
            tmp_path,
            WIDE,
            [("Nangahar", "Achin", "5", "5", "5"), *[("Hilmand", f"d{at}", "5", "5", "5") for at in range(3)]],
        )
    )
    (doubt,) = block.doubts
    assert doubt.field == "admin1" and doubt.suggestion == "AF-NAN" and block.observations["admin1"][0] is None


def test_a_long_table_says_the_same_as_a_wide_one(tmp_path):
    wide = read(
        opened(
            tmp_path / "w", WIDE, [("Hilmand", "Nad Ali", "5", "p-f", ""), ("Hilmand", "Garmser", "1,200", "-", "7")]
        )
    )
    long = read(opened(tmp_path / "l", ("Year", "Province", "District", "Cultivation (ha)"), [
        (year, "Hilmand", "Nad Ali", cell) for year, cell in (("2010", "5"), ("2011", "p-f"), ("2012", ""))
    ] + [(year, "Hilmand", "Garmser", cell) for year, cell in (("2010", "1,200"), ("2011", "-"), ("2012", "7"))]))  # fmt: skip
    assert figures(wide) == figures(long)
    assert sorted(wide.observations["key"]) == sorted(long.observations["key"])


def test_tables_of_something_else_are_not_taken(tmp_path):
    rows = [("Hilmand", "Nad Ali", "5", "5", "5")]
    assert recognise(opened(tmp_path / "a", WIDE, rows, sheet="eradication")) is None
    assert recognise(opened(tmp_path / "b", WIDE, [("Bavaria", "Munich", "5", "5", "5")])) is None
    assert recognise(opened(tmp_path / "c", ("Province", "2010", "2011"), [("Hilmand", "5", "5")])) is None
    assert recognise(opened(tmp_path / "d", ("Province", "2010", "2011"), [("Hilmand", "5", "p-f")])) is not None


def test_figures_of_drawn_districts_are_taken_and_that_their_shapes_are_not_is_said(tmp_path):
    shape = shapely.to_wkb(shapely.box(63, 31, 64, 32))
    file = opened(tmp_path, WIDE, [("Hilmand", "Nad Ali", "5", "6", "7")], geometry=[shape], kind="geojson")
    assert any("shapes" in each for each in recognise(file).why()) and len(figures(read(file))) == 3


def test_points_that_may_be_thousands_or_decimals_are_asked_for(tmp_path):
    file = opened(tmp_path, WIDE, [("Hilmand", "Nad Ali", "1.234", "5", "5")])
    with pytest.raises(SourceError):
        read(file)
    assert figures(read(file, decimal=","))["Hilmand / Nad Ali", 2010] == ("value", 1234)


CELL = st.one_of(
    st.integers(0, 99_999).map(lambda n: f"{n:,}"), st.sampled_from(("-", "p-f", "", "Part of Uruzgan", "12x", "-5"))
)
AREAS = st.sampled_from((
    ("Hilmand", "Nad Ali"), ("Hilmand", "Garmser"), ("Farah", "Bakwa"), ("Hilmand Total", ""), ("Farah", "Total"),
    ("National Total", ""), ("Elsewhere", "x"), ("", ""), ("Source: survey", ""), ("Farah", "12"), ("", "Bala Buluk"),
))  # fmt: skip
STATES = {"-": "zero", "p-f": "poppy_free", "": "missing", "Part of Uruzgan": "missing", "0": "zero"}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(AREAS, CELL, CELL, CELL), min_size=1, max_size=20))
def test_every_row_of_a_made_up_table_has_one_fate_and_its_figures_are_those_of_its_cells(lines):
    rows = [(*area, *cells) for area, *cells in lines]
    rows += [("Kabul", f"district {at}", "1", "2", "3") for at in range(2 * len(rows) + 1)]
    with tempfile.TemporaryDirectory() as folder:
        block = read(opened(Path(folder), WIDE, rows))
    stands, refused, left = fates(block)
    assert block.rows_read == len(rows)
    assert stands | refused | left == set(range(2, len(rows) + 2)) and not (
        stands & refused or stands & left or refused & left
    )
    assert all(each.reason and each.reported for each in block.rejected)
    observed = zip(*(block.observations[name] for name in ("source_row", "period", "state", "value")))
    for row, year, state, value in observed:
        cell = rows[row - 2][int(year) - 2008]
        assert state == {
            "-": "zero",
            "p-f": "poppy_free",
            "": "missing",
            "Part of Uruzgan": "missing",
            "0": "zero",
        }.get(cell, "value")
        assert (
            math.isnan(value)
            if state in ("poppy_free", "missing")
            else value == (0 if cell == "-" else int(cell.replace(",", "")))
        )
    _totals_are_doubted_when_wrong(block, rows, refused)


def _totals_are_doubted_when_wrong(block, rows, refused):
    doubted = {(each.row, each.column) for each in block.doubts if each.field == "quantity"}
    for at, column in enumerate(("2010", "2011", "2012"), start=2):
        for province, names in (("Hilmand", ("Hilmand Total", "")), ("Farah", ("Farah", "Total"))):
            parts, above = [], ""
            for number, row in enumerate(rows, start=2):
                if number not in refused and row[1] not in ("", "Total", "12") and (row[0] or above) == province:
                    parts += [int(row[at].replace(",", ""))] if row[at][:1].isdigit() else [0] if row[at] == "-" else []
                if (
                    number not in refused
                    and any(row[2:])
                    and row[0]
                    and row[0] != "National Total"  # an unknown name with figures heads the rows below it, too
                ):
                    above = row[0].removesuffix(" Total")
            for number, row in enumerate(rows, start=2):
                if row[:2] == names and number not in refused and parts and row[at][:1].isdigit():
                    assert ((number, column) in doubted) == (abs(int(row[at].replace(",", "")) - sum(parts)) > 3)
