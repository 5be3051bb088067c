"""How one layout of somebody's file is to be read, as a person says it: column -> field, word -> code, and the styles.

A mapping names no rows and no values of the file besides the words it translates; it is saved (toml.py) and serves the
next delivery. `checked` refuses what nobody could follow, naming the key, the value and the remedy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ...errors import MappingError
from ...vocabulary.folding import fold
from ..columns.calendars import CALENDARS
from ..columns.date_style import ORDERS
from .codes import code_of
from .fields import FIELDS, KEPT, WHAT

NOTHING: Mapping = MappingProxyType({})
SOURCE = ("producer", "title", "edition", "licence", "citation", "link", "limits", "kind")
KINDS = ("official", "un", "press")
# What may be said for the whole file where no column says it.
DEFAULTS = ("country", "admin1", "place", "unit", "drug", "agency", "mode", "direction", "marking", "year")
DECIMALS = (".", ",")


@dataclass(frozen=True)
class Wide:
    """A table with one column for each drug, unit or year: every filled cell of these columns becomes a row of its own.

    `cells`: what stands in them (quantity or events). `columns`: heading -> what the heading says (field -> word).
    """

    cells: str
    columns: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class FileMapping:
    """`key`: the name that ids of rows begin with. `what`: seizures or totals. `columns`: heading -> field, "" for kept.

    `sheet`: "" for every sheet with these headings; `header_row` as a spreadsheet counts, None to find it. `values`: field
    -> word -> code ("" for no code on purpose). `fiscal_year_start`: the month in which a fiscal year begins that is named
    after the year it ends in. `zero_pad`: heading -> width of codes that lost their leading zeros.
    """

    title: str
    key: str = "mapped"
    what: str = "seizures"
    source: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None
    calendar: str | None = None
    decimal: str | None = None
    fiscal_year_start: int = 1
    zero_pad: Mapping[str, int] = field(default_factory=dict)
    wide: Wide | None = None
    leave_out_totals: bool = True

    def headings(self, name: str) -> list[str]:
        """The headings of the columns that are `name`, in their order."""
        return [heading for heading, said in self.columns.items() if said == name]

    def gives(self) -> set[str]:
        """Every field that a row gets from a column, a heading or a default."""
        wide = (
            {name for said in self.wide.columns.values() for name in said} | {self.wide.cells} if self.wide else set()
        )
        return {name for name in self.columns.values() if name} | wide | set(self.defaults)

    def all_headings(self) -> set[str]:
        return set(self.columns) | set(self.wide.columns if self.wide else ())


def checked(mapping: FileMapping) -> FileMapping:
    """The mapping itself; MappingError for the first thing in it that nobody could follow."""
    _one_of("table.what", mapping.what, WHAT)
    for key, value, allowed in (
        ("reading.date_order", mapping.date_order, ORDERS), ("reading.calendar", mapping.calendar, CALENDARS),
        ("reading.decimal", mapping.decimal, DECIMALS), ("source.kind", mapping.source.get("kind"), KINDS),
    ):  # fmt: skip
        if value is not None:
            _one_of(key, value, allowed)
    if not mapping.key or fold(mapping.key) != mapping.key or not mapping.key.replace("_", "").isalnum():
        raise MappingError("key", mapping.key, "use small letters, digits and underscores: rows are named after it")
    if not 1 <= mapping.fiscal_year_start <= 12:
        raise MappingError("reading.fiscal_year_start", mapping.fiscal_year_start, "name a month, 1 to 12")
    for name in mapping.source:
        _one_of("source", name, SOURCE)
    for heading, width in mapping.zero_pad.items():
        if heading not in mapping.columns or not 1 < width <= 20:
            raise MappingError(f"zero_pad.{heading}", width, "name a heading of [columns] and a width from 2 to 20")
    _check_columns(mapping)
    _check_words(mapping)
    return mapping


def _check_columns(mapping: FileMapping) -> None:
    for heading, name in mapping.columns.items():
        if name != KEPT:
            _of_table(f"columns.{heading}", name, mapping.what)
    for name, each in FIELDS.items():
        if not each.several and len(found := mapping.headings(name)) > 1:
            raise MappingError(
                f"columns.{found[1]}", name, f"is what the column {found[0]!r} is already; choose one of the two"
            )
    if mapping.wide is not None:
        _one_of("wide.cells", mapping.wide.cells, ("quantity", "events"))
        _of_table("wide.cells", mapping.wide.cells, mapping.what)
        for heading, said in mapping.wide.columns.items():
            if heading in mapping.columns:
                raise MappingError(f"wide.columns.{heading}", heading, "is in [columns] too; keep it in one of the two")
            for name in said:
                _of_table(f"wide.columns.{heading}", name, mapping.what)
    for name in mapping.defaults:
        _one_of("defaults", name, DEFAULTS)
    gives = mapping.gives()
    if not gives & {"date", "year", "fiscal_year"}:
        raise MappingError("columns", sorted(gives), "no column is a date, year or fiscal year; name the one that is")
    if not gives & {"drug", "quantity", "events"}:
        raise MappingError("columns", sorted(gives), "no column is a drug or a quantity; name the one that is")


def _check_words(mapping: FileMapping) -> None:
    said = [
        (f"values.{name}.{word}", name, code) for name, words in mapping.values.items() for word, code in words.items()
    ]
    said += [(f"defaults.{name}", name, code) for name, code in mapping.defaults.items()]
    for key, name, code in said:
        if key.startswith("values.") and (name not in FIELDS or FIELDS[name].kind != "word"):
            raise MappingError(key, name, "words are translated for: " + ", ".join(_worded()))
        if code and name in _worded() and code_of(name, code) is None:
            raise MappingError(key, code, f"is no code of the field {name}; leave it empty for a word without a code")


def _worded() -> list[str]:
    return [name for name, each in FIELDS.items() if each.kind == "word"]


def _of_table(key: str, name: str, what: str) -> None:
    _one_of(key, name, FIELDS)
    if FIELDS[name].only not in ("", what):
        raise MappingError(key, name, f"is of a table of {FIELDS[name].only}, and this is one of {what}")


def _one_of(key: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise MappingError(key, value, f"choose one of {', '.join(allowed)}")
