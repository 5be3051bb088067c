"""An editor's texts: a data version each, by year and chapter, with their history, and none lost between two tabs."""

import pytest

from monitoring.errors import EditError
from monitoring.store.changes import undo_change
from monitoring.store.report_texts import LONGEST, newest_text, report_texts, save_text, text_history
from monitoring.store.versions import current_version


def texts(engine, year, version=None):
    with engine.connect() as db:
        return report_texts(db, year, version)


def seen(engine, year=2014, chapter="summary"):
    with engine.connect() as db:
        return newest_text(db, year, chapter)


def save(engine, text, year=2014, chapter="summary", reason="why", saw=None):
    return save_text(engine, year, chapter, text, reason, "me", seen(engine, year, chapter) if saw is None else saw)


def test_each_year_and_chapter_has_a_text_of_its_own(engine):
    save(engine, " first \n")
    save(engine, "method", chapter="method")
    save(engine, "later", year=2019)
    assert texts(engine, 2014) == {"summary": "first", "method": "method"}
    assert texts(engine, 2019) == {"summary": "later"} and texts(engine, 2020) == {}


def test_a_text_makes_a_data_version_and_the_one_before_still_has_the_old_text(engine):
    save(engine, "one")
    with engine.connect() as db:
        first = current_version(db)
    save(engine, "two")
    with engine.connect() as db:
        second = current_version(db)
    assert first.id != second.id
    assert (texts(engine, 2014, first.number), texts(engine, 2014)) == ({"summary": "one"}, {"summary": "two"})


def test_the_history_says_who_why_and_what_it_was(engine):
    save(engine, "one", reason="first")
    save(engine, "two", reason="second")
    with engine.connect() as db:
        new, old = text_history(db, 2014, "summary")
    assert (new.by, new.reason, new.row["markdown"], new.before["markdown"]) == ("me", "second", "two", "one")
    assert old.before is None


def test_taken_back_the_text_before_stands_again(engine):
    save(engine, "one")
    done = save(engine, "two")
    undo_change(engine, done.batch, "me")
    assert texts(engine, 2014) == {"summary": "one"}


def test_an_empty_text_takes_it_out(engine):
    save(engine, "one")
    save(engine, "")
    assert texts(engine, 2014) == {}


@pytest.mark.parametrize(
    ("different", "field"),
    [({"chapter": "nothing"}, "chapter"), ({"text": "x" * (LONGEST + 1)}, "markdown"), ({"reason": " "}, "reason")],
)
def test_what_is_wrong_is_named_and_nothing_is_written(engine, different, field):
    with pytest.raises(EditError) as problem:
        save(
            engine,
            different.get("text", "one"),
            chapter=different.get("chapter", "summary"),
            reason=different.get("reason", "why"),
        )
    assert problem.value.field == field and texts(engine, 2014) == {}


def test_the_second_of_two_tabs_is_told_and_writes_nothing(engine):
    opened = seen(engine)
    save(engine, "one", saw=opened)
    with pytest.raises(EditError, match="Somebody changed this"):
        save(engine, "two", saw=opened)
    assert texts(engine, 2014) == {"summary": "one"}


def test_the_same_text_again_is_no_change(engine):
    save(engine, "one")
    with pytest.raises(EditError, match="Nothing is different"):
        save(engine, "one")
