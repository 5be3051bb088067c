"""National totals a year in any edition: parts and sums are told apart, and every row is accounted for."""

import tempfile
import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.errors import SourceError
from monitoring.sources.annual_seizures.parts import is_sum
from monitoring.sources.annual_seizures.read import recognise, understand
from monitoring.sources.files.opened import open_file
from monitoring.sources.reading import Asked
from monitoring.vocabulary.lookup import lookups
from tests.real_data import real_data
from tests.sources.made_sheets import opened, write

OLD = ("Region", "country", "ISO Code", "Drug Group", "Drug", "Year", "KG Equivalent")
MIDDLE = (
    "Region", "SubRegion", "Country", "CountryCode", "Year", "DrugGroup", "Drug", "SpecificDrugName", "KgEquivalent", "Comment",
)  # fmt: skip
WDR = ("iso3", "country", "region", "drug", "drug_group", "year", "kilograms")
SOUTH_WEST = "Near and Middle East/ South-West Asia"
COCAINE = (
    "Cocaine (total of the above, including if unspecified/undistinguished, but excluding coca leaf and coca bush)"
)
ATS = 'Total "ecstasy"-type substances (including the above, all other substances of this type and any unspecified)'


def read(file, **asked):
    found = recognise(file)
    assert found is not None
    (block,) = understand(file, found, Asked(today=date(2026, 1, 1), **asked), lookups(), None)
    return block


def rows_of(block):
    return [dict(zip(block.totals, line)) for line in zip(*block.totals.values())]


def accounted(block):
    return len(block.totals.get("source_row", ())) + len(block.rejected) + len(block.left_out)


def test_the_edition_of_1970_to_2020_becomes_totals_in_kilograms_that_unodc_made(tmp_path):
    file = open_file(write(tmp_path / "a.csv", OLD, [
        ("Asia", "Afghanistan", "AFG", "Opioids", "Opium", "1980", "5771"),
        ("Asia", "Afghanistan", "AFG", "Opioids", "Heroin", "1981", "41.51800156"),
    ]), tmp_path / "work")  # fmt: skip
    assert recognise(file).edition == "1980-1981"
    opium, heroin = rows_of(read(file))
    assert (opium["country_iso3"], opium["drug"], opium["mass_kg"], opium["kind"]) == ("AFG", "opium", 5771.0, "mass")
    assert (opium["first_day"], opium["last_day"]) == (date(1980, 1, 1), date(1980, 12, 31))
    assert "UNODC" in opium["factor_source"] and opium["factor"] == 1
    assert heroin["reported"] == ["Asia", "Afghanistan", "AFG", "Opioids", "Heroin", "1981", "41.51800156"]


def test_the_edition_of_2012_to_2016_keeps_specific_names_and_comments_and_regions_as_reported(tmp_path):
    file = open_file(write(tmp_path / "b.csv", MIDDLE, [
        ("Asia", SOUTH_WEST, "Afghanistan", "AFG", "2013", "Opioids", "Heroin", "", "7157", ""),
        ("Asia", SOUTH_WEST, "Pakistan", "PAK", "2013", "Precursors", "Other precursors", "P-2-P", "12.5", "liquid"),
    ], delimiter=";", bom=True), tmp_path / "work")  # fmt: skip
    heroin, other = rows_of(read(file))
    assert heroin["mass_kg"] == 7157 and heroin["note"] is None
    assert other["note"] == "P-2-P; liquid" and other["drug_group"] == "precursors"
    assert SOUTH_WEST in heroin["reported"]


def test_a_workbook_and_a_text_table_give_the_same_rows(tmp_path):
    lines = [
        ("IRN", "Iran", "Asia", "Opium", "Opioids", 2019, 656258),
        ("IRN", "Iran", "Asia", "Heroin", "Opioids", 2020, 0.5),
        ("IRN", "Iran", "Asia", "Morphine", "Opioids", 2020, None),
    ]
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        page = book.add_worksheet("Annex")
        for row, line in enumerate([WDR, *lines]):
            page.write_row(row, 0, line)
    text = [["" if cell is None else str(cell) for cell in line] for line in lines]
    one = read(open_file(write(tmp_path / "a.csv", WDR, text), tmp_path / "work"))
    other = read(open_file(tmp_path / "b.xlsx", tmp_path / "work2"))
    assert one.totals["key"].tolist() == other.totals["key"].tolist()
    assert [row["period_reported"] for row in rows_of(other)] == ["2019", "2020", "2020"]


def test_headings_are_found_in_any_order_and_spelling(tmp_path):
    mixed = opened(
        tmp_path, ("KILOGRAMS", "drug group", "Year", "Drug", "ISO3"), [("5", "Opioids", "2021", "Opium", "IRN")]
    )
    assert rows_of(read(mixed))[0]["country_iso3"] == "IRN"
    assert (
        recognise(opened(tmp_path / "x", ("COUNTRY", "SEIZURE_DATE", "DRUG_NAME", "AMOUNT"), [("a", "b", "c", "d")]))
        is None
    )


