"""Readers take every cell, reject what they cannot read by row, column and reason, and stop when a source has changed."""

import csv
import io
import json
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.errors import SourceError
from monitoring.paths import FACTS
from monitoring.sources.registry import ORDER, describe
from monitoring.vocabulary.rows import Accepted, Rejected

with (FACTS / "seizure_events.csv").open(encoding="utf-8", newline="") as _file:
    HEADING, *SHIPPED = list(csv.reader(_file))
SAMPLE = dict(zip(HEADING, SHIPPED[0]))
PAIR = [dict(zip(HEADING, line)) for line in SHIPPED if line[0] == "afg-20100108-kandahar"]


def table(lines, heading=HEADING):
    out = io.StringIO()
    writer = csv.DictWriter(out, heading, extrasaction="raise", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    out.seek(0)
    return out


def read(*lines, key="seizure_events", **kwargs):
    return list(import_module(f"monitoring.sources.{key}.read").read(table(lines, **kwargs)))


def rows(line, name):
    return [row for table_name, row in line.facts if table_name == name]


def test_a_good_line_is_accepted_with_its_cells_as_reported():
    (line,) = read(SAMPLE)
    assert isinstance(line, Accepted) and line.row == 2 and line.reported == SAMPLE


def test_items_of_one_seizure_share_its_event_and_document():
    first, second = read(*PAIR)
    assert rows(first, "seizure") and not rows(second, "seizure") and not rows(second, "document")
    assert [row["position"] for line in (first, second) for row in rows(line, "seizure_item")] == [1, 2]


def test_an_item_that_comes_twice_gets_a_number():
    twice = [SAMPLE | {"drug": "other", "drug_as_reported": word} for word in ("cocaine", "marijuana")]
    ids = [row["id"] for line in read(*twice) for row in rows(line, "seizure_item")]
    assert ids == ["tur-20020331-morphine/other", "tur-20020331-morphine/other-2"]


@pytest.mark.parametrize(
    "column", ["date", "country_iso3", "lat", "transit_iso3", "agency", "arrests", "source_name", "note"]
)
def test_a_line_that_tells_another_story_of_the_seizure_is_rejected(column):
    other = {"date": "2010-01-09", "country_iso3": "IRN", "lat": "1.5", "transit_iso3": "IRN", "arrests": "9"}
    _, second = read(PAIR[0], PAIR[1] | {column: other.get(column, "somebody else")})
    assert isinstance(second, Rejected) and second.column == "event_id" and "differs" in second.reason


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("date", "31.03.2002"), ("date", "2002-13-01"), ("date", ""), ("date_precision", "month"),
        ("country_iso3", "TR"), ("country_iso3", "tur"), ("country_iso3", "XXX"), ("transit_iso3", "IRN;XX"),
        ("quantity", "7,5"), ("quantity", "-1"), ("quantity", "0"), ("quantity", "nan"), ("quantity", "1e999"), ("quantity", ""),
        ("unit", "stone"), ("drug", "kryptonite"), ("quantity_relation", "roughly"), ("location_precision", "village"),
        ("transport_mode", "camel"), ("source_kind", "rumour"), ("source_url", "javascript:alert(1)"),
        ("source_url", "ftp://x"), ("lat", "north"), ("arrests", "1.5"), ("title_in_own_words", " "), ("event_id", ""),
    ],
)  # fmt: skip
def test_a_cell_that_nobody_can_read_is_rejected_by_column_and_value(column, value):
    (line,) = read(SAMPLE | {column: value})
    assert isinstance(line, Rejected)
    assert line.row == 2 and line.column == column and line.reason and line.reported[column] == value


def test_a_sea_that_nobody_has_placed_is_rejected():
    (line,) = read(
        SAMPLE | {"location_precision": "sea-area", "country_iso3": "", "place_as_reported": "Sea of Tranquility"}
    )
    assert isinstance(line, Rejected) and line.column == "place_as_reported"


