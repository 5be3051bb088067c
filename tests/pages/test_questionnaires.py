"""`/questionnaires`: pages, forms and files of a questionnaire, as functions on a real record."""

import io
import json
import re

import openpyxl
import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from monitoring.components import questionnaire_actions as actions
from monitoring.components.current import data, engine
from monitoring.figures.questionnaires import classes
from monitoring.pages import questionnaires
from monitoring.store.answers import answers, form_of
from monitoring.store.imports import undo_import
from monitoring.store.questionnaires import editions

NAME = "tashkent-financial-flows"
PATH = f"/questionnaires/{NAME}"
HERE = {"Host": "127.0.0.1"}
BYTES = {**HERE, "Content-Type": "application/octet-stream"}
ASKED = [
    {"id": "", "kind": "choice", "words": "Is there a <b>unit</b>?", "choices": "Yes\nNo", "required": True},
    {"id": "", "kind": "number", "words": "Assets frozen", "unit": "USD"},
    {"id": "", "kind": "file", "words": "The law"},
]  # fmt: skip


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


def seen(path=PATH, search=""):
    found = questionnaires.ADDRESS.fullmatch(path)
    return questionnaires._content(search, found["name"], found["part"])[1]


def do(path=PATH, search="", **wish):
    wish = {"reason": "as agreed", "seen": seen(path, search)} | wish
    return questionnaires.do(wish=wish, search=search, pathname=path)


def design(asked=ASKED, path=f"{PATH}/design", **more):
    said = {"title": "Financial flows", "pillars": "2", "purpose": "", "source": ""}
    return do(path, act="design", questions=asked, **{**said, **more})


def fill(iso3="TJK", year=2024, **answers_given):
    search = f"?country={iso3}&year={year}"
    given = [{"id": name, "text": text, "state": "", "note": ""} for name, text in answers_given.items()]
    wish = {"act": "fill", "edition": 1, "country": iso3, "year": year, "filled_by": "An office", "answers": given}
    return do(f"{PATH}/answers", search, **wish)


@pytest.fixture
def open_one(on_copy):
    assert "Saved as edition 1" in words(design()["said"])
    assert "is open for answers" in words(do(act="open", edition="1")["said"])
    return on_copy


def held(iso3="TJK", year=2024):
    with engine().connect() as db:
        return form_of(db, NAME, 1, iso3, year)


def test_both_that_ship_are_drafts_without_a_question(on_copy):
    page = words(questionnaires.layout("", None, None))
    assert "Tashkent questionnaire on financial flows" in page and "Request for key priority issues" in page
    assert page.count("form-draft") == 2 and "Design a new questionnaire" in page
    one = words(questionnaires.layout("", NAME, None))
    assert "There is no question yet." in one and "was not seen" in one and "UN E/CN.7/2014/14 para 20" in one


def test_questions_are_designed_and_their_words_are_text_and_no_markup(open_one):
    page = words(questionnaires.layout("", NAME, None))
    assert "Is there a <b>unit</b>?" in page and "Import filled forms" in page and "No country has answered" in page
    form = next(part.data for part in questionnaires.layout("", NAME, "design").children[0].children
                if getattr(part, "id", "") == "questionnaire-html")  # fmt: skip
    assert "&lt;b&gt;unit" in form and "<b>unit" not in form


def test_what_is_wrong_with_a_question_is_said_at_its_place_and_nothing_is_lost(on_copy):
    before = data().version.id
    answer = design([*ASKED, {"id": "", "kind": "number", "words": "How much?"}])
    assert "needs its unit" in answer["problems"]["question-4"] and answer["content"] is no_update
    assert data().version.id == before


def test_a_new_questionnaire_gets_a_name_of_its_title_that_nobody_has(on_copy):
    for name in ("prices-of-2026", "prices-of-2026-2"):
        answer = design(path="/questionnaires/new", title="Prices of 2026")
        assert f"/questionnaires/{name}" in words(answer["said"])
        assert questionnaires.exists(name, "q1") and not questionnaires.exists(name, "q9")


def test_the_second_of_two_tabs_is_told_and_may_then_save(open_one):
    opened = seen(f"{PATH}/design")
    design([*ASKED[:1]], title="First")
    answer = design([*ASKED[:2]], title="Second", seen=opened)
    assert "Somebody changed this questionnaire" in words(answer["said"]) and answer["content"] is no_update
    assert "Saved as edition 1" in words(design([*ASKED[:2]], title="Second", seen=answer["seen"])["said"])


