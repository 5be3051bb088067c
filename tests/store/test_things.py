"""Meetings, recommendations and proposals rewritten by a person: each time a data version, with the old value, and taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.errors import EditError
from monitoring.sources.registry import describe
from monitoring.store.changes import undo_change
from monitoring.store.load import load_source
from monitoring.store.meetings import belongings, meetings
from monitoring.store.proposals import proposals
from monitoring.store.recommendations import recommendations
from monitoring.store.things import THINGS, fields_of, newest, save_thing, thing, written
from monitoring.store.versions import current_version

MAP = "interactive-map-of-afghanistan"


@pytest.fixture
def shipped(engine):
    for source in ("meetings", "recommendations", "proposals"):
        load_source(engine, describe(source))
    return engine


def now(engine, kind=None, name=MAP):
    with engine.connect() as db:
        return thing(db, kind or "proposal", name)


def seen(engine, kind="proposal", name=MAP):
    with engine.connect() as db:
        return newest(db, kind, name)


def save(engine, kind="proposal", name=MAP, reason="a newer text", belongs=None, saw=None, **different):
    saw = seen(engine, kind, name) if saw is None else saw
    return save_thing(engine, kind, now(engine, kind, name) | different, reason, "me", saw, belongs)


def history(engine, kind="proposal", name=MAP):
    with engine.connect() as db:
        return written(db, kind, name)


def test_a_change_is_a_version_of_its_own_and_the_older_one_stays(shipped):
    with shipped.connect() as db:
        before = current_version(db)
    saved = save(shipped, status="done")
    with shipped.connect() as db:
        assert saved.version == current_version(db).id != before.id
        found = {number: proposals(db, number).set_index("proposal_id") for number in (None, before.number)}
    assert found[None].loc[MAP, "status"] == "done" and found[None].loc[MAP, "edited"]
    assert found[before.number].loc[MAP, "status"] == "under_way" and not found[before.number].loc[MAP, "edited"]
    assert list(found[None].index) == list(found[before.number].index)


def test_the_history_tells_who_when_why_and_the_old_value(shipped):
    save(shipped, status="done")
    last, first = history(shipped)
    assert (first.kind, first.before, last.kind, last.by, last.reason) == (
        "shipped",
        None,
        "form",
        "me",
        "a newer text",
    )
    assert list(last.changed()) == [("status", "under_way", "done")] and last.at.year >= 2026


def test_a_change_that_is_taken_back_brings_the_old_one_back_and_stays_in_the_history(shipped):
    saved = save(shipped, status="done", gist="other words")
    undo_change(shipped, saved.batch, "me")
    assert now(shipped)["status"] == "under_way"
    assert [each.state for each in history(shipped)] == ["reversed", "current"]
    save(shipped, status="dropped")
    assert list(history(shipped)[0].changed()) == [("status", "under_way", "dropped")]


def test_of_two_changes_the_first_that_is_taken_back_leaves_the_second(shipped):
    first = save(shipped, status="done")
    save(shipped, gist="other words")
    undo_change(shipped, first.batch, "me")
    found = now(shipped)
    assert (found["status"], found["gist"]) == ("done", "other words")


def test_of_a_thing_that_was_added_by_hand_the_later_change_stays_when_an_earlier_one_is_taken_back(shipped):
    row = now(shipped) | {"proposal_id": "a-fund", "title": "A fund"}
    save_thing(shipped, "proposal", row, "from the minutes", "me", 0)
    first = save(shipped, name="a-fund", title="A bigger fund")
    save(shipped, name="a-fund", title="The biggest fund")
    undo_change(shipped, first.batch, "me")
    assert now(shipped, name="a-fund")["title"] == "The biggest fund"


def test_who_saw_an_older_one_is_told_and_nothing_is_written(shipped):
    saw = seen(shipped)
    save(shipped, status="done")
    with pytest.raises(EditError, match="Somebody changed this"):
        save(shipped, status="dropped", saw=saw)
    assert now(shipped)["status"] == "done" and len(history(shipped)) == 2


def test_a_new_thing_comes_last_and_a_name_is_given_once(shipped):
    row = now(shipped) | {"proposal_id": "a-fund", "title": "A fund"}
    save_thing(shipped, "proposal", row, "from the minutes", "me", 0)
    with shipped.connect() as db:
        assert proposals(db)["proposal_id"].tolist()[-1] == "a-fund"
    with pytest.raises(EditError, match="There is one of the name a-fund already"):
        save_thing(shipped, "proposal", row, "from the minutes", "me", 0)


def test_nothing_different_and_no_reason_are_refused(shipped):
    with pytest.raises(EditError, match="Nothing is different"):
        save(shipped)
    with pytest.raises(EditError, match="Say why") as told:
        save(shipped, status="done", reason="  ")
    assert told.value.field == "reason" and len(history(shipped)) == 1


def test_the_meetings_of_a_recommendation_are_part_of_its_change(shipped):
    name = "UN-13"
    with shipped.connect() as db:
        meeting, before = meetings(db)["meeting_id"].iloc[0], belongings(db)
    saved = save(shipped, "recommendation", name, belongs=[{"meeting_id": meeting, "role": "made"}])
    with shipped.connect() as db:
        held = belongings(db)
        assert held[held["recommendation_id"] == name][["meeting_id", "role"]].values.tolist() == [[meeting, "made"]]
    undo_change(shipped, saved.batch, "me")
    with shipped.connect() as db:
        assert sorted(belongings(db).values.tolist()) == sorted(before.values.tolist())
        assert recommendations(db)["recommendation_id"].is_unique


def test_what_ships_in_a_newer_edition_leaves_an_editors_row_alone(shipped, monkeypatch):
    save(shipped, status="done")
    newer = describe("proposals")
    object.__setattr__(newer, "edition", "2027-01-01")
    load_source(shipped, newer)
    with shipped.connect() as db:
        found = proposals(db).set_index("proposal_id")
    assert found.loc[MAP, "status"] == "done" and len(found) == 4 and found.index.is_unique


def test_every_kind_has_a_form_or_a_page_of_its_own():
    for kind, (table, key) in THINGS.items():
        assert key in fields_of(kind) and {"added_in", "retired_in", "batch_id"} <= set(table.c.keys())


@given(words=st.text(min_size=1, max_size=200).filter(lambda text: text.strip() and "\x00" not in text))
def test_any_words_are_kept_as_they_were_written(words, tmp_path_factory, migrated):
    from monitoring.store.engine import open_engine

    file = tmp_path_factory.mktemp("words") / "record.sqlite"
    file.write_bytes(migrated.read_bytes())
    engine = open_engine(f"sqlite:///{file}")
    load_source(engine, describe("proposals"))
    try:
        save(engine, gist=words)
    except UnicodeEncodeError:
        assert any("\ud800" <= letter <= "\udfff" for letter in words)
    else:
        assert now(engine)["gist"] == words
    engine.dispose()
