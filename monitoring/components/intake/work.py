"""The upload that is open, from what was recognised to the result of its import."""

from collections.abc import Mapping
from typing import Any

from dash import html

from ...language import _
from ...vocabulary.markings import MARKINGS
from ..jobs import RUNNING, Job
from .controls import button, card, choose, write
from .drafts import draft_of, problem_of
from .mapping_editor import editor
from .place import Place
from .preview import preview
from .report import estimate, result
from .seen import columns, questions, recognised
from .uploads import head


def work(job: Job, place: Place) -> html.Div:
    """Everything about one upload but the progress of its step, which is shown by itself."""
    parts: list[object] = [head(job), *_message(job)]
    if job.state == "imported":
        parts.append(result(job.report, place))
    elif job.report.get("recognised"):
        parts += _seen(job, place)
    return html.Div(
        parts,
        className="upload-work",
        **{"data-busy": "true" if job.state in RUNNING else "false", "data-upload": job.id},
    )


def _seen(job: Job, place: Place) -> list[object]:
    report = job.report
    draft = draft_of(job)
    parts: list[object] = [recognised(report), *questions(report)]
    if draft is not None:
        parts.append(editor(job, draft, report))
    parts += [*columns(report), *preview(report), _decide(job, report, place, problem_of(draft) if draft else "")]
    return parts


def _message(job: Job) -> list[object]:
    """Why a step ended without its end, and what can be done."""
    if job.state in ("refused", "failed", "cancelled") and job.message:
        return [
            html.Div(
                [
                    html.P(job.message, dir="auto"),
                    button(_("Try again"), "again", job.id),
                ],
                className="data-problem", role="alert",
            )
        ]  # fmt: skip
    return []


def _decide(job: Job, report: Mapping[str, Any], place: Place, problem: str) -> html.Section:
    """Edition, who may see the rows, what it would bring, and the one filled button."""
    open_questions = bool(report.get("questions"))
    ready = job.state == "looked" and not open_questions and not problem
    release = (report.get("recognised") or {}).get("release") or {}
    said = job.options
    fields = [
        write(
            _("Edition"), "option", "edition", str(said.get("edition") or release.get("edition") or ""),
            placeholder=_("as in: May 2024"),
        ),
        choose(
            _("Who may see the rows?"), "option", "marking", [(code, _(name)) for code, name in MARKINGS.items()],
            str(said.get("marking") or "public"),
        ),
    ]  # fmt: skip
    why_not = (
        _("Answer the questions first.") if open_questions
        else problem if problem
        else _("It is being read.") if job.state in RUNNING else ""
    )  # fmt: skip
    figures = estimate(report.get("estimate"), place) if ready else []
    again = [button(_("Read it again"), "again", job.id)] if job.state != "looking" else []
    return card(
        _("Import"),
        [
            html.Div(fields, className="data-row"),
            *figures,
            html.Div(
                [
                    button(_("Import this file"), "import", job.id, look="main", disabled=not ready, id="data-import"),
                    *again,
                    html.Span(why_not, className="note") if why_not else None,
                ],
                className="ways",
            ),
            html.P(_("All of it or nothing: whatever happens on the way, the record is as it was before."), className="note"),
        ],
        id="decide",
    )  # fmt: skip