def test_answers_on_screen_make_the_counts_and_the_study(open_one):
    assert "Saved." in words(fill(q1="Yes", q2="1250.5")["said"])
    fill("UZB", q1="No")
    page = words(questionnaires.layout("", NAME, None))
    assert "2 countries answered for 2024." in page and "Of 2 countries" not in page
    study = words(questionnaires.layout("", NAME, "q2"))
    assert "Of 2 countries that sent a form: answered 1, not known 0, not applicable 0, empty 1." in study
    assert "1,250.5 USD" in study
    counts = words(questionnaires.layout("", NAME, "q1"))
    assert '"x": [1, 1]' in counts and "Countries by choice" in counts


def test_what_is_wrong_with_an_answer_is_said_at_its_question(open_one):
    answer = fill(q1="Yes", q2="1,5")
    assert "a comma can mean two things" in answer["problems"]["q2"] and held() is None
    assert "has two answers" not in words(answer)


def test_two_answers_for_one_question_are_refused_at_the_question(open_one):
    given = [{"id": "q1", "text": text, "state": "", "note": ""} for text in ("Yes", "No")]
    search = "?country=TJK&year=2024"
    answer = do(
        f"{PATH}/answers", search, act="fill", edition=1, country="TJK", year=2024, filled_by="x", answers=given
    )
    assert "q1 has two answers" in answer["problems"]["q1"] and held() is None


def test_the_second_who_fills_in_a_form_is_told_and_nothing_is_lost(open_one):
    opened = seen(f"{PATH}/answers", "?country=TJK&year=2024")
    fill(q1="Yes")
    search = "?country=TJK&year=2024"
    given = [{"id": "q1", "text": "No", "state": "", "note": ""}]
    wish = {"act": "fill", "edition": 1, "country": "TJK", "year": 2024, "filled_by": "x", "answers": given}
    answer = do(f"{PATH}/answers", search, **wish, seen=opened)
    assert "Somebody filled in this form" in words(answer["said"]) and answer["content"] is no_update
    assert held().answers[0].words == "Yes"
    assert "Saved." in words(do(f"{PATH}/answers", search, **wish, seen=answer["seen"])["said"])


def test_answers_are_taken_back_from_the_history(open_one):
    fill(q1="Yes")
    page = words(questionnaires.layout("", NAME, None))
    number = int(page.partition("import=")[2].partition("#")[0])
    undo_import(open_one, number, "me", "wrong")
    after = words(questionnaires.layout("", NAME, None))
    assert held() is None and "taken back" in after and "No country has answered" in after


def test_other_questions_after_an_answer_make_edition_two(open_one):
    fill(q1="Yes")
    form = words(questionnaires.layout("", NAME, "design"))
    assert "Other questions will make a new edition" in form
    asked = [{**ASKED[0], "id": "q1"}, {"id": "", "kind": "text", "words": "Which law?"}]
    assert "Saved as edition 2" in words(design(asked)["said"])
    page = words(questionnaires.layout("", NAME, None))
    assert "1 country answered for 2024." in page  # of edition 1, which is the open one
    assert "show=2" in page and "No country has answered this edition yet." in words(
        questionnaires.layout("?show=2", NAME, None)
    )


@pytest.mark.parametrize(
    "wish", [{"act": "burn"}, {"act": "open", "edition": "9"}, {"act": "fill", "edition": 1, "answers": 4}]
)
def test_a_wish_that_nobody_can_grant_is_refused_in_words(on_copy, wish):
    before = data().version.id
    assert "data-problem" in words(do(**wish)["said"]) and data().version.id == before


def test_before_anybody_asks_nothing_is_done(on_copy):
    assert set(questionnaires.do(wish=None, search="", pathname=PATH).values()) == {no_update}


def test_off_this_machine_everything_is_read_and_nothing_is_changed(off_loopback):
    for part in (None, "design", "answers"):
        page = words(questionnaires.layout("?country=TJK&year=2024", NAME, part))
        assert "data-questionnaire-act" not in page and "questionnaire-html" not in page
    answer = questionnaires.do(
        wish={"act": "design", "title": "x", "reason": "x", "questions": []}, search="", pathname=PATH
    )
    assert "at the machine that serves it only" in words(answer["said"])


@pytest.fixture
def here(open_one):
    from monitoring.server import create

    return create().server.test_client()


