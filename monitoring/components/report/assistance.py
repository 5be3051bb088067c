"""The chapter of assistance: projects as texts tell of them, one by one."""

import pandas as pd

from ...figures.theme import Theme
from ...language import _, digits, listed, ngettext, number
from ...vocabulary.life_cycle import ALL_PILLARS, pillar_number
from ...vocabulary.report import Block, Cell, Column, Prose, Table
from .found import Found


def assistance_chapter(found: Found, theme: Theme) -> list[Block]:
    """The projects that may have run in the year."""
    rows = found.projects
    if rows.empty:
        return [Prose(_("No project in this data set may have run in {year}.", year=found.year))]
    known = int(rows["known"].sum())
    said = ngettext("{n} project that a public text names may have run in {year}",
                    "{n} projects that public texts name may have run in {year}", len(rows),
                    year=digits(str(found.year)))  # fmt: skip
    of_all = _("{said}, of {n} in this data set; of {known} both ends are stated.", said=said,
               n=number(found.projects_in_all), known=number(known))  # fmt: skip
    caution = _("Budgets are what one text states, in its currency. Some are parts of others, some stand in two versions, and most "
                "projects have no public total: they are not added here.")  # fmt: skip
    columns = (Column(_("Project"), share=34), Column(_("Agency and donors"), share=30), Column(_("Years"), share=12),
               Column(_("Pillar"), share=10), Column(_("Budget as stated"), number=True, share=14))  # fmt: skip
    cells = tuple(_project(row) for row in rows.itertuples())
    return [Prose(of_all), Prose(caution), Table(_("Projects, each with a link to its source"), columns, cells)]


def _project(row) -> tuple[Cell, ...]:
    address = next((word for word in row.source.split() if word.startswith(("http://", "https://"))), None)
    text = [part for part in (row.agency, row.donors) if isinstance(part, str)]
    budget = Cell(_("not stated"), none=True) if pd.isna(row.budget) else Cell(f"{number(row.budget)} {row.currency}")
    return (
        Cell(row.title, row.project_id, href=address), Cell(text[0] if text else "", text[1] if len(text) > 1 else ""),
        Cell(_years(row.started, row.ended)), Cell(_pillars(row.pillars)), budget,
    )  # fmt: skip


def _years(started: object, ended: object) -> str:
    """When a project ran, as far as its source says."""
    first, last = (digits(end) if isinstance(end, str) else "" for end in (started, ended))
    if first and last:
        return _("{first} to {last}", first=first, last=last) if first != last else first
    if first:
        return _("from {day}", day=first)
    return _("to {day}", day=last) if last else _("not stated")


def _pillars(said: object) -> str:
    if not isinstance(said, str):
        return ""
    return _("all") if said == ALL_PILLARS else listed(map(pillar_number, said.split(";")))
