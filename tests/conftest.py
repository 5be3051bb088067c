"""What tests of several layers share: one database with the shipped facts, and the application on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.running import filled

# Speed is measured by the bench and asserted in no test: a busy machine must not fail one.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(scope="session")
def facts_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with everything that ships, made by the project's own commands. Read it, do not write it."""
    return filled(tmp_path_factory.mktemp("facts") / "facts.sqlite")


@pytest.fixture
def on_facts(facts_database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process serves the shipped facts."""
    from monitoring.components import current
    from monitoring.settings import settings

    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", f"sqlite:///{facts_database}")
    monkeypatch.delenv("DRUGS_MONITOR_AUDIENCE", raising=False)
    caches = (settings.cache_clear, current.forget)
    for clear in caches:
        clear()
    yield
    for clear in caches:
        clear()


@pytest.fixture
def app(on_facts: None):
    """The dashboard as it is served."""
    from monitoring.server import create

    return create()


@pytest.fixture
def client(app):
    return app.server.test_client()


def pytest_terminal_summary(terminalreporter) -> None:
    """Says on which files the tests of importing ran: the real one, or a generated one of its shape."""
    from sys import modules

    ran = getattr(modules.get("tests.test_import_command"), "RAN", [])
    for what in dict.fromkeys(ran):
        terminalreporter.write_line(f"The tests of importing ran on {what}.")
