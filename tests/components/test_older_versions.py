"""A link to an older data version still opens: the state is put together again from the record."""

import shutil

import pytest

from monitoring.components import current, shell
from monitoring.components.link import read_link
from monitoring.components.record import read_record, was_recorded
from monitoring.errors import FilterError, VersionGone
from monitoring.settings import settings
from monitoring.store.engine import open_engine
from monitoring.store.imports import undo_import
from monitoring.store.load_file import load_file
from monitoring.store.migrate import migrate
from monitoring.vocabulary.filters import Filter
from tests.store.made_blocks import made_block, made_release


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    file = tmp_path_factory.mktemp("older") / "record.sqlite"
    made = open_engine(f"sqlite:///{file}")
    migrate(made)
    made.dispose()
    return file


@pytest.fixture
def engine(empty, tmp_path, monkeypatch):
    file = shutil.copy(empty, tmp_path / "record.sqlite")
    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.delenv("DRUGS_MONITOR_AUDIENCE", raising=False)
    clear = (settings.cache_clear, current.forget)
    for each in clear:
        each()
    yield current.engine()
    for each in clear:
        each()


def load(engine, numbers, **different):
    block = made_block(numbers, **different)
    release = made_release(sha256=f"{min(numbers):064x}")
    return load_file(engine, release, [block], file_name="f", reader="r", settings={}, marking="public")


def seizures(version=None):
    found = current.data(version)
    return found.seizure_ids(found.select(Filter()).rows)


def test_a_version_before_an_import_or_an_undo_still_opens(engine):
    first, second = load(engine, [1]), load(engine, [2])
    assert seizures() == ["agency/1", "agency/2"] and seizures(first.data_version) == ["agency/1"]
    undo_import(engine, second.batch, "me", "wrong")
    assert seizures() == ["agency/1"] and seizures(second.data_version) == ["agency/1", "agency/2"]


def test_the_version_in_a_link_is_the_one_that_answers(engine):
    first, _second = load(engine, [1]), load(engine, [2])
    chosen, _view = read_link(f"?drug=heroin&v={first.data_version}")
    assert current.data(chosen.v).select(chosen).seizures == 1


def test_a_page_of_an_older_version_says_so_with_a_link_to_today_and_copies_its_own_version(engine):
    first, second = load(engine, [1]), load(engine, [2])
    older = f"?drug=heroin&v={first.data_version}&lang=en"
    words, _space, today = shell.older_note(older).children
    assert first.data_version in words and today.href == "?drug=heroin&lang=en"
    assert shell.served_version(older) == first.data_version
    for search in ("", "?drug=heroin", f"?v={second.data_version}", "?v=aaaaaaaaaaaa"):
        assert shell.older_note(search) is None


def test_an_unknown_version_is_gone_and_a_malformed_one_is_no_version(engine):
    load(engine, [1])
    with pytest.raises(VersionGone, match="aaaaaaaaaaaa"):
        read_link("?v=aaaaaaaaaaaa")
    with pytest.raises(FilterError):
        read_link("?v=soon")


def test_a_seizure_that_was_taken_out_is_in_the_versions_before(engine):
    batch = load(engine, [1])
    load(engine, [2])
    undo_import(engine, batch.batch, "me", "wrong")
    assert read_record("agency/1") is None and was_recorded("agency/1")
    assert read_record("agency/1", batch.data_version).seizure["id"] == "agency/1"


def test_few_older_versions_stay_in_memory_and_the_current_one_always(engine):
    versions = [load(engine, [number]).data_version for number in range(7)]
    for version in [None, *versions]:
        current.data(version)
    held = [key[0] for key in current._copies]
    assert held.count(versions[-1]) == 1 and len(held) == current.OLDER_KEPT + 1


def test_what_is_hidden_now_is_hidden_in_older_versions_too(engine):
    first = load(engine, [1])
    undo_import(engine, first.batch, "me", "must not be public")
    load(engine, [1], marking=["restricted"])
    assert seizures() == [] and seizures(first.data_version) == []
    assert not was_recorded("agency/1")


def test_facts_that_somebody_brought_in_are_no_longer_called_an_illustration(engine):
    assert current.engine() is not None
    batch = load(engine, [1])
    assert not current.data().only_shipped
    undo_import(engine, batch.batch, "me", "wrong")
    assert current.data().only_shipped
