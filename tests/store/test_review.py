"""The review queue: what waits, the likeliest and most frequent first, and how it is settled and taken back."""

import pytest
from sqlalchemy import insert, select

from monitoring.errors import EditError, SourceError
from monitoring.store.decisions import decide, decided_places, decided_words, decisions, place_word, withdraw
from monitoring.store.edits import merge_seizures, retire_seizure, undo_edit
from monitoring.store.review import (
    _open_objections,
    _open_pairs,
    ask_again,
    counts,
    keep_apart,
    object_to,
    open_doubts,
    open_objections,
    open_places,
    settle,
    suspected_pairs,
    unknown_words,
    unsettle,
)
from monitoring.store.tables import doubt, import_batch, open_place, suspected_duplicate, unknown_word
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups

from .made import made_seizure


@pytest.fixture(autouse=True)
def instance(monkeypatch, tmp_path):
    from monitoring.settings import settings

    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def waiting(engine, load):
    """Two seizures; two unknown words, an open place, a doubt and a suspected pair of their import."""
    load([*made_seizure("a-1"), *made_seizure("b-1")])
    load(made_seizure("c-1", marking="restricted"), key="hidden")
    with engine.begin() as db:
        batch = db.scalar(select(import_batch.c.id).order_by(import_batch.c.id))
        of = {"batch_id": batch}
        db.execute(insert(unknown_word).values(**of, field="drug", word="white dust", count=3, rows=[2, 3]))
        db.execute(insert(unknown_word).values(**of, field="drug", word="White  Dust", count=4, rows=[9]))
        db.execute(insert(unknown_word).values(**of, field="unit", word="sackful", count=1, rows=[4]))
        db.execute(insert(unknown_word).values(**of, field="drug", word="heroin", count=50, rows=[4]))
        text = {"country_iso3": "AFG", "province": "", "place": "Xyzzyville", "outcome": "not_found", "candidates": []}
        db.execute(insert(open_place).values(**of, **text, count=2, rows=[2]))
        db.execute(insert(doubt).values(**of, row=2, value="4500000", field="quantity", text="too much"))
        pair = {"why": "same_amount", "score": 0.9}
        db.execute(insert(suspected_duplicate).values(**of, first_id="a-1", second_id="b-1", **pair))
        db.execute(insert(suspected_duplicate).values(**of, first_id="a-1", second_id="c-1", **pair))
    return engine


def asked(engine, audience="public"):
    with engine.connect() as db:
        return counts(db, audience, lookups(decided_words(db)), gazetteer(decided_places(db)))


def pairs(engine, audience="public"):
    with engine.connect() as db:
        return suspected_pairs(db, audience)


def test_a_word_is_asked_for_once_however_it_is_written_and_only_while_it_is_unknown(waiting):
    with waiting.connect() as db:
        found = unknown_words(db, lookups())
    assert list(found["field"]) == ["drug", "unit"] and list(found["count"]) == [7, 1]
    assert len(found["examples"][0]) == 3 and found["suggestions"][0], "with where it stands and what it may be"
    decide(waiting, "drug", "white dust", "OPI-HER", "me")
    assert asked(waiting)["words"] == 1
    assert withdraw(waiting, "drug", "White dust") and asked(waiting)["words"] == 2


def test_a_new_decision_takes_the_place_of_the_old_one(waiting):
    decide(waiting, "unit", "sackful", "kg", "me")
    decide(waiting, "unit", "Sackful", "", "you", "no such unit")
    with waiting.connect() as db:
        assert list(decisions(db)["code"]) == [""] and decided_words(db) == {("unit", "sackful"): ""}


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [("drug", "x", "NOT-ONE"), ("colour", "x", "red"), ("place", "x", "1,2"), ("place", "XXX|a|b", "1,2"),
     ("place", "AFG|a|b", "200,1"), ("country", "x", "XXX")],
)  # fmt: skip
def test_a_decision_that_means_nothing_is_refused(engine, field, word, code):
    with pytest.raises(EditError):
        decide(engine, field, word, code, "me")


