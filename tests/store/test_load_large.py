"""What makes large imports quick changes nothing: indexes made at the end, columns said once, days compared one by one."""

import numpy as np
import pytest
from sqlalchemy import Column, Float, Integer, MetaData, String, Table, create_engine, inspect, select

from monitoring.measures.suspected import suspected_duplicates
from monitoring.store import load_indexes, load_suspects
from monitoring.store.block_rows import MANY, insert_rows
from monitoring.store.load_file import load_file
from monitoring.store.tables import seizure, seizure_item, suspected_duplicate

from .made_blocks import made_block, made_release

NUMBERS = (range(40), range(40, 80), range(80, 90))


@pytest.fixture
def postponed(monkeypatch):
    """Indexes are postponed from the first block on; yields the names of those that were."""
    monkeypatch.setattr(load_indexes, "LARGE", 30)
    gone = []
    made = load_indexes.Postponed.make
    monkeypatch.setattr(
        load_indexes.Postponed, "make", lambda self: (gone.extend(each.name for each in self._gone), made(self))
    )
    return gone


def load(engine, blocks, suspects=None, **different):
    return load_file(
        engine, made_release(), blocks, file_name="a.csv", reader="test 1", settings={}, marking="public", by="me",
        suspects=suspects, **different,
    )  # fmt: skip


def indexes(engine):
    looked = inspect(engine)
    return {table: sorted(each["name"] for each in looked.get_indexes(table)) for table in ("seizure", "seizure_item")}


def rows(engine, table):
    with engine.connect() as db:
        return db.execute(select(table).order_by(*table.primary_key.columns)).all()


def blocks():
    return [made_block(numbers, first_row=2 + numbers[0]) for numbers in NUMBERS]


def test_a_large_import_leaves_every_index(engine, postponed):
    before = indexes(engine)
    load(engine, blocks())
    assert set(postponed) == set(load_indexes.POSTPONED) and indexes(engine) == before
    assert {"ix_seizure_id", "ix_seizure_one_current"} <= set(before["seizure"])


def test_a_large_import_that_fails_or_is_only_tried_leaves_every_index(engine, postponed):
    def failing():
        yield from blocks()
        raise RuntimeError("the disk is gone")

    before = indexes(engine)
    with pytest.raises(RuntimeError):
        load(engine, failing())
    load(engine, blocks(), dry_run=True)
    assert indexes(engine) == before and not rows(engine, seizure)


def test_repeated_rows_are_known_while_indexes_are_away(engine, postponed):
    report = load(engine, [*blocks(), *blocks()])
    assert (report.accepted, report.duplicates_exact) == (90, 90) and postponed
    assert {row.times_reported for row in rows(engine, seizure)} == {2}


def test_an_import_smaller_than_the_record_keeps_the_indexes(engine, postponed):
    load(engine, blocks())
    postponed.clear()
    load(engine, [made_block(range(200, 240))])
    assert not postponed


def alike():
    """Seizures of which many are of one day, place and amount."""
    size = 60
    numbers = [n % 20 for n in range(size)]
    made = made_block(numbers)
    made.seizures["id"] = [f"agency/case {n * 7 % size}" for n in range(size)]
    made.seizures["key"] = np.arange(size)
    made.items["id"] = [f"{name}/heroin" for name in made.seizures["id"]]
    return made


def test_the_same_pairs_are_suspected_whether_days_are_compared_together_or_one_by_one(engine, tmp_path, monkeypatch):
    from monitoring.store.engine import open_engine
    from monitoring.store.migrate import migrate

    found = load(engine, [alike()], suspects=suspected_duplicates)
    monkeypatch.setattr(load_suspects, "COMPARED_AT_ONCE", 1)
    other = open_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    migrate(other)
    assert load(other, [alike()], suspects=suspected_duplicates).duplicates_suspected == found.duplicates_suspected > 20
    assert rows(other, suspected_duplicate) == rows(engine, suspected_duplicate)
    other.dispose()


def test_what_an_earlier_import_brought_is_compared_as_if_it_stood_in_the_same_file(engine, tmp_path):
    from monitoring.store.engine import open_engine
    from monitoring.store.migrate import migrate

    first, second = made_block(range(30)), made_block(range(30), source="other")
    for name, values in (("id", [f"other/{n}" for n in range(30)]), ("key", np.arange(30) + 10**6)):
        second.seizures[name] = values
    load(engine, [first])
    apart = load(engine, [second], suspects=suspected_duplicates)
    other = open_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    migrate(other)
    together = load(other, [first, second], suspects=suspected_duplicates)
    assert apart.duplicates_suspected == together.duplicates_suspected == 30
    other.dispose()


@pytest.mark.parametrize("value", ["plain", "it's", 'a "quoted" one', "؟", "new\nline", "50% off :name ?", "", None])
def test_a_column_with_one_value_is_that_value(value):
    table = Table(
        "made", MetaData(), Column("id", Integer, primary_key=True), Column("said", String), Column("n", Float)
    )
    engine = create_engine("sqlite://")
    table.metadata.create_all(engine)
    with engine.begin() as db:
        columns = {"id": np.arange(1, MANY + 1), "said": [value] * MANY, "n": np.full(MANY, np.nan)}
        insert_rows(db, table, columns, MANY)
        insert_rows(db, table, {"id": [MANY + 1], "said": [value], "n": [1.5]}, 1)
        held = db.execute(select(table).order_by(table.c.id)).all()
    assert [tuple(row) for row in held[:-1]] == [(at, value, None) for at in range(1, MANY + 1)]
    assert tuple(held[-1]) == (MANY + 1, value, 1.5)


def test_items_are_there_with_their_cells_after_a_large_import(engine, postponed):
    load(engine, blocks())
    assert [row.reported for row in rows(engine, seizure_item)] == [[str(n), "heroin", str(n)] for n in range(90)]
