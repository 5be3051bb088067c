"""What is true of all formats: the rows, the sums and the words of the selection come back, whatever they hold."""

import io
import math
from collections import Counter

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from monitoring.errors import ExportError, UnknownFormat
from monitoring.exports.codebook import entries
from monitoring.exports.formats import DOWNLOADS, FORMATS, file_name, format_of, write
from monitoring.exports.rows import table
from monitoring.vocabulary.fields import DTYPES
from monitoring.vocabulary.writable import clean
from tests.exports.counted import in_pieces

SUFFIXES = sorted(FORMATS)
MANY = settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate, Phase.shrink])


def expected(frame: pd.DataFrame) -> list[dict]:
    """The rows of the frame as a file shall hold them, worked out the long way."""
    length = {"day": 10, "month": 7, "year": 4}
    rows = []
    for _, row in frame.iterrows():
        known = {name: None if pd.isna(row[name]) else row[name] for name in DTYPES}
        first = known["seized_on"].strftime("%Y-%m-%d")
        known |= {name: clean(value) for name, value in known.items() if isinstance(value, str)}
        days = {"seized_from": first, "seized_until": known["seized_until"].strftime("%Y-%m-%d")}
        rows.append(known | days | {"seized_on": first[: length[row["date_precision"]]]})
    return rows


def same(found: object, wanted: object) -> bool:
    if isinstance(wanted, float) and found is not None:
        return math.isclose(found, wanted, rel_tol=1e-14, abs_tol=0) or found == wanted
    return found == wanted


def sums(rows: list[dict]) -> dict:
    totals = Counter()
    for row in rows:
        totals[row["drug"], row["kind"]] += row["quantity"] or 0
    return totals


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rows_and_sums_come_back(suffix, frames, about_of, read_back, tmp_path):
    @MANY
    @given(frames)
    def holds(frame):
        path = tmp_path / f"out.{suffix}"
        write(in_pieces(frame), about_of(frame), path)
        rows, points = read_back(path)
        wanted = expected(frame)
        assert len(rows) == len(wanted)
        for row, want in zip(rows, wanted):
            wrong = {name: (row.get(name), want[name]) for name in want if not same(row.get(name), want[name])}
            assert not wrong
            assert set(row) == set(want)
        found, meant = sums(rows), sums(wanted)
        assert found.keys() == meant.keys()
        assert all(math.isclose(found[key], meant[key], rel_tol=1e-9, abs_tol=1e-6) for key in meant)
        if points is not None:
            lonlat = zip(frame["lon"], frame["lat"])
            assert points == [None if pd.isna(lon) else (lon, lat) for lon, lat in lonlat]

    holds()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_selection_has_every_column(suffix, make_frame, about_of, tmp_path):
    frame = make_frame()
    path = tmp_path / f"out.{suffix}"
    write(in_pieces(frame), about_of(frame), path)
    assert path.stat().st_size


@pytest.mark.parametrize("found", DOWNLOADS, ids=lambda found: found.suffix)
def test_a_buffer_gets_what_a_path_gets(found, make_frame, about_of, tmp_path):
    frame = make_frame({}, {"lon": None, "lat": None})
    buffer, path = io.BytesIO(), tmp_path / f"out.{found.suffix}"
    write(in_pieces(frame), about_of(frame), buffer, found.suffix)
    write(in_pieces(frame), about_of(frame), path)
    same_length = len(buffer.getvalue()) == path.stat().st_size
    assert same_length if found.suffix == "gpkg" else buffer.getvalue() == path.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_words_are_inside(suffix, make_frame, about_of, all_text, tmp_path):
    frame = make_frame({})
    about = about_of(frame, releases=pd.DataFrame({"key": ["seizure_events"], "licence": ["as published"]}))
    path = tmp_path / f"out.{suffix}"
    write(in_pieces(frame), about, path)
    text = all_text(tmp_path)
    for words in (
        about.sentence,
        about.query,
        about.data_version,
        about.citation,
        "2026-09-01",
        "2026-11-23T10:15:00Z",
    ):
        assert words in text
    for words in (*about.disclaimer, "Customs Agency", "as published", *(entry.description for entry in entries())):
        assert words in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_path_of_this_machine_is_inside(suffix, make_frame, about_of, all_text, tmp_path):
    folder = tmp_path / "canary-folder"
    folder.mkdir()
    frame = make_frame({})
    write(in_pieces(frame), about_of(frame), folder / f"out.{suffix}")
    text = all_text(folder)
    for canary in ("canary-folder", str(tmp_path), ".export-", "/tmp"):
        assert canary not in text


@given(st.text(max_size=8))
def test_unknown_suffixes_name_the_known(suffix):
    if suffix.lower().rpartition(".")[2] in FORMATS:
        return
    with pytest.raises(UnknownFormat, match=r"\.xlsx") as refused:
        format_of(suffix)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("name", ["xlsx", ".XLSX", "out.xlsx", "a.b/out.Xlsx", "/data.gpkg/out.xlsx"])
def test_a_format_is_found_by_suffix_or_name(name):
    assert format_of(name).suffix == "xlsx"


def test_a_folder_name_is_no_suffix():
    with pytest.raises(UnknownFormat):
        format_of("data.xlsx/out")


def test_a_description_of_other_rows_is_refused(make_frame, about_of, tmp_path):
    with pytest.raises(ExportError, match="description is of 1"):
        write(in_pieces(make_frame({}, {})), about_of(make_frame({})), tmp_path / "out.xlsx")


def test_a_bare_csv_is_no_download(make_frame, about_of):
    frame = make_frame({})
    with pytest.raises(UnknownFormat, match=r"\.zip"):
        write(in_pieces(frame), about_of(frame), io.BytesIO(), "csv")


def test_an_infinite_number_is_refused(make_frame, about_of, tmp_path):
    frame = make_frame({"quantity": math.inf})
    with pytest.raises(ExportError, match="quantity"):
        write(in_pieces(frame), about_of(frame), tmp_path / "out.csv")


def test_a_download_is_named_by_version_and_day(make_frame, about_of):
    assert file_name(about_of(make_frame()), "GPKG") == "seizures-0123456789ab-20261123.gpkg"


def test_a_date_is_written_as_far_as_it_is_known(make_frame):
    spans = [
        ("day", "2014-05-06", "2014-05-06", "2014-05-06"),
        ("month", "2002-08-01", "2002-08-31", "2002-08"),
        ("year", "0996-01-01", "0996-12-31", "0996"),
        ("week", "2014-05-05", "2014-05-11", "2014-05-05/2014-05-11"),
        (None, "2014-05-06", "2014-05-06", "2014-05-06"),
    ]
    frame = make_frame(*({"date_precision": how, "seized_on": on, "seized_until": to} for how, on, to, _ in spans))
    assert table(frame)["seized_on"].to_pylist() == [known for *_, known in spans]


def test_a_citation_names_no_publisher_where_none_is_set(make_frame, about_of):
    unnamed = about_of(make_frame({}), publisher="")
    assert "publish" not in unnamed.citation and unnamed.citation.startswith("Open drugs monitoring dashboard. ")
    assert any("endorsement by the publisher" in note for note in unnamed.disclaimer)
    assert "published by Agency of Tests" in about_of(make_frame({})).citation
