"""The document that `drugs-monitor totals --json` prints: a contract with other programs."""

import math
from collections.abc import Sequence

import pandas as pd

from ..vocabulary.columns import Columns
from ..vocabulary.filters import Filter
from .kernels import Selection, totals


def totals_document(columns: Columns, filter: Filter, selection: Selection, by: Sequence[str]) -> dict[str, object]:
    """data_version, filter (canonical query), seizures (distinct), rows: those of kernels.totals; null for not stated.

    Values are plain str, int, float and None, so that json.dumps takes them. With `min_kg` also seizures_without_mass,
    the further seizures that state no mass. FilterError for a name outside grouping.BY.
    """
    frame = totals(columns, selection, by)
    document: dict[str, object] = {
        "data_version": columns.version,
        "filter": filter.query(),
        "seizures": selection.seizures,
        "rows": [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")],
    }
    if filter.min_kg is not None:
        document["seizures_without_mass"] = selection.without_mass
    return document


def _plain(value: object) -> object:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value
