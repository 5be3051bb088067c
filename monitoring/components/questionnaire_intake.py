"""A filled form on its way into the record, from the command line or the page; and a form on its way out."""

from dataclasses import dataclass
from pathlib import Path

from ..errors import EditError, FilterError, SourceError
from ..exports.formats import refuse_other_names, write_file
from ..exports.questionnaire_form import file_name, write_form
from ..language import LANGUAGES, _, listed, ngettext, use_language
from ..sources.files.opened import Opened
from ..sources.questionnaire_form.read import NAME, READER, Filled, read_form, recognise
from ..store.answers import Saved, form_of, save_answers
from ..store.engine import Engine
from ..store.questionnaires import editions
from ..vocabulary.countries import country_name
from ..vocabulary.questions import Edition, Form
from ..vocabulary.reports import ImportReport

SHOWN = 30  # faults of a file that are said at once


@dataclass(frozen=True)
class Taken:
    """A form that was read, and what became of it."""

    edition: Edition
    form: Form
    saved: Saved
    unanswered: tuple[str, ...]

    def words(self) -> str:
        """Whose form it is and what is new, in a sentence."""
        whose = _("{country}, {year}", country=country_name(self.form.country_iso3), year=self.form.year)
        if not any((self.saved.new, self.saved.changed, self.saved.gone)) and self.saved.batch is None:
            return _("{whose}: nothing new, the record held exactly this.", whose=whose)
        parts = [
            ngettext("{n} answer is new", "{n} answers are new", self.saved.new) if self.saved.new else "",
            ngettext("{n} is changed", "{n} are changed", self.saved.changed) if self.saved.changed else "",
            ngettext("{n} is taken out", "{n} are taken out", self.saved.gone) if self.saved.gone else "",
        ]
        told = listed(part for part in parts if part) or _("it was filled in by somebody else")
        left = ngettext(
            "{n} question that should not be empty is.",
            "{n} questions that should not be empty are.",
            len(self.unanswered),
        )
        return f"{whose}: {told}. {left if self.unanswered else ''}".strip()


def is_form(opened: Opened) -> bool:
    return recognise(opened) is not None


def filled(base: Engine, opened: Opened) -> Filled:
    """What a file says, with every fault in it. SourceError when it is no form at all."""
    found = recognise(opened)
    if found is None:
        raise SourceError(
            opened.name, None, _("this is no filled questionnaire. Download the form, fill it in and bring that file.")
        )
    with base.connect() as db:
        return read_form(opened, found, editions(db))


def take(base: Engine, opened: Opened, by: str, *, dry_run: bool = False) -> Taken:
    """Brings a filled form into the record: all of it or nothing. SourceError names every fault, up to SHOWN."""
    said = filled(base, opened)
    if said.form is None:
        raise SourceError(opened.name, None, "\n".join(faults(said)))
    try:
        reason = _("Imported from {file}", file=opened.name)
        saved = save_answers(base, said.form, reason, by, None, opened.name, dry_run=dry_run)
    except EditError as problem:
        raise SourceError(opened.name, None, str(problem)) from problem
    with base.connect() as db:
        edition = editions(db)[said.form.questionnaire_id, said.form.edition]
    return Taken(edition, said.form, saved, said.unanswered)


def faults(said: Filled) -> list[str]:
    """The faults as sentences, at most SHOWN and how many more there are."""
    listed_now = [str(problem) for problem in said.problems[:SHOWN]]
    more = len(said.problems) - SHOWN
    return [*listed_now, ngettext("And {n} more.", "And {n} more.", more)] if more > 0 else listed_now


def import_form(base: Engine, opened: Opened, by: str, edition: str, marking: str, dry_run: bool) -> ImportReport:
    """`take` with the report that the command line prints."""
    taken = take(base, opened, by, dry_run=dry_run)
    saved, n = taken.saved, taken.saved.answers
    news = saved.batch is not None or any((saved.new, saved.changed, saved.gone))
    return ImportReport(
        NAME, READER, opened.name, edition, marking, rows_read=n, accepted=n if news else 0, already_held=0 if news else n,
        data_version=saved.version or None, batch=saved.batch, dry_run=dry_run,
    )  # fmt: skip


def form_file(
    base: Engine, questionnaire_id: str, edition: int | None, whose: tuple[str, int] | None, target: Path, language: str
) -> str:
    """Writes a form to `target`, empty or as a country answered for a year; the name that the file should have.

    FilterError for a questionnaire, edition, language or answers that are not there.
    """
    if language not in LANGUAGES:
        raise FilterError("--language", language, f"use one of {', '.join(LANGUAGES)}")
    refuse_other_names(target)
    with base.connect() as db:
        held = editions(db)
        numbers = [number for name, number in held if name == questionnaire_id]
        if not numbers:
            names = ", ".join(sorted({name for name, _edition in held}))
            raise FilterError("questionnaire", questionnaire_id, _("There are: {names}.", names=names))
        chosen = edition if edition is not None else numbers[0]
        if chosen not in numbers:
            raise FilterError("edition", str(chosen), _("There are: {names}.", names=", ".join(map(str, numbers))))
        form = form_of(db, questionnaire_id, chosen, *whose) if whose else None
    if whose and form is None:
        raise FilterError("country", whose[0], _("This country has not answered for this year."))
    asked = held[questionnaire_id, chosen]
    with use_language(language):
        write_file(target, lambda path: write_form(asked, form, path))
    return file_name(asked, form)
