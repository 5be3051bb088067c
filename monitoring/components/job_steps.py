"""The steps of an upload, each run in a process of its own by `drugs-monitor job <id> <step>`; the job's state says how far.

`look` opens the file, recognises it, and says what it would bring. `import` brings it. A person sees the report of each.
"""

import os
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from ..errors import MonitorError
from ..language import _
from ..sources.files.opened import Opened, reopen
from ..sources.mapping.toml import write_mapping
from ..sources.reading import Recognised
from ..sources.recognise import preview
from . import importing, opening
from .current import data, engine
from .importing import Vocabulary
from .jobs import Job, find_job, save
from .opening import Options
from .survey_checks import with_sums_asked

SAY_EVERY_S = 0.3
PREVIEWED = 50
TRIED_ROWS = 60_000  # up to so many rows the whole import is tried, so that its figures can be shown before


def run_step(job_id: str, step: str) -> int:
    """Runs `look` or `import` for a job; its outcome is the job's state, and the exit code says whether it went well."""
    job = save(replace(find_job(job_id), pid=os.getpid()))
    try:
        outcome = _look(job) if step == "look" else _import(job)
    except MonitorError as problem:
        save(replace(find_job(job_id), state="refused" if step == "look" else "failed", message=str(problem), pid=None))
        return problem.exit_code
    except Exception:
        # The page must not wait for ever; what happened is in the job's log, which the operator can read.
        said = _("Something went wrong that nobody expected; nothing was changed. The log of the upload says more.")
        save(replace(find_job(job_id), state="failed", pid=None, message=said))
        raise
    save(replace(outcome, pid=None, progress={}))
    return 0


def _look(job: Job) -> Job:
    options = Options.from_dict(job.options)
    opened = opening.open_outside(job.file, job.work, options, job.name, _watch(job))
    known = importing.vocabulary(engine())
    found = with_sums_asked(engine(), opened, importing.recognised_in(opened, options, known), options, known)
    return replace(find_job(job.id), state="looked", report=looked(opened, found, options, known))


def looked(opened: Opened, found: Recognised, options: Options, known: Vocabulary) -> dict[str, Any]:
    """What was seen, as plain values for the page."""
    said: dict[str, Any] = {
        "recognised": {
            "key": found.key, "reader": found.reader, "title": found.title, "why": list(found.why),
            "release": {name: str(value) for name, value in found.release.items() if value},
        },
        "questions": [asdict(question) for question in found.questions],
        "columns": [asdict(column) for column in found.columns],
        "mapping": write_mapping(found.mapping) if found.mapping else None,
        "sheets": [
            {"name": sheet.name, "rows": sheet.rows, "hidden": sheet.hidden, "notes": [asdict(note) for note in sheet.notes],
             "headings": list(sheet.headings)}
            for sheet in opened.sheets
        ],
        "preview": preview(opened, found, options.asked(), known.words, known.places, rows=PREVIEWED),
        "estimate": None,
    }  # fmt: skip
    rows = sum(sheet.rows for sheet in opened.sheets)
    if not found.questions and rows <= TRIED_ROWS:
        tried = importing.store(engine(), opened, found, options, known, dry_run=True)
        said["estimate"] = tried.document()
    return said


def _import(job: Job) -> Job:
    options = Options.from_dict(job.options)
    opened = opening.without_reasons(reopen(job.work))
    known = importing.vocabulary(engine())
    found = with_sums_asked(engine(), opened, importing.recognised_in(opened, options, known), options, known)
    report = importing.store(engine(), opened, found, options, known, by=job.by, watch=_watch(job))
    data()  # the copy that answers filters is made here, so that the reader does not wait for it
    return replace(find_job(job.id), state="imported", report=report.document())


def _watch(job: Job) -> Callable[[str, int, int | None], None]:
    """Writes the progress into the job's state, a few times a second."""
    began = last = time.monotonic()

    def watch(phase: str, rows: int, rows_in_all: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < SAY_EVERY_S:
            return
        last = now
        rate = rows / max(now - began, 0.001)
        left = (rows_in_all - rows) / rate if rows_in_all and rate else None
        said = {
            "phase": phase, "rows": rows, "rows_in_all": rows_in_all, "rows_a_second": round(rate),
            "seconds_left": None if left is None else round(left),
        }  # fmt: skip
        save(replace(find_job(job.id), progress=said))

    return watch
