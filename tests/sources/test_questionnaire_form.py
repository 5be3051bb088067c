"""A questionnaire goes out as a workbook and comes back: any answers come back as they went, and every fault is named."""

import tempfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.exports.questionnaire_form import write_form
from monitoring.language import use_language
from monitoring.sources.files.opened import open_file
from monitoring.sources.questionnaire_form.read import read_form, recognise
from monitoring.vocabulary.countries import COUNTRIES
from monitoring.vocabulary.questions import Answer, Edition, Form, Question, answer_of

from .opening import opened_sheets

QUESTIONS = (
    Question("q1", "choice", "Is there a financial intelligence unit?", "As of December.", "", ("Yes", "No, not yet"), True),
    Question("q2", "number", "Assets frozen", unit="USD"),
    Question("q3", "text", "=1+1 is the law"),
    Question("q7", "file", "The law itself"),
)  # fmt: skip
EDITION = Edition("flows", 2, "Financial flows", "open", QUESTIONS, "To compare laws")
KNOWN = {("flows", 2): EDITION}
FULL = Form(
    "flows", 2, "TJK", 2024, "The ministry",
    (Answer("q1", "answered", "No, not yet", note="soon"), Answer("q2", "answered", "1250.5", 1250.5),
     Answer("q3", "not_known"), Answer("q7", "answered", "law.pdf")),
)  # fmt: skip


def written(folder, form=None, edition=EDITION):
    path = Path(folder) / "form.xlsx"
    write_form(edition, form, path)
    return path


def read(path, known=KNOWN):
    with tempfile.TemporaryDirectory() as work:
        opened = open_file(path, Path(work))
        return read_form(opened, recognise(opened), known)


def changed(folder, sheet, **different):
    """What a filled form says with other cells: changed(folder, "Questions", F2="x")."""
    path = written(folder, FULL)
    book = openpyxl.load_workbook(path)
    for place, value in different.items():
        book[sheet][place] = value
    book.save(path)
    return read(path)


def test_a_form_comes_back_as_it_went(tmp_path):
    found = read(written(tmp_path, FULL))
    assert found.problems == () and found.form == FULL and (found.rows, found.unanswered) == (4, ())


def test_the_same_answers_are_the_same_file(tmp_path):
    first = written(tmp_path, FULL).read_bytes()
    assert written(tmp_path, read(tmp_path / "form.xlsx").form).read_bytes() == first


