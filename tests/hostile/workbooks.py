"""Workbooks that are broken, made to harm, or odd in the ways that offices make them."""

from datetime import date
from pathlib import Path

import xlsxwriter

from .cases import SECRET, Case, Ground, cells, notes, problems, written
from .made import CSV, SHEET, TABLE, cell, ole, packed, relations, rows, sheet, workbook, zipped, zipped_zeros

FAR = '<row r="1048576">' + cell("XFD1048576", "x") + "</row>"
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def by_hand(data: str | bytes, parts: dict[str, str | bytes] | None = None):
    def make(ground: Ground) -> Path:
        workbook(ground.folder / "table.xlsx", data, parts)
        return ground.folder / "table.xlsx"

    return make


def by_writer(fill, **options):
    """A workbook that a real writer makes; `fill` is given it."""

    def make(ground: Ground) -> Path:
        path = ground.folder / "table.xlsx"
        with xlsxwriter.Workbook(path, options) as book:
            fill(book)
        return path

    return make


def _table(book, name: str | None = None, first: int = 0):
    page = book.add_worksheet(name)
    for at, row in enumerate(TABLE, start=first):
        page.write_row(at, 0, row)
    return page


def _merged(book) -> None:
    page = _table(book)
    page.merge_range(3, 0, 4, 0, "IRN")
    page.write_string(3, 1, "Zahedan")
    page.write_string(4, 1, "Tabriz")


def _hidden(book) -> None:
    _table(book, "shown")
    _table(book, "hidden").hide()
    _table(book, "very hidden").very_hidden()


def _formulas(book) -> None:
    page = _table(book)
    page.write_formula("D4", "=SUM(D2:D3)", None, 17.5)
    page.write_formula("D5", '=HYPERLINK("http://127.0.0.1/")', None, "text")


def _charts_only(book) -> None:
    page = book.add_worksheet()
    charts = [book.add_chart({"type": "line"}) for _ in range(2)]
    for chart in charts:
        chart.add_series({"values": "=Sheet1!$A$1:$A$5"})
    page.insert_chart("A1", charts[0])
    book.add_chartsheet().set_chart(charts[1])


def _dates(book) -> None:
    page = book.add_worksheet()
    day, clock = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    page.write_row(0, 0, ("date", "drug"))
    page.write_datetime(1, 0, date(2087, 1, 1), day)
    page.write_number(2, 0, 41765.5, clock)
    page.write_string(3, 0, "2014-05-06")
    page.write_number(4, 0, -3, day)
    for at in range(1, 5):
        page.write_string(at, 1, "opium")


def _values(book) -> None:
    page = book.add_worksheet()
    page.write_row(0, 0, ("code", "amount"))
    page.write_string(1, 0, "007")
    page.write_number(1, 1, 0.1)
    page.write_string(2, 0, "NA")
    page.write_number(2, 1, 1e20)
    page.write_boolean(3, 0, True)
    page.write_number(3, 1, 44.0)
    page.write_string(4, 0, "_x000D_ <&> 😀")
    page.write_string(4, 1, " x ")


def _comment(book) -> None:
    _table(book).write_comment("A1", "look here")


def _far_row(opened) -> None:
    assert cells(opened)[:2] == [list(row) for row in TABLE[1:]]
    assert opened.sheets[0].rows == 3
    assert problems(opened) == {1_048_576: "without a heading: x"}
    assert "rows 4 to 1048575" in notes(opened)


def _plain(opened) -> None:
    assert opened.sheets[0].headings == TABLE[0]
    assert cells(opened) == [list(row) for row in TABLE[1:]]
    assert not problems(opened)


def _says(*words: str):
    def check(opened) -> None:
        assert cells(opened)[:2] == [list(row) for row in TABLE[1:]]
        assert all(word in notes(opened) for word in words), notes(opened)

    return check


def _heading_on_row_7(opened) -> None:
    assert opened.sheets[0].header_row == 7
    _plain(opened)


def _hidden_are_flagged(opened) -> None:
    assert [(each.name, each.hidden) for each in opened.sheets] == [
        ("shown", False), ("hidden", True), ("very hidden", True),
    ]  # fmt: skip


def _merged_is_said(opened) -> None:
    assert "A4:A5" in notes(opened)
    assert cells(opened)[2:] == [["IRN", "Zahedan", "", ""], ["", "Tabriz", "", ""]]


def _dates_are_days(opened) -> None:
    assert [row[0] for row in cells(opened)] == ["2087-01-01", "2014-05-06 12:00:00", "2014-05-06", "-3"]
    assert opened.sheets[0].cell_types == ("mixed", "text")
    assert "marked as a date" in problems(opened)[5]