def test_a_column_of_years_that_holds_no_years_is_another_table(tmp_path):
    assert recognise(opened(tmp_path, WDR, [("AFG", "Afghanistan", "Asia", "Opium", "Opioids", "spring", "5")])) is None


def test_sums_among_their_parts_are_left_out_and_not_added(tmp_path):
    block = read(opened(tmp_path, WDR, [
        ("FRA", "France", "Europe", "Cocaine hydrochloride", "Cocaine-type", "2020", "90"),
        ("FRA", "France", "Europe", '"Crack" cocaine', "Cocaine-type", "2020", "10"),
        ("FRA", "France", "Europe", "Coca leaf", "Cocaine-type", "2020", "500"),
        ("FRA", "France", "Europe", COCAINE, "Cocaine-type", "2020", "100"),
    ]))  # fmt: skip
    assert [row["quantity"] for row in rows_of(block)] == [90, 10, 500]
    (left,) = block.left_out
    assert (left.row, left.reason) == (5, "subtotal") and "total of the above" in left.text
    assert not block.doubts and accounted(block) == block.rows_read == 4


@pytest.mark.parametrize("printed", ["90", "130"])
def test_a_printed_sum_that_its_parts_do_not_come_to_is_a_doubt(tmp_path, printed):
    block = read(opened(tmp_path, WDR, [
        ("FRA", "France", "Europe", "Cocaine hydrochloride", "Cocaine-type", "2020", "110"),
        ("FRA", "France", "Europe", "Cocaine hydrochloride", "Cocaine-type", "2021", "7"),
        ("FRA", "France", "Europe", COCAINE, "Cocaine-type", "2020", printed),
    ]))  # fmt: skip
    (doubt,) = block.doubts
    assert doubt.row == 4 and printed in doubt.text and "110" in doubt.text


def test_a_sum_with_more_in_it_than_its_parts_and_one_without_parts_are_doubts(tmp_path):
    block = read(opened(tmp_path, WDR, [
        ("FRA", "France", "Europe", "MDMA", "“Ecstasy”-type substances", "2020", "10"),
        ("FRA", "France", "Europe", ATS, "“Ecstasy”-type substances", "2020", "30"),
        ("DEU", "Germany", "Europe", ATS, "“Ecstasy”-type substances", "2020", "30"),
    ]))  # fmt: skip
    assert [row["quantity"] for row in rows_of(block)] == [10] and len(block.left_out) == 2
    assert "no row names" in block.doubts[0].text and "without its parts" in block.doubts[1].text


def test_rows_of_the_same_country_drug_and_year_are_kept_apart(tmp_path):
    same = ("Asia", "Iran (Islamic Republic of)", "IRN", "Opioids", "Opium", "2019")
    block = read(opened(tmp_path, OLD, [(*same, "656258"), (*same, "3")]))
    assert [row["quantity"] for row in rows_of(block)] == [656258, 3]
    assert len(set(block.totals["key"].tolist())) == 2


def test_negative_endless_and_unreadable_amounts_are_refused_with_column_and_reason(tmp_path):
    line = ("Asia", "Iran", "IRN", "Opioids", "Opium", "2019")
    block = read(
        opened(tmp_path, OLD, [(*line, "-5"), (*line, "inf"), (*line, "many"), (*line, "5"), (*line[:5], "soon", "5")])
    )
    assert [(each.row, each.column) for each in block.rejected] == [
        (2, "KG Equivalent"), (3, "KG Equivalent"), (4, "KG Equivalent"), (6, "Year"),
    ]  # fmt: skip
    assert block.rejected[0].reason == "is below zero" and block.rejected[0].reported["country"] == "Iran"
    assert accounted(block) == block.rows_read


def test_an_amount_that_is_not_stated_is_no_zero_and_a_zero_stays_one(tmp_path):
    line = ("Europe", "Sweden", "SWE", "Cannabis-type", "Hashish (resin)", "1971")
    missing, zero = rows_of(read(opened(tmp_path, OLD, [(*line, "NULL"), (*line, "0")])))
    assert np.isnan(missing["quantity"]) and zero["quantity"] == 0


def test_words_that_nobody_has_read_are_counted_and_their_rows_kept(tmp_path):
    line = ("Asia", "Nowhereland", "QQQ", "Opioids", "Blue powder", "2019", "5")
    block = read(opened(tmp_path, OLD, [line, (*line[:6], "6")]))
    assert {key: word.count for key, word in block.unknown.items()} == {
        ("country", "Nowhereland"): 2,
        ("drug", "Blue powder"): 2,
    }
    row = rows_of(block)[0]
    assert (row["country_iso3"], row["drug"], row["drug_group"]) == (None, "other", "opioids")


