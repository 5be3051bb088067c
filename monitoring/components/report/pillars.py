"""The chapter of a pillar: indicators against the baseline, a map, commitments, meetings."""

import pandas as pd

from ...language import _
from ...measures.report import newest_years, status_counts, with_baseline
from ...vocabulary.indicators import DIRECTIONS, indicator_status_name, why_words
from ...vocabulary.report import BASELINE_YEAR, Block, Cell, Column, Heading, Prose, Table
from .found import Found
from .maps import newest_map
from .mechanism import commitments_of, meetings_of
from .words import amount, area_name, baseline_sentence, change_words, status_sentence, year_words

OWN_TABLE = 4  # series from which on an indicator has a table of its own


def pillar_chapter(found: Found, pillar: str, theme) -> list[Block]:
    """The blocks of one pillar."""
    standing = found.standing[found.standing["pillar"] == pillar]
    known = found.indicators[found.indicators["pillar"] == pillar]
    parts: list[Block] = [
        Prose(baseline_sentence(len(standing), len(with_baseline(standing)), len(known), BASELINE_YEAR))
    ]
    if len(standing) and not found.baseline:
        parts.append(Prose(status_sentence(status_counts(standing))))
    newest = newest_years(standing)
    if newest:
        title = _("Newest value of any indicator of this pillar, up to {year}", year=found.year)
        parts.append(newest_map(f"pillar-{pillar}-map", title, newest, found.year, found.covered["iso3"], theme))
    if len(standing):
        parts += [Heading(_("Indicators")), *indicator_tables(found, known, standing)]
    return [
        *parts, Heading(_("Commitments")), *commitments_of(found, pillar),
        Heading(_("Meetings of {year}", year=found.year)), *meetings_of(found, pillar),
    ]  # fmt: skip


def indicator_tables(found: Found, known: pd.DataFrame, standing: pd.DataFrame) -> list[Block]:
    """A table for each indicator of several areas, before them one of those with few."""
    by_indicator = {name: group for name, group in standing.groupby("indicator_id", sort=False)}
    few = [one for one in known.itertuples() if 0 < len(by_indicator.get(one.indicator_id, ())) < OWN_TABLE]
    many = [one for one in known.itertuples() if len(by_indicator.get(one.indicator_id, ())) >= OWN_TABLE]
    tables: list[Block] = []
    if few:
        rows = tuple(
            _row(found, Cell(one.name, _of(row, one.unit)), row)
            for one in few
            for row in by_indicator[one.indicator_id].itertuples()
        )
        tables.append(Table(_("Indicators of a few areas"), _columns(found, _("Indicator and area")), rows))
    for one in many:
        rows = tuple(
            _row(found, Cell(area_name(row.area), _said_by(row)), row)
            for row in by_indicator[one.indicator_id].itertuples()
        )
        tables.append(Table(f"{one.name} ({one.unit})", _columns(found, _("Area")), rows))
        if isinstance(one.direction, str) and one.direction == "none":
            tables.append(Prose(f"{one.name}: {_(DIRECTIONS['none']).lower()}.", note=True))
    return tables


def _of(row, unit: str) -> str:
    parts = [area_name(row.area), unit, _said_by(row)]
    return ", ".join(part for part in parts if part)


def _said_by(row) -> str:
    return row.estimator if isinstance(row.estimator, str) else ""


def _columns(found: Found, first: str) -> tuple[Column, ...]:
    if found.baseline:
        return (Column(first, share=38), Column(_("Baseline"), number=True, share=18), Column(_("Earlier value only"), number=True, share=18),
                Column(_("Why there is no status yet"), share=26))  # fmt: skip
    return (Column(first, share=30), Column(_("Baseline"), number=True, share=16), Column(_("Latest"), number=True, share=16),
            Column(_("Change"), number=True, share=14), Column(_("Status"), share=24))  # fmt: skip


def _row(found: Found, first: Cell, row) -> tuple[Cell, ...]:
    baseline = _value(row.baseline_low, row.baseline_high, row.baseline_year, row.kind)
    latest = _value(row.latest_low, row.latest_high, row.latest_year, row.kind)
    if found.baseline:
        return first, baseline, latest if not pd.isna(row.latest_year) else Cell(""), Cell(why_words(row.why))
    status = Cell(indicator_status_name(row.status), _why(row))
    return first, baseline, latest, Cell(change_words(row.change_pct)), status


def _why(row) -> str:
    if row.overridden:
        return _("stated by {whom}: {reason}", whom=row.override_by, reason=row.override_reason)
    return why_words(row.why)


def _value(low: object, high: object, year: object, kind: str) -> Cell:
    words = amount(low, high, kind)
    if not words:
        return Cell(_("no value"), none=True)
    return Cell(words, year_words(year))
