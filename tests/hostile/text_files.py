"""Text tables as they should not be sent, and as they are."""

import codecs
import gzip
from pathlib import Path

from .cases import Case, Ground, cells, notes, problems, written
from .made import CSV, TABLE, packed

MB = 1024 * 1024


def csv(content: str | bytes, name: str = "table.csv"):
    return lambda ground: written(ground.folder, name, content)


def _long_line(ground: Ground) -> Path:
    path = ground.folder / "table.csv"
    with path.open("wb") as file:
        file.write(CSV.encode())
        for _ in range(200):
            file.write(b"x" * MB)
    return path


def _gzip_bomb(ground: Ground) -> Path:
    path = ground.folder / "table.csv.gz"
    block = b"a,b\n" * (MB // 4)
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(400):
            file.write(block)
    return path


def _same_table(opened) -> None:
    assert opened.sheets[0].headings == TABLE[0]
    assert cells(opened) == [list(row) for row in TABLE[1:]]
    assert not problems(opened)


def _ragged(opened) -> None:
    assert cells(opened)[0] == ["AFG", "Herat", "opium", "5"]
    assert problems(opened) == {
        3: "3 cells under 4 headings", 4: "5 cells under 4 headings; without a heading: 7",
    }  # fmt: skip


def _kept(*expected: list[str]):
    def check(opened) -> None:
        assert cells(opened) == list(expected)

    return check


def _heading_on_line_7(opened) -> None:
    assert opened.sheets[0].header_row == 7
    _same_table(opened)
    assert "Ministry" in notes(opened)


def _quote_in_one_line(opened) -> None:
    assert len(cells(opened)) == 3
    assert problems(opened) == {3: "the quotes in this row do not match"}


ABOVE = "Ministry of the Interior\n\nSeizures,,,\n\nas of 1 May,,,\n\n"
RUSSIAN = "страна,место\nРоссия,Южно-Сахалинск\nТаджикистан,Хатлонская область\n"
NUMBERS = "country,quantity\nAFG,-5\nAFG,inf\nAFG,1e999\nAFG,NaN\n"
FORMULA = "place,drug\n\"=cmd|' /C calc'!A0\",+1\n@SUM(A1),-1\n"

CASES = [
    Case("an empty file", csv(b""), refused=("empty", "once more")),
    Case("nothing but a mark and line ends", csv(codecs.BOM_UTF8 + b"\r\n\r\n"), refused=("nothing in it",)),
    Case("nothing but delimiters", csv(",,,\n,,,\n"), refused=("nothing in it",)),
    Case("headings and nothing else", csv("country,drug\n"), check=_kept()),
    Case("headings twice", csv(CSV.replace("TJK,", "country,place,drug,quantity\nTJK,")),
         check=_kept(list(TABLE[1]), list(TABLE[0]), list(TABLE[2]))),
    Case("headings on line 7", csv(ABOVE + CSV), check=_heading_on_line_7),
    Case("headings asked for in a row that is blank", csv(ABOVE + CSV), refused=("no headings in row 2",),
         asked={"header_row": 2}),
    Case("ragged rows", csv("country,place,drug,quantity\nAFG,Herat,opium,5\nAFG,Herat,opium\nAFG,Herat,opium,5,7\n"),
         check=_ragged),
    Case("every row longer than the headings", csv("a,b\nx,1,2\ny,1,2\n"), refused=("2 headings", "3 cells", "row 1")),
    Case("300,000 columns", csv(",".join(f"c{at}" for at in range(300_000)) + "\n" + "1," * 299_999 + "1\n"),
         refused=("300000 columns", "row 1")),
    Case("300,000 cells under two headings", csv("a,b\n" + "1," * 300_000 + "\nx,1\ny,2\nz,3\n"),
         check=lambda opened: _first_is_too_long(opened)),
    Case("a line of 200 MB", _long_line, refused=("longer than 4 MB", "one row a line")),
    Case("a cell of 100,000 letters", csv("a,b\n" + "x" * 100_000 + ",1\n"), refused=("longer than 32768", "line 2")),
    Case("a quote that is never closed", csv('a,b\n"x,1\ny,2\n'), refused=("quote", "line 2")),
    Case("quotes that do not match in one line", csv('a,b\nx,1\n"y"z,2\nw,3\n'), check=_quote_in_one_line),
    Case("zero bytes", csv("country,drug\nAFG\0,opium\n" * 3), refused=("cannot be told", "encoding")),
    Case("a gzip bomb", _gzip_bomb, refused=("unpacks to far more",)),
    Case("a gzip file that is cut off", csv(gzip.compress(CSV.encode() * 500)[:-40], "table.csv.gz"), refused=("damaged",)),
    Case("an archive in a gzip file", csv(gzip.compress(packed({"a.csv": CSV})), "table.csv.gz"),
         refused=("archive in the archive",)),
    Case("a table in a gzip file", csv(gzip.compress(CSV.encode()), "table.csv.gz"), check=_same_table),
    Case("two encodings in one file", csv(RUSSIAN.encode("cp1251") + RUSSIAN.encode()), refused=("encoding", "line 1")),
    Case("Cyrillic without a mark", csv(RUSSIAN.encode("cp1251")),
         check=_kept(["Россия", "Южно-Сахалинск"], ["Таджикистан", "Хатлонская область"])),
    Case("UTF-16 with a mark", csv(RUSSIAN.encode("utf-16")),
         check=_kept(["Россия", "Южно-Сахалинск"], ["Таджикистан", "Хатлонская область"])),
    Case("UTF-16 without a mark", csv(CSV.encode("utf-16-be")), check=_same_table),
    Case("an encoding that does not fit", csv(RUSSIAN.encode()), refused=("not text in", "line"),
         asked={"encoding": "ascii"}),
    Case("an encoding that there is not", csv(CSV), refused=("no encoding named",), asked={"encoding": "../../etc"}),
    Case("a codec that is no encoding", csv(CSV), refused=("no encoding named",), asked={"encoding": "zlib_codec"}),
    Case("NA is Namibia", csv("country,drug\nNA,heroin\n--,None\n"), check=_kept(["NA", "heroin"], ["--", "None"])),
    Case("leading zeros", csv("code,drug\n007,heroin\n00070,opium\n"), check=_kept(["007", "heroin"], ["00070", "opium"])),
    Case("negative and infinite amounts", csv(NUMBERS),
         check=_kept(["AFG", "-5"], ["AFG", "inf"], ["AFG", "1e999"], ["AFG", "NaN"])),
    Case("dates in 2087", csv("date,drug\n2087-01-01,heroin\n"), check=_kept(["2087-01-01", "heroin"])),
    Case("formulas in text", csv(FORMULA), check=_kept(["=cmd|' /C calc'!A0", "+1"], ["@SUM(A1)", "-1"])),
    Case("spaces around everything", csv(" country , drug \n AFG , opium \n"), check=_kept([" AFG ", " opium "])),
    Case("line ends of an old Mac", csv(CSV.replace("\n", "\r")), check=_same_table),
    Case("a line that names the delimiter", csv("sep=;\n" + CSV.replace(",", ";")), check=_same_table),
    Case(".csv that is a web page", csv("<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>"),
         refused=("web page", "save it as")),
    Case(".csv that is XML with an outside entity",
         csv('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'), refused=("XML",)),
    Case(".csv that is a PDF", csv(b"%PDF-1.7\n%\xe2\xe3"), refused=("PDF",)),
    Case(".csv that is a picture", csv(b"\x89PNG\r\n\x1a\n"), refused=("picture",)),
    Case(".csv that is a program", csv(b"\x7fELF\x02\x01\x01" + bytes(100)), refused=("program",)),
    Case(".xlsx that is a text table", csv(CSV, "table.xlsx"), refused=("name says a workbook", "a text table")),
]  # fmt: skip


def _first_is_too_long(opened) -> None:
    assert cells(opened)[0] == ["1", "1"]
    assert len(problems(opened)[2]) < 2000
    assert cells(opened)[1:] == [["x", "1"], ["y", "2"], ["z", "3"]]
