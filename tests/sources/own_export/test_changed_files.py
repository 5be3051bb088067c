"""An export that somebody changed: what no longer fits is refused with its seizure, and everything else is taken."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.sources.files.opened import Opened, Sheet, open_file
from monitoring.sources.own_export.read import recognise, understand
from monitoring.sources.own_export.rows import Rows
from monitoring.sources.reading import Asked
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups

ROW = {
    "item_id": "a/heroin", "seizure_id": "a", "seized_on": "2021-09", "seized_from": "2021-09-01", "seized_until": "2021-09-30",
    "date_precision": "month", "date_reported": "2021-09", "calendar": "gregorian", "country_iso3": "TJK", "lon": "68.5",
    "lat": "37.2", "location_precision": "place", "drug_reported": "heroin", "drug": "heroin", "drug_code": "OPI-HER",
    "drug_group": "opioids", "quantity_reported": "38.5", "unit_reported": "kg", "quantity_relation": "exact", "kind": "mass",
    "quantity": "38.5", "unit": "kg", "mass_kg": "38.5", "factor": "1", "departure_iso3": "AFG", "destination_iso3": "RUS;KAZ",
    "presumed": "destination:KAZ", "arrests": "2", "title": "t", "source_name": "Agency", "source_url": "",
    "source_kind": "official", "source_grade": "original", "marking": "public", "status": "reported",
}  # fmt: skip
OPIUM = ROW | {"item_id": "a/opium", "drug_reported": "opium", "drug": "opium", "drug_code": "OPI-OPM"}
OTHER = ROW | {"item_id": "b/heroin", "seizure_id": "b"}


def rows(*listed: dict[str, str]):
    names = list(ROW)
    texts = {name: [row.get(name, "") for row in listed] for name in names}
    return Rows("Table", names, list(range(2, 2 + len(listed))), [""] * len(listed), texts).block()


def test_the_rows_of_a_seizure_become_one_event_with_its_drugs_way_and_arrests():
    block = rows(ROW, OPIUM, OTHER)
    assert block.seizures["id"] == ["a", "b"]
    assert block.items["of"] == [0, 0, 1]
    assert block.items["position"] == [1, 2, 1]
    assert list(zip(block.legs["of"], block.legs["role"], block.legs["country_iso3"], block.legs["basis"]))[:3] == [
        (0, "departure", "AFG", "stated"), (0, "destination", "RUS", "stated"), (0, "destination", "KAZ", "presumed"),
    ]  # fmt: skip
    assert block.arrests["number"] == [2, 2]
    assert not block.rejected


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"drug": "sugar"}, "drug"), ({"country_iso3": "XYZ"}, "country_iso3"), ({"lat": ""}, "lat"), ({"lat": "91"}, "lat"),
        ({"quantity": "-5"}, "quantity"), ({"quantity": "1e999"}, "quantity"), ({"quantity": "1,5"}, "quantity"),
        ({"seized_from": "2021-09-31"}, "seized_from"), ({"seized_on": "2021-10"}, "seized_on"), ({"unit": "l"}, "unit"),
        ({"kind": ""}, "unit"), ({"status": "duplicate"}, "status"), ({"source_url": "PG:x"}, "source_url"),
        ({"arrests": "1.5"}, "arrests"), ({"presumed": "AFG"}, "presumed"), ({"marking": "secret"}, "marking"),
        ({"location_precision": "country"}, "location_precision"), ({"departure_iso3": "AFG,IRN"}, "departure_iso3"),
        ({"item_id": ""}, "item_id"), ({"seizure_id": "x" * 65}, "seizure_id"),
    ],
)  # fmt: skip
def test_a_cell_that_does_not_fit_is_refused_by_row_column_value_and_reason(change, column):
    block = rows(ROW, OTHER | change)
    assert block.seizures["id"] == ["a"]
    (refused,) = block.rejected
    assert (refused.row, refused.column, refused.sheet) == (3, column, "Table")
    assert refused.reason
    assert block.rows_read == 2


def test_a_seizure_is_refused_with_all_its_rows():
    block = rows(ROW, OPIUM | {"drug_code": "nothing"}, OTHER)
    assert block.seizures["id"] == ["b"]
    assert [(each.row, each.column) for each in block.rejected] == [(2, "seizure_id"), (3, "drug_code")]
    assert "row 3" in block.rejected[0].reason


def test_rows_of_one_seizure_that_tell_it_differently_are_refused():
    block = rows(ROW, OPIUM | {"title": "another"})
    assert not block.seizures
    assert [each.column for each in block.rejected] == ["seizure_id", "title"]


def test_an_item_on_two_rows_is_refused():
    block = rows(ROW, ROW)
    assert [each.column for each in block.rejected] == ["seizure_id", "item_id"]


def test_blank_rows_are_left_out_and_a_column_of_somebodys_own_is_kept(tmp_path):
    with (tmp_path / "a.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*ROW, "my remark"])
        writer.writerow([*ROW.values(), "look"])
        writer.writerow([])
        writer.writerow([*OTHER.values(), "'=1"])
    opened = open_file(tmp_path / "a.csv", tmp_path / "work")
    found = recognise(opened)
    assert "my remark" in " ".join(found.why())
    (block,) = understand(opened, found, Asked(), lookups(), gazetteer())
    assert [(each.row, each.reason) for each in block.left_out] == [(3, "blank")]
    assert [cells[-1] for cells in block.items["reported"]] == ["look", "=1"]
    assert block.rows_read == 3


def test_another_table_is_none_of_ours(tmp_path):
    sheet = Sheet("x", ("country", "drug"), 1, 1, tmp_path / "none")
    assert recognise(Opened("x.csv", "", 1, "csv", None, None, None, (sheet,))) is None


CELLS = st.sampled_from(
    ["", "a", "b", "1", "-1", "nan", "2021-09", "AFG", "AFG;IRN", "x;;", "heroin", "'", "departure:"]
)


@given(st.lists(st.dictionaries(st.sampled_from(list(ROW)), CELLS | st.text(max_size=8), max_size=4), max_size=6))
@settings(max_examples=150, deadline=None)
def test_whatever_the_cells_are_every_row_is_accounted_for(changes):
    block = rows(*(ROW | {"item_id": f"i{at}"} | change for at, change in enumerate(changes)))
    items = len(block.items["id"]) if block.items else 0
    assert items + len(block.rejected) + len(block.left_out) == block.rows_read == len(changes)
    assert all(each.row and each.reason for each in block.rejected)
    if block.seizures:
        assert len({len(values) for values in block.seizures.values()}) == 1
        assert set(block.items["of"]) == set(range(len(block.seizures["id"])))
