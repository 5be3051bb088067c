"""The sources that ship: a folder each, with source.toml (who, licence, edition, expectations, lookups) and read.py."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from ..errors import SourceError
from ..paths import FACTS, GEODATA
from ..vocabulary.rows import Accepted, Rejected

HERE = Path(__file__).parent

# Words and places before the facts that use them, so that a person who watches the import understands the order.
ORDER = (
    "unit_factors", "drug_vocabulary", "sea_areas", "border_crossings", "partner_countries", "regional_groups",
    "partner_organizations", "field_offices", "route_legs", "corridors", "route_values", "afghanistan_opium_national",
    "afghanistan_opium_province", "afghanistan_subnational", "treatment_and_laboratory_counts", "opiate_prices",
    "meetings", "vienna_declaration_items", "recommendations", "pillar_indicators", "questionnaires", "proposals",
    "assistance_projects", "seizure_events",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One source as its source.toml describes it. `limits`: what it does not say; `published`: None when not known."""

    key: str
    file: Path
    producer: str
    title: str
    citation: str
    licence: str
    link: str | None
    edition: str
    published: date | None
    retrieved: date
    limits: str
    min_rows: int
    max_rows: int
    settings: Mapping[str, Any] = field(default_factory=dict)  # the lookups of source.toml

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.file.read_bytes()).hexdigest()

    def read(self) -> Iterator[Accepted | Rejected]:
        """Every line of the file, in order; SourceError when the file is not what somebody has read before."""
        return read_source(self)


def shipped_sources() -> list[Source]:
    """Every source that ships, in the order in which to import them."""
    return [describe(key) for key in ORDER]


def describe(key: str) -> Source:
    """The source of folder `key`; SourceError names what its source.toml lacks or has too much."""
    with (HERE / key / "source.toml").open("rb") as file:
        said = tomllib.load(file)
    head = {"link": None, "published": None} | said.pop("source") | said.pop("expect")
    file_name = head.pop("file")
    head["file"] = (GEODATA if file_name.startswith("../") else FACTS) / file_name.removeprefix("../")
    known = {each.name for each in fields(Source)} - {"key", "settings"}
    if set(head) != known:
        raise SourceError(
            key, None, f"source.toml lacks {sorted(known - set(head))}, nobody has read {sorted(set(head) - known)}"
        )
    return Source(key=key, settings=said, **head)


def read_source(source: Source) -> Iterator[Accepted | Rejected]:
    """The lines of `source` by its own reader; SourceError when there are fewer or more than expected."""
    reader = import_module(f"{__package__}.{source.key}.read")
    rows = 0
    try:
        with source.file.open(encoding="utf-8", newline="") as file:
            for line in reader.read(file):
                rows += 1
                yield line
    except OSError as problem:
        raise SourceError(source.key, None, f"{source.file.name} cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise SourceError(source.key, rows + 2, f"{source.file.name} is not UTF-8 text") from problem
    if not source.min_rows <= rows <= source.max_rows:
        raise SourceError(
            source.key, None, f"{rows} rows; {source.min_rows} to {source.max_rows} are expected. If the source has "
            "changed, read it and then change `expect` in its source.toml."
        )  # fmt: skip
