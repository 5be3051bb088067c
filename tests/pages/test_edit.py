"""`/edit`: the callbacks as functions, on a real record."""

import json

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from monitoring.components.editing.section import say_wrong, section
from monitoring.components.editing.values import form_values
from monitoring.components.record import read_record
from monitoring.pages import edit
from monitoring.store.review import open_objections

NAME = "afg-20100108-kandahar"
NEW = {
    "seizures": [{"date": "2021-09-17", "country": "Tajikistan (TJK)", "place": "Dushanbe"}],
    "drugs": [{"drug": "Heroin", "quantity": "38.5", "unit": "kg"}],
}  # fmt: skip


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


def do(act, name=NAME, **more):
    path = "/edit" + (f"/{name}" if name else "")
    return edit.do(wish={"act": act, **more}, search="", pathname=path)


def saved(**cells):
    record = read_record(NAME)
    form = form_values(record)
    form["seizures"][0] |= cells
    return do("save", form=form, reason="a letter", seen=str(record.seizure["row_id"]))


def test_a_new_seizure_has_its_page(on_copy):
    answer = do("save", None, form=NEW, reason="the ministry's report")
    assert answer["pathname"].startswith("/seizure/by_hand/") and answer["problems"] == {}
    record = read_record(answer["pathname"].removeprefix("/seizure/"))
    assert record.seizure["place_reported"] == "Dushanbe" and record.items[0]["mass_kg"] == 38.5


def test_a_correction_is_saved_shown_in_the_history_and_taken_back(on_copy):
    before = read_record(NAME).seizure["agency"]
    assert saved(agency="customs of a made land")["pathname"] == f"/seizure/{NAME}"
    assert read_record(NAME).seizure["agency"] == "customs of a made land"
    page = words(edit.layout("", NAME))
    assert "customs of a made land" in page and "a letter" in page and '"data-edit-act": "undo"' in page
    number = page.partition('"data-name": "')[2].partition('"')[0]
    assert do("undo")["pathname"] is no_update, "no number, nothing done"
    answer = edit.do(wish={"act": "undo", "name": number}, search="", pathname=f"/edit/{NAME}")
    assert answer["pathname"] == f"/seizure/{NAME}" and read_record(NAME).seizure["agency"] == before


def test_what_is_wrong_is_said_at_its_field_and_nothing_changes(on_copy):
    answer = saved(date="2021-02-30", lon="9")
    assert "seizures.0.date" in answer["problems"]
    assert answer["pathname"] is no_update and "data-problem" in words(answer["said"])


def test_without_a_reason_nothing_is_saved(on_copy):
    answer = do("save", None, form=NEW, reason=" ")
    assert set(answer["problems"]) == {"save-reason"} and answer["pathname"] is no_update


def test_a_form_older_than_the_record_is_refused(on_copy):
    old = str(read_record(NAME).seizure["row_id"])
    saved(agency="one")
    form = form_values(read_record(NAME))
    form["seizures"][0]["agency"] = "two"
    assert "after you opened it" in words(do("save", form=form, reason="r", seen=old)["said"])
    assert read_record(NAME).seizure["agency"] == "one"


def test_a_seizure_taken_out_leaves_its_history_and_the_way_back(on_copy):
    answer = do("retire", reason="invented")
    assert answer["problems"] == {"reload": "1"} and read_record(NAME) is None
    assert edit.exists(NAME) and '"data-edit-act": "undo"' in words(edit.layout("", NAME))


def test_the_other_record_of_a_merge_must_exist(on_copy):
    answer = edit.do(wish={"act": "merge", "name": "none", "reason": "r"}, search="", pathname=f"/edit/{NAME}")
    assert set(answer["problems"]) == {"other"}
    answer = edit.do(
        wish={"act": "merge", "name": "afg-20090605-sangin", "reason": "r"}, search="", pathname=f"/edit/{NAME}"
    )
    assert (
        answer["pathname"] == f"/seizure/{NAME}" and read_record("afg-20090605-sangin").seizure["duplicate_of"] == NAME
    )


def test_an_objection_from_the_page_of_a_record_stands_in_the_queue(on_copy):
    answer = say_wrong(wish={"reason": "The year is 2019."}, search="", pathname=f"/seizure/{NAME}")
    assert "review queue" in words(answer["said"])
    with on_copy.connect() as db:
        assert list(open_objections(db, "public")["seizure_id"]) == [NAME]


def test_served_to_others_nothing_can_be_changed_and_nobody_is_named(off_loopback):
    answers = [do("save", None, form=NEW, reason="r"), do("retire", reason="r"), do("undo"), do("merge", reason="r")]
    assert all(
        "until there are accounts" in words(answer["said"]) and answer["pathname"] is no_update for answer in answers
    )
    assert "until there are accounts" in words(
        say_wrong(wish={"reason": "x"}, search="", pathname=f"/seizure/{NAME}")["said"]
    )
    assert "data-at" not in words(edit.layout("", NAME)) and "Correct this record" not in words(section(NAME, ""))
    assert " · root" not in words(section(NAME, ""))


@pytest.mark.parametrize("wish", [None, 3, [], "x"])
def test_what_is_no_wish_does_nothing(on_copy, wish):
    assert set(edit.do(wish=wish, search="", pathname="/edit").values()) == {no_update}


@pytest.mark.parametrize(
    "wish", [{}, {"act": "x"}, {"act": ["save"]}, {"act": "save", "form": 3}, {"act": "undo", "name": "9" * 40}]
)
def test_a_wish_that_nobody_understands_is_refused_in_words(on_copy, wish):
    assert edit.do(wish=wish, search="", pathname="/edit")["pathname"] is no_update
