"""A text table comes back cell for cell, whatever stands in it and however it was written."""

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitoring.sources.files.opened import Opened

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=12)
HEADINGS = ["country", "place of seizure", "drug"]
QUICK = settings(max_examples=120, deadline=None)


def written(rows: list[list[str]], delimiter: str, encoding: str, quoting: int) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return file.getvalue().encode(encoding)


@given(
    st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example([["NA", "007", "'=1+1"], ["", "", ""], ["None", " x ", "a\nb"]], ",", "utf-8", csv.QUOTE_MINIMAL)
@QUICK
def test_every_cell_is_as_it_was_written(read_here, cells_of, rows, delimiter, encoding, quoting):
    opened = read_here(written(rows, delimiter, encoding, quoting), "a.csv", delimiter=delimiter, header_row=1)
    (sheet,) = opened.sheets
    while rows and not any(rows[-1]):
        rows = rows[:-1]
    assert cells_of(sheet) == rows
    assert list(sheet.headings) == HEADINGS


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_table_or_a_refusal(read_here, content):
    found = read_here(content or b"\n", "a")
    assert isinstance(found, Opened | str)


@given(st.lists(st.lists(st.sampled_from(["", "a", "1", "b c"]), max_size=6), min_size=3, max_size=9))
@QUICK
def test_ragged_rows_keep_every_cell_or_say_that_they_do_not_fit(read_here, cells_of, rows):
    text = "h1,h2,h3\n" + "".join(",".join(row) + "\n" for row in rows)
    opened = read_here(text.encode(), "a.csv", delimiter=",", header_row=1)
    if isinstance(opened, str):
        return
    (sheet,) = opened.sheets
    for cells, row in zip(rows, sheet.head().to_pylist()):
        assert [row[f"c{at}"] for at in range(3)] == (cells + [""] * 3)[:3]
        assert all(cell in row["problem"] for cell in cells[3:])
        assert bool(row["problem"]) == (any(cells[3:]) or (0 < len(cells) < 3 and any(cells)) or len(cells) == 2)


def test_the_row_number_is_that_of_a_spreadsheet(read_here):
    opened = read_here(b"a,b\n1,2\n\n3,4\n", "a.csv")
    assert opened.sheets[0].head()["row"].to_pylist() == [2, 3, 4]