def test_an_empty_form_has_the_lists_and_locks_what_is_not_to_be_changed(tmp_path):
    path = written(tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Instructions", "Form", "Questions", "Lists"]
    page = book["Questions"]
    assert page.protection.sheet and page["A2"].protection.locked and not page["F2"].protection.locked
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    assert rules["F2"].type == "list" and rules["F3"].type == "decimal" and "G2" in rules
    assert [book["Lists"][place].value for place in ("C2", "C3")] == ["Yes", "No, not yet"]
    found = read(path)
    reasons = [str(problem) for problem in found.problems]
    assert found.form is None and any("Country: is empty" in one for one in reasons) and len(reasons) == 3


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    hostile = Answer("q7", "answered", '=HYPERLINK("https://example.org")', note="+cmd|' /C calc'!A0")
    path = written(tmp_path, replace(FULL, answers=(hostile,)))
    page = openpyxl.load_workbook(path)["Questions"]
    assert page["C4"].data_type == page["F5"].data_type == page["H5"].data_type == page["B4"].data_type == "s"
    assert read(path).form.answers == (hostile,)


def test_a_form_in_arabic_is_read_in_any_language(tmp_path):
    with use_language("ar"):
        path = written(tmp_path, FULL)
    assert read(path).form == FULL


@pytest.mark.parametrize(
    ("sheet", "different", "where", "remedy"),
    [
        ("Form", {"B2": "other"}, "row 2, column Questionnaire", "there are: flows"),
        ("Form", {"B3": "7"}, "row 3, column Edition", "there are: 2"),
        ("Form", {"B3": "two"}, "row 3, column Edition", "Download the form"),
        ("Form", {"B4": "Utopia"}, "row 4, column Country", "choose it from the list"),
        ("Form", {"B4": None}, "row 4, column Country", "choose the country"),
        ("Form", {"B5": "24"}, "row 5, column Year", "four digits"),
        ("Form", {"B5": 3024}, "row 5, column Year", "four digits"),
        ("Form", {"B6": None}, "row 6, column Filled in by", "who filled it in"),
        ("Form", {"C6": "year"}, "row 6", "keep one row"),
        ("Questions", {"F3": "much"}, "row 3, column Answer", "write digits only"),
        ("Questions", {"F3": "1,250"}, "row 3, column Answer", "with a point"),
        ("Questions", {"F2": "Perhaps"}, "row 2, column Answer", "take one of: Yes; No, not yet"),
        ("Questions", {"G2": "Not known"}, "row 2, column Answer", "keep one of them"),
        ("Questions", {"G4": "unsure"}, "row 4, column Not known or not applicable", "choose from the list"),
        ("Questions", {"A3": "q1"}, "row 3, column No.", "row 2 too"),
        ("Questions", {"A3": "q9"}, "row 3, column No.", "no question of edition 2"),
        ("Questions", {"A3": None}, "row 3, column No.", "has no number of a question"),
        ("Questions", {"B2": "Is there a bank?"}, "row 2, column Question", "another question than was sent"),
        ("Questions", {"G4": None, "H4": "see annex"}, "row 4, column Answer", "note without an answer"),
    ],
)  # fmt: skip
def test_every_fault_names_sheet_row_column_and_remedy(tmp_path, sheet, different, where, remedy):
    found = changed(tmp_path, sheet, **different)
    assert found.form is None
    assert any(f"Sheet {sheet}, {where}" in str(one) and remedy in str(one) for one in found.problems), found.problems


def test_all_faults_are_named_at_once(tmp_path):
    assert len(changed(tmp_path, "Questions", F2="Perhaps", F3="much", G4="unsure").problems) == 3


@pytest.mark.parametrize("sheet", ["Form", "Questions"])
def test_a_sheet_that_is_missing_is_named(tmp_path, sheet):
    path = written(tmp_path, FULL)
    book = openpyxl.load_workbook(path)
    del book[sheet]
    book.save(path)
    (problem,) = read(path).problems
    assert str(problem).startswith(f"Sheet {sheet}: this sheet is missing")


def test_a_form_without_an_answer_is_no_form(tmp_path):
    found = changed(tmp_path, "Questions", F2=None, H2=None, F3=None, G4=None, F5=None)
    assert "nothing is answered" in str(found.problems[0])


def test_a_required_question_that_is_left_empty_is_named_and_refuses_nothing(tmp_path):
    found = changed(tmp_path, "Questions", F2=None, H2=None)
    assert found.unanswered == ("q1",) and len(found.form.answers) == 3


def test_sheets_that_were_renamed_and_columns_that_were_moved_are_read(tmp_path):
    path = written(tmp_path, FULL)
    book = openpyxl.load_workbook(path)
    book["Questions"].title, book["Form"].title = "Answers of ours", "Us"
    page = book["Answers of ours"]
    page.protection.sheet = False
    page.insert_cols(1)
    page["A1"] = "Ours"
    book.save(path)
    assert read(path).form == FULL


def test_a_table_with_alike_titles_is_no_form(tmp_path):
    opened = opened_sheets(tmp_path, {"a": [("No.", "Answer", "Not known or not applicable"), ("q1", "Yes", "")]})
    assert recognise(opened) is None


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(repr) | st.integers(-(10**18), 10**18).map(str)


def answers_to(question):
    said = {"choice": st.sampled_from(question.choices or ("",)), "number": NUMBERS}.get(question.kind, WORDS)
    note = WORDS | st.just("")
    known = st.builds(lambda text, note: (text, None, note), said, note)
    return known | st.builds(
        lambda state, note: ("", state, note), st.sampled_from(["not_known", "not_applicable"]), note
    )


@st.composite
def forms(draw):
    answers = []
    for question in QUESTIONS:
        said = draw(st.none() | answers_to(question))
        if said and (said[0].strip() or said[1]):
            try:
                answers.append(answer_of(question, *said))
            except ValueError:  # nothing but control characters, with a note
                continue
    kept = tuple(one for one in answers if one)
    return Form(
        "flows", 2, draw(st.sampled_from(sorted(COUNTRIES))), draw(st.integers(1990, 2100)), "The ministry", kept
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(forms().filter(lambda form: form.answers))
def test_any_answers_come_back_as_they_went(form):
    with tempfile.TemporaryDirectory() as folder:
        found = read(written(folder, form))
    assert found.problems == () and found.form == form
