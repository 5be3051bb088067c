"""CSV and Excel: text stays text, dates are not invented, and what does not fit is said."""

import csv
import io
import json
import zipfile
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitoring.errors import ExportError
from monitoring.exports.formats import write
from monitoring.exports.text import shield, unshield
from monitoring.exports.xlsx import MOST_CHARACTERS, MOST_ROWS, refuse_too_many
from monitoring.language import use_language
from monitoring.vocabulary.writable import clean
from tests.exports.counted import in_pieces

FORMULA_SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
starts_like_a_formula = st.builds(
    lambda space, sign, rest: space + sign + rest, st.sampled_from(["", " ", "\u00a0 ", "\t", "\r", "\n", "\x00", "'"]),
    st.sampled_from([*FORMULA_SIGNS, "\t", "\r", "\n"]), st.text(max_size=10),
)  # fmt: skip


@given(st.text() | starts_like_a_formula)
@example("'")
@example("''=1")
def test_shielded_text_comes_back_and_runs_nowhere(text):
    shielded = shield(text)
    assert unshield(shielded) == text
    assert shielded.lstrip()[:1] not in set(FORMULA_SIGNS)
    assert shielded[:1] not in set("\t\r\n")


@given(st.text(st.characters(categories=["Cc", "Cs", "Co", "Cn", "Lo"])))
@example("\ud800=1\x0b\r\n\ufffe")
def test_cleaned_text_can_be_written_everywhere(text):
    cleaned = clean(text) or ""
    cleaned.encode("utf-8")
    assert not set(cleaned) & {chr(code) for code in [*range(9), *range(11, 32), *range(127, 160), 0xFFFE, 0xFFFF]}
    assert (clean(cleaned) or "") == cleaned


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(starts_like_a_formula, min_size=1, max_size=8))
def test_no_csv_cell_of_text_is_a_formula(texts, make_frame, about_of):
    frame = make_frame(*({"title": text, "note": text, "quantity": -5.0} for text in texts))
    buffer = io.BytesIO()
    write(in_pieces(frame), about_of(frame, sentence=texts[0]), buffer, "zip")
    with zipfile.ZipFile(buffer) as bundle:
        for name in bundle.namelist():
            if name.endswith(".csv"):
                for row in csv.DictReader(io.StringIO(bundle.read(name).decode("utf-8-sig"), newline="")):
                    assert row.get("quantity") in (None, "-5", str(-5 * len(texts)))  # numbers are not touched
                    for cell in (cell for column, cell in row.items() if column != "quantity"):
                        assert cell.lstrip()[:1] not in set(FORMULA_SIGNS) or not cell


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(starts_like_a_formula, min_size=1, max_size=8))
def test_no_excel_cell_is_a_formula_or_a_link(texts, make_frame, about_of):
    frame = make_frame(
        *({"title": text, "source_url": "http://a.example/" + text, "source_name": text} for text in texts)
    )
    buffer = io.BytesIO()
    about = about_of(frame, sentence=texts[0], query=texts[-1], releases=pd.DataFrame({"key": ["seizure_events"]}))
    write(in_pieces(frame), about, buffer, "xlsx")
    for sheet in openpyxl.load_workbook(buffer).worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(buffer) as bundle:
        assert not any(b"<f>" in bundle.read(name) or b"<f " in bundle.read(name) for name in bundle.namelist())


