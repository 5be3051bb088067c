"""What a person does on `/data`, one function each: every one checks who asks, changes one thing, and says what it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...errors import JobError, UploadRefused
from ...language import _, language, number
from ...settings import settings
from ...sources.files.limits import MB
from ...store.imports import undo_import
from ...vocabulary.markings import MARKINGS
from .. import jobs
from ..current import engine
from ..importing import user
from ..jobs import RUNNING, Job, find_job
from .drafts import (
    Draft,
    changed,
    draft_of,
    draft_text,
    keep_draft,
    problem_of,
    save_for_next,
    saved_draft,
    set_column,
    set_setting,
    set_word,
)

QUICK = 8 * MB  # a file up to this size is read again after every change of its mapping
LONGEST = 2_000  # letters of anything that a person says here


@dataclass(frozen=True)
class Done:
    """`said`: a sentence for the person, "" when the page itself shows it. `left`: the upload is gone."""

    said: str = ""
    left: bool = False


@dataclass(frozen=True)
class Wish:
    """What the browser sends: the action, the upload that is open, the name and value of the control, further fields."""

    act: str
    upload: str = ""
    name: str = ""
    value: str = ""
    more: Mapping[str, str] | None = None


def read_wish(sent: object) -> Wish:
    """What the browser sends as a `Wish`; JobError for anything else."""
    said = sent if isinstance(sent, dict) else {}
    texts = {key: said.get(key) or "" for key in ("act", "upload", "name", "value")}
    if (
        not all(isinstance(each, str) and len(each) <= LONGEST for each in texts.values())
        or texts["act"] not in ACTIONS
    ):
        raise JobError(_("The page asked for something that nobody here can do. Load it again."))
    more = said.get("more")
    kept = (
        {key: each for key, each in more.items() if isinstance(each, str) and len(each) <= LONGEST}
        if isinstance(more, dict)
        else {}
    )
    return Wish(**texts, more=kept)


def act(wish: Wish) -> Done:
    """Do it. UploadRefused off this machine; JobError, MappingError, SourceError say why it cannot be done."""
    if not settings().may_edit:
        raise UploadRefused(
            403, _("The record can be changed from this machine only, because there are no accounts yet.")
        )
    return ACTIONS[wish.act](wish)


def _answer(wish: Wish) -> Done:
    """A question of the reader, or another way to read the file: kept in the options, and read again."""
    job = find_job(wish.upload)
    if wish.name not in ("date_order", "decimal", "calendar", "encoding", "delimiter", "header_row", "source"):
        raise JobError(_("There is no such setting."))
    options = {**job.options, wish.name: wish.value or None}
    if wish.name in ("date_order", "decimal", "calendar") and draft_of(job) is not None:
        draft = changed(job, lambda draft: set_setting(draft, f"reading.{wish.name}", wish.value))
        if not problem_of(draft):
            options["mapping"] = draft_text(job)
    _look(job, options)
    return Done()


def _edition_or_marking(wish: Wish) -> Done:
    """What does not change how the file is read: no new look."""
    job = find_job(wish.upload)
    if wish.name == "marking" and wish.value not in MARKINGS:
        raise JobError(_("There is no such setting."))
    if job.state in RUNNING:
        raise JobError(_("This file is being read already. Wait for the end, or cancel it."))
    jobs.save(replace(job, options={**job.options, wish.name: wish.value.strip()}))
    return Done()


def _edit(change: Callable[[Draft, Wish], Draft]) -> Callable[[Wish], Done]:
    def edit(wish: Wish) -> Done:
        job = find_job(wish.upload)
        draft = changed(job, lambda draft: change(draft, wish))
        return _use(job, draft)

    return edit


def _use(job: Job, draft: Draft) -> Done:
    """Read the file with the draft, at once where that is quick; a draft that is not complete waits for its end."""
    if problem_of(draft):
        return Done()
    if job.size_bytes > QUICK:
        return Done(_("Kept. The file is large: ask for the preview when all is said."))
    _look(job, {**job.options, "mapping": draft_text(job)})
    return Done()


def _word(draft: Draft, wish: Wish) -> Draft:
    field, _bar, word = wish.name.partition("|")
    code = {"word-nothing": "", "word-forget": None}.get(wish.act, wish.value.strip() or None)
    return set_word(draft, field, word, code)


def _again(wish: Wish) -> Done:
    """Read the file again, with the draft as it stands."""
    job = find_job(wish.upload)
    draft = draft_of(job)
    options = dict(job.options)
    if draft is not None:
        problem = problem_of(draft)
        if problem:
            raise JobError(problem)
        options["mapping"] = draft_text(job)
    _look(job, options)
    return Done()


def _saved(wish: Wish) -> Done:
    job = find_job(wish.upload)
    draft = saved_draft(wish.value)
    keep_draft(job, draft)
    return _use(job, draft)


def _save_mapping(wish: Wish) -> Done:
    draft = draft_of(find_job(wish.upload))
    if draft is None:
        raise JobError(_("This file is read without a mapping."))
    target = save_for_next(draft)
    return Done(_("Saved as {name}. The next file with these headings is read with it.", name=target.name))


def _import(wish: Wish) -> Done:
    job = find_job(wish.upload)
    if job.state != "looked":
        raise JobError(_("This file cannot be imported now."))
    if job.report.get("questions"):
        raise JobError(_("Answer the questions first."))
    options = dict(job.options)
    draft = draft_of(job)
    if draft is not None:
        problem = problem_of(draft)
        if problem:
            raise JobError(problem)
        options["mapping"] = draft_text(job)
    jobs.start(job, "import", {**options, "marking": options.get("marking") or "public", "lang": language()})
    return Done()


def _cancel(wish: Wish) -> Done:
    return Done(jobs.cancel(find_job(wish.name or wish.upload)).message)


def _remove(wish: Wish) -> Done:
    jobs.remove(find_job(wish.name or wish.upload))
    return Done(_("The upload is gone; what it brought into the record stays."), left=True)


def _undo(wish: Wish) -> Done:
    reason = (wish.more or {}).get("reason", "").strip()
    if not wish.name.isascii() or not wish.name.isdigit() or len(wish.name) > 9:
        raise JobError(_("There is no such upload or import."))
    if not reason:
        raise JobError(_("Say why it is taken back: those who look for its rows later will ask."))
    batch = int(wish.name)
    version = undo_import(engine(), batch, user(), reason)
    return Done(_("Import {n} is taken back. Data version {version}.", n=number(batch), version=version.id))


def _look(job: Job, options: Mapping[str, Any]) -> None:
    """Begin to look, in the place of a look that runs: it would answer what nobody asks any more."""
    if find_job(job.id).state == "looking":
        job = jobs.cancel(job)
    jobs.start(job, "look", {**options, "lang": language()})


ACTIONS: dict[str, Callable[[Wish], Done]] = {
    "answer": _answer,
    "option": _edition_or_marking,
    "column": _edit(lambda draft, wish: set_column(draft, wish.name, wish.value)),
    "set": _edit(lambda draft, wish: set_setting(draft, wish.name, wish.value)),
    "word": _edit(_word),
    "word-nothing": _edit(_word),
    "word-forget": _edit(_word),
    "saved": _saved,
    "again": _again,
    "save-mapping": _save_mapping,
    "import": _import,
    "cancel": _cancel,
    "remove": _remove,
    "undo": _undo,
}
