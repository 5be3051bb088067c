"""The empty workbook: what a person gets who is asked to fill in seizures."""

import openpyxl
import pytest

from monitoring.exports.template import write_linked, write_template
from monitoring.language import LANGUAGES, RIGHT_TO_LEFT, use_language
from monitoring.vocabulary.choices import CHOICES, choice, choices
from monitoring.vocabulary.lookup import lookups
from monitoring.vocabulary.template import LINK, SEIZURES, SHEETS, column_of

FORM = [sheet for sheet in SHEETS if not sheet.record]


@pytest.fixture(scope="module", params=LANGUAGES)
def form(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    with use_language(request.param):
        write_template(path)
    return openpyxl.load_workbook(path), request.param


def test_each_sheet_has_its_columns_under_their_own_names_and_no_row(form):
    book, _language = form
    for page, sheet in zip(book.worksheets[1:], FORM):
        headings = [cell.value for cell in page[1]]
        assert [column_of(heading, sheet) for heading in headings] == [c.name for c in sheet.columns if not c.record]
        assert all(cell.value is None for row in page.iter_rows(min_row=2) for cell in row)
        assert page.freeze_panes == "B2"
        assert bool(page.sheet_view.rightToLeft) == (form[1] in RIGHT_TO_LEFT)


def test_every_coded_column_has_a_list_of_words_that_are_read_back(form):
    book, language = form
    names = {name: said.attr_text for name, said in book.defined_names.items()}
    for page, sheet in zip(book.worksheets[1:], FORM):
        shown = [column for column in sheet.columns if not column.record]
        lists = {
            str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1
            for rule in page.data_validations.dataValidation if rule.type == "list"
        }  # fmt: skip
        coded = [column for column in shown if column.kind == "code" and column.choices != LINK]
        for column in coded:
            letter = openpyxl.utils.get_column_letter(shown.index(column) + 1)
            where = names[lists[letter]]
            place, cells = where.rsplit("!", 1)
            words = [row[0].value for row in book[place.strip("'")][cells.replace("$", "")]]
            with use_language(language):
                assert words == list(choices(column.choices).values())


def test_rows_of_other_sheets_choose_their_seizure_from_the_sheet_seizures(form):
    book, _language = form
    for page in book.worksheets[2:5]:
        rule = next(r for r in page.data_validations.dataValidation if str(r.sqref).startswith("A2"))
        assert rule.formula1.startswith(f"'{book.worksheets[1].title}'!$A$2")


def test_dates_and_references_are_text_cells_so_that_excel_makes_no_day_of_a_month(form):
    page = form[0].worksheets[1]
    styled = {
        at: said.number_format for said in page.column_dimensions.values() for at in range(said.min, said.max + 1)
    }
    assert styled[1] == styled[2] == "@"


def test_the_guide_says_of_every_column_what_it_means_and_what_empty_means(form):
    guide = form[0].worksheets[6]
    rows = [[cell.value for cell in row] for row in guide.iter_rows(min_row=2)]
    assert [row[2] for row in rows] == [c.name for sheet in FORM for c in sheet.columns if not c.record]
    assert all(row[3] and row[5] for row in rows)


def test_headings_are_told_apart_by_name_by_title_and_in_every_language():
    for sheet in SHEETS:
        for column in sheet.columns:
            for language in LANGUAGES:
                with use_language(language):
                    assert column_of(column.heading(), sheet) == column.name
            assert column_of(column.name, sheet) == column.name
            assert column_of(column.title.upper(), sheet) == column.name
    assert column_of("Colour", SEIZURES) is None


def test_every_word_of_every_list_is_understood_in_every_language():
    for language in LANGUAGES:
        with use_language(language):
            for name in CHOICES:
                for code, words in choices(name).items():
                    assert choice(name, words) == code, (language, name, words)
                    assert choice(name, code) == code
    assert choice("mode", "teleport") is None
    assert choice("country", "Nowhere (XYZ)") is None


def test_the_units_of_the_list_are_words_that_the_table_of_units_knows():
    known = lookups()
    for language in LANGUAGES:
        with use_language(language):
            for code, word in choices("unit").items():
                assert known.find("unit", word) == code


def test_a_workbook_can_be_filled_with_nothing(tmp_path, make_frame, about_of):
    write_linked({}, about_of(make_frame()), tmp_path / "empty.xlsx")
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    assert [cell.value.splitlines()[-1] for cell in book.worksheets[1][1]] == [c.name for c in SEIZURES.columns]
