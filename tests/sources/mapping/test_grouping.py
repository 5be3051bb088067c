"""Rows with one reference, day and place are one seizure with several drugs, wherever they stand in the file."""

from datetime import date

import pytest

from monitoring.sources.mapping.model import FileMapping
from monitoring.sources.mapping.read import fit
from monitoring.sources.mapping.understand import engine
from monitoring.sources.reading import Asked
from monitoring.vocabulary.lookup import lookups
from tests.sources.fixed_places import FixedPlaces
from tests.sources.opening import opened_table

HEAD = ("case", "day", "town", "drug", "amount", "unit", "to")
MAPPING = FileMapping(
    "Cases",
    "cases",
    columns=dict(zip(HEAD, ("source_ref", "date", "place", "drug", "quantity", "unit", "destination"))),
)
HEROIN = ("A/1", "2020-01-02", "Herat", "Heroin", "1", "kg", "Germany")
OPIUM = ("A/1", "2020-01-02", "Herat", "Opium", "5", "kg", "Germany")
OTHER = ("A/2", "2020-01-02", "Herat", "Opium", "7", "kg", "")


@pytest.fixture
def read(tmp_path):
    def make(*rows):
        opened = opened_table(tmp_path, HEAD, *rows)
        found = fit(opened, MAPPING, Asked(today=date(2026, 11, 25)))
        return list(engine.understand(opened, MAPPING, found.styles, lookups(), FixedPlaces()))

    return make


def test_rows_of_one_reference_are_one_seizure_wherever_they_stand(read):
    (block,) = read(HEROIN, OTHER, OPIUM)
    assert list(block.seizures["source_ref"]) == ["A/1", "A/2"]
    items = block.items
    assert list(zip(items["of"], items["position"], items["drug"], items["source_row"])) == [
        (0, 1, "heroin", 2), (0, 2, "opium", 4), (1, 1, "opium", 3),
    ]  # fmt: skip
    assert items["id"][1] == f"{block.seizures['id'][0]}/opium" and items["reported"][1] == OPIUM
    assert list(block.legs["of"]) == [0] and list(block.legs["country_iso3"]) == [
        "DEU"
    ]  # the same leg on two rows is one


def test_a_seizure_is_never_split_across_blocks(read, monkeypatch):
    monkeypatch.setattr(engine, "ROWS_A_BLOCK", 2)
    blocks = read(HEROIN, OTHER, ("A/3", *OTHER[1:]), OPIUM, ("", *OTHER[1:]), ("", *OTHER[1:]))
    assert sum(block.rows_read for block in blocks) == 6 and len(blocks) > 1
    assert sorted(ref or "" for block in blocks for ref in block.seizures["source_ref"]) == [
        "",
        "",
        "A/1",
        "A/2",
        "A/3",
    ]


def test_the_same_number_on_another_day_or_at_another_place_is_another_seizure(read):
    (block,) = read(HEROIN, ("A/1", "2021-01-02", *OPIUM[2:]), ("A/1", "2020-01-02", "Kabul", *OPIUM[3:]))
    assert len(set(block.seizures["id"])) == 3


def test_the_very_same_row_twice_is_a_copy_of_the_seizure_and_no_second_drug(read):
    (block,) = read(HEROIN, OPIUM, HEROIN)
    names, keys = block.seizures["id"], list(block.seizures["key"])
    assert len(names) == 2 and names[0] == names[1] and keys[0] == keys[1] and list(block.items["of"]) == [0, 0, 1]


def test_two_amounts_of_one_drug_have_names_of_their_own(read):
    (block,) = read(HEROIN, (*HEROIN[:4], "2", *HEROIN[5:]))
    assert [name.rpartition("/")[2] for name in block.items["id"]] == ["heroin", "heroin-2"]


def test_a_row_that_cannot_be_read_refuses_the_whole_seizure(read):
    (block,) = read(HEROIN, (*OPIUM[:4], "-5", *OPIUM[5:]), OTHER)
    assert [each.row for each in block.rejected] == [2, 3] and list(block.items["source_row"]) == [4]
    assert "row 3, amount is below zero" in block.rejected[0].reason and not block.legs


def test_a_corrected_row_keeps_the_name_of_the_seizure_and_changes_its_key(read):
    (first,), (second,) = read(HEROIN), read((*HEROIN[:4], "2", *HEROIN[5:]))
    assert first.seizures["id"] == second.seizures["id"] and first.seizures["key"][0] != second.seizures["key"][0]
