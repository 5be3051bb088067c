"""The chapter of a pillar: indicators against the baseline, a map, commitments, meetings."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from ...figures.theme import Theme
from ...language import _
from ...measures.report import newest_years, status_counts, with_baseline
from ...vocabulary.indicators import indicator_status_name, why_words
from ...vocabulary.report import BASELINE_YEAR, Block, Cell, Column, Heading, Prose, Table
from .found import Found
from .maps import newest_map
from .mechanism import commitments_of, meetings_of
from .words import amount, area_name, baseline_sentence, change_words, status_sentence, year_words

OWN_TABLE = 4  # series from which on an indicator has a table of its own


def pillar_chapter(found: Found, pillar: str, theme: Theme) -> list[Block]:
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
    by_indicator = dict(iter(standing.groupby("indicator_id", sort=False)))
    present = [one for one in known.itertuples() if one.indicator_id in by_indicator]
    few = [one for one in present if len(by_indicator[one.indicator_id]) < OWN_TABLE]
    tables: list[Block] = []
    if few:
        series = [
            (Cell(one.name, _of(row, one.unit)), row)
            for one in few
            for row in by_indicator[one.indicator_id].itertuples()
        ]
        tables += _table(found, _("Indicators of a few areas"), _("Indicator and area"), series)
    for one in present:
        if one in few:
            continue
        rows = list(by_indicator[one.indicator_id].itertuples())
        sayers = {_said_by(row) for row in rows}
        whose = f"; {sayers.pop()}" if len(sayers) == 1 and sayers != {""} else ""
        series = [(Cell(area_name(row.area), "" if whose else _said_by(row)), row) for row in rows]
        tables += _table(found, f"{one.name} ({one.unit}{whose})", _("Country or area"), series)
    return tables


def _of(row, unit: str) -> str:
    parts = [area_name(row.area), unit, _said_by(row)]
    return ", ".join(part for part in parts if part)


def _said_by(row) -> str:
    return row.estimator if isinstance(row.estimator, str) else ""


def _table(found: Found, caption: str, first: str, series: list[tuple[Cell, Any]]) -> list[Block]:
    """The series as rows; a column that says the same of each, or nothing of any, is said once below instead."""
    columns = [Column(first, share=34)]
    cells: list[list[Cell]] = [[head] for head, _row in series]
    for column, of_row in _columns(found):
        made = [of_row(row) for _head, row in series]
        if any(cell.text and not cell.none for cell in made) or column.title == _("Baseline"):
            columns.append(column)
            cells = [[*before, cell] for before, cell in zip(cells, made)]
    whys = [_why(row) for _head, row in series]
    same = len(set(whys)) == 1 and len(series) >= OWN_TABLE
    if not same and any(whys):
        if found.baseline:
            columns.append(Column(_("Why there is no status yet"), share=30))
            cells = [[*before, Cell(why)] for before, why in zip(cells, whys)]
        else:
            cells = [[*before, replace(status, under=why)] for (*before, status), why in zip(cells, whys)]
    made_table = Table(caption, tuple(columns), tuple(map(tuple, cells)))
    if not same or not whys[0]:
        return [made_table]
    if found.baseline:
        return [made_table, Prose(_("No status yet, for each of them: {why}.", why=whys[0]), note=True)]
    return [made_table, Prose(_("For each of them: {why}.", why=whys[0]), note=True)]


def _columns(found: Found) -> list[tuple[Column, Callable[[Any], Cell]]]:
    baseline = (Column(_("Baseline"), number=True, share=20), lambda row: _value(row, "baseline"))
    if found.baseline:
        return [baseline, (Column(_("Earlier value only"), number=True, share=20), lambda row: _older(row))]
    return [
        baseline, (Column(_("Latest"), number=True, share=20), lambda row: _value(row, "latest")),
        (Column(_("Change"), number=True, share=17), lambda row: Cell(change_words(row.change_pct))),
        (Column(_("Status"), share=24), lambda row: Cell(indicator_status_name(row.status))),
    ]  # fmt: skip


def _older(row) -> Cell:
    return Cell("") if pd.isna(row.latest_year) else _value(row, "latest")


def _value(row, which: str) -> Cell:
    """A figure and its year; where there is none, that there is none."""
    low, high, year = (getattr(row, f"{which}_{part}") for part in ("low", "high", "year"))
    words = amount(low, high, row.kind)
    return Cell(words, beside=year_words(year)) if words else Cell(_("no value"), none=True)


def _why(row) -> str:
    if row.overridden:
        return _("stated by {whom}: {reason}", whom=row.override_by, reason=row.override_reason)
    return why_words(row.why)
