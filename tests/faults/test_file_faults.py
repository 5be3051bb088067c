"""A file on its way into the record in a process that is killed, starved of disk or raced: all of it, or nothing.

Each child loads many blocks of made-up seizures into a record that holds a first file. Whoever looks afterwards finds the
first file alone or both, never a part, and an import that was acknowledged is there.
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
from sqlalchemy import select

from monitoring.errors import StoreError
from monitoring.store import engine as engine_module
from monitoring.store.engine import check_database, open_engine, writing
from monitoring.store.load import row_counts
from monitoring.store.load_file import load_file
from monitoring.store.migrate import migrate
from monitoring.store.tables import import_batch
from monitoring.store.versions import current_version
from tests.store.made_blocks import made_block, made_release

FEW, BLOCKS, ROWS = 5, 8, 250
MANY = FEW + BLOCKS * ROWS
SEED = 20261125
fork = multiprocessing.get_context("fork")


def load_first(file):
    return load(file, [made_block(range(FEW))], "0" * 64)


def load_second(file, progress=None):
    blocks = [
        made_block(range(FEW + at * ROWS, FEW + (at + 1) * ROWS), first_row=2 + at * ROWS) for at in range(BLOCKS)
    ]
    return load(file, blocks, "1" * 64, progress=progress)


def load(file, blocks, sha256, progress=None, key="agency"):
    engine = open_engine(f"sqlite:///{file}")
    try:
        return load_file(
            engine, made_release(key=key, sha256=sha256), iter(blocks), file_name="f", reader="r", settings={},
            marking="public", progress=progress,
        )  # fmt: skip
    finally:
        engine.dispose()


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    file = tmp_path_factory.mktemp("before") / "record.sqlite"
    engine = open_engine(f"sqlite:///{file}")
    migrate(engine)
    engine.dispose()
    load_first(file)
    return file


@pytest.fixture
def file(before, tmp_path):
    return Path(shutil.copy(before, tmp_path / "record.sqlite"))


def look(file):
    """(seizures, imports, version) after the checks that a start makes."""
    engine = open_engine(f"sqlite:///{file}")
    check_database(engine)
    with engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert db.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        counts, version = row_counts(db), current_version(db).id
        accepted = db.execute(select(import_batch.c.accepted)).scalars().all()
    engine.dispose()
    assert counts["seizure"] == counts["seizure_item"] == sum(accepted)
    return counts["seizure"], len(accepted), version


def child(file, acknowledge):
    load_second(file)
    acknowledge.send("done")


def duration(file):
    start = time.monotonic()
    process = fork.Process(target=child, args=(file, fork.Pipe()[1]))
    process.start()
    process.join()
    return time.monotonic() - start


def kill_many(before, tmp_path, kills):
    longest = duration(shutil.copy(before, tmp_path / "timing.sqlite"))
    chance, killed, versions = random.Random(SEED), 0, {}
    for at in range(kills):
        file = shutil.copy(before, tmp_path / f"{at}.sqlite")
        ours, theirs = fork.Pipe()
        process = fork.Process(target=child, args=(file, theirs))
        process.start()
        process.join(chance.uniform(0, longest))
        if process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.join()
        seizures, imports, version = look(file)
        assert (seizures, imports) in ((FEW, 1), (MANY, 2))
        assert versions.setdefault(seizures, version) == version
        assert not ours.poll() or seizures == MANY
        again = load_second(file)  # the next try works
        assert (again.accepted, again.already_held) == ((BLOCKS * ROWS, 0) if seizures == FEW else (0, BLOCKS * ROWS))
        assert look(file)[:2] == (MANY, 2)
        Path(file).unlink()
    return killed


def test_twenty_killed_imports_leave_all_or_nothing(before, tmp_path):
    assert kill_many(before, tmp_path, 20) > 5


@pytest.mark.long
def test_two_hundred_killed_imports_of_files_leave_all_or_nothing(before, tmp_path):
    assert kill_many(before, tmp_path, 200) > 50


def starved(file, limit, answer):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        load_second(file)
        answer.send("done")
    except StoreError as problem:
        answer.send(str(problem))


@pytest.mark.parametrize("room", [1, 4096, 65_536, 400_000])
def test_a_disk_that_fills_during_an_import_of_a_file_keeps_the_record(file, room):
    ours, theirs = fork.Pipe()
    process = fork.Process(target=starved, args=(file, room, theirs))
    process.start()
    process.join()
    said = ours.recv()
    assert "nothing was changed" in said and str(file) in said, said
    assert look(file)[:2] == (FEW, 1)
    assert load_second(file).accepted == BLOCKS * ROWS and look(file)[:2] == (MANY, 2)


def test_readers_are_answered_at_once_while_a_file_is_imported(file):
    reader, waits, seen = open_engine(f"sqlite:///{file}"), [], []

    def look_in(_rows):
        start = time.monotonic()
        with reader.connect() as db:
            seen.append(row_counts(db)["seizure"])
        waits.append(time.monotonic() - start)

    load_second(file, progress=look_in)
    assert seen == [FEW] * BLOCKS and max(waits) < 2
    with reader.connect() as db:
        assert row_counts(db)["seizure"] == MANY


def holder(file, held, seconds):
    with writing(open_engine(f"sqlite:///{file}")):
        held.set()
        time.sleep(seconds)


def test_an_import_waits_for_another_writer(file):
    held = fork.Event()
    process = fork.Process(target=holder, args=(file, held, 1))
    process.start()
    held.wait(20)
    assert load_second(file).accepted == BLOCKS * ROWS
    process.join()


def test_an_import_that_waited_too_long_says_so_and_changes_nothing(file, monkeypatch):
    monkeypatch.setattr(engine_module, "BUSY_TIMEOUT_MS", 100)
    held = fork.Event()
    process = fork.Process(target=holder, args=(file, held, 3))
    process.start()
    held.wait(20)
    with pytest.raises(StoreError, match="busy for too long"):
        load_second(file)
    process.join()
    assert look(file)[:2] == (FEW, 1) and load_second(file).accepted == BLOCKS * ROWS


def racer(file, at, start, answer):
    start.wait()
    answer.send(
        load(file, [made_block(range(300), source=f"agency{at}")], f"{at:064d}", key=f"agency{at}").data_version
    )


def test_files_imported_at_once_wait_for_one_another(file):
    start, answers = fork.Event(), [fork.Pipe() for _ in range(3)]
    racers = [fork.Process(target=racer, args=(file, at, start, theirs)) for at, (_, theirs) in enumerate(answers)]
    for process in racers:
        process.start()
    start.set()
    for process in racers:
        process.join()
    assert len({ours.recv() for ours, _ in answers}) == 3 and look(file)[:2] == (FEW + 900, 4)
