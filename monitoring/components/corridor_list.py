"""The list of corridors: the rule in words, every branch with what it counts, and what is said of one of them."""

import geopandas as gpd
import pandas as pd
from dash import dcc, html

from ..figures.corridor_charts import row_name
from ..figures.route_words import node_name
from ..language import _, listed, number
from ..measures.corridors import by_corridor, by_how
from ..vocabulary.corridors import CORRIDORS, NONE, SEVERAL, branch_name, corridor_name, parted
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .corridors_of import assigned_of, corridors_of
from .current import Data
from .leg_words import leg_name
from .link import link


def rule() -> html.Div:
    """How a seizure gets its corridor, and what that is worth."""
    steps = (
        _("First by what the record states: each step from departure over the countries of transit to the place of seizure and on "
          "to the destination is compared with the pairs of each branch. The branch with the most pairs has the seizure."),
        _("A tie is settled by the place of seizure, where that lies in one of the branches that tie."),
        _("A record whose steps are no branch's, or that states none, goes by place: in the band of a branch, or in a sea that the "
          "branch names."),
        _("What fits several equally is counted apart, and so is what fits none. No seizure is counted twice."),
    )  # fmt: skip
    return html.Div(
        [
            html.P(_("Corridors are drawn by us: an interpretation, no source publishes their outlines. Whatever is seized on the "
                     "way counts, of every substance; a filter on the page of routes narrows that.")),
            html.Ol([html.Li(step) for step in steps]),
        ]
    )  # fmt: skip


def branches_table(current: Data, view: View) -> html.Div:
    """Every branch with its rule and how many seizures it has in the whole data version; then what belongs to none alone."""
    frame = corridors_of(current)
    everything = current.select(Filter())
    counted = by_corridor(current.columns, everything, assigned_of(current))
    sums = counted.fillna({"branch": ""}).groupby(["corridor", "branch"])["seizures"].sum()
    rows = [_branch(row, int(sums.get((row.corridor, row.branch_id), 0)), view) for row in frame.itertuples()]
    last = (*CORRIDORS, SEVERAL, NONE)
    rest = [(one, branch) for one, branch in sums.index if branch in ("", SEVERAL)]
    rest.sort(key=lambda of: last.index(of[0]) if of[0] in last else -1)
    rows += [_rest(row_name(one, branch or None, {}), int(sums[one, branch])) for one, branch in rest]
    heads = (_("Branch"), _("Pairs that count"), _("Seas"), _("Width"), _("Seizures"))
    head = html.Thead(html.Tr([html.Th(word, scope="col", className=_number_of(word)) for word in heads]))
    how = by_how(current.columns, everything, assigned_of(current))
    words = _("Of {all} seizures, {legs} belong by their stated steps, {place} by place; {several} fit several corridors, "
              "{none} fit none.", all=number(everything.seizures), **{name: number(n) for name, n in how.items()})  # fmt: skip
    caption = html.Caption(_("Corridors and their branches"), className="visually-hidden")
    table = html.Table([caption, head, html.Tbody(rows)], className="facts-table")
    return html.Div([html.P(words), html.Div(table, className="scroll-x", tabIndex=0)])


def _number_of(word: str) -> str | None:
    return "number" if word in (_("Seizures"), _("Width")) else None


def _branch(row, seizures: int, view: View) -> html.Tr:
    keep = View(lang=view.lang, theme=view.theme)
    name = dcc.Link(branch_name(row.name), href=link(f"/corridors/{row.branch_id}", view=keep))
    mark = [" ", html.Span(_("changed by an editor"), className="note")] if row.edited else []
    return html.Tr(
        [
            html.Th([name, *mark], scope="row"),
            html.Td(listed(leg_name(pair) for pair in row.steps)),
            html.Td(listed(node_name(sea) for sea in parted(row.seas))),
            html.Td(_("{n} km", n=number(row.width_km)), className="number"),
            html.Td(number(seizures), className="number"),
        ]
    )


def _rest(name: str, seizures: int) -> html.Tr:
    cells = [html.Th(name, scope="row"), *(html.Td() for _n in range(3)), html.Td(number(seizures), className="number")]
    return html.Tr(cells)


def export_link(words: str, branch_id: str, current: Data) -> html.A:
    """A plain link to GeoJSON of one branch, or of all ("")."""
    path = f"/corridors/{branch_id}.geojson" if branch_id else "/corridors.geojson"
    return html.A(words, href=f"{path}?v={current.version.id}", className="data-button", download="")


def facts(row: pd.Series) -> html.Dl:
    """What is said of one branch."""
    said = {
        _("Corridor"): corridor_name(row["corridor"]),
        _("Pairs that count"): listed(leg_name(pair) for pair in row["steps"]) or _("none"),
        _("Why these pairs count"): row["pairs_why"],
        _("Seas"): listed(node_name(sea) for sea in parted(row["seas"])),
        _("Width"): _("{n} km, half on each side", n=number(row["width_km"])),
        _("Note"): row["note"],
        _("Follows"): row["source"],
    }
    return html.Dl(
        [part for word, value in said.items() if value for part in (html.Dt(word), html.Dd(value, dir="auto"))],
        className="data-facts",
    )


def frame_of(current: Data, branch_id: str) -> gpd.GeoDataFrame:
    """The one row of a branch, or none."""
    frame = corridors_of(current)
    return frame[frame["branch_id"] == branch_id]
