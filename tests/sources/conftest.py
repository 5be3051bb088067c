"""The shipped facts in a record, read once for all tests here."""

import pytest

from monitoring.sources.registry import shipped_sources
from monitoring.store.engine import open_engine
from monitoring.store.load import load_source
from monitoring.store.migrate import migrate


@pytest.fixture(scope="session")
def imported(tmp_path_factory):
    """(engine, results by key) after all shipped sources were imported."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'record.sqlite'}")
    migrate(engine)
    results = {source.key: load_source(engine, source) for source in shipped_sources()}
    yield engine, results
    engine.dispose()


@pytest.fixture
def db(imported):
    with imported[0].connect() as connection:
        yield connection
