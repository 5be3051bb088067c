"""Commitments, events and meetings as blocks of a report, as they stood at the end of its year."""

import pandas as pd

from ...language import _, digits, ngettext
from ...measures.recommendations import by_pillar, by_status
from ...measures.report import commitments, of_pillar
from ...vocabulary.life_cycle import ALL_PILLARS, NOT_STATED, PILLARS, STATUSES, kind_name, pillar_name, status_name
from ...vocabulary.report import Block, Cell, Column, Items, Prose, Table
from ..life_marks import as_of, span, text_or
from ..meeting_list import where
from .found import Found
from .words import commitments_sentence, moved_sentence

OFTEN = 2  # rows of one table from which on what they all say is said once below it


def commitments_of(found: Found, pillar: str) -> list[Block]:
    """Every commitment and recommendation of one pillar with its status, and what has moved since the baseline."""
    rows = of_pillar(found.stood, pillar)
    if rows.empty:
        return [Prose(_("No commitment or recommendation in this data set names this pillar."))]
    parts = _commitments(rows, pillar)
    if not found.baseline:
        parts += moved_of(found, rows)
    return parts


def _commitments(rows: pd.DataFrame, pillar: str) -> list[Block]:
    columns = (Column(_("No."), share=13), Column(_("What"), share=43), Column(_("Addressee"), share=15),
               Column(_("Due"), share=11), Column(_("Status"), share=18))  # fmt: skip
    sayers = pd.Series([_said(row) for row in rows.itertuples()], dtype="str")
    usual = str(sayers.mode().iloc[0]) if (sayers != "").sum() and sayers.value_counts().iloc[0] >= OFTEN else ""
    cells = tuple(
        (
            Cell(row.recommendation_id, _("para {paragraph}", paragraph=digits(row.paragraph)) if text_or(row.paragraph) else ""),
            Cell(row.gist), Cell(text_or(row.addressee)),
            Cell(text_or(row.due_reported), _("overdue") if row.overdue else ""), _status(row, usual),
        )
        for row in rows.itertuples()
    )  # fmt: skip
    title = ngettext("{n} commitment or recommendation", "{n} commitments and recommendations", len(rows))
    table = Table(f"{pillar_name(pillar)}: {title}", columns, cells)
    note = _("Where nothing else stands under a status: {said}.", said=usual)
    return [table, Prose(note, note=True)] if usual else [table]


def _said(row) -> str:
    """As of when, and who said so; "" where nobody says."""
    return "" if row.status == NOT_STATED else f"{as_of(row.as_of, row.as_of_precision)}, {row.said_by}"


def _status(row, usual: str) -> Cell:
    if row.status == NOT_STATED:
        return Cell(status_name(NOT_STATED), none=True)
    word, said = text_or(row.status_reported), _said(row)
    return Cell(
        f"{status_name(row.status)} “{word}”" if word else status_name(row.status), "" if said == usual else said
    )


def moved_of(found: Found, rows: pd.DataFrame) -> list[Block]:
    """The events of these rows that are later than the baseline."""
    events = found.moved[found.moved["recommendation_id"].isin(rows["recommendation_id"])]
    said = Prose(moved_sentence(len(events), found.year))
    if events.empty:
        return [said]
    columns = (
        Column(_("As of"), share=14),
        Column(_("No."), share=14),
        Column(_("Status"), share=18),
        Column(_("Evidence"), share=54),
    )
    cells = tuple(
        (Cell(as_of(row.as_of, row.as_of_precision)), Cell(row.recommendation_id), Cell(status_name(row.status), row.said_by),
         Cell(row.evidence))
        for row in events.itertuples()
    )  # fmt: skip
    return [said, Table(_("What has been said since the baseline"), columns, cells)]


def status_table(found: Found) -> Table:
    """The commitments of the report by pillar and status; one that names several pillars counts in each of them."""
    counted = by_pillar(commitments(found.stood))
    shown = [status for status in (*STATUSES, NOT_STATED) if any(counts[status] for counts in counted.values())]
    columns = (
        Column(_("Pillar")),
        *(Column(status_name(status), number=True) for status in shown),
        Column(_("All"), number=True),
    )
    cells = tuple(
        (Cell(pillar_name(pillar)), *(Cell(digits(str(counted[pillar][status]))) for status in shown),
         Cell(digits(str(sum(counted[pillar].values())))))
        for pillar in (ALL_PILLARS, *PILLARS)
    )  # fmt: skip
    return Table(_("Commitments of the report of 2014 by pillar and status"), columns, cells)


def commitments_said(found: Found) -> str:
    return commitments_sentence(by_status(commitments(found.stood)), found.year)


def meetings_of(found: Found, pillar: str) -> list[Block]:
    """The meetings of the year that name one pillar."""
    rows = of_pillar(found.held, pillar)
    if rows.empty:
        words = _("No meeting of {year} in this data set names it. There may have been some.", year=found.year)
        return [Prose(words)]
    return [Items(tuple(_meeting(row) for row in rows.itertuples()))]


def _meeting(row) -> str:
    parts = [span(row.started_on, row.ended_on, row.date_precision), where(row), kind_name(row.kind)]
    return f"{row.name}: {', '.join(part for part in parts if part)}"
