"""A mapping as a small file that a person can read, keep beside the deliveries, and correct in any editor."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import tomli_w

from ...errors import MappingError
from .model import FileMapping, Wide, checked

# Section of the file -> keys in it that are plain values of FileMapping.
PLAIN = {
    "": ("title", "key"),
    "table": ("what", "sheet", "header_row", "leave_out_totals"),
    "reading": ("date_order", "calendar", "decimal", "fiscal_year_start"),
}
TABLES = ("source", "columns", "values", "defaults", "zero_pad")
NUMBERS = ("header_row", "fiscal_year_start")
KINDS = {int: "a number", str: "text", bool: "true or false", dict: "a section"}


def read_mapping(text: str) -> FileMapping:
    """The mapping that `text` says; MappingError names the key, its value and the remedy."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise MappingError(
            "the file", str(problem), "it is not TOML; correct the line, or make the mapping again"
        ) from None
    found: dict[str, Any] = {}
    for section, names in PLAIN.items():
        given = _section(said, section) if section else said
        for name in names:
            if name in given:
                found[name] = _typed(name, given.pop(name), _type_of(name))
        if section and given:
            raise _unread(f"{section}.{next(iter(given))}", given)
    for section in TABLES:
        found[section] = _table(section, _section(said, section))
    wide = _section(said, "wide")
    if wide:
        columns = _typed("wide.columns", wide.pop("columns", None), dict)
        cells = _typed("wide.cells", wide.pop("cells", "quantity"), str)
        if wide:
            raise _unread(f"wide.{next(iter(wide))}", wide)
        found["wide"] = Wide(
            cells, {heading: _table(f"wide.columns.{heading}", words) for heading, words in columns.items()}
        )
    if said:
        raise _unread(next(iter(said)), said)
    if not found.get("title", "").strip():
        raise MappingError("title", found.get("title", ""), "name the table: a person chooses the mapping by it")
    return checked(FileMapping(**found))


def write_mapping(mapping: FileMapping) -> str:
    """The file that `read_mapping` reads as the same mapping; what is as always stays out."""
    usual = {each.name: each.default for each in fields(FileMapping)}
    said: dict[str, Any] = {}
    for section, names in PLAIN.items():
        given = {name: value for name in names if (value := getattr(mapping, name)) != usual[name] or name == "what"}
        if given:
            said |= given if not section else {section: given}
    for section in TABLES:
        given = getattr(mapping, section)
        if given:
            said[section] = {
                name: dict(value) if isinstance(value, Mapping) else value for name, value in given.items()
            }
    if mapping.wide is not None:
        columns = {heading: dict(words) for heading, words in mapping.wide.columns.items()}
        said["wide"] = {"cells": mapping.wide.cells, "columns": columns}
    return tomli_w.dumps(said)


def _section(said: dict[str, Any], name: str) -> dict[str, Any]:
    return dict(_typed(name, said.pop(name, {}), dict))


def _table(section: str, given: Any) -> dict[str, Any]:
    """A section of text, of numbers (zero_pad) or of sections of text (values)."""
    given = _typed(section, given, dict)
    if section == "values":
        return {name: _table(f"values.{name}", words) for name, words in given.items()}
    wanted = int if section == "zero_pad" else str
    return {name: _typed(f"{section}.{name}", value, wanted) for name, value in given.items()}


def _typed(key: str, value: Any, wanted: type) -> Any:
    if type(value) is not wanted:
        raise MappingError(key, value, f"write {KINDS[wanted]} here")
    return value


def _type_of(name: str) -> type:
    return int if name in NUMBERS else bool if name == "leave_out_totals" else str


def _unread(key: str, said: Mapping[str, Any]) -> MappingError:
    return MappingError(key, said.get(key.rpartition(".")[2]), "nobody reads this key; correct its name or take it out")
