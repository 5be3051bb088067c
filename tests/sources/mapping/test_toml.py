"""A mapping is a small file that reads back as what it was, and that says what is wrong with it."""

from importlib.resources import files

import pytest

from monitoring.errors import MappingError
from monitoring.sources.mapping.model import FileMapping, Wide, checked
from monitoring.sources.mapping.toml import read_mapping, write_mapping
from tests.sources.made_tables import any_table

WHOLE = FileMapping(
    "Customs of Utopia", "utopia", "totals", {"producer": "Customs", "kind": "official"}, "2019", 3,
    {"Jahr": "year", "Stoff": "drug", "Amt": "", "Land": "country"}, {"drug": {"Shabu": "methamphetamine", "Sonstiges": ""}},
    {"unit": "kg"}, "dmy", "gregorian", ",", 7, {"Amt": 4}, Wide("quantity", {"Heroin (kg)": {"drug": "heroin", "unit": "kg"}}),
    False,
)  # fmt: skip
GOOD = 'title = "T"\n[table]\nwhat = "seizures"\n[columns]\nDatum = "date"\nStoff = "drug"\nMenge = "quantity"\n'


def test_a_mapping_reads_back_as_it_was_written():
    assert read_mapping(write_mapping(WHOLE)) == WHOLE
    assert read_mapping(GOOD) == read_mapping(write_mapping(read_mapping(GOOD)))


def test_mappings_of_any_table_read_back(tmp_path):
    for seed in range(200):
        mapping = any_table(seed, rows=0).mapping
        assert read_mapping(write_mapping(mapping)) == checked(mapping)


def test_the_examples_that_ship_are_mappings():
    examples = [
        each
        for each in files("monitoring.sources.mapping").joinpath("examples").iterdir()
        if each.name.endswith(".toml")
    ]
    assert examples and all(read_mapping(each.read_text(encoding="utf-8")).title for each in examples)


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        ("title = ", "the file", "not TOML"),
        (GOOD.replace('title = "T"', ""), "title", "name the table"),
        (GOOD.replace('"T"', "7"), "title", "write text here"),
        (GOOD.replace('"seizures"', '"prices"'), "table.what", "seizures, totals"),
        (GOOD.replace('"quantity"', '"amount"'), "columns.Menge", "choose one of date"),
        (GOOD.replace('"quantity"', '"events"'), "columns.Menge", "of a table of totals"),
        (GOOD.replace('"quantity"', '"drug"'), "columns.Menge", "'Stoff' is already"),
        (GOOD.replace('"date"', '""'), "columns", "no column is a date"),
        (GOOD + "[reading]\ndate_order = 'dym'\n", "reading.date_order", "dmy, mdy, ymd"),
        (GOOD + "[reading]\nfiscal_year_start = 13\n", "reading.fiscal_year_start", "1 to 12"),
        (GOOD + "[reading]\ncolour = 'red'\n", "reading.colour", "nobody reads this key"),
        (GOOD + "[values.drug]\nShabu = 'shabu'\n", "values.drug.Shabu", "no code of the field drug"),
        (GOOD + "[values.place]\nX = 'Y'\n", "values.place.X", "words are translated for"),
        (GOOD + "[defaults]\ncountry = 'UTO'\n", "defaults.country", "no code of the field country"),
        (GOOD + "[zero_pad]\nAmt = 4\n", "zero_pad.Amt", "name a heading"),
        (GOOD + "[source]\nauthor = 'x'\n", "source", "choose one of producer"),
        (
            GOOD + "[wide]\ncells = 'quantity'\ncolumns.Menge = {drug = 'heroin'}\n",
            "wide.columns.Menge",
            "in [columns] too",
        ),
        ("key = 'A B'\n" + GOOD, "key", "small letters"),
    ],
)
def test_what_nobody_could_follow_is_refused_with_key_and_remedy(text, key, remedy):
    with pytest.raises(MappingError) as refused:
        read_mapping(text)
    assert refused.value.key == key and remedy in str(refused.value)
