"""Questionnaires in the record: editions, answers of a country and year, two tabs, two answers, and the way back."""

from dataclasses import replace

import pytest

from monitoring.errors import EditError
from monitoring.store.answers import answers, file_of, form_of, save_answers
from monitoring.store.answers import newest as newest_form
from monitoring.store.imports import undo_import
from monitoring.store.questionnaires import (
    Head,
    editions,
    history,
    newest,
    questionnaires,
    questions,
    save_questionnaire,
    set_state,
)
from monitoring.store.versions import current_version
from monitoring.vocabulary.questions import Answer, Form, Question

NAME = "financial-flows"
HEAD = Head(NAME, "Financial flows", "To compare laws", "2", "a letter")
CHOICE = Question("", "choice", "Is there a financial intelligence unit?", choices=("Yes", "No"), required=True)
AMOUNT = Question("", "number", "Assets frozen", unit="USD")
LAW = Question("", "text", "Which law?")
PAPER = Question("", "file", "The law itself")


def seen(engine):
    with engine.connect() as db:
        return newest(db, NAME)


def save(engine, *asked, head=HEAD, at=None):
    return save_questionnaire(engine, head, asked, "as agreed", "me", seen(engine) if at is None else at)


def to(engine, state, edition=1):
    return set_state(engine, NAME, edition, state, "as agreed", "me", seen(engine))


def asked_in(engine, edition=1):
    with engine.connect() as db:
        return editions(db)[NAME, edition].questions


def form(*given, country="TJK", year=2024, edition=1, by="the ministry"):
    return Form(NAME, edition, country, year, by, given)


def fill(engine, *given, seen=None, **more):
    return save_answers(engine, form(*given, **more), "it came by letter", "me", seen)


def stands(engine, edition=1, version=None):
    with engine.connect() as db:
        found = answers(db, NAME, version)
    found = found[found["edition"] == edition]
    return {(row.country_iso3, row.year, row.question_id): (row.state, row.words) for row in found.itertuples()}


def version(engine):
    with engine.connect() as db:
        return current_version(db)


YES, NO = (Answer("q1", "answered", word) for word in ("Yes", "No"))
FROZEN = Answer("q2", "answered", "1250.50", 1250.5)


@pytest.fixture
def open_one(engine):
    save(engine, CHOICE, AMOUNT, LAW, PAPER)
    to(engine, "open")
    return engine


def test_an_empty_record_gives_frames_of_the_same_shape(db):
    assert questionnaires(db).empty and questions(db).empty and answers(db, NAME).empty and history(db, NAME).empty
    assert {"title", "state", "batch"} <= set(questionnaires(db)) and {"words", "state"} <= set(answers(db, NAME))


def test_questions_get_names_of_their_own_in_their_order(open_one):
    found = asked_in(open_one)
    assert [one.question_id for one in found] == ["q1", "q2", "q3", "q4"]
    assert found[0] == replace(CHOICE, question_id="q1") and found[1].unit == "USD"


def test_an_edition_that_nobody_answered_is_rewritten_and_names_are_never_used_twice(open_one):
    one, two, *_others = asked_in(open_one)
    saved = save(open_one, two, one, replace(LAW, words="And which decree?"))
    assert saved.edition == 1
    assert [each.question_id for each in asked_in(open_one)] == ["q2", "q1", "q5"]  # q3 and q4 once were others


def test_other_questions_after_an_answer_make_the_next_edition_and_leave_the_answered_one(open_one):
    before = asked_in(open_one)
    fill(open_one, YES)
    saved = save(open_one, before[0], LAW)
    assert saved.edition == 2 and asked_in(open_one) == before
    assert [each.question_id for each in asked_in(open_one, 2)] == ["q1", "q5"]
    with open_one.connect() as db:
        states = questionnaires(db).set_index("edition")["state"].to_dict()
    assert states == {1: "open", 2: "draft"} and stands(open_one) == {("TJK", 2024, "q1"): ("answered", "Yes")}


