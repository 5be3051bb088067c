"""Refused rows come back as a workbook whose cells are what was read, and in which nothing runs."""

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from monitoring.exports.rejected import WHY, Refused, write_rejected
from monitoring.vocabulary.writable import clean

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)


def read_back(path):
    book = load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def refused(row, cells, column="Amount", reason="is not a number"):
    return Refused(row, column, cells.get(column), reason, cells)


def test_each_sheet_has_its_headings_its_rows_and_why(tmp_path):
    target = tmp_path / "rejected.xlsx"
    first = [refused(7, {"Drug": "heroin", "Amount": "many"})]
    second = [refused(2, {"Place": "Herat"}, None, "3 cells under 1 headings")]
    write_rejected({"2011": (("Drug", "Amount"), first), "2012": (("Place",), second)}, target)
    found = read_back(target)
    assert list(found) == ["2011", "2012"]
    assert found["2011"][0][:2] == ["Drug", "Amount"] and found["2011"][0][2].startswith(WHY)
    assert found["2011"][1] == ["heroin", "many", "row 7, Amount: is not a number"]
    assert found["2012"][1] == ["Herat", "row 2: 3 cells under 1 headings"]


def test_sheets_whose_names_a_workbook_cannot_have_are_told_apart(tmp_path):
    target = tmp_path / "rejected.xlsx"
    names = ["a/b", "a:b", "A*B", "", "x" * 60, "x" * 61]
    write_rejected({name: (("Drug",), [refused(2, {"Drug": name})]) for name in names}, target)
    assert [rows[1][0] or "" for rows in read_back(target).values()] == names


@given(
    cells=st.lists(
        TEXT | st.sampled_from(["=1+1", "=cmd|' /C calc'!A0", "007", "1e5", "https://x.example", "+1"]), min_size=1
    )
)
def test_a_cell_comes_back_as_text_and_never_as_a_formula(cells, tmp_path_factory):
    target = tmp_path_factory.mktemp("rejected") / "rejected.xlsx"
    rows = [refused(at, {"Drug": cell}) for at, cell in enumerate(cells, start=2)]
    write_rejected({"rows": (("Drug",), rows)}, target)
    sheet = load_workbook(target)["rows"]
    for cell, written in zip(cells, sheet["A"][1:], strict=True):
        assert written.data_type in ("s", "inlineStr") if clean(cell) else written.value is None
        # A carriage return alone is a line end here, and openpyxl reads what XML keeps of it.
        assert (written.value or "") == (clean(cell) or "")
