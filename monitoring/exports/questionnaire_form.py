"""A questionnaire as a workbook: empty, to be filled in by a country; or as a country filled it in, which imports as no news.

Its sheets are said once, in vocabulary.questionnaire_form. Every text is a text cell, whatever it starts with; what is not to
be changed is locked without a password, against slips and not against anybody.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ..language import N_, _, direction
from ..vocabulary.choices import choices
from ..vocabulary.questionnaire_form import FIELDS, FORM_COLUMNS, GIVEN, QUESTION_COLUMNS, WRITABLE, heading
from ..vocabulary.questions import (
    FIRST_YEAR,
    LAST_YEAR,
    NOT_APPLICABLE,
    NOT_KNOWN,
    Answer,
    Edition,
    Form,
    Question,
    answer_state_name,
    question_kind_name,
)
from ..vocabulary.writable import clean
from .xlsx import fitting

INSTRUCTIONS = (
    N_("1. On the sheet Form, say which country answers, for which year, and who filled it in."),
    N_("2. On the sheet Questions, answer each question in the column Answer. Where there is a list, choose from it."),
    N_("3. What you do not know, or what does not apply to your country, is an answer too: leave Answer empty and choose it in the "
       "column beside it. Never write 0, - or unknown."),
    N_("4. A number is digits with a point, as 1234.5, in the unit of its row, with nothing between thousands."),
    N_("5. Of a file, write its name; send the file along."),
    N_("6. What you leave empty counts as not answered yet. Remarks go into the column Note."),
    N_("7. Save as .xlsx and send it back. It is read on the page of the questionnaire, or with: drugs-monitor import FILE.xlsx"),
    N_("One file is one country and one year. Sent again, it takes the place of what was sent before."),
    N_("Do not change the small names under the headings, nor the numbers of the questions: by them the file is read."),
)  # fmt: skip
SHEETS = (N_("Instructions"), N_("Form"), N_("Questions"), N_("Lists"))
WIDTHS = {
    "question_id": 8,
    "question": 60,
    "kind": 14,
    "unit": 12,
    "choices": 28,
    "answer": 40,
    "state": 22,
    "note": 36,
}
LONGEST_LIST = 32_000  # letters in all the choices of a cell
_MADE = datetime(2000, 1, 1)  # a fixed day, so that the same answers are the same file


def write_form(edition: Edition, form: Form | None, path: Path) -> None:
    """Sheets Instructions, Form, Questions and Lists, in the language in use; `form`: filled with these answers."""
    _Book(edition, form, path).write()


class _Book:
    def __init__(self, edition: Edition, form: Form | None, path: Path):
        self._edition, self._form = edition, form
        options = {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "tmpdir": str(path.parent),
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(path, options)
        self._book.set_properties({"title": clean(edition.title) or "", "created": _MADE})
        self._formats = {name: self._book.add_format(said) for name, said in _FORMATS.items()}

    def write(self) -> None:
        pages = [self._sheet(_(name)) for name in SHEETS]
        self._instructions(pages[0])
        ranges = self._lists(pages[3])
        self._head(pages[1], ranges["country"])
        self._questions(pages[2], ranges)
        for page in pages[1:]:
            page.protect("", {"format_columns": True, "format_rows": True})
        pages[1].activate()
        self._book.close()

    def _sheet(self, name: str) -> Worksheet:
        page = self._book.add_worksheet(name)
        if direction() == "rtl":
            page.right_to_left()
        return page

    def _instructions(self, page: Worksheet) -> None:
        page.set_column(0, 0, 110)
        page.hide_gridlines(2)
        self._text(page, 0, 0, self._edition.title, "title")
        lines = [self._edition.purpose, "", *(_(line) for line in INSTRUCTIONS)]
        for at, text in enumerate(lines, start=1):
            self._text(page, at, 0, text, "words")

    def _head(self, page: Worksheet, countries: str) -> None:
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 60)
        page.set_column(2, 2, 16)
        self._headings(page, FORM_COLUMNS, ("value",))
        form = self._form
        country = choices("country")[form.country_iso3] if form else ""
        said = {
            "questionnaire": self._edition.questionnaire_id, "edition": str(self._edition.edition), "country": country,
            "year": str(form.year) if form else "", "filled_by": form.filled_by if form else "",
        }  # fmt: skip
        for at, (name, words) in enumerate(FIELDS.items(), start=1):
            self._text(page, at, 0, _(words), "locked")
            self._text(page, at, 1, said[name], "locked" if name in GIVEN else "answer")
            self._text(page, at, 2, name, "grey")
        rule = {"validate": "list", "source": countries, "error_message": _("Please choose from the list.")}
        page.data_validation(3, 1, 3, 1, rule)
        year = {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR,
                "error_message": _("Write a year of four digits.")}  # fmt: skip
        page.data_validation(4, 1, 4, 1, year)

    def _questions(self, page: Worksheet, ranges: Mapping[str, str]) -> None:
        page.freeze_panes(1, 2)
        for place, name in enumerate(QUESTION_COLUMNS):
            page.set_column(place, place, WIDTHS[name])
        self._headings(page, QUESTION_COLUMNS, WRITABLE)
        places = {name: place for place, name in enumerate(QUESTION_COLUMNS)}
        given = {one.question_id: one for one in self._form.answers} if self._form else {}
        for at, one in enumerate(self._edition.questions, start=1):
            told = given.get(one.question_id)
            self._asked(page, at, places, one)
            self._given(page, at, places, one, told)
            state = {"validate": "list", "source": ranges["state"], "error_message": _("Please choose from the list.")}
            page.data_validation(at, places["state"], at, places["state"], state)
            rule = _rule(one, ranges)
            if rule:
                page.data_validation(at, places["answer"], at, places["answer"], rule)

    def _asked(self, page: Worksheet, at: int, places: Mapping[str, int], one: Question) -> None:
        words = "\n".join(part for part in (_marked(one), one.help) if part)
        listed = "\n".join(one.choices)
        said = {"question_id": one.question_id, "question": words, "kind": question_kind_name(one.kind), "unit": one.unit,
                "choices": listed[:LONGEST_LIST]}  # fmt: skip
        for name, text in said.items():
            self._text(page, at, places[name], text, "locked")

    def _given(self, page: Worksheet, at: int, places: Mapping[str, int], one: Question, told: Answer | None) -> None:
        state = answer_state_name(told.state) if told and told.state in (NOT_KNOWN, NOT_APPLICABLE) else ""
        if told and told.number is not None and written_alike(told):
            page.write_number(at, places["answer"], told.number, self._formats["number"])
        else:
            look = "number" if one.kind == "number" and told is None else "answer"
            self._text(page, at, places["answer"], told.words if told else "", look)
        self._text(page, at, places["state"], state, "answer")
        self._text(page, at, places["note"], told.note if told else "", "answer")

    def _headings(self, page: Worksheet, columns: Mapping[str, str], writable: Sequence[str]) -> None:
        page.set_row(0, 34)
        for place, name in enumerate(columns):
            title, small = heading(columns, name).split("\n")
            look = "needed" if name in writable else "heading"
            page.write_rich_string(
                0, place, self._formats[f"bold_{look}"], title, self._formats[f"small_{look}"], "\n" + small, self._formats[look]
            )  # fmt: skip

    def _lists(self, page: Worksheet) -> dict[str, str]:
        """Every list in a column of its own; the ranges by name: country, state, and of each choice its question_id."""
        listed = {
            "country": list(choices("country").values()),
            "state": [answer_state_name(NOT_KNOWN), answer_state_name(NOT_APPLICABLE)],
        }
        listed |= {one.question_id: list(one.choices) for one in self._edition.questions if one.kind == "choice"}
        titles = {"country": _("Country"), "state": _(QUESTION_COLUMNS["state"])}
        ranges = {}
        for place, (name, words) in enumerate(listed.items()):
            page.set_column(place, place, 34)
            self._text(page, 0, place, titles.get(name, name), "heading")
            for at, word in enumerate(words, start=1):
                self._text(page, at, place, word, "locked")
            column, sheet = xl_col_to_name(place), page.get_name().replace("'", "''")
            ranges[name] = f"='{sheet}'!${column}$2:${column}${len(words) + 1}"
        return ranges

    def _text(self, page: Worksheet, at: int, place: int, text: str, look: str) -> None:
        kept = clean(text) or ""
        if kept:
            page.write_string(at, place, fitting(kept, at, place), self._formats[look])
        else:
            page.write_blank(at, place, None, self._formats[look])


def _marked(one: Question) -> str:
    return _("{question} (please do not leave this empty)", question=one.words) if one.required else one.words


def _rule(one: Question, ranges: Mapping[str, str]) -> dict[str, object] | None:
    if one.kind == "choice":
        return {
            "validate": "list",
            "source": ranges[one.question_id],
            "error_message": _("Please choose from the list."),
        }
    if one.kind == "number":
        words = _("Write a number in {unit}. If it is not known, choose so in the next column.", unit=one.unit)
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1e300,
            "maximum": 1e300,
            "error_message": words[:255],
        }
    return None


def written_alike(told: Answer) -> bool:
    """Whether a cell that holds the number is read back as the words of the answer; else the words are written."""
    value = told.number
    if value is None or float(f"{value:.16G}") != value:
        return False
    return told.words == (str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value))


def file_name(edition: Edition, form: Form | None) -> str:
    """A name for the file that says what is in it."""
    whose = f"-{form.country_iso3}-{form.year}" if form else ""
    return f"{edition.questionnaire_id}-{edition.edition}{whose}.xlsx"


_HEAD = {"valign": "top", "text_wrap": True, "bottom": 1}
_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "words": {"text_wrap": True, "valign": "top"},
    "locked": {"text_wrap": True, "valign": "top", "font_color": "#1B2733", "num_format": "@"},
    "answer": {"text_wrap": True, "valign": "top", "num_format": "@", "locked": False, "bg_color": "#FFFDF2", "border": 1,
               "border_color": "#C3CAD0"},
    "number": {"valign": "top", "locked": False, "bg_color": "#FFFDF2", "border": 1, "border_color": "#C3CAD0"},
    "grey": {"font_color": "#6B7680"},
    "needed": {"bg_color": "#1F4E79"} | _HEAD,
    "bold_needed": {"bold": True, "font_color": "#FFFFFF"},
    "small_needed": {"font_size": 8, "font_color": "#D6E4F0"},
    "heading": {"bg_color": "#EEF1F4"} | _HEAD,
    "bold_heading": {"bold": True, "font_color": "#1B2733"},
    "small_heading": {"font_size": 8, "font_color": "#6B7680"},
}  # fmt: skip