def workbook(client, **cells):
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{PATH}/form.xlsx?edition=1", headers=HERE).data))
    head = {"B4": "Tajikistan", "B5": 2024, "B6": "An office"}
    for place, value in head.items():
        book["Form"][place] = value
    for place, value in cells.items():
        book["Questions"][place] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def send(client, body, name="form.xlsx"):
    return client.post(f"/questionnaires/form?name={name}", data=body, headers=BYTES)


def test_a_filled_form_comes_in_and_goes_out_as_it_came(here):
    assert send(here, workbook(here, F2="Yes", F3=5)).status_code == 201
    link = f"{PATH}/form.xlsx?edition=1&country=TJK&year=2024"
    once = here.get(link, headers=HERE).data
    said = send(here, once)
    assert "nothing new" in said.json["said"] and here.get(link, headers=HERE).data == once


def test_the_faults_of_a_form_are_listed_with_their_cells(here):
    said = send(here, workbook(here, F2="Perhaps", G3="unsure"))
    assert said.status_code == 200 and len(said.json["faults"]) == 2 and held() is None
    assert "Sheet Questions, row 2, column Answer" in said.json["faults"][0]


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04nothing", b"a,b\n1,2\n"])
def test_what_is_no_form_is_refused_in_words(here, body):
    said = send(here, body, "form.csv" if b"," in body else "form.xlsx")
    assert said.status_code == 200 and said.json["faults"][0] and held() is None


def test_a_form_that_is_too_large_or_sent_otherwise_is_not_read(here):
    assert send(here, b"x" * (5 * actions.MB + 1)).status_code == 413
    other = {**HERE, "Content-Type": "text/html"}
    assert here.post("/questionnaires/form", data=b"x", headers=other).status_code == 415
    assert here.post("/questionnaires/attachment", data=b"x" * (2 * actions.MB + 1), headers=BYTES).status_code == 413


def test_what_was_attached_is_sent_as_bytes_to_be_saved_and_never_shown(here):
    token = here.post("/questionnaires/attachment?name=law.html", data=b"<script>", headers=BYTES).json["token"]
    search, given = "?country=TJK&year=2024", [{"id": "q3", "text": "law.html", "state": "", "note": "", "file": token}]
    do(f"{PATH}/answers", search, act="fill", edition=1, country="TJK", year=2024, filled_by="x", answers=given)
    with engine().connect() as db:
        number = int(answers(db, NAME)["answer"].iloc[0])
    sent = here.get(f"{PATH}/attachment/{number}", headers=HERE)
    assert sent.data == b"<script>" and sent.mimetype == "application/octet-stream"
    assert sent.headers["Content-Disposition"] == "attachment; filename*=UTF-8''law.html"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert here.get(f"{PATH}/attachment/{number + 1}", headers=HERE).status_code == 404


@pytest.mark.parametrize("token", ["../../etc/passwd", "0" * 32])
def test_a_file_that_nobody_put_by_is_not_read(open_one, token):
    given = [{"id": "q3", "text": "law.pdf", "state": "", "note": "", "file": token}]
    answer = do(f"{PATH}/answers", "?country=TJK&year=2024", act="fill", edition=1, country="TJK", year=2024, filled_by="x",
                answers=given)  # fmt: skip
    assert "attach it again" in answer["problems"]["q3"]


@pytest.mark.parametrize("asked", range(1, 13))
def test_the_classes_of_the_map_hold_every_count_once(asked):
    counts = [count for least, most in classes(asked) for count in range(least, most + 1)]
    assert counts == list(range(asked + 1))


@pytest.mark.parametrize(
    ("path", "status"),
    [("/questionnaires", 200), (PATH, 200), (f"{PATH}/design", 200), (f"{PATH}/q1", 404), ("/questionnaires/none", 404),
     ("/questionnaires/new", 200), (f"{PATH}/answers?year=x", 400), (f"{PATH}/form.xlsx?edition=7", 400)],
)  # fmt: skip
def test_an_address_has_the_status_that_fits_it(client, path, status):
    assert client.get(path, headers=HERE).status_code == status


def test_every_kind_of_question_can_be_designed(on_copy):
    text = {"id": "", "kind": "text", "words": "Which law?"}
    design([*ASKED, text])
    with engine().connect() as db:
        kinds = [one.kind for one in editions(db)[NAME, 1].questions]
    assert kinds == ["choice", "number", "file", "text"]
    assert re.search(r'"id": "questionnaire-form"', words(questionnaires.layout("", NAME, "design")))