def _values_are_exact(opened) -> None:
    assert cells(opened) == [["007", "0.1"], ["NA", "1e+20"], ["TRUE", "44"], ["_x000D_ <&> 😀", " x "]]
    assert opened.sheets[0].cell_types == ("text", "mixed")


def _errors_are_named(opened) -> None:
    assert problems(opened) == {
        2: "B2: the error #REF!",
        3: "B3: a formula without a result; open the file and save it again",
    }


def _shorter(opened) -> None:
    assert cells(opened) == [["AFG", "Herat", "", ""]]
    assert not problems(opened)


def _truncated(ground: Ground) -> Path:
    whole = by_hand(sheet(rows()))(ground).read_bytes()
    return written(ground.folder, "table.xlsx", whole[: len(whole) * 2 // 3])


def _cut_in_a_row(ground: Ground) -> Path:
    return by_hand(sheet(rows())[:-80])(ground)


def _outside_entity(ground: Ground) -> Path:
    head = f'<!DOCTYPE s [<!ENTITY x SYSTEM "{ground.canary.as_uri()}">]>'
    strings = f'<?xml version="1.0"?>{head}<sst xmlns="{SHEET}"><si><t>&x;</t></si></sst>'
    return by_hand(sheet(rows()), {"xl/sharedStrings.xml": strings})(ground)


def _outside_entity_in_utf_16(ground: Ground) -> Path:
    head = f'<!DOCTYPE s [<!ENTITY x SYSTEM "{ground.canary.as_uri()}">]>'
    data = sheet(rows(), head=head).replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>')
    return by_hand(data.encode("utf-16"))(ground)


def _part_outside(ground: Ground) -> Path:
    target = "/".join([".."] * 20) + str(ground.canary)
    return by_hand(sheet(rows()), {"xl/_rels/workbook.xml.rels": relations([("rId1", "worksheet", target)])})(ground)


def _part_on_the_web(ground: Ground) -> Path:
    away = relations([("rId1", "worksheet", ground.address)], ' TargetMode="External"')
    return by_hand(sheet(rows()), {"xl/_rels/workbook.xml.rels": away})(ground)


def _bomb(ground: Ground) -> Path:
    path = ground.folder / "table.xlsx"
    workbook(ground.folder / "small.xlsx", sheet(rows()))
    zipped_zeros(path, "xl/worksheets/sheet1.xml", 500, {"[Content_Types].xml": "<Types/>"})
    return path


def _blanks_bomb(ground: Ground) -> Path:
    """Two million styled rows with nothing in them, as a fill to the end of the sheet leaves behind."""
    return by_hand(sheet(rows() + "".join(f'<row r="{at}" s="1"/>' for at in range(4, 1_000_000))))(ground)


def _macros(ground: Ground) -> Path:
    workbook(ground.folder / "table.xlsm", sheet(rows()), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    return ground.folder / "table.xlsm"


def _binary(stream: str, name: str):
    def make(ground: Ground) -> Path:
        ole(ground.folder / name, stream)
        return ground.folder / name

    return make


def _ods(ground: Ground) -> Path:
    zipped(
        ground.folder / "table.ods",
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
    )
    return ground.folder / "table.ods"


def _xlsb(ground: Ground) -> Path:
    main = relations([("rId1", "officeDocument", "xl/workbook.bin")])
    zipped(
        ground.folder / "table.xlsb", {"[Content_Types].xml": "<Types/>", "_rels/.rels": main, "xl/workbook.bin": "x"}
    )
    return ground.folder / "table.xlsb"


def _word(ground: Ground) -> Path:
    main = relations([("rId1", "officeDocument", "word/document.xml")])
    zipped(
        ground.folder / "a.docx", {"[Content_Types].xml": "<Types/>", "_rels/.rels": main, "word/document.xml": "<d/>"}
    )
    return ground.folder / "a.docx"


WRONG = '<row r="1">' + cell("A1", "a") + cell("B1", "b") + '</row><row r="2">' + cell("A2", "x") + (
    '<c r="B2" t="e"><v>#REF!</v></c></row><row r="3">' + cell("A3", "y") + '<c r="B3"><f>1+1</f></c></row>'
)  # fmt: skip
WIDE = '<row r="1">' + "".join(f'<c t="str"><v>h{at}</v></c>' for at in range(5000)) + "</row>"
CASES = [
    Case("a cell in the far corner", by_hand(sheet(rows() + FAR)), check=_far_row),
    Case("cells in both far corners", by_hand(sheet(rows().replace("</row>", cell("XFD1", "far") + "</row>", 1) + FAR)),
         refused=("16384 columns", "row 1")),
    Case("one cell, in the far corner", by_hand(sheet(FAR)), refused=("16384 columns", "row 1048576")),
    Case("a dimension that lies", by_hand(sheet(rows(), before='<dimension ref="A1:XFD1048576"/>')), check=_plain),
    Case("a dimension that is too small", by_hand(sheet(rows(), before='<dimension ref="A1"/>')), check=_plain),
    Case("cells without references", by_hand(sheet(rows()).replace(' r="A1"', "").replace(' r="B2"', "")), check=_plain),
    Case("a cell beyond the last column", by_hand(sheet(f'<row r="1">{cell("AAAAAA1", "x")}</row>')), refused=("damaged",)),
    Case("a row beyond the last", by_hand(sheet(f'<row r="1048577">{cell("A1048577", "x")}</row>')), refused=("damaged",)),
    Case("rows out of order", by_hand(sheet(rows() + rows())), refused=("damaged",)),
    Case("5,000 columns", by_hand(sheet(WIDE)), refused=("5000 columns", "at most 2000")),
    Case("a million styled rows that are blank", _blanks_bomb, check=_plain),
    Case("a text that the list does not have", by_hand(sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')),
         refused=("damaged",)),
    Case("billion laughs", by_hand(sheet(f'<row r="1">{cell("A1", "&c;")}</row>', head=LAUGHS)), refused=("entities",)),
    Case("an outside entity", _outside_entity, refused=("entities",)),
    Case("an outside entity in UTF-16", _outside_entity_in_utf_16, refused=("entities",)),
    Case("a sheet outside the archive", _part_outside, refused=("damaged",)),
    Case("a sheet on the web", _part_on_the_web, refused=("charts or pictures",)),
    Case("a sheet of 500 MB in 500 kB", _bomb, refused=("unpacks to far more",)),
    Case("a workbook that is cut off", _truncated, refused=("damaged or cut off",)),
    Case("a sheet that is cut off", _cut_in_a_row, refused=("damaged or cut off",)),
    Case("a sheet without a cell", by_hand(sheet("")), refused=("nothing in it",)),
    Case("errors and formulas without a result", by_hand(sheet(WRONG)), check=_errors_are_named),
    Case("a row with fewer cells", by_hand(sheet(rows([TABLE[0], ("AFG", "Herat")]))), check=_shorter),
    Case("formulas", by_writer(_formulas), check=_says("2 cells are formulas")),
    Case("merged cells", by_writer(_merged), check=_merged_is_said),
    Case("hidden sheets", by_writer(_hidden), check=_hidden_are_flagged),
    Case("comments", by_writer(_comment), check=_says("Comments")),
    Case("charts only", by_writer(_charts_only), refused=("only charts or pictures",)),
    Case("macros", _macros, check=_says("macros in it are not run")),
    Case("headings on row 7", by_writer(lambda book: _table(book, first=6)), check=_heading_on_row_7),
    Case("days of every kind", by_writer(_dates), check=_dates_are_days),
    Case("days of 1904", by_writer(_dates, date_1904=True), check=lambda opened: _days_of_1904(opened)),
    Case("values that programs like to change", by_writer(_values), check=_values_are_exact),
    Case("protected by a password", _binary("EncryptedPackage", "table.xlsx"), refused=("password", "without one")),
    Case(".xls", _binary("Workbook", "table.xls"), refused=("old binary document", "save it as .xlsx")),
    Case(".xlsb", _xlsb, refused=("no workbook that is read here",)),
    Case(".ods", _ods, refused=("is not read here", "save it as .xlsx")),
    Case("a text document", _word, refused=("no workbook that is read here",)),
    Case(".csv that is a workbook", lambda ground: written(ground.folder, "table.csv", _plain_bytes(ground)),
         refused=("name says a text table", "a workbook")),
    Case("a workbook in a zip", lambda ground: written(ground.folder, "a.zip", packed({"in.xlsx": _plain_bytes(ground)})),
         check=_plain),
    Case("a workbook with a table of text in its zip", by_hand(sheet(rows()), {"a.csv": CSV + SECRET}), check=_plain),
]  # fmt: skip


def _plain_bytes(ground: Ground) -> bytes:
    workbook(ground.folder / "inside.xlsx", sheet(rows()))
    return (ground.folder / "inside.xlsx").read_bytes()


def _days_of_1904(opened) -> None:
    assert opened.date_system == 1904
    assert [row[0] for row in cells(opened)][:1] == ["2087-01-01"]
