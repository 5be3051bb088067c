"""A copy of the shipped facts that a test may change, served by this process."""

import shutil

import pytest


@pytest.fixture
def on_copy(facts_database, tmp_path, monkeypatch):
    """The engine of this process, on a record of the test's own."""
    from monitoring.components import current
    from monitoring.settings import settings

    file = shutil.copy(facts_database, tmp_path / "record.sqlite")
    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.delenv("DRUGS_MONITOR_AUDIENCE", raising=False)
    caches = [settings.cache_clear, current.engine.cache_clear]
    for clear in caches:
        clear()
    yield current.engine()
    current.engine().dispose()
    for clear in caches:
        clear()


@pytest.fixture
def off_loopback(on_copy, monkeypatch):
    """The same, served to others."""
    from monitoring.settings import settings

    monkeypatch.setenv("HOST", "0.0.0.0")
    settings.cache_clear()
    return on_copy
