"""The made rows: the same for the same seed, of the promised shape, and the same on every side that is fed with them."""

import importlib
import sqlite3
import sys
from pathlib import Path

import numpy as np
import pytest

from monitoring.store.copy.kept import open_copy
from monitoring.store.engine import open_engine
from monitoring.store.versions import current_version
from monitoring.vocabulary.columns import BY_ROW, ROLES
from tests.benchmarks import fed, made, ours, record
from tests.benchmarks.questions import QUESTIONS, read, unequal

ROWS = 4_000
PEERS = Path(__file__).parent / "peers"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory):
    """A build folder of its own for the data sets of this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fed, "BUILD", tmp_path_factory.mktemp("bench"))
        yield fed.folder(ROWS)


def test_the_same_seed_makes_the_same_rows_and_another_seed_others():
    (_, once), (_, again), (_, other) = (made.whole(2_000, seed) for seed in (4, 4, 5))
    for name in made.Rows.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(once, name), getattr(again, name))
    assert (once.quantity != other.quantity).any()


def test_made_rows_have_the_shape_of_the_worlds_file():
    world, rows = made.whole(30_000)
    assert len(rows) == 30_000
    assert (np.diff(rows.first_day) >= 0).all(), "in order of day"
    starts = np.flatnonzero(np.append(True, np.diff(rows.seizure.astype(np.int64)) != 0))
    assert len(starts) == len(np.unique(rows.seizure)), "the items of a seizure are adjacent"
    assert 0.94 < len(starts) / len(rows) < 0.96, "19 of 20 seizures have one item"
    assert 0.06 < len(np.unique(rows.location)) / len(rows) < 0.09, "about 7 distinct places in 100 rows"
    assert 0.93 < (rows.span_days == 0).mean() < 0.98, "mostly known to the day"
    assert made.day_of(int(rows.first_day[0])).year == 2010
    assert made.day_of(int(rows.first_day[-1])).year == 2025
    mass = rows.quantity[(rows.kind == made.KINDS.index("mass")) & ~np.isnan(rows.quantity)]
    assert np.percentile(mass, 99.9) > 10_000 * np.median(mass), "heavy tail"
    colombia = world.countries.index("COL")
    assert 0.2 < (rows.country == colombia).mean() < 0.3, "one country reports most"


def test_every_side_gives_the_same_answers(built, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(PEERS), *sys.path])
    fed.table(ROWS)
    sides = {"ours": ours.opened(ROWS)}
    for name in ("pandas_usual", "geopandas_usual", "sqlite_click"):
        peer = importlib.import_module(name)
        peer.prepare(built)
        sides[name] = peer.opened(built)
    for question in QUESTIONS:
        bodies = {name: answer(question.plain()) for name, answer in sides.items()}
        found = {name: unequal(bodies["ours"], body) for name, body in bodies.items()}
        assert found == dict.fromkeys(sides), question.name
    assert read(bodies["ours"])["whole"][""][0] > 0


def test_a_record_of_made_rows_opens_as_the_copy_of_the_same_rows(built):
    database = record.record(ROWS)
    engine = open_engine(f"sqlite:///{database}")
    with engine.connect() as db:
        version = current_version(db)
        held = open_copy(db, built / "copies", "public", version, version)
    copy = fed.columns(ROWS)
    assert len(held) == len(copy) == ROWS
    for name in BY_ROW:
        if name not in ("location", "substance"):  # numbered in the order in which they come
            np.testing.assert_array_equal(_said(held, name), _said(copy, name), name)
    for name in ("lon", "lat"):
        rows = slice(None)
        np.testing.assert_array_equal(getattr(held, name)(rows), getattr(copy, name)(rows))
    for role in ROLES:
        assert len(held.listed[role].rows) == len(copy.listed[role].rows)


def _said(columns, name: str) -> np.ndarray:
    """A column in words where it has some: the lists of names of two copies need not be the same."""
    values = getattr(columns, name)
    names = columns.names.get(name)
    return np.array(names, dtype=object)[values] if names else np.asarray(values)


def test_the_databases_hold_every_made_row(built):
    fed.table(ROWS)
    with sqlite3.connect(record.record(ROWS)) as db:
        assert db.execute("SELECT COUNT(*) FROM seizure_item").fetchone() == (ROWS,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
