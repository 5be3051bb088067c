"""A real, empty database for every test: a copy of one that was migrated once."""

import shutil

import pytest

from monitoring.store.engine import open_engine
from monitoring.store.load import load_source
from monitoring.store.migrate import migrate

from .made import made_source


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    file = tmp_path_factory.mktemp("migrated") / "record.sqlite"
    opened = open_engine(f"sqlite:///{file}")
    migrate(opened)
    opened.dispose()
    return file


@pytest.fixture
def engine(tmp_path, migrated):
    opened = open_engine(f"sqlite:///{shutil.copy(migrated, tmp_path)}")
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine):
    with engine.connect() as connection:
        yield connection


@pytest.fixture
def load(engine, tmp_path):
    """Imports lines as one source: load(lines, key=...)."""
    return lambda lines, **different: load_source(engine, made_source(tmp_path, lines, **different))
