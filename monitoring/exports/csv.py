"""CSV: a table for everybody, and because it has no room for words, a file of metadata beside it or in its zip.

UTF-8 with a byte order mark: without it Excel reads the file in the code page of the country and Arabic and Cyrillic
come out as noise; pandas, R, DuckDB and QGIS take the mark away by themselves (Python: `encoding="utf-8-sig"`).
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from ..language import N_, _, language
from ..vocabulary.writable import clean
from .about import About, total_lines
from .codebook import Entry, codebook, entries
from .rows import Rows, small_table, table
from .text import shield

BATCH_ROWS = 5_000
DATATYPES = {"text": "string", "number": "number", "integer": "integer", "day": "date"}
TABLE, CODEBOOK, SOURCES, RELEASES, TOTALS = "seizures.csv", "codebook.csv", "sources.csv", "releases.csv", "totals.csv"
README = "README.txt"
SHIELDED = N_(
    "A text that a spreadsheet could run as a formula (it begins with = + - @, also after spaces, with a tab, a line "
    "end or an apostrophe) has one apostrophe put in front. Taking one leading apostrophe away from every text that "
    "has one gives the text back. Numbers are untouched. An empty cell means that the source does not say."
)


def write_csv(rows: Rows, about: About, path: Path) -> None:
    """`path`, and beside it `<name>-metadata.json` (CSV on the Web), where programs of that standard look for it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        _lines(file, map(table, rows))
    sidecar(path).write_text(_json(_metadata(about, path.name)), encoding="utf-8", newline="\n")


def sidecar(path: Path) -> Path:
    """Where the metadata of the CSV at `path` is."""
    return path.with_name(path.name + "-metadata.json")


def write_zip(rows: Rows, about: About, path: Path) -> None:
    """seizures.csv with its metadata, codebook, sources, releases and totals as CSV, and a README for people."""
    tables = {
        CODEBOOK: small_table(codebook()), SOURCES: small_table(about.sources), RELEASES: small_table(about.releases),
        TOTALS: small_table(about.totals),
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        with (
            bundle.open(_member(TABLE, about), "w", force_zip64=True) as raw,
            io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file,
        ):
            _lines(file, map(table, rows))
        metadata_name = sidecar(Path(TABLE)).name
        bundle.writestr(_member(metadata_name, about), _json(_metadata(about, TABLE)))
        for name, small in tables.items():
            bundle.writestr(_member(name, about), _small(small))
        bundle.writestr(_member(README, about), _readme(about, [TABLE, metadata_name, *tables]).encode("utf-8-sig"))


def _lines(file: TextIO, tables: Iterable[pa.Table]) -> None:
    writer = csv.writer(file)
    for place, rows in enumerate(tables):
        if place == 0:
            writer.writerow(rows.column_names)
        for batch in rows.to_batches(max_chunksize=BATCH_ROWS):
            writer.writerows([_cell(value) for value in row] for row in zip(*batch.to_pydict().values(), strict=True))


def _cell(value: object) -> object:
    if isinstance(value, str):
        return shield(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)  # 44, not 44.0
    return value  # None is an empty cell, a day is written as ISO text, a float in as few digits as say it exactly


def _small(small: pa.Table) -> bytes:
    file = io.StringIO(newline="")
    _lines(file, [small])
    return file.getvalue().encode("utf-8-sig")


def _member(name: str, about: About) -> zipfile.ZipInfo:
    """A file inside the zip, dated by the export, so that the same export is the same zip."""
    member = zipfile.ZipInfo(name, about.exported_at.timetuple()[:6])
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _metadata(about: About, name: str) -> dict[str, object]:
    """Metadata by the W3C vocabulary for tabular data; ours is under `notes`, which it keeps free for that."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language()}],
        "url": name,
        "dc:title": clean(about.sentence) or "",
        "dc:publisher": clean(about.publisher) or "",
        "dc:issued": about.metadata()["exported_at"],
        "dc:bibliographicCitation": clean(about.citation) or "",
        "dialect": {"encoding": "utf-8", "delimiter": ",", "doubleQuote": True, "header": True},
        "tableSchema": {"primaryKey": "item_id", "columns": [_column(entry) for entry in entries()]},
        "notes": [about.metadata() | {"text_rule": _(SHIELDED)}],
    }


def _column(entry: Entry) -> dict[str, object]:
    words = {"dc:title": entry.title, "dc:description": entry.description, "rdfs:comment": entry.empty}
    column: dict[str, object] = {
        "name": entry.name,
        "titles": entry.name,
        "datatype": DATATYPES[entry.kind],
        "null": "",
    }
    return column | words | ({"schema:unitText": entry.unit} if entry.unit else {})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _readme(about: About, names: Iterable[str]) -> str:
    facts = [f"{label}: {text}" for _key, label, text in about.lines()]
    blocks = [facts, [_("Sums"), *total_lines(about)], [_("Files"), *names], [_("Text in the CSV files"), _(SHIELDED)]]
    return "\r\n\r\n".join("\r\n".join(clean(line) or "" for line in block) for block in blocks) + "\r\n"