def test_a_column_that_nobody_has_read_stops_the_import():
    with pytest.raises(SourceError, match="row 2: columns nobody has read: purity"):
        read(SAMPLE | {"purity": "70"}, heading=[*HEADING, "purity"])


def test_a_missing_column_stops_the_import():
    without = {name: cell for name, cell in SAMPLE.items() if name != "unit"}
    with pytest.raises(SourceError, match="the column unit is missing"):
        read(without, heading=[name for name in HEADING if name != "unit"])


@pytest.mark.parametrize("change", [lambda cells: cells[:-1], lambda cells: [*cells, "one more"]])
def test_a_line_of_another_width_stops_the_import(change):
    text = io.StringIO(",".join(HEADING) + "\n" + ",".join(change(["x"] * len(HEADING))) + "\n")
    with pytest.raises(SourceError, match="cells under"):
        list(import_module("monitoring.sources.seizure_events.read").read(text))


def test_a_country_whose_code_is_na_is_not_taken_for_nothing():
    (line,) = read(SAMPLE | {"country_iso3": "NAM", "admin1": "", "note": "NA"})
    (seizure,) = rows(line, "seizure")
    assert seizure["country_iso3"] == "NAM" and seizure["note"] == "NA"


@pytest.mark.parametrize("key", ORDER)
def test_an_empty_file_and_a_strange_heading_stop_every_reader(key):
    reader = import_module(f"monitoring.sources.{key}.read")
    with pytest.raises(SourceError, match="empty"):
        list(reader.read(io.StringIO("")))
    with pytest.raises(SourceError, match="missing"):
        list(reader.read(io.StringIO("a,b\n1,2\n")))


@pytest.mark.parametrize("key", ORDER)
def test_fewer_rows_than_expected_is_an_error(key, tmp_path):
    source = describe(key)
    short = tmp_path / source.file.name
    if short.suffix == ".geojson":
        whole = json.loads(source.file.read_text(encoding="utf-8"))
        short.write_text(json.dumps(whole | {"features": whole["features"][: source.min_rows // 2]}), encoding="utf-8")
    else:
        with source.file.open(encoding="utf-8", newline="") as file:
            every = list(csv.reader(file))
        with short.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(every[: 1 + source.min_rows // 2])
    with pytest.raises(SourceError, match="are expected"):
        list(replace(source, file=short).read())


def test_a_file_that_is_gone_or_not_utf_8_is_named(tmp_path):
    source = describe("route_values")
    with pytest.raises(SourceError, match="cannot be read"):
        list(replace(source, file=tmp_path / "gone.csv").read())
    (tmp_path / "old.csv").write_bytes(source.file.read_bytes().replace(b"Balkan", "Балкан".encode("cp1251")))
    with pytest.raises(SourceError, match="UTF-8"):
        list(replace(source, file=tmp_path / "old.csv").read())


def test_a_wording_of_a_routes_basis_that_nobody_reviewed_is_rejected():
    with (FACTS / "route_legs.csv").open(encoding="utf-8", newline="") as file:
        sample = next(csv.DictReader(file))
    (line,) = read(sample | {"basis": "somebody said"}, key="route_legs", heading=list(sample))
    assert isinstance(line, Rejected) and line.column == "basis"


cells = st.one_of(
    st.text(max_size=12), st.sampled_from(["2020-01-01", "AFG", "kg", "heroin", "0", "1e9", "IRN;TUR", "٣"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(HEADING), cells, max_size=6), max_size=6))
def test_whatever_the_cells_every_line_is_accepted_or_rejected(changes):
    lines = [SAMPLE | {"event_id": f"e-{n}"} | change for n, change in enumerate(changes)]
    # What csv cannot carry is not a cell.
    lines = [{name: cell.replace("\0", "").replace("\r", "") for name, cell in line.items()} for line in lines]
    found = read(*lines)
    assert len(found) == len(lines)
    for line in found:
        assert isinstance(line, Accepted) or (line.column in HEADING and line.reason)
