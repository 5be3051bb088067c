"""The numbered steps make exactly the tables of the program, on both databases, and never half of them."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_mock_engine, inspect, text
from sqlalchemy.dialects import postgresql

from monitoring.store.engine import check_database, open_engine, revisions, writing
from monitoring.store.load import row_counts
from monitoring.store.migrate import migrate, migrate_back
from monitoring.store.tables import metadata

from .made import made_seizure


def schema(engine):
    with engine.connect() as db:
        return sorted(db.execute(text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")))


def revision(engine):
    with engine.connect() as db:
        found = inspect(db).has_table("alembic_version")
        return db.scalar(text("SELECT version_num FROM alembic_version")) if found else None


def test_migrations_make_the_tables_that_the_program_uses(engine):
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db, opts={"compare_type": True}), metadata) == []


def test_migrations_make_the_same_checks_as_the_tables(engine):
    made = open_engine("sqlite://")
    metadata.create_all(made)
    for table in metadata.tables:
        ours, theirs = (
            sorted((check["name"], check["sqltext"]) for check in inspect(each).get_check_constraints(table))
            for each in (made, engine)
        )
        assert theirs == ours, table


def test_a_database_in_memory_can_be_migrated():
    opened = open_engine("sqlite://")
    assert migrate(opened) == revisions()[-1]
    check_database(opened)


def test_every_constraint_has_a_name_that_postgresql_keeps_whole():
    names = [str(each.name) for table in metadata.tables.values() for each in (*table.constraints, *table.indexes)]
    assert all(name and name != "None" and len(name) <= 63 for name in names)
    assert len(set(names)) == len(names)


def test_postgresql_can_be_told_of_every_table():
    said = []
    engine = create_mock_engine(
        "postgresql://", lambda sql, *_, **__: said.append(str(sql.compile(dialect=postgresql.dialect())))
    )
    metadata.create_all(engine, checkfirst=False)
    assert sum("CREATE TABLE" in each for each in said) == len(metadata.tables)


def test_down_and_up_again_gives_the_same_tables(engine):
    before = schema(engine)
    for step in [*reversed(revisions()[:-1]), "base"]:
        migrate_back(engine, step)
    assert [name for _, name, _ in schema(engine)] == ["alembic_version"]
    migrate(engine)
    assert schema(engine) == before


def test_down_one_step_and_up_keeps_the_facts_of_the_other_tables(engine, load):
    load(made_seizure(drugs=("heroin", "opium")))
    with engine.connect() as db:
        before = row_counts(db)
    migrate_back(engine, revisions()[-2])
    migrate(engine)
    with engine.connect() as db:
        assert row_counts(db) == before


def test_migrating_again_changes_nothing(engine):
    before = schema(engine)
    migrate(engine)
    assert (schema(engine), revision(engine)) == (before, revisions()[-1])


class Injected(Exception):
    pass


@pytest.fixture
def fail_after(monkeypatch):
    """fail_after(n) makes the n-th operation of a migration raise once it is done; the counter says how many ran."""
    ran = []

    def arm(number):
        ran.clear()
        for name in ("create_table", "create_index", "drop_table"):
            real = getattr(Operations, name, None) or Operations.__dict__[name]

            def then_fail(self, *args, _real=real, _name=name, **kwargs):
                result = _real(self, *args, **kwargs)
                ran.append(_name)
                if len(ran) == number:
                    raise Injected
                return result

            monkeypatch.setattr(Operations, name, then_fail)
        return ran

    return arm


def test_a_migration_that_fails_after_any_operation_leaves_nothing_behind(monkeypatch, fail_after):
    number, finished = 0, False
    while not finished:
        number += 1
        opened = open_engine("sqlite://")
        with monkeypatch.context():
            fail_after(number)
            try:
                migrate(opened)
                finished = True
            except Injected:
                pass
        monkeypatch.undo()
        assert (revision(opened), schema(opened) == []) in ((None, True), (revisions()[-1], False))
        migrate(opened)
        check_database(opened)
        opened.dispose()
    assert number > len(metadata.tables)


def test_a_way_back_that_fails_after_any_operation_keeps_every_row(engine, load, monkeypatch, fail_after):
    load(made_seizure())
    with engine.connect() as db:
        before = row_counts(db)
    number, finished = 0, False
    while not finished:
        number += 1
        fail_after(number)
        try:
            migrate_back(engine, "base")
            finished = True
        except Injected:
            with engine.connect() as db:
                assert row_counts(db) == before
        monkeypatch.undo()
    assert number == len(metadata.tables) + 1


def test_references_are_watched_again_after_a_migration(engine):
    with writing(engine) as db:
        assert db.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