def test_excel_opens_csv_as_utf_8(make_frame, about_of, tmp_path):
    frame = make_frame({"title": "هيروين"})
    write(in_pieces(frame), about_of(frame), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfitem_id,")
    assert pd.read_csv(tmp_path / "out.csv")["title"].tolist() == ["هيروين"]


def test_the_csv_has_its_metadata_where_the_standard_looks(make_frame, about_of, tmp_path):
    frame = make_frame({})
    write(in_pieces(frame), about_of(frame), tmp_path / "heroin.csv")
    metadata = json.loads((tmp_path / "heroin.csv-metadata.json").read_text())
    assert metadata["url"] == "heroin.csv"
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == list(
        pd.read_csv(tmp_path / "heroin.csv")
    )
    assert sorted(file.name for file in tmp_path.iterdir()) == ["heroin.csv", "heroin.csv-metadata.json"]


def test_the_zip_holds_what_the_readme_names(make_frame, about_of):
    frame, buffer = make_frame({}), io.BytesIO()
    write(in_pieces(frame), about_of(frame), buffer, "zip")
    with zipfile.ZipFile(buffer) as bundle:
        readme = bundle.read("README.txt").decode("utf-8-sig")
        assert all(name in readme for name in bundle.namelist() if name != "README.txt")
        assert "Heroin, Mass: 44 kg, 1 seizure" in readme
        assert {item.date_time for item in bundle.infolist()} == {(2026, 11, 23, 10, 15, 0)}


def test_an_excel_date_is_a_day_that_somebody_reported(make_frame, about_of):
    months = {"date_precision": "month", "seized_on": "2002-08-01", "seized_until": "2002-08-31"}
    years = {"date_precision": "year", "seized_on": "1996-01-01", "seized_until": "1996-12-31"}
    ancient = {"seized_on": "1850-01-02", "seized_until": "1850-01-02"}
    frame, buffer = make_frame({}, months, years, ancient), io.BytesIO()
    write(in_pieces(frame), about_of(frame), buffer, "xlsx")
    rows = pd.DataFrame(openpyxl.load_workbook(buffer)["Seizures"].values)
    found = rows.iloc[1:].set_axis(rows.iloc[0].tolist(), axis=1)
    assert found["seized_on"].tolist() == [datetime(2014, 5, 6), "2002-08", "1996", "1850-01-02"]
    assert found["seized_until"].tolist()[:3] == [datetime(2014, 5, 6), datetime(2002, 8, 31), datetime(1996, 12, 31)]


def test_the_header_stays_and_arabic_runs_from_the_right(make_frame, about_of):
    for language, from_the_right in (("en", False), ("ar", True)):
        buffer = io.BytesIO()
        with use_language(language):
            frame = make_frame({})
            write(in_pieces(frame), about_of(frame), buffer, "xlsx")
        sheets = openpyxl.load_workbook(buffer).worksheets
        assert sheets[0].freeze_panes == "B2"
        assert len(sheets) == 4
        assert {bool(sheet.sheet_view.rightToLeft) for sheet in sheets} == {from_the_right}


def test_rows_that_a_sheet_cannot_hold_are_refused():
    refuse_too_many(MOST_ROWS)
    with pytest.raises(ExportError, match="1,048,576"):
        refuse_too_many(MOST_ROWS + 1)


@pytest.mark.parametrize("text", ["x" * (MOST_CHARACTERS + 1), "😀" * (MOST_CHARACTERS // 2 + 1)])
def test_a_text_that_a_cell_cannot_hold_is_refused(text, make_frame, about_of, tmp_path):
    frame = make_frame({"note": text})
    with pytest.raises(ExportError, match="32,767"):
        write(in_pieces(frame), about_of(frame), tmp_path / "out.xlsx")
    assert not list(tmp_path.iterdir())


def test_the_sparing_way_of_writing_many_rows_is_the_same(make_frame, about_of, read_back, tmp_path, monkeypatch):
    frame = make_frame({"title": "=1"}, {"title": "سلام"}, {"seized_on": "2014-05-07"})
    write(in_pieces(frame), about_of(frame), tmp_path / "out.xlsx")
    monkeypatch.setattr("monitoring.exports.xlsx.SPARING_ROWS", 1)
    write(in_pieces(frame), about_of(frame), tmp_path / "sparing.xlsx")
    assert read_back(tmp_path / "out.xlsx") == read_back(tmp_path / "sparing.xlsx")
    assert (tmp_path / "out.xlsx").read_bytes() != (tmp_path / "sparing.xlsx").read_bytes()