def test_a_state_that_is_gone_has_no_code_and_is_not_unknown(tmp_path):
    block = read(opened(tmp_path, OLD, [("Europe", "USSR", "NULL", "Opioids", "Opium", "1980", "5")]))
    assert not block.unknown and rows_of(block)[0]["country_reported"] == "USSR"


def test_a_code_and_a_name_that_say_two_countries_are_a_doubt(tmp_path):
    block = read(opened(tmp_path, OLD, [("Asia", "Iran", "IRQ", "Opioids", "Opium", "2019", "5")]))
    assert rows_of(block)[0]["country_iso3"] == "IRQ" and "IRN" in block.doubts[0].text


def test_an_open_decimal_sign_is_asked_for_before_a_row_is_read(tmp_path):
    file = opened(tmp_path, OLD, [("Asia", "Iran", "IRN", "Opioids", "Opium", "2019", "1,234")])
    (question,) = recognise(file).questions(Asked())
    assert question.field == "decimal" and question.examples == ("1,234",)
    with pytest.raises(SourceError, match="decimals"):
        read(file)
    assert rows_of(read(file, decimal="."))[0]["quantity"] == 1234


def test_blank_lines_repeated_headings_notes_and_regional_totals_are_left_out(tmp_path):
    block = read(opened(tmp_path, OLD, [
        ("",) * 7, OLD, ("Source: annual report questionnaire", *("",) * 6),
        ("Asia", "Total Asia", "", "Opioids", "Opium", "2019", "9"),
        ("Asia", "Iran", "IRN", "Opioids", "Opium", "2019", "9"),
    ]))  # fmt: skip
    assert [each.reason for each in block.left_out] == ["blank", "heading", "note", "total"]
    assert accounted(block) == block.rows_read == 5


@pytest.mark.parametrize("text,said", [
    (COCAINE, True), (ATS, True), ("Total opioids", True), ("TOTAL", True), ("Totally new drug", False),
    ("Amphetamine-type stimulants (excluding “ecstasy”)", False), ("", False), ("Heroin", False),
])  # fmt: skip
def test_a_sum_is_known_by_its_words(text, said):
    assert is_sum(text) is said


CELLS = {
    "Region": st.sampled_from(("Asia", "", "Near and Middle East /South-West Asia")),
    "country": st.sampled_from(("Iran", "Afghanistan", "Total", "Atlantis", "", "USSR")),
    "ISO Code": st.sampled_from(("IRN", "AFG", "", "NULL", "ZZZ")),
    "Drug Group": st.sampled_from(("Opioids", "Cocaine-type", "", "Total")),
    "Drug": st.sampled_from(("Opium", "Heroin", COCAINE, ATS, "Krokodil 9", "", "Total heroin")),
    "Year": st.sampled_from(("2019", "2020", "", "20x", "۲۰۱۹", "2087")),
    "KG Equivalent": st.sampled_from(("5", "1.5", "-1", "NULL", "0", "1e3", "x", "inf", "")),
}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(*CELLS.values()), min_size=1, max_size=25))
def test_every_row_of_a_made_up_table_is_a_total_or_refused_or_left_out_and_none_twice(rows):
    base = ("Asia", "Iran", "IRN", "Opioids", "Opium", "2019", "2.5")
    with tempfile.TemporaryDirectory() as folder:
        block = read(opened(Path(folder), tuple(CELLS), [*rows, *[base] * (len(rows) + 1)]))
    assert block.rows_read == 2 * len(rows) + 1 == accounted(block)
    stands = [
        *map(int, block.totals["source_row"]),
        *(r.row for r in block.rejected),
        *(each.row for each in block.left_out),
    ]
    assert sorted(stands) == list(range(2, block.rows_read + 2))
    assert all(each.reason and each.sheet for each in block.rejected)
    assert not any(is_sum(row["drug_reported"]) for row in rows_of(block))
    assert all(not row["quantity"] < 0 for row in rows_of(block))


def test_the_real_table_of_1970_to_2020_is_taken_whole(tmp_path):
    folder = real_data()
    if folder is None:
        pytest.skip("the real files for developing are not here")
    with zipfile.ZipFile(folder / "unodc_annual_seizures_1970_2020.csv.zip") as archive:
        file = open_file(Path(archive.extract(archive.namelist()[0], tmp_path)), tmp_path / "work")
    block = read(file)
    assert block.rows_read == len(block.totals["key"]) == 51_201
    assert not block.rejected and not block.unknown and recognise(file).edition == "1970-2020"
    assert block.rows_read - len(set(block.totals["key"].tolist())) == 85
