"""Chains: departure, transit, place of seizure, destination, as whole records state them; and the flows between the stages.

A seizure has one chain, so chains add up to the selection, which legs do not. What a record does not say is a value of its
own at its stage, never a gap.
"""

from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from .paths import Node, Paths, PathSums

Stage = Literal["departure", "transit", "seized", "destination"]
STAGES: tuple[Stage, ...] = ("departure", "transit", "seized", "destination")
CHAINS = dict.fromkeys(STAGES, "str") | {"seizures": "int64", "mass_kg": "float64"}
BANDS = {"stage": "str", "node": "str", "merged": "int64", "seizures": "int64", "mass_kg": "float64"}
LINKS = {"stage": "str", "source": "str", "target": "str", "seizures": "int64", "mass_kg": "float64"}
OTHERS = "*"  # the band of what is too small for one of its own; no node has this id
Chain = tuple[str | None, str | None, str | None, str | None]


class Flows(NamedTuple):
    """What a diagram of flows draws. bands: BANDS, by stage, the largest first, then OTHERS, what is not stated (null) last.

    merged: how many values a band stands for. links: LINKS, from a band of `stage` to one of the next. The bands of each
    stage, and the links between any two, add up to the selection.
    """

    bands: pd.DataFrame
    links: pd.DataFrame


def chains(known: Paths, sums: PathSums) -> pd.DataFrame:
    """CHAINS: a row for each distinct chain that a seizure of the selection has, most seizures first, then by chain.

    A cell holds node ids joined by ";", null where nothing is stated: alternatives of departure and destination in the
    order of ids, countries of transit in the order of the way. mass_kg: null where no row states one.
    """
    code, found = _chains(known)
    count = np.bincount(code, weights=sums.seizures, minlength=len(found)).astype(np.int64)
    mass = np.bincount(code, weights=sums.mass_kg, minlength=len(found)).round(6)
    stated = np.bincount(code, weights=sums.with_mass, minlength=len(found)) > 0
    some = np.flatnonzero(count)
    frame = pd.DataFrame([found[one] for one in some.tolist()], columns=list(STAGES), dtype=object)
    frame["seizures"], frame["mass_kg"] = count[some], np.where(stated[some], mass[some], np.nan)
    order = ["seizures", *STAGES]
    return frame.astype(CHAINS).sort_values(order, ascending=[False, True, True, True, True], ignore_index=True)


@lru_cache(maxsize=4)
def _chains(known: Paths) -> tuple[np.ndarray, tuple[Chain, ...]]:
    """The chain of each path, and the chains: paths that differ in where the drug was made alone have one."""
    numbers: dict[Chain, int] = {}
    code = np.zeros(len(known), dtype=np.int64)
    for path in range(len(known)):
        chain = (
            _joined(sorted(known.departure[path])), _joined(known.transit[path]), known.seized[path],
            _joined(sorted(known.destination[path])),
        )  # fmt: skip
        code[path] = numbers.setdefault(chain, len(numbers))
    return code, tuple(numbers)


def _joined(nodes: list[Node] | tuple[Node, ...]) -> str | None:
    return ";".join(nodes) or None


def links(chained: pd.DataFrame, top: int = 8, by: Literal["seizures", "mass_kg"] = "seizures") -> Flows:
    """The flows of CHAINS with at most `top` bands a stage of their own, the largest by `by`; smaller ones share one."""
    shown, merged = _shown(chained, top, by)
    bands = [_bands(shown, stage, merged[stage], by) for stage in STAGES]
    between = [_between(shown, *pair) for pair in pairwise(STAGES)]
    return Flows(pd.concat(bands, ignore_index=True).astype(BANDS), pd.concat(between, ignore_index=True).astype(LINKS))


def _shown(chained: pd.DataFrame, top: int, by: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """Every cell as the band that it belongs to, and how many values OTHERS stands for at each stage."""
    shown = chained.astype(dict.fromkeys(STAGES, object))
    merged: dict[str, int] = {}
    for stage in STAGES:
        ranked = chained.groupby(stage)[by].sum().sort_values(ascending=False, kind="stable")
        small = ranked.index[top:] if len(ranked) > top + 1 else ranked.index[:0]  # one alone needs no band of others
        shown.loc[chained[stage].isin(small), stage] = OTHERS
        shown.loc[chained[stage].isna(), stage] = None
        merged[stage] = len(small)
    return shown, merged


def _summed(shown: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    grouped = shown.groupby(by, dropna=False, sort=True)
    sums = grouped.agg(seizures=("seizures", "sum"))
    sums["mass_kg"] = grouped["mass_kg"].sum(min_count=1).round(6)
    return sums.reset_index()


def _bands(shown: pd.DataFrame, stage: Stage, merged: int, by: str) -> pd.DataFrame:
    frame = _summed(shown, [stage]).rename(columns={stage: "node"})
    frame.insert(0, "stage", stage)
    others = frame["node"] == OTHERS
    frame["merged"] = np.where(others, merged, 1)
    last = np.where(frame["node"].isna(), 2, others)
    return frame.iloc[np.lexsort((-frame[by].fillna(0), last))]


def _between(shown: pd.DataFrame, source: Stage, target: Stage) -> pd.DataFrame:
    frame = _summed(shown, [source, target]).rename(columns={source: "source", target: "target"})
    frame.insert(0, "stage", source)
    return frame
