"""What a draft of a corridor would do: how many seizures would belong elsewhere, from where to where, and which."""

from collections.abc import Mapping

import pandas as pd
from dash import dcc, html

from ..figures.corridor_charts import row_name
from ..language import _, ngettext, number
from ..vocabulary.drugs import drug_name
from ..vocabulary.view import View
from .corridor_drafts import Tried
from .current import Data
from .link import link
from .records import when, where

LISTED = 100  # seizures that move, named one by one


def moves(found: Tried, current: Data, view: View) -> html.Div:
    """How many seizures would belong elsewhere, from where to where, and the first LISTED of them."""
    rows = found.moved
    if rows.empty:
        return html.Div(html.P(_("No seizure would belong elsewhere.")))
    names = dict(zip(found.corridors["branch_id"], found.corridors["name"], strict=True))
    told = rows.assign(
        before=_named(rows["corridor_before"], rows["branch_before"], names),
        after=_named(rows["corridor_after"], rows["branch_after"], names),
    )
    kinds = told.groupby(["before", "after"], sort=False).size().sort_values(ascending=False, kind="stable")
    words = ngettext("{n} seizure would belong elsewhere:", "{n} seizures would belong elsewhere:", len(rows))
    ways = [html.Li(_("{before} → {after}: {n}", before=a, after=b, n=number(int(n)))) for (a, b), n in kinds.items()]
    return html.Div([html.P(words), html.Ul(ways), _moving(told.head(LISTED), current, view), _further(len(rows))])


def _named(corridors: pd.Series, branches: pd.Series, names: Mapping[str, str]) -> list[str]:
    return [
        row_name(one, branch if isinstance(branch, str) else None, names)
        for one, branch in zip(corridors, branches, strict=True)
    ]


def _moving(told: pd.DataFrame, current: Data, view: View) -> html.Div:
    keep = View(lang=view.lang, theme=view.theme)
    items = current.rows(told["row"].to_numpy()).to_dict("records")
    lines = [
        html.Tr(
            [
                html.Th(dcc.Link(when(item), href=link(f"/seizure/{item['seizure_id']}", view=keep)), scope="row"),
                html.Td(where(item)), html.Td(drug_name(item["drug"])), html.Td(row.before), html.Td(row.after),
            ]
        )
        for item, row in zip(items, told.itertuples(), strict=True)
    ]  # fmt: skip
    heads = (_("Date"), _("Place"), _("Substance"), _("Now"), _("Then"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    caption = html.Caption(_("Seizures that would belong elsewhere"), className="visually-hidden")
    return html.Div(
        html.Table([caption, head, html.Tbody(lines)], className="facts-table"), className="scroll-x", tabIndex=0
    )


def _further(count: int) -> html.P | None:
    more = count - LISTED
    return (
        html.P(ngettext("{n} more is not listed.", "{n} more are not listed.", more), className="note")
        if more > 0
        else None
    )