def test_another_title_makes_no_edition(open_one):
    fill(open_one, YES)
    assert save(open_one, *asked_in(open_one), head=replace(HEAD, title="Flows")).edition == 1
    with open_one.connect() as db:
        assert questionnaires(db)["title"].tolist() == ["Flows"]


def test_a_number_of_an_edition_that_was_taken_back_is_not_given_again(open_one):
    fill(open_one, YES)
    second = save(open_one, LAW)
    undo_import(open_one, second.batch, "me", "wrong")
    assert save(open_one, LAW).edition == 3


def test_the_second_of_two_tabs_is_told_and_nothing_is_written(open_one):
    opened = seen(open_one)
    save(open_one, CHOICE, at=opened)
    before = version(open_one)
    with pytest.raises(EditError, match="Somebody changed this questionnaire"):
        save(open_one, LAW, at=opened)
    assert version(open_one) == before
    with pytest.raises(EditError, match="of the name financial-flows already"):
        save(open_one, LAW, at=0)


@pytest.mark.parametrize(
    ("question", "remedy"),
    [
        (replace(AMOUNT, unit=" "), "needs its unit"),
        (replace(CHOICE, choices=("Yes",)), "from 2 to"),
        (replace(CHOICE, choices=("Yes", "Yes")), "different answers"),
        (replace(LAW, words=" "), "Write the question"),
        (replace(LAW, kind="essay"), "what kind"),
        (replace(LAW, words="x" * 2001), "shorter"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused_at_its_place(engine, question, remedy):
    with pytest.raises(EditError, match=remedy) as refused:
        save(engine, LAW, question)
    assert refused.value.field == "question-2" and version(engine) is None


@pytest.mark.parametrize(
    ("different", "field"),
    [({"title": " "}, "title"), ({"pillars": "5"}, "pillars"), ({"questionnaire_id": "Bad Name"}, "name")],
)
def test_what_is_said_of_a_questionnaire_is_checked(engine, different, field):
    with pytest.raises(EditError) as refused:
        save_questionnaire(engine, replace(HEAD, **different), [LAW], "why", "me", 0)
    assert refused.value.field == field


def test_a_question_of_nobody_is_refused(open_one):
    with pytest.raises(EditError, match="no question q9"):
        save(open_one, replace(LAW, question_id="q9"))


def test_an_answered_question_keeps_its_kind(open_one):
    fill(open_one, YES)
    with pytest.raises(EditError, match="answered as “Choice”"):
        save(open_one, replace(LAW, question_id="q1"))


def test_answers_need_an_open_edition_and_opening_needs_a_question(engine):
    save(engine)
    with pytest.raises(EditError, match="no question to answer"):
        to(engine, "open")
    save(engine, CHOICE)
    with pytest.raises(EditError, match="not open"):
        fill(engine, YES)
    to(engine, "open")
    assert fill(engine, YES).new == 1
    with pytest.raises(EditError, match="Close it instead"):
        to(engine, "draft")
    to(engine, "closed")
    with pytest.raises(EditError, match="not open"):
        fill(engine, NO)
    assert fill(engine, YES).batch is None  # what the record holds already is no news


def test_a_form_is_one_change_and_the_rows_before_retire(open_one):
    first = fill(open_one, YES, FROZEN, Answer("q3", "not_known", note="asked in vain"))
    before = version(open_one)
    second = fill(open_one, NO, Answer("q3", "not_known", note="asked in vain"), seen=form_seen(open_one))
    assert (second.new, second.changed, second.gone) == (0, 1, 1) and second.version != first.version
    found = stands(open_one)
    assert (
        found["TJK", 2024, "q1"] == ("answered", "No")
        and found["TJK", 2024, "q3"][0] == "not_known"
        and len(found) == 2
    )
    assert len(stands(open_one, version=before.number)) == 3


def form_seen(engine):
    with engine.connect() as db:
        return newest_form(db, NAME, 1, "TJK", 2024)


def test_the_same_form_again_changes_nothing(open_one):
    fill(open_one, YES, FROZEN)
    before = version(open_one)
    again = fill(open_one, YES, FROZEN)
    assert again.batch is None and again.version == before.id and version(open_one) == before


def test_the_second_of_two_who_fill_in_one_form_is_told(open_one):
    opened = form_seen(open_one)
    fill(open_one, YES, seen=opened)
    with pytest.raises(EditError, match="Somebody filled in this form"):
        fill(open_one, NO, seen=opened)
    assert stands(open_one)["TJK", 2024, "q1"][1] == "Yes"
    assert fill(open_one, NO, seen=form_seen(open_one)).changed == 1


def test_two_answers_for_one_question_are_refused_with_its_name(open_one):
    with pytest.raises(EditError, match="question q1 has two answers") as refused:
        fill(open_one, YES, NO)
    assert refused.value.field == "q1" and stands(open_one) == {}


@pytest.mark.parametrize(
    "wrong",
    [Answer("q1", "answered", "Perhaps"), Answer("q2", "answered", "much"), Answer("q3", "answered", "law", 3.0),
     Answer("q3", "not_known", "law"), Answer("q3", "answered"), Answer("q3", "unsure"), Answer("q9", "answered", "x")],
)  # fmt: skip
def test_an_answer_that_does_not_fit_its_question_is_refused(open_one, wrong):
    with pytest.raises(EditError) as refused:
        fill(open_one, wrong)
    assert refused.value.field == wrong.question_id and stands(open_one) == {}


@pytest.mark.parametrize(
    ("more", "field"), [({"country": "XXX"}, "country"), ({"year": 24}, "year"), ({"by": " "}, "filled_by")]
)
def test_a_form_says_whose_it_is(open_one, more, field):
    with pytest.raises(EditError) as refused:
        fill(open_one, YES, **more)
    assert refused.value.field == field


def test_a_form_is_taken_back_and_the_one_before_stands_again(open_one):
    fill(open_one, YES)
    before = version(open_one)
    second = fill(open_one, NO, FROZEN)
    assert undo_import(open_one, second.batch, "me", "wrong").id == before.id
    assert stands(open_one) == {("TJK", 2024, "q1"): ("answered", "Yes")}


def test_an_older_form_that_is_taken_back_does_not_bring_back_what_it_replaced(open_one):
    fill(open_one, YES)
    second = fill(open_one, NO)
    third = fill(open_one, NO, FROZEN)
    undo_import(open_one, second.batch, "me", "wrong")
    assert len(stands(open_one)) == 2
    undo_import(open_one, third.batch, "me", "wrong")
    assert stands(open_one) == {("TJK", 2024, "q1"): ("answered", "Yes")}


def test_countries_and_years_stand_beside_each_other(open_one):
    for country, year in (("TJK", 2024), ("TJK", 2025), ("UZB", 2024)):
        fill(open_one, YES, country=country, year=year)
    assert set(stands(open_one)) == {("TJK", 2024, "q1"), ("TJK", 2025, "q1"), ("UZB", 2024, "q1")}


def test_a_file_is_kept_as_bytes_and_stays_when_a_form_only_names_it(open_one):
    fill(open_one, Answer("q4", "answered", "law.pdf", file=b"%PDF"))
    assert fill(open_one, Answer("q4", "answered", "law.pdf"), YES).new == 1
    with open_one.connect() as db:
        frame = answers(db, NAME)
        kept = frame[frame["attached"]]
        assert file_of(db, int(kept["answer"].iloc[0])) == ("law.pdf", b"%PDF")
        assert form_of(db, NAME, 1, "TJK", 2024).answers[-1].file == b"%PDF"
    fill(open_one, Answer("q4", "answered", "other.pdf"))
    with open_one.connect() as db:
        assert not answers(db, NAME)["attached"].any()


def test_the_history_names_every_change_and_what_was_taken_back(open_one):
    done = fill(open_one, YES)
    undo_import(open_one, done.batch, "me", "wrong")
    with open_one.connect() as db:
        found = history(db, NAME)
    assert found["action"].tolist() == ["answers", "open", "questionnaire"]
    assert found["state"].tolist() == ["reversed", "current", "current"]
    assert (found["country_iso3"][0], found["year"][0], found["reason"][0]) == ("TJK", 2024, "it came by letter")