def test_a_file_of_decisions_that_says_nothing_clear_is_refused_with_its_row(engine, instance):
    (instance / "lookups").mkdir()
    file = instance / "lookups" / "places.csv"
    file.write_text("field,word,code\nplace,AFG||Heart,gn:1140026\nplace,AFG||Nowhere,\n", "utf-8")
    with engine.connect() as db:
        assert decided_places(db) == {("AFG", "", "heart"): "gn:1140026", ("AFG", "", "nowhere"): ""}
        file.write_text("field,word,code\nplace,AFG||Heart,gn:1140026\nplace,Heart,gn:1\n", "utf-8")
        with pytest.raises(SourceError, match=r"places.csv, row 3"):
            decided_places(db)


def test_an_open_place_waits_until_it_is_decided(waiting):
    with waiting.connect() as db:
        (found,) = open_places(db, gazetteer())
    assert (found.place, found.count, found.word) == ("Xyzzyville", 2, place_word("AFG", "", "Xyzzyville"))
    decide(waiting, "place", found.word, "", "me", "no such place")
    assert asked(waiting)["places"] == 0


def test_a_pair_with_a_hidden_record_is_not_shown(waiting):
    assert [(pair.first.seizure["id"], pair.second.seizure["id"]) for pair in pairs(waiting)] == [("a-1", "b-1")]
    assert len(pairs(waiting, "restricted")) == 2 and asked(waiting)["duplicates"] == 1


def test_a_pair_that_is_two_seizures_is_not_asked_again_and_nothing_changes(waiting):
    (pair,) = pairs(waiting)
    keep_apart(waiting, pair.id, "me", "two courts")
    assert pairs(waiting) == []
    with pytest.raises(EditError):
        keep_apart(waiting, pair.id, "me")
    ask_again(waiting, pair.id)
    assert len(pairs(waiting)) == 1


def test_a_pair_that_is_one_seizure_is_settled_by_the_merge_and_open_again_after_its_undo(waiting):
    done = merge_seizures(waiting, "a-1", "b-1", "one event", "me", fill=False)
    assert pairs(waiting) == []
    with waiting.connect() as db:
        assert set(db.scalars(select(suspected_duplicate.c.verdict))) == {"same", None}
    undo_edit(waiting, done.edit, "me")
    assert len(pairs(waiting)) == 1


def test_a_pair_of_which_one_is_gone_waits_for_nobody(waiting):
    retire_seizure(waiting, "b-1", "invented", "me")
    assert pairs(waiting) == [] and asked(waiting)["duplicates"] == 0


def test_a_doubt_leads_to_its_record_and_can_be_settled(waiting):
    with waiting.connect() as db:
        row = open_doubts(db, "public").iloc[0]
    assert (row["value"], row["text"]) == ("4500000", "too much")
    settle(waiting, "doubt", int(row["id"]), "right as it stands", "me")
    assert asked(waiting)["outliers"] == 0
    unsettle(waiting, "doubt", int(row["id"]))
    assert asked(waiting)["outliers"] == 1


def test_an_objection_waits_for_those_who_may_see_the_record(waiting):
    object_to(waiting, "a-1", " The year is 2019. ", "a reader")
    object_to(waiting, "c-1", "canary", "a reader")
    with waiting.connect() as db:
        assert list(open_objections(db, "public")["text"]) == ["The year is 2019."]
    assert (asked(waiting)["objections"], asked(waiting, "restricted")["objections"]) == (1, 2)
    settle(waiting, "objection", 1, "corrected", "me")
    assert asked(waiting)["objections"] == 0


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_an_objection_that_says_nothing_or_too_much_is_refused(engine, text):
    with pytest.raises(EditError):
        object_to(engine, "a-1", text, "a reader")


def test_an_import_that_was_taken_back_asks_nobody(waiting):
    with waiting.begin() as db:
        db.execute(import_batch.update().values(status="reversed"))
    assert {**asked(waiting), "duplicates": 0} == dict.fromkeys(
        ("words", "places", "duplicates", "outliers", "objections"), 0
    )


@pytest.mark.parametrize("query", [_open_pairs("public"), _open_objections("public")], ids=["pairs", "objections"])
def test_a_full_record_is_not_read_from_end_to_end_to_show_the_queue(waiting, query):
    """Such a plan took five minutes on 183,000 seizures; asked question by question it takes a fraction of a second."""
    said = str(query.compile(waiting, compile_kwargs={"literal_binds": True}))
    with waiting.connect() as db:
        plan = [row[3] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}")]
    found = [step for step in plan if " seizure USING" in step or step == "SCAN seizure"]
    assert found and all(step.startswith("SEARCH") for step in found), plan
