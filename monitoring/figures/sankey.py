"""The flows between the stages of seizures' ways: departure, transit, place of seizure, destination.

Width is the number of seizures (or mass). What is not stated is a band of its own at every stage, and the smallest share one:
the bands of each stage add up to the selection. Where the page runs right to left, so does the diagram.
"""

from itertools import pairwise

import pandas as pd

from ..language import N_, _, digits, direction, listed, ngettext, number
from ..vocabulary.countries import COUNTRIES, country_label
from ..vocabulary.units import amount_words
from .route_words import node_name
from .theme import Figure, Theme, colours, template

STAGES = {
    "departure": N_("Left from"), "transit": N_("By way of"), "seized": N_("Seized in"), "destination": N_("Bound for"),
}  # fmt: skip
_PHRASES = {
    "departure": N_("from {place}"), "transit": N_("by way of {place}"), "seized": N_("seized in {place}"),
    "destination": N_("bound for {place}"),
}  # fmt: skip
FILTERS = {"departure": "departure", "transit": "transit", "seized": "country", "destination": "destination"}
OTHERS = "*"  # as measures.chains has it
PAD_PX, THICK_PX, HEADING_PX = 12, 12, 26
NAME_LETTERS = 16
_LAST, _UNSEEN = "destination", "rgba(0,0,0,0)"
BAND_PX = 26  # of height for each band of the fullest stage
_LINK_OPACITY = 0.42


def sankey(bands: pd.DataFrame, links: pd.DataFrame, theme: Theme, by: str = "seizures") -> Figure:
    """The diagram of measures.chains.links; `by`: what the widths are, seizures or mass_kg (links without any are left out).

    `customdata` of a band and of a link is what the filter takes: "departure=IRN", or "" where it takes nothing.
    """
    bands = bands[bands[by] > 0].reset_index(drop=True)
    links = links[links[by] > 0].reset_index(drop=True)
    number_of = {(row.stage, _key(row.node)): at for at, row in enumerate(bands.itertuples())}
    inner = BAND_PX * int(bands.groupby("stage").size().max()) if len(bands) else BAND_PX
    token, words = colours(theme), [_words(row, by) for row in bands.itertuples()]
    node = {
        "label": [*(_label(row, by) for row in bands.itertuples()), ""], "pad": PAD_PX, "thickness": THICK_PX,
        "color": [*_band_inks(bands, theme), _UNSEEN], "line": {"width": 0}, "sort": "input",
        "customdata": [*(_filter(row.stage, row.node) for row in bands.itertuples()), ""],
        "hovertemplate": [f"{each}<extra></extra>" for each in [*words, ""]],
    }  # fmt: skip
    drawn = {
        "type": "sankey", "arrangement": "fixed", "direction": "reversed" if direction() == "rtl" else "forward",
        "node": node, "link": _links(links, bands, words, number_of, theme, by), "domain": {"x": [0, 1], "y": [0, 1]},
        "textfont": {"color": token["ink"], "shadow": f"0 0 3px {token['surface']}"},
    }  # fmt: skip
    layout = {
        "template": template(theme), "height": inner + HEADING_PX + PAD_PX,
        "margin": {"l": 0, "r": 0, "t": HEADING_PX, "b": PAD_PX},
        "uirevision": "keep", "annotations": _headings(theme),
    }  # fmt: skip
    return {"data": [drawn] if len(bands) else [], "layout": layout}


def _key(node: object) -> str:
    return node if isinstance(node, str) else ""


def _links(links: pd.DataFrame, bands: pd.DataFrame, words: list[str], number_of: dict, theme: Theme, by: str) -> dict:
    """The links between stages, and an unseen one from each band of the last stage to an end beyond it.

    Plotly writes the names of the last column on its inner side, over those of the column before; so the last column that it
    knows is one that nobody sees.
    """
    after, token = dict(pairwise(STAGES)), colours(theme)
    rows = list(links.itertuples())
    last = [at for at, stage in enumerate(bands["stage"]) if stage == _LAST]
    inks = [token["mute"] if not (_key(row.source) and _key(row.target)) else token["accent"] for row in rows]
    said = [_link_words(row, after[row.stage]) for row in rows] + [words[at] for at in last]
    filters = [(_filter(row.stage, row.source), _filter(after[row.stage], row.target)) for row in rows]
    return {
        "source": [*(number_of[row.stage, _key(row.source)] for row in rows), *last],
        "target": [*(number_of[after[row.stage], _key(row.target)] for row in rows), *[len(bands)] * len(last)],
        "value": [*links[by].tolist(), *bands[by].iloc[last].tolist()],
        "color": [*map(_pale, inks), *[_UNSEEN] * len(last)],
        "hovercolor": [*map(_pale, inks), *[_UNSEEN] * len(last)],
        "customdata": [
            *("&".join(filter(None, pair)) for pair in filters), *(_filter(_LAST, bands["node"].iloc[at]) for at in last),
        ],
        "label": said, "hovertemplate": "%{label}<extra></extra>",
    }  # fmt: skip


