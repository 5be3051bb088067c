"""The chapter of the priority countries: the groups in force at the end of the year."""

import pandas as pd

from ...figures.theme import Theme
from ...language import _, day, listed, ngettext
from ...vocabulary.report import Block, Cell, Column, Prose, Table
from .found import Found
from .maps import members_map
from .words import area_name

PROGRAMME, PARTNERSHIP = "programme", "partnership"  # kinds of groups: the priority countries of 2014, and all partners


def countries_chapter(found: Found, theme: Theme) -> list[Block]:
    """The groups, a map of the programmes among them."""
    members = found.members
    programmes = {
        str(name): list(rows["iso3"])
        for name, rows in members[members["kind"] == PROGRAMME].groupby("name", sort=False)
    }
    parts: list[Block] = [
        Prose(_("No text names a single list of priority countries. The report of 2014 looks at the countries of two regional "
                "programmes; groups and their dates are given here as their sources give them.")),
    ]  # fmt: skip
    if programmes:
        shown = {_(name): codes for name, codes in programmes.items()}
        parts.append(members_map(shown, _("Members of the regional programmes on {day}", day=day(found.day)), theme))
    else:
        parts.append(Prose(_("No regional programme with dates was in force on {day}.", day=day(found.day))))
    partners = members[members["kind"] == PARTNERSHIP].groupby("name", sort=False)
    said = [Prose(_partners(str(name), rows), note=True) for name, rows in partners]
    return [*parts, _groups(found), *said]


def _partners(name: str, rows: pd.DataFrame) -> str:
    """A partnership, which is far more than the routes: in a paragraph and not in the table."""
    n = ngettext("{n} member", "{n} members", len(rows))
    return f"{_(name)}, {n}: {listed(_member(row) for row in rows.itertuples())}."


def _groups(found: Found) -> Table:
    columns = (Column(_("Group"), share=36), Column(_("Members"), share=64))
    rows = []
    groups = found.members[found.members["kind"] != PARTNERSHIP]
    order = groups.sort_values("kind", key=lambda kinds: kinds != PROGRAMME, kind="stable")
    for (name, dated), members in order.groupby(["name", "dated"], sort=False):
        n = ngettext("{n} member", "{n} members", len(members))
        doubted = members["note"].fillna("").str.startswith("UNCERTAIN").any()
        said = [n, *([] if dated else [_("no dates stated")]), *([_("membership not confirmed")] if doubted else [])]
        rows.append((Cell(_(str(name)), "; ".join(said)), Cell(listed(_member(row) for row in members.itertuples()))))
    return Table(_("Groups of countries on {day}", day=day(found.day)), columns, tuple(rows))


def _member(row) -> str:
    return f"{area_name(row.iso3)} ({_('partnering')})" if row.role == "partnering" else area_name(row.iso3)
