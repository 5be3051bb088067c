"""Where recommendations stand: the newest event counts, lateness is against the data date, counts add up."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.measures.recommendations import (
    Narrowed,
    by_addressee,
    by_pillar,
    by_status,
    by_word,
    moved_since,
    narrowed,
    silent,
    standing,
)
from monitoring.vocabulary.life_cycle import NOT_STATED, STATUSES

TODAY = date(2020, 6, 15)


def row(name, **different):
    return {
        "recommendation_id": name, "origin": "report commitment", "document": "d", "paragraph": "1", "pillars": "all",
        "addressee": "UNODC", "gist": f"gist of {name}", "due_reported": None, "due_on": pd.NaT,
    } | different  # fmt: skip


def event(name, status, as_of, word=None, precision="day"):
    return {
        "event": 1, "recommendation_id": name, "status": status, "status_reported": word, "as_of": pd.Timestamp(as_of),
        "as_of_precision": precision, "said_by": "s", "evidence": "e", "detail": None, "kind": "shipped",
    }  # fmt: skip


def stand(rows, events=(), today=TODAY):
    frame = pd.DataFrame(rows)
    frame["due_on"] = frame["due_on"].astype("datetime64[us]")
    empty = event("", "done", TODAY)
    said = pd.DataFrame(list(events), columns=list(empty))
    said["as_of"] = said["as_of"].astype("datetime64[us]")
    return standing(frame, said, today)


def test_the_newest_event_is_where_a_recommendation_stands():
    found = stand([row("a")], [event("a", "not_started", "2014-01-31", "planned"), event("a", "done", "2015-01-01")])
    assert found.loc[0, "status"] == "done" and found.loc[0, "first_reported"] == "planned"


def test_what_nobody_states_is_not_stated_and_silent():
    found = stand([row("a")])
    assert found.loc[0, "status"] == NOT_STATED and silent(found).tolist() == [True]


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [("2020-06-14", "under_way", True), ("2020-06-15", "under_way", False), ("2020-06-14", "done", False),
     ("2020-06-14", "dropped", False), (None, "not_started", False)],
)  # fmt: skip
def test_overdue_is_a_day_before_the_data_date_that_nobody_has_met(due, status, overdue):
    found = stand([row("a", due_on=pd.Timestamp(due) if due else pd.NaT)], [event("a", status, "2020-01-01")])
    assert bool(found.loc[0, "overdue"]) is overdue


def test_a_set_is_due_to_be_endorsed_and_not_to_be_done():
    late = {"origin": "EWG set", "due_on": pd.Timestamp("2019-12-12")}
    found = stand(
        [row("a", **late), row("b", **late)],
        [event("a", "endorsed", "2019-12-12"), event("b", "proposed", "2019-10-01")],
    )
    assert found["overdue"].tolist() == [False, True]


@pytest.mark.parametrize(("said", "years"), [("2015-06-15", 5), ("2015-06-16", 4), ("2020-12-31", 0)])
def test_silence_is_counted_in_whole_years_to_the_data_date(said, years):
    found = stand([row("a")], [event("a", "under_way", said)])
    assert found.loc[0, "silent_years"] == years and silent(found, 5).tolist() == [years >= 5]


def test_what_is_done_is_not_silent():
    assert silent(stand([row("a")], [event("a", "done", "2001-01-01")])).tolist() == [False]


@given(st.lists(st.sampled_from([None, *STATUSES]), min_size=1, max_size=12))
def test_the_statuses_add_up_to_the_rows(statuses):
    rows = [row(str(at)) for at in range(len(statuses))]
    found = stand(rows, [event(str(at), one, "2019-01-01") for at, one in enumerate(statuses) if one])
    assert sum(by_status(found).values()) == len(rows)


def test_a_row_of_several_pillars_counts_in_each_and_all_is_a_strip_of_its_own():
    found = stand([row("a"), row("b", pillars="1;3"), row("c", pillars="3")])
    assert {pillar: sum(counts.values()) for pillar, counts in by_pillar(found).items()} == {
        "all": 1, "1": 1, "2": 0, "3": 2, "4": 0,
    }  # fmt: skip


def test_a_list_is_narrowed_by_everything_asked_at_once():
    found = stand(
        [row("a", gist="Précursors at sea"), row("b", addressee="PCG"), row("c", pillars="3", gist="precursors")]
    )
    assert narrowed(found, Narrowed(words="PRECURSORS"))["recommendation_id"].tolist() == ["a", "c"]
    assert narrowed(found, Narrowed(words="precursors", pillar="3"))["recommendation_id"].tolist() == ["c"]
    assert narrowed(found, Narrowed(addressee="PCG", status="done")).empty
    assert by_addressee(found).to_dict() == {"UNODC": 2, "PCG": 1}


def test_the_sources_own_words_stay_as_they_were_said():
    events = [event("a", "not_started", "2014-01-31", "planned"), event("a", "done", "2015-01-01")]
    found = stand([row("a")], events)
    said = by_word(found, pd.DataFrame(events))
    assert said[["status_reported", "status", "n"]].to_numpy().tolist() == [["planned", "not_started", 1]]


def test_a_month_is_later_than_a_day_only_if_all_of_it_is():
    events = pd.DataFrame([event("a", "done", "2014-01-31", precision="month"), event("b", "done", "2014-01-20")])
    events["as_of"] = events["as_of"].astype("datetime64[us]")
    assert moved_since(events, pd.Timestamp("2014-01-10"))["recommendation_id"].tolist() == ["b"]