def _pale(ink: str) -> str:
    red, green, blue = (int(ink[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{_LINK_OPACITY})"


def _band_inks(bands: pd.DataFrame, theme: Theme) -> list[str]:
    token = colours(theme)
    ink = {"": token["mute"], OTHERS: token["ink3"]}
    return [ink.get(_key(node), token["accent"]) for node in bands["node"]]


def _filter(stage: str, node: object) -> str:
    """What a click on a band sets. One country only: alternatives, the sea and others are no value of a filter."""
    if not isinstance(node, str):
        return ""
    return f"{FILTERS[stage]}={node}" if node in COUNTRIES else ""


def chain_words(stage: str, node: object, merged: int = 1) -> str:
    """A cell of a chain in words: `Iran or Türkiye`, `Iran, then Türkiye`; not stated; others, and how many."""
    if not isinstance(node, str):
        return _("Not stated")
    if node == OTHERS:
        return ngettext("{n} other", "{n} others", merged)
    names = [country_label(each) if each in COUNTRIES else node_name(each) for each in node.split(";")]
    joined = N_("{first}, then {next}") if stage == "transit" else N_("{first} or {next}")
    words = names[0]
    for name in names[1:]:
        words = _(joined, first=words, next=name)
    return words


def _amount(row, by: str) -> str:
    if by == "mass_kg":
        return amount_words(row.mass_kg, "mass")
    return ngettext("{n} seizure", "{n} seizures", int(row.seizures))


def _label(row, by: str) -> str:
    """Short, for the bands of the next stage are near; the whole words come when it is pointed at."""
    name = chain_words(row.stage, row.node, row.merged)
    short = name if len(name) <= NAME_LETTERS else name[: NAME_LETTERS - 1].rstrip() + "…"
    return f"{short}  {_amount(row, by) if by == 'mass_kg' else number(int(row.seizures))}"


def _words(row, by: str) -> str:
    return f"{chain_words(row.stage, row.node, row.merged)}: {_amount(row, by)}"


def _link_words(row, after: str) -> str:
    way = _("{start} to {end}", start=chain_words(row.stage, row.source, 2), end=chain_words(after, row.target, 2))
    return f"{way}: {ngettext('{n} seizure', '{n} seizures', int(row.seizures))}"


def _headings(theme: Theme) -> list[dict]:
    """The name of each stage above it."""
    rtl, made = direction() == "rtl", []
    for place, words in enumerate(STAGES.values()):
        x = place / len(STAGES)
        made.append(
            {"text": _(words), "x": 1 - x if rtl else x, "y": 1, "xref": "paper", "yref": "paper",
             "xanchor": "right" if rtl else "left", "yanchor": "bottom", "yshift": 6, "showarrow": False,
             "font": {"color": colours(theme)["ink2"]}}
        )  # fmt: skip
    return made


def sankey_words(chained: pd.DataFrame) -> str:
    """What the diagram shows, in a sentence: how many seizures, how many state all, and the largest chains."""
    total = int(chained["seizures"].sum()) if len(chained) else 0
    if not total:
        return _("Flows: no seizure matches.")
    stated = chained.dropna(subset=list(STAGES))
    whole = ngettext("{n} seizure states every stage", "{n} seizures state every stage", int(stated["seizures"].sum()))
    named = chained.dropna(subset=["departure", "seized"]).head(3)
    parts = [f"{said}: {ngettext('{n} seizure', '{n} seizures', int(row.seizures))}"
             for row in named.itertuples() if (said := _chain(row))]  # fmt: skip
    words = _("Flows of {seizures}; {whole}.", seizures=ngettext("{n} seizure", "{n} seizures", total), whole=whole)
    return words + (" " + _("Most: {list}.", list=_("; ").join(parts)) if parts else "")


def _chain(row) -> str:
    stated = [(stage, node) for stage in STAGES if isinstance(node := getattr(row, stage), str)]
    return listed(_(_PHRASES[stage], place=chain_words(stage, node)) for stage, node in stated)


def shown_words(bands: pd.DataFrame) -> str:
    """What the diagram puts together, for the line below it; "" when it draws every value."""
    others = bands[bands["node"] == OTHERS]
    parts = [f"{_(STAGES[row.stage])} {digits(str(row.merged))}" for row in others.itertuples()]
    return _("Small bands are drawn as one: {list}. The table has all.", list=listed(parts)) if parts else ""
