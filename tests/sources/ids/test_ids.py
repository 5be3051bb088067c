"""UNODC's individual seizures: four editions, text table or workbook, the same rows become the same records."""

import csv
from datetime import date

import pytest

from monitoring.errors import SourceError
from monitoring.sources.files.opened import open_file
from monitoring.sources.ids.headings import VINTAGES, vintage
from monitoring.sources.ids.read import recognise, understand
from monitoring.sources.reading import Asked
from monitoring.vocabulary.lookup import lookups
from tests.real_data import ids_csv, real_data
from tests.sources.fixed_places import FixedPlaces
from tests.sources.made_ids import HEADINGS, as_workbook, made_rows, write_ids
from tests.sources.opening import opened_sheets, opened_table

WORDS, PLACES = lookups(), FixedPlaces()
EDITIONS = {
    "2006-2017": (
        ("REGION_OF_SEIZURE", "SUBREGION_OF_SEIZURE", "COUNTRY_OF_SEIZURE", "SEIZURE_DATE", "DRUG_NAME", "AMOUNT_OF_DRUG",
         "DRUG_UNIT", "PRODUCING_COUNTRY", "DEPARTURE_COUNTRY", "DESTINATION_COUNTRY"),
        ("Asia", "South-West Asia", "Afghanistan", "2015-03-01", "Heroin", "12.5", "Kilogram", "Afghanistan",
         "Afghanistan", "Germany"),
    ),
    "2011-2016": (
        HEADINGS,
        ("Asia", "South-West Asia", "Afghanistan", "Herat", "Heart", "2015-03-01", "Heroin", "12.5", "Kilogram", "Baggage",
         "Airport", "Commercial air", "Afghanistan", "Afghanistan", "Germany", "Border - outbound"),
    ),
    "2011-2022": (
        ("Countryofseizure", "ISO3code", "Region", "Sub-region", "DateDDMMYYYY", "City/Town", "Sitetypeoflocationofseizure", "Drug",
         "Drugquantity", "Unit", "Meansoftransportation"),
        ("Afghanistan", "AFG", "Asia", "South-West Asia", "01/03/2015", "Heart", "Airport", "Heroin", "12.5", "Kilogram",
         "Commercial air"),
    ),
    "2018-2026": (
        ("Region", "Subregion", "Country/Territory of Seizure", "ISO3", "Seizure Date", "City", "Administrative Region",
         "Physical Seizure Location", "Drug/Substance", "Quantity Seized", "Measurement Unit", "Trafficking Mode of Transportation",
         "Source", "Reporting Channel"),
        ("Asia", "South-West Asia", "Afghanistan", "AFG", "2015-03-01", "Heart", "Herat", "Airport", "Heroin", "12.5", "Kilogram",
         "Commercial air", "Government", "DMP"),
    ),
}  # fmt: skip


def blocks_of(opened, asked=Asked(), words=WORDS):  # noqa: B008 - frozen
    found = recognise(opened)
    assert found is not None
    return list(understand(opened, found, asked, words, PLACES))


def records(blocks):
    """id -> everything of the seizure and its item that does not depend on where the row stood."""
    where = {"sheet", "source_row", "reported", "of"}
    found = {}
    for block in blocks:
        names = [name for name in block.seizures if name not in where]
        items = [name for name in block.items if name not in where]
        for row in zip(*(list(block.seizures[name]) for name in names), *(list(block.items[name]) for name in items)):
            found[row[0]] = repr(row)
    return found


@pytest.mark.parametrize("edition", VINTAGES)
def test_each_edition_is_known_by_its_headings_and_read(edition, tmp_path):
    headings, row = EDITIONS[edition]
    opened = opened_table(tmp_path, headings, row, name="IDS.csv")
    assert vintage(headings) == edition and edition in recognise(opened).why()[0]
    block = blocks_of(opened)[0]
    seizure, item = ({name: each[0] for name, each in table.items()} for table in (block.seizures, block.items))
    assert (seizure["seized_on"], seizure["date_precision"], seizure["country_iso3"]) == (
        date(2015, 3, 1),
        "day",
        "AFG",
    )
    assert (item["drug"], item["quantity"], item["unit"], item["mass_kg"]) == ("heroin", 12.5, "kg", 12.5)
    assert seizure["source_kind"] == "un" and seizure["id"].startswith("ids/") and not block.unknown


def test_producing_departure_and_destination_countries_are_legs(tmp_path):
    for edition in ("2006-2017", "2011-2016"):
        legs = blocks_of(opened_table(tmp_path, *EDITIONS[edition]))[0].legs
        assert list(zip(legs["role"], legs["country_iso3"])) == [
            ("origin", "AFG"),
            ("departure", "AFG"),
            ("destination", "DEU"),
        ]
        assert set(legs["basis"]) == {"stated"}
    assert not blocks_of(opened_table(tmp_path, *EDITIONS["2018-2026"]))[0].legs


