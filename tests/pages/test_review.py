"""`/data/review`: the callback as a function, on a real record with questions in it."""

import json
from datetime import datetime

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder
from sqlalchemy import insert, select

from monitoring.components.reviewing.cards import distance_km
from monitoring.pages import review
from monitoring.store.decisions import decisions
from monitoring.store.seizures import seizure_record
from monitoring.store.tables import doubt, import_batch, objection, open_place, suspected_duplicate, unknown_word
from tests.store.test_reapply import bring, made_block

PAIR = ("afg-20090605-sangin", "afg-20100108-kandahar")


@pytest.fixture
def asked(on_copy):
    """One question of every kind."""
    lines = [("Tajikistan", "white dust", "kg", "", "", ""), ("Tajikistan", "heroin", "kg", "", "", "Xyzzyville")]
    bring(on_copy, made_block(lines))
    with on_copy.begin() as db:
        of = {"batch_id": db.scalar(select(import_batch.c.id).order_by(import_batch.c.id.desc()))}
        db.execute(insert(unknown_word).values(**of, field="drug", word="white dust", count=1, rows=[2]))
        text = {"country_iso3": "TJK", "province": "", "place": "Xyzzyville", "outcome": "not_found", "candidates": []}
        db.execute(insert(open_place).values(**of, **text, count=1, rows=[3]))
        db.execute(insert(doubt).values(**of, sheet="S", row=2, value="3", field="quantity", text="too much"))
        pair = {"first_id": PAIR[0], "second_id": PAIR[1], "why": "near_amount", "score": 0.9}
        db.execute(insert(suspected_duplicate).values(**of, **pair))
        db.execute(
            insert(objection).values(seizure_id=PAIR[0], text="wrong", made_by="x", made_at=datetime(2026, 1, 1))
        )
    return on_copy


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


class Desk:
    """The page's callback with what the browser keeps between two calls."""

    def __init__(self):
        self.done, self.past = 0, []

    def do(self, act=None, search="", **more):
        wish = {"act": act, "number": self.done + 1, **more} if act else None
        answer = review.do(wish=wish, search=search, pathname=review.PATH, done=self.done, past=self.past)
        self.done, self.past = answer["done"], answer["past"]
        return answer


@pytest.mark.parametrize("queue", list(review.QUEUES))
def test_every_queue_shows_its_question_and_counts_it(asked, queue):
    answer = Desk().do(search=f"?queue={queue}")
    assert '"data-card"' in words(answer["cards"]) and answer["said"] is no_update
    assert words(answer["tabs"]).count('"1"') == len(review.QUEUES)


def test_a_word_is_decided_applied_and_both_are_taken_back(asked):
    desk = Desk()
    answer = desk.do("accept", key="word:drug:white dust", value="OPI-HER")
    assert "white dust" in words(answer["said"]) and "review-empty" in words(answer["cards"])
    assert "1 record says more" in words(desk.do("apply")["said"])
    with asked.connect() as db:
        assert seizure_record(db, "public", "made/0").items[0]["drug"] == "heroin"
    desk.do("undo")
    with asked.connect() as db:
        assert seizure_record(db, "public", "made/0").items[0]["drug"] == "other"
    answer = desk.do("undo")
    assert "white dust" in words(answer["cards"]) and desk.past == []
    assert "nothing to take back" in words(desk.do("undo")["said"])


def test_the_same_wish_is_not_done_twice(asked):
    desk = Desk()
    desk.do("none", key="word:drug:white dust")
    answer = review.do(
        wish={"act": "undo", "number": desk.done},
        search="?queue=places",
        pathname=review.PATH,
        done=desk.done,
        past=desk.past,
    )
    assert answer["said"] is no_update and len(answer["past"]) == 1, (
        "a change of the queue asks again with the last wish"
    )


def test_a_written_name_is_understood_and_a_written_nothing_refused(asked):
    desk = Desk()
    assert "no code" in words(desk.do("write", key="word:drug:white dust", value="blue moon")["said"])
    desk.do("write", key="word:drug:white dust", value="Heroin hydrochloride")
    with asked.connect() as db:
        assert list(decisions(db)["code"]) == ["OPI-HER"]


def test_a_place_is_decided_by_its_coordinates(asked):
    desk = Desk()
    desk.do("write", key="place:TJK||Xyzzyville", value="68.7, 38.5", search="?queue=places")
    assert "1 has a place now" in words(desk.do("apply")["said"])


def test_two_records_of_one_seizure_count_once_until_that_is_taken_back(asked):
    desk = Desk()
    desk.do("accept", key="pair:1", value="second", search="?queue=duplicates")
    with asked.connect() as db:
        assert seizure_record(db, "public", PAIR[0]).seizure["duplicate_of"] == PAIR[1]
    answer = desk.do("undo", search="?queue=duplicates")
    assert '"pair:1"' in words(answer["cards"])


@pytest.mark.parametrize(
    ("queue", "key"), [("outliers", "doubt:1"), ("objections", "objection:1"), ("duplicates", "pair:1")]
)
def test_a_settled_question_is_gone_and_comes_back_when_that_is_taken_back(asked, queue, key):
    desk, verdict = Desk(), "different" if queue == "duplicates" else "right"
    assert "review-empty" in words(desk.do("accept", key=key, value=verdict, search=f"?queue={queue}")["cards"])
    assert f'"{key}"' in words(desk.do("undo", search=f"?queue={queue}")["cards"])


@pytest.mark.parametrize(
    "wish",
    [{"act": "accept", "key": "word:drug:x", "value": "NOT-ONE"}, {"act": "accept", "key": "pair:1"}, {"act": "accept"},
     {"act": "accept", "key": "pair:99999", "value": "first"}, {"act": "none", "key": "word:colour:x"}, {"act": 3},
     {"act": "accept", "key": "word:drug:white dust", "value": ""}, {"act": "none", "key": "place:x"}],
)  # fmt: skip
def test_an_answer_that_means_nothing_is_refused_in_words(asked, wish):
    answer = review.do(wish={**wish, "number": 1}, search="", pathname=review.PATH, done=0, past=[])
    assert "data-problem" in words(answer["said"]) and answer["past"] == []


@pytest.mark.parametrize(
    "step", [3, {}, {"act": "withdraw"}, {"act": "undo_edit", "number": "x"}, {"act": "unsettle", "what": "edit"}]
)
def test_a_step_back_that_the_browser_made_up_is_refused(asked, step):
    answer = review.do(wish={"act": "undo", "number": 1}, search="", pathname=review.PATH, done=0, past=[step])
    assert "data-problem" in words(answer["said"])


def test_served_to_others_the_queue_is_closed(off_loopback):
    assert "until there are accounts" in words(review.layout(""))
    answer = review.do(wish={"act": "apply", "number": 1}, search="", pathname=review.PATH, done=0, past=[])
    assert set(answer.values()) == {no_update}


def test_a_distance_is_that_of_the_great_circle():
    assert distance_km((62.2, 34.35), (69.17, 34.53)) == pytest.approx(638, abs=5)  # Herat to Kabul
