"""What an import did, or would do: the sentence in which every row read has one fate, each explained and linked."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from ...language import N_, _, listed, ngettext, number
from ...vocabulary.markings import MARKINGS
from ...vocabulary.reports import FATES
from .controls import card
from .place import Place, address

WORDS = {  # fate -> word, what it means
    "accepted": (N_("taken"), N_("New rows of the record.")),
    "rejected": (
        N_("rejected"), N_("A cell cannot be read; the row waits in a file of its own, to be corrected and brought alone."),
    ),
    "duplicates_exact": (N_("the same row again"), N_("Kept once, with how often it stands in the file.")),
    "already_held": (N_("held already"), N_("An earlier import brought exactly this row.")),
    "left_out": (N_("left out"), N_("Totals, blank lines and headings: no rows of the table. Each is listed with its reason.")),
}  # fmt: skip
LISTS = {"rejected": "rows-rejected", "left_out": "rows-left_out"}  # fates whose rows the page of the import lists
MORE = {
    "duplicates_suspected": N_("pairs that may be one seizure"),
    "unplaced": N_("taken without a point on the map"),
    "unknown_words": N_("words that nobody has read yet"),
    "doubts": N_("cells that somebody should look at"),
}
TABLES = {
    "seizures": N_("seizures"), "items": N_("drugs of seizures"), "legs": N_("legs of routes"), "arrests": N_("arrests"),
    "figures": N_("other figures"), "totals": N_("totals"), "observations": N_("observations"), "areas": N_("areas"),
}  # fmt: skip


def accounting(report: Mapping[str, Any], place: Place, batch: int | None) -> list[object]:
    """Rows read = the sum of their fates; every figure leads to its rows where there is an import to look into."""
    parts: list[object] = []
    for fate in FATES:
        count, (word, why) = int(report.get(fate) or 0), WORDS[fate]
        figure = [html.Span(number(count), className="fate-number"), html.Span(_(word), className="fate-word")]
        to = (
            dcc.Link(figure, href=address(place, batch=batch, anchor=LISTS.get(fate, "details")))
            if batch and count
            else html.Span(figure)
        )
        parts.append(
            html.Li(
                [to, html.Span(_(why), className="fate-why")],
                className=f"fate fate-of-{fate}{'' if count else ' fate-none'}",
            )
        )
    total = html.Li(
        [html.Span([html.Span(number(int(report.get("rows_read") or 0)), className="fate-number"),
                    html.Span(_("rows read"), className="fate-word")]),
         html.Span(_("Every line below the headings. It is the sum of the others."), className="fate-why")],
        className="fate fate-total",
    )  # fmt: skip
    return [html.Ul([total, *parts], className="fates"), html.P(sentence(report), className="accounting")]


def sentence(report: Mapping[str, Any]) -> str:
    """The same as a sentence, with its sum."""
    told = " + ".join(f"{number(int(report.get(fate) or 0))} {_(WORDS[fate][0])}" for fate in FATES)
    rows = int(report.get("rows_read") or 0)
    read = ngettext("{n} row read", "{n} rows read", rows)
    return f"{told} = {read}."


def further(report: Mapping[str, Any], place: Place) -> list[object]:
    """Figures beside the accounting, and what the new rows are."""
    said = [
        html.Li([html.Strong(number(int(report[name]))), " ", _(words)])
        for name, words in MORE.items()
        if report.get(name)
    ]
    tables = [
        f"{number(count)} {_(TABLES.get(name, name))}" for name, count in (report.get("tables") or {}).items() if count
    ]
    if tables:
        said.insert(0, html.Li(_("New in the record: {what}", what=listed(tables))))
    marking = str(report.get("marking") or "")
    if marking in MARKINGS:
        said.append(html.Li(_("Who may see the rows: {marking}", marking=_(MARKINGS[marking]))))
    return [html.Ul(said, className="further")] if said else []


def result(report: Mapping[str, Any], place: Place) -> html.Section:
    """What the import did, with the ways on: the map, the refused rows, the review queue, the import's own page."""
    batch = report.get("batch")
    version = report.get("data_version")
    keep = "&".join(f"{name}={value}" for name, value in (("lang", place.lang), ("theme", place.theme)) if value)
    ways: list[object] = []
    if version and batch:
        href = f"/?v={version}{f'&{keep}' if keep else ''}"
        ways.append(html.A(_("Show on the map"), href=href, className="data-button data-button-main"))
    if batch and report.get("rejected"):
        ways.append(
            html.A(
                _("Download the rejected rows"),
                href=f"/data/rejected/{batch}.xlsx",
                className="data-button",
                download="",
            )
        )
    if batch:
        ways.append(dcc.Link(_("All about this import"), href=address(place, batch=batch), className="data-button"))
    title = (
        _("Imported: the record holds {n} new rows", n=number(int(report.get("accepted") or 0)))
        if batch
        else _("Nothing was changed: the record held all of it already")
    )
    return card(
        title,
        [*accounting(report, place, batch), *further(report, place), html.Div(ways, className="ways")],
        id="result",
    )


def estimate(report: Mapping[str, Any] | None, place: Place) -> list[object]:
    """What the import would bring, from a trial that changed nothing."""
    if not report:
        return [
            html.P(
                _("The file is too large to be tried first; the figures come with the import. It can be taken back."),
                className="note",
            )
        ]
    return [
        html.P(_("Tried without changing anything. It would be:"), className="section-subtitle"),
        *accounting(report, place, None),
        *further(report, place),
    ]