def test_routing_says_the_direction_and_none_says_nothing_about_transport(tmp_path):
    headings, row = EDITIONS["2011-2016"]
    other = [*row[:11], "None", *row[12:15], "National territory/domestic seizure"]
    seizures = blocks_of(opened_table(tmp_path, headings, row, other))[0].seizures
    assert list(seizures["direction"]) == ["outbound", "domestic"] and list(seizures["transport_mode"]) == ["air", None]


def test_a_table_of_a_customs_office_is_not_taken_for_individual_seizures(tmp_path):
    headings = ("Country", "Date", "City", "Drug", "Quantity", "Unit", "Region")
    assert (
        recognise(opened_table(tmp_path, headings, ("Iran", "2015-03-01", "Zabol", "Opium", "5", "kg", "East"))) is None
    )


def test_the_sheet_with_the_list_of_drugs_is_left_with_its_reason(tmp_path):
    headings, row = EDITIONS["2018-2026"]
    opened = opened_sheets(
        tmp_path, {"2018": (headings, row), "2019": (headings, row), "List": (("Drug class", "Drug name"), ("a", "b"))}
    )
    why = " ".join(recognise(opened).why())
    assert "2018, 2019" in why and "The sheet List has no seizures" in why
    blocks = blocks_of(opened)
    assert [block.rows_read for block in blocks] == [1, 1] and blocks[0].seizures["id"] == blocks[1].seizures["id"]


def test_the_heading_decides_the_order_of_days_that_could_be_two(tmp_path):
    headings, row = EDITIONS["2011-2022"]
    block = blocks_of(opened_table(tmp_path, headings, row, [*row[:4], "04/05/2016", *row[5:]]))[0]
    assert list(block.seizures["seized_on"]) == [date(2015, 3, 1), date(2016, 5, 4)]


def test_days_that_could_be_two_are_asked_for_where_no_heading_tells(tmp_path):
    headings, row = EDITIONS["2018-2026"]
    opened = opened_table(tmp_path, headings, [*row[:4], "04/05/2016", *row[5:]])
    found = recognise(opened)
    assert [question.field for question in found.questions(Asked())] == ["date_order"]
    with pytest.raises(SourceError, match="Seizure Date"):
        list(understand(opened, found, Asked(), WORDS, PLACES))
    assert blocks_of(opened, Asked(date_order="mdy"))[0].seizures["seized_on"][0] == date(2016, 4, 5)


def test_a_weight_that_must_be_tablets_is_kept_and_doubted(tmp_path):
    file = tmp_path / "made.csv"
    write_ids(file, 400, seed=3)
    doubts = [doubt for block in blocks_of(open_file(file, tmp_path)) for doubt in block.doubts]
    assert [doubt.column for doubt in doubts if "surely a number of tablets" in doubt.text] == ["AMOUNT"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_sign_between_cells_does_not_matter(delimiter, tmp_path):
    file = tmp_path / "made.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, delimiter=delimiter).writerows([HEADINGS, *made_rows(300, seed=4)])
    wanted = records(blocks_of(opened_table(tmp_path, HEADINGS, *made_rows(300, seed=4))))
    (tmp_path / "work").mkdir()
    assert records(blocks_of(open_file(file, tmp_path / "work"))) == wanted


def test_a_workbook_gives_the_same_records_as_the_text_table(tmp_path):
    table, book = tmp_path / "made.csv", tmp_path / "made.xlsx"
    write_ids(table, 3_000, seed=5)
    as_workbook(table, book)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    of_table, of_book = (blocks_of(open_file(file, tmp_path / name)) for file, name in ((table, "a"), (book, "b")))
    assert records(of_table) == records(of_book)
    with table.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file, delimiter=";")][1:]
    for blocks in (of_table, of_book):
        assert sum(block.rows_read for block in blocks) == len(rows)
        assert len({key for block in blocks for key in block.seizures["key"].tolist()}) == len(set(rows)) < len(rows)


def test_the_distinct_rows_of_the_real_file_are_as_many_as_the_csv_module_counts(tmp_path):
    if real_data() is None:
        pytest.skip("the file of UNODC is not here; the generated one is read in the other tests")
    file, _words = ids_csv(tmp_path / "ids.csv")
    blocks = blocks_of(open_file(file, tmp_path))
    keys = [key for block in blocks for key in block.seizures["key"].tolist()]
    assert (sum(block.rows_read for block in blocks), len(keys), len(set(keys))) == (208_172, 208_172, 182_923)
    assert not any(block.rejected or block.left_out or block.unknown for block in blocks)
