"""A real import in a real process that is killed, starved of disk, or raced: the record is whole, old or new, never half.

Each child imports a source of many seizures in the place of one with a few; whoever looks afterwards finds one or the
other, with its data version, and an import that was acknowledged is there.
"""

import multiprocessing
import os
import random
import resource
import shutil
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from monitoring.errors import StoreError
from monitoring.store.engine import check_database, open_engine
from monitoring.store.load import load_source
from monitoring.store.migrate import migrate
from monitoring.store.versions import current_version
from tests.store.made import made_seizure, made_source

MANY = 1500
fork = multiprocessing.get_context("fork")


def lines(count, key):
    return [line for n in range(count) for line in made_seizure(f"{key}-{n}")]


def imported(file, folder, count, key="made"):
    return load_source(open_engine(f"sqlite:///{file}"), made_source(folder, lines(count, key), key=key))


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A database with three seizures, copied for every test."""
    folder = tmp_path_factory.mktemp("before")
    file = folder / "record.sqlite"
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine)
    load_source(engine, made_source(folder, lines(3, "made")))
    with engine.connect() as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@pytest.fixture
def file(before, tmp_path):
    return Path(shutil.copy(before, tmp_path / "record.sqlite"))


def in_force(db):
    """How many seizures the current version holds."""
    return db.scalar(text("SELECT count(*) FROM seizure WHERE retired_in IS NULL"))


def look(file):
    """(seizures, items, version) that are in force, after the checks that a start makes."""
    engine = open_engine(f"sqlite:///{file}")
    check_database(engine)
    with engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert db.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        version = current_version(db).id
        seizures = in_force(db)
        parts = (
            "SELECT count(*) FROM seizure_item i JOIN seizure s ON s.row_id = i.seizure_row WHERE s.retired_in IS NULL"
        )
        items = db.scalar(text(parts))
        current = db.scalar(text("SELECT count(*) FROM import_batch WHERE status = 'current'"))
    engine.dispose()
    assert current == 1
    return seizures, items, version


def child(file, folder, acknowledge):
    imported(file, folder, MANY)
    acknowledge.send("done")


def duration(file, folder):
    start = time.monotonic()
    process = fork.Process(target=child, args=(file, folder, fork.Pipe()[1]))
    process.start()
    process.join()
    return time.monotonic() - start


def kill_many(before, tmp_path, kills):
    longest = duration(shutil.copy(before, tmp_path / "timing.sqlite"), tmp_path)
    chance, killed = random.Random(20261123), 0
    versions = {}
    for n in range(kills):
        file = shutil.copy(before, tmp_path / f"{n}.sqlite")
        ours, theirs = fork.Pipe()
        process = fork.Process(target=child, args=(file, tmp_path, theirs))
        process.start()
        process.join(chance.uniform(0, longest))
        if process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.join()
        acknowledged = ours.poll()
        seizures, items, version = look(file)
        assert seizures == items and seizures in (3, MANY)
        assert versions.setdefault(seizures, version) == version
        assert not acknowledged or seizures == MANY
        assert imported(file, tmp_path, MANY).changed == (seizures == 3)  # starting again works
    return killed


def test_a_killed_import_leaves_all_or_nothing(before, tmp_path):
    assert kill_many(before, tmp_path, 10) > 2


@pytest.mark.long
def test_two_hundred_killed_imports_leave_all_or_nothing(before, tmp_path):
    assert kill_many(before, tmp_path, 200) > 50


def starved(file, folder, limit, answer):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        imported(file, folder, MANY)
        answer.send("done")
    except StoreError as problem:
        answer.send(str(problem))


@pytest.mark.parametrize("room", [0, 4096, 65_536, 300_000])
def test_a_disk_that_fills_during_an_import_keeps_the_facts_of_before(file, tmp_path, room):
    ours, theirs = fork.Pipe()
    size = file.stat().st_size
    process = fork.Process(target=starved, args=(file, tmp_path, max(room, 1), theirs))
    process.start()
    process.join()
    said = ours.recv()
    assert "nothing was changed" in said and str(file) in said, said
    assert file.stat().st_size == size
    assert look(file)[0] == 3
    assert imported(file, tmp_path, MANY).changed and look(file)[0] == MANY


def racer(file, folder, key, start, answer):
    start.wait()
    answer.send(imported(file, folder, 300, key).version)


def test_two_imports_at_once_wait_for_one_another_and_both_succeed(file, tmp_path):
    start, answers = fork.Event(), [fork.Pipe() for _ in range(4)]
    racers = [
        fork.Process(target=racer, args=(file, tmp_path, f"key{n}", start, theirs))
        for n, (_, theirs) in enumerate(answers)
    ]
    for process in racers:
        process.start()
    start.set()
    for process in racers:
        process.join()
    versions = [ours.recv() for ours, _ in answers]
    assert len(set(versions)) == 4
    engine = open_engine(f"sqlite:///{file}")
    with engine.connect() as db:
        assert in_force(db) == 3 + 4 * 300 and current_version(db).id in versions


def test_a_reader_sees_one_state_while_an_import_runs(file, tmp_path):
    engine = open_engine(f"sqlite:///{file}")
    with engine.connect() as db:
        version = current_version(db)
        imported(file, tmp_path, MANY)
        assert in_force(db) == 3 and current_version(db) == version
    with engine.connect() as db:
        assert in_force(db) == MANY
