"""The life of a recommendation in the record: an event is a data version of its own, with evidence, and is taken back."""

from datetime import date

import pytest

from monitoring.errors import EditError
from monitoring.sources.registry import describe
from monitoring.store.imports import list_imports, undo_import
from monitoring.store.load import load_source
from monitoring.store.meetings import belongings, meetings
from monitoring.store.recommendations import add_event, life_of, newest_event, recommendation_events, recommendations
from monitoring.store.versions import current_version

from .made import made_source

NAME = "UN-13"


def event(**different):
    return {
        "recommendation_id": NAME, "status": "done", "as_of": date(2015, 3, 9), "as_of_precision": "day", "said_by": "UNODC",
        "evidence": "E/CN.7/2015/CRP.1", "detail": None,
    } | different  # fmt: skip


@pytest.fixture
def shipped(engine):
    load_source(engine, describe("recommendations"))
    return engine


def seen(engine):
    with engine.connect() as db:
        return newest_event(db, NAME)


def stands(engine, version=None):
    with engine.connect() as db:
        found = recommendation_events(db, version)
    return found[found["recommendation_id"] == NAME]["status"].tolist()


def version(engine):
    with engine.connect() as db:
        return current_version(db)


def test_an_empty_record_gives_frames_of_the_same_shape(db):
    assert recommendations(db).empty and recommendation_events(db).empty and meetings(db).empty and belongings(db).empty
    assert {"status", "as_of", "evidence", "reason"} <= set(recommendation_events(db))


def test_an_event_is_a_version_of_its_own_and_older_versions_stay(shipped):
    before = version(shipped)
    added = add_event(shipped, event(), "the report came out", "me", seen(shipped))
    assert added.version != before.id
    assert stands(shipped) == ["not_started", "done"] and stands(shipped, before.number) == ["not_started"]


def test_an_event_is_taken_back_with_its_import_and_stays_in_the_history(shipped):
    before = version(shipped)
    added = add_event(shipped, event(), "the report came out", "me", seen(shipped))
    assert undo_import(shipped, added.batch, "me", "wrong").id == before.id
    assert stands(shipped) == ["not_started"]
    with shipped.connect() as db:
        found, listed = life_of(db, NAME), list_imports(db)
    assert listed.iloc[0][["kind", "rows_read", "accepted"]].tolist() == ["form", 1, 1]
    assert found["state"].tolist() == ["reversed", "current"]
    assert (found["reason"][0], found["entered_by"][0], found["evidence"][0]) == (
        "the report came out", "me", "E/CN.7/2015/CRP.1",
    )  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_events_are_taken_back_in_any_order(shipped, order):
    added = [add_event(shipped, event(status=one), "why", "me", seen(shipped)) for one in ("under_way", "done")]
    undo_import(shipped, added[order[0]].batch, "me", "wrong")
    assert stands(shipped) == ["not_started", "done" if order[0] == 0 else "under_way"]
    undo_import(shipped, added[order[1]].batch, "me", "wrong")
    assert stands(shipped) == ["not_started"]


def test_the_second_of_two_tabs_is_told_and_saves_once_it_has_seen_the_first(shipped):
    opened = seen(shipped)
    add_event(shipped, event(), "first tab", "me", opened)
    with pytest.raises(EditError, match="Somebody changed this life cycle"):
        add_event(shipped, event(status="dropped"), "second tab", "me", opened)
    assert stands(shipped) == ["not_started", "done"]
    add_event(shipped, event(status="dropped"), "second tab", "me", seen(shipped))
    assert stands(shipped) == ["not_started", "done", "dropped"]


def test_a_tab_is_told_of_an_event_that_was_taken_back_meanwhile(shipped):
    added = add_event(shipped, event(), "why", "me", seen(shipped))
    opened = seen(shipped)
    undo_import(shipped, added.batch, "me", "wrong")
    with pytest.raises(EditError, match="Somebody changed"):
        add_event(shipped, event(), "why", "me", opened)


@pytest.mark.parametrize(
    ("different", "reason", "field", "remedy"),
    [
        ({"evidence": " "}, "why", "evidence", "give the address of a document"),
        ({"status": ""}, "why", "status", "Choose the status"),
        ({"as_of": None}, "why", "as_of", "Say as of when"),
        ({"said_by": ""}, "why", "said_by", "Say who said so"),
        ({}, " ", "reason", "Say why"),
        ({"recommendation_id": "UN-99"}, "why", None, "no recommendation UN-99"),
    ],
)
def test_an_event_without_what_it_needs_is_refused_with_what_to_give(shipped, different, reason, field, remedy):
    before = version(shipped)
    with pytest.raises(EditError, match=remedy) as refused:
        add_event(shipped, event(**different), reason, "me", seen(shipped))
    assert refused.value.field == field and version(shipped) == before


def test_a_newer_edition_of_what_ships_leaves_the_editors_event_alone(shipped, tmp_path):
    add_event(shipped, event(), "why", "me", seen(shipped))
    newer = list(describe("recommendations").read())[:20]
    load_source(shipped, made_source(tmp_path, newer, key="recommendations", edition="2"))
    assert stands(shipped) == ["not_started", "done"]
