"""Making workbooks, archives and other containers by hand, with exactly the fault that a case is about."""

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADINGS = ("country", "place", "drug", "quantity")
TABLE = [HEADINGS, ("AFG", "Herat", "opium", "5"), ("TJK", "Khatlon", "heroin", "12.5")]
CSV = "\n".join(",".join(row) for row in TABLE) + "\n"


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(table=TABLE, first: int = 1) -> str:
    """The rows of a sheet as XML, every cell a text."""
    return "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(cells))
        + "</row>"
        for number, cells in enumerate(table, start=first)
    )


def sheet(data: str, before: str = "", after: str = "", head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<worksheet xmlns="{SHEET}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def workbook(
    path: Path, data: str | bytes, parts: Mapping[str, str | bytes] | None = None, kind: str = "worksheet"
) -> None:
    """A workbook with one sheet; `parts` come beside, or in the place of, the ordinary ones."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
                           '<sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            [("rId1", kind, "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")]
        ),
        "xl/worksheets/sheet1.xml": data,
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"/>',
    }  # fmt: skip
    zipped(path, made | dict(parts or {}))


def relations(listed: list[tuple[str, str, str]], mode: str = "") -> str:
    each = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>' for name, kind, target in listed
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def zipped(path: Path, members: Mapping[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def zipped_zeros(path: Path, name: str, megabytes: int, beside: Mapping[str, str] | None = None) -> None:
    """An archive whose one member is far larger than it looks."""
    block = bytes(1024 * 1024)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in (beside or {}).items():
            archive.writestr(other, content)
        with archive.open(name, "w", force_zip64=True) as file:
            for _ in range(megabytes):
                file.write(block)


def ole(path: Path, stream: str) -> None:
    """A compound file of one sector of directory with a stream of that name, as Office makes them."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    directory = bytearray(512)
    for place, name in enumerate(("Root Entry", stream)):
        written = name.encode("utf-16-le")
        directory[place * 128 : place * 128 + len(written)] = written
        struct.pack_into("<H", directory, place * 128 + 64, len(written) + 2)
    path.write_bytes(bytes(header) + bytes(512) + bytes(directory) + bytes(4096))
