"""A database that cannot be used says what is wrong and what to do; writers wait for one another."""

import os
import shutil
import tempfile
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from monitoring.errors import StoreError
from monitoring.store.engine import READ_AT_MOST_BYTES, check_database, database_file, open_engine, writing
from monitoring.store.load import load_source
from monitoring.store.migrate import migrate, migrate_back
from monitoring.store.tables import country_group, import_batch, source_release

from .made import made_seizure, made_source


def refusal(engine) -> str:
    with pytest.raises(StoreError) as problem:
        check_database(engine)
    return str(problem.value)


def test_a_sound_database_passes(engine):
    check_database(engine)


def test_a_missing_database_names_the_file_and_the_command_and_is_not_made(tmp_path):
    file = tmp_path / "none.sqlite"
    said = refusal(open_engine(f"sqlite:///{file}"))
    assert str(file) in said and "drugs-monitor migrate" in said
    assert not file.exists()


def test_an_empty_file_counts_as_missing(tmp_path):
    file = tmp_path / "empty.sqlite"
    file.touch()
    assert "There is no database" in refusal(open_engine(f"sqlite:///{file}"))


def test_a_file_that_is_no_database_is_named_and_kept(tmp_path):
    file = tmp_path / "letter.sqlite"
    file.write_text("Dear colleagues, " * 500)
    said = refusal(open_engine(f"sqlite:///{file}"))
    assert "is not a database" in said and "DRUGS_MONITOR_DATABASE_URL" in said
    assert file.read_text().startswith("Dear colleagues")


def test_a_migration_does_not_touch_a_file_that_is_no_database(tmp_path):
    file = tmp_path / "letter.sqlite"
    file.write_text("Dear colleagues, " * 500)
    with pytest.raises(StoreError, match="is not a database of this program"):
        migrate(open_engine(f"sqlite:///{file}"))
    assert file.read_text() == "Dear colleagues, " * 500


@pytest.mark.parametrize("url", ["mysql://somewhere/else", "nonsense", "oracle+nobody://x"])
def test_an_address_that_no_driver_opens_is_said_without_its_password(url):
    with pytest.raises(StoreError, match="DRUGS_MONITOR_DATABASE_URL names no database"):
        open_engine(url)


def test_a_damaged_database_is_found(engine, load):
    load(made_seizure())
    file = database_file(engine)
    with engine.connect() as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    content = bytearray(file.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    file.write_bytes(content)
    said = refusal(open_engine(f"sqlite:///{file}"))
    assert "damaged" in said and "restore a backup" in said


@pytest.mark.parametrize("read_at_most", [READ_AT_MOST_BYTES, 0])  # large files are not read, their length is looked at
def test_a_cut_off_database_is_found(engine, load, monkeypatch, read_at_most):
    monkeypatch.setattr("monitoring.store.engine.READ_AT_MOST_BYTES", read_at_most)
    load(made_seizure())
    file = database_file(engine)
    with engine.connect() as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)
    assert "damaged" in refusal(open_engine(f"sqlite:///{file}"))


def test_a_database_of_a_newer_program_is_refused_and_kept(engine):
    with writing(engine) as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    said = refusal(engine)
    assert "newer version" in said and "9999" in said


def test_a_newer_database_is_not_migrated_either(engine):
    with writing(engine) as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        migrate(engine)


def test_an_older_database_asks_for_migrate_which_helps(engine):
    migrate_back(engine, "0003")
    said = refusal(engine)
    assert "older version" in said and "drugs-monitor migrate" in said
    migrate(engine)
    check_database(engine)


def test_another_programs_database_is_not_taken_over(tmp_path):
    other = open_engine(f"sqlite:///{tmp_path / 'other.sqlite'}")
    with writing(other) as db:
        db.execute(text("CREATE TABLE customers (id INTEGER)"))
    assert "is not a database of this program" in refusal(other)
    with pytest.raises(StoreError, match="is not a database of this program"):
        migrate(other)


@pytest.mark.parametrize("sealed", ["folder", "folder and file"])
def test_a_read_only_folder_says_what_to_do(engine, sealed):
    assert as_nobody(engine, sealed, check_database).startswith("StoreError")


def test_migrating_in_a_read_only_folder_says_what_to_do(engine):
    said = as_nobody(engine, "folder", migrate_new)
    assert said.startswith("StoreError") and "DRUGS_MONITOR_DATABASE_URL" in said


def migrate_new(engine):
    migrate(open_engine(f"sqlite:///{database_file(engine).parent / 'new' / 'record.sqlite'}"))


def as_nobody(engine, sealed, act) -> str:
    """What `act` raises for a user who may not write to the database's folder (root may write anywhere)."""
    with engine.connect() as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    folder = Path(tempfile.mkdtemp())
    file = folder / "record.sqlite"
    shutil.copy(database_file(engine), file)
    file.chmod(0o444 if sealed == "folder and file" else 0o666)
    folder.chmod(0o555)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            act(open_engine(f"sqlite:///{file}"))
            os.write(write, b"nothing")
        except BaseException as problem:
            os.write(write, f"{type(problem).__name__}: {problem}".encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    folder.chmod(0o755)
    shutil.rmtree(folder)
    return os.read(read, 10_000).decode()


def test_writers_wait_for_one_another_and_see_each_others_work(engine):
    """Four threads read a number and write the next one: without our own BEGIN some numbers come twice."""
    with writing(engine) as db:
        db.execute(text("CREATE TABLE counter (n INTEGER)"))

    def count():
        for _ in range(25):
            with writing(engine) as db:
                highest = db.scalar(text("SELECT coalesce(max(n), 0) FROM counter"))
                db.execute(text("INSERT INTO counter VALUES (:n)"), {"n": highest + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as db:
        assert [n for (n,) in db.execute(text("SELECT n FROM counter ORDER BY n"))] == list(range(1, 101))


def test_a_reader_is_not_kept_waiting_by_a_writer_and_sees_the_state_before(engine):
    with writing(engine) as writer:
        writer.execute(text("CREATE TABLE news (n INTEGER)"))
        with engine.connect() as reader:
            assert reader.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'news'")) == 0


def test_an_exception_takes_the_whole_transaction_back(engine):
    with pytest.raises(RuntimeError), writing(engine) as db:
        db.execute(text("CREATE TABLE half (n INTEGER)"))
        raise RuntimeError
    with engine.connect() as db:
        assert db.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")) == 0


def test_rows_that_refer_to_nothing_are_refused(engine):
    with pytest.raises(Exception, match="FOREIGN KEY"), writing(engine) as db:
        db.execute(insert(country_group).values(slug="x", batch_id=99, name="X", kind="k"))


def test_a_full_database_says_so_and_keeps_what_was_there(engine, load, tmp_path):
    load(made_seizure("a-1"))
    with engine.connect() as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
    from sqlalchemy import event

    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages + 1}"))
    engine.dispose()
    many = [line for n in range(3000) for line in made_seizure(f"b-{n}")]
    with pytest.raises(StoreError, match="No space is left"):
        load_source(engine, made_source(tmp_path, many, key="more"))
    with engine.connect() as db:
        assert db.scalar(text("SELECT count(*) FROM seizure")) == 1
        assert db.scalar(text("SELECT count(*) FROM import_batch")) == 1
    assert source_release.name and import_batch.name
