"""Sentences that stand in the place of content: nothing matches, nothing here, something is wrong."""

import dash_mantine_components as dmc
from dash import html

from ..errors import FilterError, MonitorError
from ..language import _
from ..measures.kernels import Selection
from ..vocabulary.filters import Filter
from .current import Data
from .filter_rail import filter_title


def problem_words(problem: MonitorError) -> list:
    """What is wrong, in words; the name and value from a link keep their order in a sentence from right to left."""
    if isinstance(problem, FilterError):
        return [html.Bdi(f"{problem.name}={problem.value!r}", dir="ltr"), f": {problem.remedy}"]
    return [str(problem)]


def empty(chosen: Filter, current: Data) -> html.Div:
    """No seizure matches: says which single filter to take out to see how many."""
    ways = []
    for name in chosen.active():
        without = current.select(chosen.without(name))
        if without.seizures:
            ways.append(
                html.Li(
                    html.Button(
                        _("{n} without the filter {name}", n=without.seizures, name=filter_title(name)),
                        type="button", className="plain-link", **{"data-remove": name},
                    )
                )
            )  # fmt: skip
    return html.Div(
        [html.P(_("No seizure matches."), className="empty-title"), html.Ul(ways) if ways else clear_all()],
        className="empty",
        role="status",
    )


def clear_all() -> dmc.Button:
    return dmc.Button(_("Clear all filters"), variant="default", size="xs", **{"data-clear": "all"})


def left_out(selection: Selection) -> html.P | None:
    """Seizures that the weight filter cannot judge."""
    if not selection.without_mass:
        return None
    return html.P(
        _("{n} more state no weight and are left out by the weight filter.", n=selection.without_mass), className="note"
    )
