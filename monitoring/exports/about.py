"""What a file says about itself: which selection, of which data, from which sources, and what it does not say."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

import pandas as pd

from ..language import N_, _, ngettext, number
from ..vocabulary.drugs import DRUGS, drug_name
from ..vocabulary.units import KIND_NAMES, kind_name
from ..vocabulary.writable import clean
from .rows import plain, small_table

CAVEAT = N_("Seizures show work done, not the size of the flow.")
BOUNDARIES = N_(
    "The boundaries and names shown and the designations used do not imply official endorsement by {publisher}."
)
KOSOVO = N_(
    "References to Kosovo shall be understood to be in the context of United Nations Security Council "
    "resolution 1244 (1999)."
)
KINDS_APART = N_("Quantities of different kinds (mass, volume, count, plants, area) are never added.")
DOCUMENT = ["source_key", "source_name", "source_url", "source_kind", "source_grade"]
SUMS = ["drug", "kind", "seizures", "quantity", "unit"]


@dataclass(frozen=True)
class About:
    """The statement that travels with the rows. Made by `describe`; every format writes all of it."""

    sentence: str  # the filter in words, with the number of seizures
    query: str  # the filter as the link and the command line take it; "" is everything
    data_version: str
    data_date: date
    exported_at: datetime  # UTC
    publisher: str  # "" where nobody is named
    citation: str
    disclaimer: tuple[str, ...]
    rows: int
    seizures: int
    totals: pd.DataFrame  # SUMS, by drug and kind
    sources: pd.DataFrame  # DOCUMENT + rows, seizures: each document that the rows come from
    releases: pd.DataFrame  # the data sets they were read from, with edition and licence, as store.sources gives them

    def lines(self) -> list[tuple[str, str, str]]:
        """(key, label, text) of everything that is not a table, in reading order, in the language in use."""
        return [
            ("sentence", _("Selection"), self.sentence),
            ("filter", _("Filter"), self.query or _("none: every record")),
            ("rows", _("Rows (one drug of one seizure each)"), str(self.rows)),
            ("seizures", _("Seizures"), str(self.seizures)),
            ("data_version", _("Data version"), self.data_version),
            ("data_date", _("Data up to"), self.data_date.isoformat()),
            ("exported_at", _("Exported at"), stamp(self.exported_at)),
            ("publisher", _("Published by"), self.publisher or _("not named")),
            ("citation", _("Citation"), self.citation),
            *((f"note_{place}", _("Note"), note) for place, note in enumerate(self.disclaimer, start=1)),
        ]

    def metadata(self) -> dict[str, object]:
        """All of it, tables too, as JSON can hold it. Keys are fixed; texts are in the language in use."""
        values: dict[str, object] = {
            key: clean(text) or "" for key, _label, text in self.lines() if not key.startswith("note_")
        }
        values |= {"filter": self.query, "rows": self.rows, "seizures": self.seizures}
        tables = {"totals": self.totals, "sources": self.sources, "releases": self.releases}
        notes = {"notes": [clean(note) or "" for note in self.disclaimer]}
        return values | notes | {name: small_table(frame).to_pylist() for name, frame in tables.items()}


class Counted(NamedTuple):
    """What a selection comes to: rows, distinct seizures, SUMS by drug and kind (measures.kernels.totals by drug), and the
    documents that the rows come from (DOCUMENT, rows, seizures; the most used first).
    """

    rows: int
    seizures: int
    totals: pd.DataFrame
    sources: pd.DataFrame


def describe(
    counted: Counted,
    *,
    sentence: str,
    query: str,
    data_version: str,
    data_date: date,
    publisher: str,
    releases: pd.DataFrame | None = None,
    exported_at: datetime | None = None,
    notes: Sequence[str] = (),
) -> About:
    """What to say about the rows that were `counted`: the numbers are those on the screen.

    `releases` (store.sources.source_releases) may hold more data sets than the rows come from: only those whose `key`
    is the `source_key` of a row are kept.
    `notes` are put after the standing ones (what the selection leaves out, for example). Naive times are UTC.
    """
    exported_at = exported_at or datetime.now(UTC)
    exported_at = exported_at.replace(tzinfo=UTC) if exported_at.tzinfo is None else exported_at.astimezone(UTC)
    standing = [_(CAVEAT), _(KINDS_APART), _(BOUNDARIES, publisher=publisher or _("the publisher")), _(KOSOVO)]
    return About(
        sentence=sentence,
        query=query.removeprefix("?"),
        data_version=data_version,
        data_date=data_date,
        exported_at=exported_at.replace(microsecond=0),
        publisher=publisher,
        citation=_citation(sentence, query, data_version, data_date, publisher, exported_at),
        disclaimer=(*standing, *notes),
        rows=counted.rows,
        seizures=counted.seizures,
        totals=counted.totals[SUMS],
        sources=counted.sources,
        releases=_releases_of(counted.sources, releases),
    )


def stamp(moment: datetime) -> str:
    """A moment as every format writes it: 2026-11-23T10:15:00Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _citation(sentence, query, data_version, data_date, publisher, exported_at) -> str:
    link = f" (?{query.removeprefix('?')})" if query.removeprefix("?") else ""
    said = {
        "sentence": sentence.rstrip(". "), "link": link, "version": data_version, "data_date": data_date.isoformat(),
        "exported_on": exported_at.date().isoformat(),
    }  # fmt: skip
    if not publisher:
        return _(
            "Open drugs monitoring dashboard. {sentence}{link}. Data version {version}, data up to {data_date}. "
            "Exported on {exported_on}. The sources of the rows are listed.",
            **said,
        )
    return _(
        "Open drugs monitoring dashboard, published by {publisher}. {sentence}{link}. "
        "Data version {version}, data up to {data_date}. Exported on {exported_on}. The sources of the rows are "
        "listed.",
        publisher=publisher,
        **said,
    )


def _releases_of(sources: pd.DataFrame, releases: pd.DataFrame | None) -> pd.DataFrame:
    keys = sorted(set(sources["source_key"].dropna()))
    if releases is None:
        return pd.DataFrame({"key": keys}, dtype=object)
    return releases[releases["key"].isin(keys)].reset_index(drop=True)


def total_lines(about: About) -> list[str]:
    """The sums in words, for people: `Heroin, Mass: 1,465.78 kg, 6 seizures`."""
    return [
        f"{_said(drug, DRUGS, drug_name)}, {_said(kind, KIND_NAMES, kind_name)}: {_amount(quantity, unit)}, "
        + ngettext("{n} seizure", "{n} seizures", int(seizures))
        for drug, kind, seizures, quantity, unit in about.totals[SUMS].itertuples(index=False)
    ]


def _said(code: object, known: Container[str], name: Callable[[str], str]) -> str:
    code = plain(code)
    return name(code) if isinstance(code, str) and code in known else str(code or _("not stated"))


def _amount(quantity: float, unit: object) -> str:
    return _("no quantity stated") if pd.isna(quantity) else f"{number(quantity)} {plain(unit) or ''}".rstrip()
