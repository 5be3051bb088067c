"""The table twin of the map: the same items, sorted and paged on the server."""

from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html

from ..language import _, direction, number
from ..vocabulary.drugs import drug_group_name, drug_name
from ..vocabulary.fields import DTYPES, FIELDS, SORTABLE, field_title
from ..vocabulary.modes import mode_name
from ..vocabulary.precisions import precision_name
from ..vocabulary.source_kinds import source_kind_name
from ..vocabulary.units import amount_full
from .menu import menu
from .records import countries, when, with_relation

# Shown at first, with their widths in px; every other public column can be switched on.
SHOWN = {
    "seized_on": 124, "drug": 150, "quantity": 150, "country": 150, "admin1_name": 150, "place_reported": 190,
    "departure_iso3": 130, "transit_iso3": 130, "destination_iso3": 130, "transport_mode": 100, "source_name": 210,
}  # fmt: skip
NUMBERS = frozenset(name for name, dtype in DTYPES.items() if dtype in ("float64", "Int64"))
BLOCK = 100
NAMED = {
    "drug": drug_name, "drug_group": drug_group_name, "transport_mode": mode_name, "location_precision": precision_name,
    "source_kind": source_kind_name,
}  # fmt: skip
ROUTE = ("origin_iso3", "departure_iso3", "transit_iso3", "destination_iso3")


# The style sheet's variables, so that a change of colours needs no new grid.
GRID_THEME = (
    "themeQuartz.withParams({accentColor: 'var(--accent)', backgroundColor: 'var(--surface)', foregroundColor: 'var(--ink)', "
    "borderColor: 'var(--line)', headerBackgroundColor: 'var(--sunk)', headerTextColor: 'var(--ink2)', "
    "rowHoverColor: 'var(--accent-soft)', selectedRowBackgroundColor: 'var(--accent-soft)', fontFamily: 'inherit', fontSize: 13, "
    "headerFontWeight: 500, wrapperBorder: false, wrapperBorderRadius: 0, oddRowBackgroundColor: 'var(--surface)'})"
)


def items_section() -> html.Section:
    """The table's place under a bar with the choice of columns. The table comes when somebody wants it (`table-wanted`):
    its code is as large as that of the rest of the page."""
    names = [field for field in FIELDS.values() if field.name not in ("seizure_id",)]
    boxes = [dmc.Checkbox(label=field_title(field.name), value=field.name, size="sm") for field in names]
    choice = dmc.CheckboxGroup(
        dmc.Stack(boxes, gap=6),
        id="columns",
        value=[name for name in SHOWN if name in FIELDS],
        **{"aria-label": _("Columns")},
    )
    return html.Section(
        [
            html.Div(
                [menu(_("Columns"), choice), html.Span(id="table-count", className="note")], className="table-bar"
            ),
            html.Div(id="table-place", className="table-place"),
            dcc.Store(id="table-wanted"),
        ],
        id="table-stage",
        className="table-stage",
        **{"aria-label": _("Table of seizures")},
    )


def items_table(sort: str | None) -> dag.AgGrid:
    """The table, in the order that the link asks for."""
    sorted_by, way = (sort or "").removeprefix("-"), "desc" if (sort or "").startswith("-") else "asc"
    columns = [
        {
            "field": field.name,
            "headerName": field_title(field.name),
            "hide": field.name not in SHOWN,
            "width": SHOWN.get(field.name, 150),
            "type": "rightAligned" if field.name in NUMBERS else None,
            "sortable": field.name in SORTABLE,
            "sort": way if field.name == sorted_by else None,
        }
        for field in FIELDS.values()
    ]
    columns.sort(key=lambda column: list(SHOWN).index(column["field"]) if column["field"] in SHOWN else len(SHOWN))
    return dag.AgGrid(
        id="items",
        columnDefs=[{name: value for name, value in column.items() if value is not None} for column in columns],
        defaultColDef={"resizable": True, "filter": False, "suppressMovable": False},
        rowModelType="infinite",
        getRowId="params.data.item_id",
        className="grid",
        dashGridOptions={
            "cacheBlockSize": BLOCK, "maxBlocksInCache": 20, "rowHeight": 32, "headerHeight": 34, "enableRtl": direction() == "rtl",
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "enableCellTextSelection": True, "animateRows": False, "theme": {"function": GRID_THEME},
            "localeText": {"noRowsToShow": _("No seizure matches."), "loadingOoo": _("Loading")},
            "tooltipShowDelay": 400,
        },
    )  # fmt: skip


def shown_rows(frame: pd.DataFrame) -> list[dict]:
    """Rows as words, in the reader's language; an empty cell is what the source does not say."""
    rows = []
    for _index, item in frame.drop(columns="geometry").iterrows():
        row = {name: shown(name, value, item) for name, value in item.items() if name in FIELDS}
        rows.append({name: value for name, value in row.items() if value is not None})
    return rows


def shown(name: str, value: Any, item: pd.Series) -> str | None:
    if name in ROUTE:
        return countries(value) or None
    if value is None or pd.isna(value):
        return None
    if name in ("seized_on", "seized_until"):
        return when(item) if name == "seized_on" else value.date().isoformat()
    if name == "quantity":
        return with_relation(amount_full(value, item["kind"]), item["quantity_relation"])
    if name in NAMED:
        return NAMED[name](value)
    return number(value) if name in NUMBERS else str(value)
