"""A backup is the whole record at one moment, also while somebody imports, and comes back as it was."""

import multiprocessing
import sqlite3
import time

import pytest

from monitoring.errors import StoreError
from monitoring.store.backup import backup, differences, proven_equal, restore
from monitoring.store.engine import check_database, database_file, open_engine
from monitoring.store.load import row_counts
from monitoring.store.load_file import load_file
from monitoring.store.versions import current_version

from .made_blocks import made_block, made_release

fork = multiprocessing.get_context("fork")


def load(engine, numbers, sha256="0" * 64):
    return load_file(
        engine,
        made_release(sha256=sha256),
        [made_block(numbers)],
        file_name="f",
        reader="r",
        settings={},
        marking="public",
    )


def seizures(engine):
    with engine.connect() as db:
        return row_counts(db)["seizure"]


def opened(file):
    return open_engine(f"sqlite:///{file}")


def importing(file, started):
    engine = opened(file)
    started.set()
    for at in range(6):
        load(engine, range(100 + 200 * at, 300 + 200 * at), f"{at:064d}")


def test_a_backup_comes_back_as_it_was_and_the_record_of_before_is_kept(engine, tmp_path):
    load(engine, range(10))
    file = backup(engine, tmp_path / "copy.backup")
    load(engine, range(10, 30))
    assert restore(file, engine) == database_file(engine).with_name("record.sqlite.before-restore")
    check_database(engine)
    assert seizures(engine) == 10
    kept = opened(tmp_path / "record.sqlite.before-restore")
    check_database(kept)
    assert seizures(kept) == 30
    assert not [path for path in tmp_path.iterdir() if "part" in path.name or "restoring" in path.name]


def test_a_restored_record_is_proven_equal(engine, tmp_path):
    load(engine, range(50))
    other = opened(tmp_path / "other.sqlite")
    assert restore(backup(engine, tmp_path / "copy.backup"), other) is None
    assert proven_equal(engine, other)
    with other.begin() as db:
        db.exec_driver_sql("UPDATE seizure SET note = 'changed' WHERE id = 'agency/3'")
    assert not proven_equal(engine, other) and differences(engine, other)[0].startswith("seizure:")


def test_backups_while_somebody_imports_are_whole_states(engine, tmp_path):
    started = fork.Event()
    process = fork.Process(target=importing, args=(database_file(engine), started))
    process.start()
    started.wait(20)
    states, at = set(), 0
    while process.is_alive() or not at:
        copy = opened(tmp_path / f"restored-{at}.sqlite")
        restore(backup(engine, tmp_path / f"{at}.backup"), copy)
        check_database(copy)
        states.add(seizures(copy))
        copy.dispose()
        at += 1
        time.sleep(0.05)
    process.join()
    assert process.exitcode == 0 and seizures(engine) == 1200
    assert all(count % 200 == 0 for count in states), states


def test_a_program_that_has_the_record_open_sees_what_was_restored(engine, tmp_path):
    load(engine, range(10))
    file = backup(engine, tmp_path / "copy.backup")
    version = load(engine, range(10, 30)).data_version
    other = opened(database_file(engine))
    with other.connect() as db:
        assert current_version(db).id == version
    restore(file, engine)
    assert seizures(other) == 10


def test_a_changed_cell_a_cut_file_and_a_foreign_file_are_refused(engine, tmp_path):
    load(engine, range(30))
    whole = backup(engine, tmp_path / "copy.backup")
    changed, cut, foreign = (tmp_path / name for name in ("changed", "cut", "foreign"))
    changed.write_bytes(whole.read_bytes().replace(b"Place 3", b"Place 4"))
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    sqlite3.connect(foreign).execute("CREATE TABLE x (y)").connection.commit()
    (tmp_path / "text").write_text("not a database")
    before = seizures(engine)
    for name in ("changed", "cut", "foreign", "text", "missing"):
        with pytest.raises(StoreError):
            restore(tmp_path / name, engine)
    assert seizures(engine) == before
    assert not (tmp_path / "record.sqlite.before-restore").exists()


def test_a_backup_of_a_newer_program_is_refused(engine, tmp_path):
    file = backup(engine, tmp_path / "copy.backup")
    db = sqlite3.connect(file)
    db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="newer version"):
        restore(file, engine)


def test_a_damaged_record_is_replaced_and_kept(engine, tmp_path):
    load(engine, range(30))
    file = backup(engine, tmp_path / "copy.backup")
    record = database_file(engine)
    engine.dispose()
    for name in ("-wal", "-shm"):
        record.with_name(record.name + name).unlink(missing_ok=True)
    content = bytearray(record.read_bytes())
    content[4096:60_000] = b"\xff" * (60_000 - 4096)
    record.write_bytes(bytes(content))
    kept = restore(file, engine)
    check_database(engine)
    assert seizures(engine) == 30 and kept.read_bytes() == bytes(content)


def test_a_backup_that_cannot_be_written_leaves_the_one_of_before(engine, tmp_path):
    file = backup(engine, tmp_path / "copy.backup")
    before = file.read_bytes()
    with pytest.raises(StoreError, match="could not be written"):
        backup(engine, tmp_path / "no-such-folder" / "copy.backup")
    assert file.read_bytes() == before
