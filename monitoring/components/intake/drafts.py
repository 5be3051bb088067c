"""A mapping while a person works on it: the TOML file as plain values, which may not be complete yet.

It lies in the upload's folder, so that nothing is lost when the page is closed. Only a draft that `read_mapping` takes is
used to read the file; until then the page says what is missing.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from ...errors import JobError, MappingError
from ...language import _
from ...settings import settings
from ...sources.mapping.fields import FIELDS
from ...sources.mapping.toml import read_mapping
from ...vocabulary.folding import fold
from ..jobs import Job

Draft = dict[str, Any]
WIDE = "wide:"  # before the field that the heading of one of several side-by-side columns says
WIDE_FIELDS = ("drug", "unit", "year", "country")
NUMBERS = frozenset({"table.header_row", "reading.fiscal_year_start"})
SWITCHES = frozenset({"table.leave_out_totals"})
SETTINGS = frozenset(
    {
        "title", "table.what", "table.sheet", "table.header_row", "table.leave_out_totals", "reading.date_order",
        "reading.calendar", "reading.decimal", "reading.fiscal_year_start", "defaults.country", "defaults.unit",
        "defaults.drug", "defaults.year", "defaults.agency", "source.producer", "source.title", "source.licence",
        "source.link", "source.limits", "source.kind", "wide.cells",
    }
)  # fmt: skip


def draft_text(job: Job) -> str | None:
    """The draft as a file; None for a file that is read without a mapping."""
    file = _file(job)
    if file.is_file():
        return file.read_text(encoding="utf-8")
    return job.options.get("mapping") or job.report.get("mapping") or None


def draft_of(job: Job) -> Draft | None:
    text = draft_text(job)
    try:
        return None if text is None else tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def keep_draft(job: Job, draft: Draft) -> None:
    file = _file(job)
    half = file.with_suffix(".half")
    half.write_text(tomli_w.dumps(draft), encoding="utf-8")
    half.replace(file)


def problem_of(draft: Draft) -> str:
    """What is missing or wrong in the draft, in a sentence; "" when it can be used."""
    try:
        read_mapping(tomli_w.dumps(draft))
    except MappingError as problem:
        return str(problem)
    return ""


def set_column(draft: Draft, heading: str, said: str) -> Draft:
    """`said`: a key of FIELDS, "" for a column that is only kept, or WIDE + field for one of several side by side."""
    new = {**draft, "columns": {**draft.get("columns", {})}}
    wide = {**draft.get("wide", {})}
    side_by_side = {**wide.get("columns", {})}
    side_by_side.pop(heading, None)
    new["columns"].pop(heading, None)
    field = said.removeprefix(WIDE)
    if said.startswith(WIDE) and field in WIDE_FIELDS:
        side_by_side[heading] = {field: heading}
    elif said == "" or said in FIELDS:
        new["columns"][heading] = said
    else:
        raise JobError(_("There is no such kind of column."))
    wide["columns"] = side_by_side
    wide.setdefault("cells", "quantity")
    return _with(new, "wide", wide if side_by_side else None)


def said_of(draft: Draft, heading: str) -> str:
    """What the draft says a column is, as `set_column` takes it."""
    side_by_side = draft.get("wide", {}).get("columns", {}).get(heading)
    if side_by_side:
        return WIDE + next(iter(side_by_side))
    return draft.get("columns", {}).get(heading, "")


def set_word(draft: Draft, field: str, word: str, code: str | None) -> Draft:
    """`code`: "" for a word that shall have no code; None takes the translation out."""
    if field not in FIELDS or FIELDS[field].kind != "word":
        raise JobError(_("Words of this column are not translated."))
    values = {name: dict(words) for name, words in draft.get("values", {}).items()}
    words = values.setdefault(field, {})
    if code is None:
        words.pop(word, None)
    else:
        words[word] = code
    return _with(draft, "values", {name: words for name, words in values.items() if words} or None)


def set_setting(draft: Draft, name: str, said: str) -> Draft:
    """`name`: of SETTINGS; "" takes it out, so that the file itself tells. The key of rows follows a new title."""
    if name not in SETTINGS:
        raise JobError(_("There is no such setting."))
    value: Any = said.strip() or None
    if name in NUMBERS and value is not None:
        if not value.isascii() or not value.isdigit() or len(value) > 6:
            raise JobError(_("Write a whole number."))
        value = int(value)
    if name in SWITCHES:
        value = None if said == "yes" else False
    section, dot, key = name.partition(".")
    if not dot:
        new = _with(draft, section, value)
        return {**new, "key": key_from(value)} if value and not draft.get("key") else new
    return _with(draft, section, _with(draft.get(section, {}), key, value) or None)


def key_from(title: str) -> str:
    """A name for the rows made of the title: small letters, digits and underscores."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(title))
    return "_".join(letters.split())[:40].strip("_") or "mapped"


def save_for_next(draft: Draft) -> Path:
    """The mapping in the instance's folder of mappings, where the next delivery with these headings finds it."""
    mapping = read_mapping(tomli_w.dumps(draft))
    folder = mappings()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{mapping.key}.toml"
    half = target.with_suffix(".half")
    half.write_text(tomli_w.dumps(draft), encoding="utf-8")
    half.replace(target)
    return target


def saved() -> Mapping[str, str]:
    """The mappings that were saved: name of the file -> title."""
    found = {}
    for file in sorted(mappings().glob("*.toml")):
        try:
            found[file.name] = str(tomllib.loads(file.read_text(encoding="utf-8")).get("title") or file.stem)
        except (OSError, UnicodeError, tomllib.TOMLDecodeError):
            continue
    return found


def saved_draft(name: str) -> Draft:
    """One of `saved`; JobError when there is none of this name."""
    if name not in saved():
        raise JobError(_("There is no saved mapping of this name any more."))
    return tomllib.loads((mappings() / name).read_text(encoding="utf-8"))


def mappings() -> Path:
    return settings().instance / "mappings"


def changed(job: Job, change: Callable[[Draft], Draft]) -> Draft:
    """The draft after a change, kept; JobError for a file that is read without a mapping."""
    draft = draft_of(job)
    if draft is None:
        raise JobError(_("This file is read without a mapping."))
    new = change(draft)
    keep_draft(job, new)
    return new


def _with(draft: Draft, name: str, value: Any) -> Draft:
    """The same with `name` set, or taken out for None."""
    kept = {key: each for key, each in draft.items() if key != name}
    return kept if value is None else {**kept, name: value}


def _file(job: Job) -> Path:
    return job.folder / "mapping.toml"
