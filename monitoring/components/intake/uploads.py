"""Bringing a file: the zone to drop it on, the uploads that are here, and how far a running step is."""

from dash import dcc, html

from ...language import N_, _, digits, number
from ...settings import settings
from ...sources.files.limits import MB, Limits
from ..jobs import RUNNING, Job
from .controls import button
from .place import Place, address

STATES = {
    "uploaded": N_("arrived"), "looking": N_("being read"), "looked": N_("waits for you"), "importing": N_("being imported"),
    "imported": N_("imported"), "refused": N_("refused"), "failed": N_("failed"), "cancelled": N_("cancelled"),
}  # fmt: skip
PHASES = {"reading": N_("Reading the file"), "storing": N_("Bringing the rows into the record")}
KINDS = "Excel (.xlsx), CSV, GeoJSON, GeoPackage, Shapefile (.zip)"


def bring(place: Place) -> list[object]:
    """The zone and the template; where nobody may bring a file, why not."""
    if not settings().may_edit:
        return [
            html.P(
                _("Here you can see what was imported, and where the data comes from. Files are taken from somebody at the "
                  "machine of this server only, because there are no accounts yet."),
                className="data-closed",
            )
        ]  # fmt: skip
    return [
        html.Div(
            [
                html.Span(className="drop-mark", **{"aria-hidden": "true"}),
                html.P(_("Drop a file here"), className="drop-title"),
                html.Button(_("Choose a file"), type="button", id="data-choose", className="data-button data-button-main"),
                html.P([_("Read as it is sent, nothing to prepare:"), " ", html.Bdi(KINDS)], className="note"),
            ],
            id="data-drop",
            className="drop",
            **{
                "data-most-bytes": str(Limits().size),
                "data-too-large": _("The file is larger than {most} MB, the most that is taken. Divide it, for example by year.",
                                    most=number(Limits().size // MB)),
                "data-sending": _("Sending {name}", name="{name}"),
                "data-cancel": _("Cancel"),
                "data-lost": _("The connection was lost; nothing was kept. Try again."),
            },
        ),
        html.Div(id="data-sending", role="status"),
    ]  # fmt: skip


def listed(jobs: list[Job], place: Place) -> list[object]:
    """The uploads that are here, newest first, the chosen one marked."""
    if not jobs:
        return [
            html.P(_("No file has been brought yet. What you bring waits here until you decide."), className="note")
        ]
    return [html.Ul([_one(job, place) for job in jobs], className="upload-list")]


def _one(job: Job, place: Place) -> html.Li:
    chosen = job.id == place.upload
    line = dcc.Link(
        [
            html.Span(
                [html.Bdi(job.name), html.Span(_("(open)"), className="visually-hidden") if chosen else None],
                className="upload-name",
            ),
            html.Span(
                [state_tag(job), " ", html.Span(_size(job.size_bytes), className="upload-size")],
                className="upload-state",
            ),
        ],
        href=address(place, upload=job.id),
        className="upload-link is-chosen" if chosen else "upload-link",
    )
    return html.Li([line, *([_bar(job)] if job.state in RUNNING else [])])


def state_tag(job: Job) -> html.Span:
    return html.Span(_(STATES.get(job.state, job.state)), className=f"state state-{job.state}")


def progress(job: Job) -> list[object]:
    """How far the running step is: rows, rate, remaining time, and the way to end it."""
    if job.state not in RUNNING:
        return []
    said = job.progress
    phase = _(PHASES.get(str(said.get("phase")), PHASES["reading"] if job.state == "looking" else PHASES["storing"]))
    rows, in_all, rate, left = (said.get(name) for name in ("rows", "rows_in_all", "rows_a_second", "seconds_left"))
    told = []
    if rows:
        told.append(
            _("{n} of {all} rows", n=number(rows), all=number(in_all)) if in_all else _("{n} rows", n=number(rows))
        )
    if rate:
        told.append(_("{n} rows a second", n=number(rate)))
    if left is not None:
        told.append(_("about {time} left", time=duration(left)))
    return [
        html.Div(
            [
                html.P([html.Strong(phase), " · " if told else "", " · ".join(told)], className="progress-words"),
                _bar(job),
                button(_("Cancel"), "cancel", job.id),
            ],
            className="progress-box",
        )
    ]


def _bar(job: Job) -> html.Progress:
    rows, in_all = job.progress.get("rows"), job.progress.get("rows_in_all")
    known = {"value": str(min(rows / in_all, 1)), "max": "1"} if rows and in_all else {}
    return html.Progress(className="progress", **{**known, "aria-label": _("Progress of {name}", name=job.name)})


def duration(seconds: float) -> str:
    """A time as a person waits it."""
    if seconds < 90:
        return _("{n} s", n=number(round(seconds)))
    return _("{n} min", n=number(round(seconds / 60)))


def _size(size: int) -> str:
    if size < 10_000:
        return _("{n} bytes", n=number(size))
    return _("{n} kB", n=number(size // 1000)) if size < 10 * MB else _("{n} MB", n=number(size // MB))


def head(job: Job) -> html.Div:
    """The name of the chosen upload, when it came, and the way to forget it."""
    return html.Div(
        [
            html.H2(html.Bdi(job.name), className="upload-title"),
            state_tag(job),
            html.Span(
                [_size(job.size_bytes), " · ", digits(job.created.replace("T", " ")[:16]), " UTC · ", html.Bdi(job.by)],
                className="note",
            ),
            button(_("Remove this upload"), "remove", job.id, look="link"),
        ],
        className="upload-head",
    )
