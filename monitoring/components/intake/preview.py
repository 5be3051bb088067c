"""The first rows as they would be taken: every cell as reported and as read, the doubtful and the refused ones marked.

A mark is a sign, a word and a colour; why it is there is shown at the cell by mouse and by keyboard, and read out.
"""

from collections.abc import Mapping
from typing import Any

from dash import html

from ...language import N_, _, ngettext, number
from .controls import card

MARKS = {  # mark -> sign, word, what it means
    "doubt": ("?", N_("doubtful"), N_("taken as it stands; somebody should look at it")),
    "bad": ("×", N_("refused"), N_("cannot be read, so its row is not taken")),
    "changed": ("=", N_("translated"), N_("read as something else than its letters say; both are shown")),
}
FATES = {
    "taken": N_("taken"), "rejected": N_("rejected"), "left_out": N_("left out"),
}  # fmt: skip


def preview(report: Mapping[str, Any]) -> list[object]:
    found = report.get("preview") or {}
    rows, headings = found.get("rows") or [], found.get("headings") or []
    if not rows:
        return []
    return [
        card(
            _("How the first rows are read"),
            [_legend(rows), _table(headings, rows)],
            _("{n} rows are shown. Small letters: the cell as reported, where it was read as something else.",
              n=number(len(rows))),
            id="preview",
        )
    ]  # fmt: skip


def _legend(rows: list[Mapping[str, Any]]) -> html.Ul:
    marks = [cell.get("mark") for row in rows for cell in row.get("cells") or []]
    entries = [
        html.Li(
            [
                html.Span(sign, className=f"mark mark-{mark}", **{"aria-hidden": "true"}),
                html.Strong(_(word)), ": ", _(meaning), " ",
                html.Span(ngettext("({n} cell)", "({n} cells)", marks.count(mark)), className="note"),
            ]
        )
        for mark, (sign, word, meaning) in MARKS.items()
    ]  # fmt: skip
    return html.Ul(entries, className="marks-legend")


def _table(headings: list[str], rows: list[Mapping[str, Any]]) -> html.Div:
    sheets = len({row.get("sheet") for row in rows}) > 1
    heads = [
        html.Th(_("Row"), scope="col"), *([html.Th(_("Sheet"), scope="col")] if sheets else []),
        html.Th(_("Fate"), scope="col"), *(html.Th(html.Bdi(heading), scope="col") for heading in headings),
    ]  # fmt: skip
    body = [
        html.Tr(
            [
                html.Th(number(row.get("row") or 0), scope="row", className="number"),
                *([html.Td(html.Bdi(row.get("sheet") or ""))] if sheets else []),
                html.Td(_fate(row)),
                *(_cell(cell) for cell in row.get("cells") or []),
            ],
            className=f"fate-{row.get('fate')}",
        )
        for row in rows
    ]
    caption = html.Caption(_("How the first rows are read"), className="visually-hidden")
    table = html.Table([caption, html.Thead(html.Tr(heads)), html.Tbody(body)], className="facts-table preview-table")
    return html.Div(
        table,
        className="scroll-x preview-box",
        tabIndex=0,
        role="region",
        **{"aria-label": _("How the first rows are read")},
    )


def _fate(row: Mapping[str, Any]) -> list[object]:
    """What becomes of the row, and why where it is not taken."""
    fate, why = str(row.get("fate")), str(row.get("why") or "")
    words: list[object] = [_(FATES.get(fate, fate))]
    if why and fate != "taken":
        words.append(html.Small(html.Bdi(why), className="as-reported fate-because"))
    return words


def _cell(cell: Mapping[str, Any]) -> html.Td:
    reported, read, mark, why = (str(cell.get(name) or "") for name in ("reported", "read", "mark", "why"))
    words: list[object] = [html.Bdi(read or reported)]
    small = (
        [html.Small(html.Bdi(reported), className="as-reported")]
        if read and read != reported and reported.strip()
        else []
    )
    if mark not in MARKS:
        return html.Td([*words, *small])
    sign, word, meaning = MARKS[mark]
    label = f"{_(word)}: {why or _(meaning)}"
    shown = [html.Span(sign, **{"aria-hidden": "true"})] + ([] if mark == "changed" else [" ", _(word)])
    words.append(
        html.Span(
            shown, className=f"mark mark-{mark}", tabIndex=0, role="note", **{"aria-label": label, "data-why": label}
        )
    )
    return html.Td([*words, *small], className=f"cell-{mark}")
