"""Any table goes all the way: the store gives each of its lines one fate, and a second time nothing is new."""

from datetime import date

import pytest

from monitoring.sources.mapping.model import checked
from monitoring.sources.mapping.read import fit
from monitoring.sources.mapping.understand.engine import understand
from monitoring.sources.reading import Asked
from monitoring.store.engine import open_engine
from monitoring.store.load_file import Release, load_file
from monitoring.store.migrate import migrate
from monitoring.vocabulary.lookup import lookups
from tests.sources.fixed_places import FixedPlaces
from tests.sources.made_tables import any_table, opened

WORDS, PLACES = lookups(), FixedPlaces()
TABLES, LONG = 100, 2_000


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('any') / 'record.sqlite'}")
    migrate(engine)
    yield engine
    engine.dispose()


def stored(record, seed, folder):
    table = any_table(seed)
    file = opened(table, folder)
    found = fit(file, checked(table.mapping), Asked(date_order="dmy", decimal="."))
    blocks = understand(file, found.mapping, found.styles, WORDS, PLACES)
    release = Release(
        "made",
        "a test",
        f"table {seed}",
        "none",
        "none",
        None,
        str(seed),
        None,
        date(2026, 11, 25),
        "made up",
        f"{seed:064d}",
    )
    report = load_file(record, release, blocks, file_name="made.csv", reader="mapping 1", settings={}, marking="public")
    return report, file.sheets[0].rows


def adds_up(record, seed, folder):
    first, lines = stored(record, seed, folder)
    again, _lines = stored(record, seed, folder)
    for report in (first, again):
        parts = (report.accepted, report.rejected, report.duplicates_exact, report.already_held, report.left_out)
        assert sum(parts) == report.rows_read == lines, (seed, parts)
    assert again.accepted == 0 and again.already_held >= first.accepted, seed


@pytest.mark.parametrize("first", range(0, TABLES, 20))
def test_every_line_is_counted_once_and_a_second_import_brings_nothing(first, record, tmp_path):
    for seed in range(first, first + 20):
        adds_up(record, seed, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("first", range(TABLES, LONG, 100))
def test_every_line_of_two_thousand_tables_is_counted_once(first, record, tmp_path):
    for seed in range(first, first + 100):
        adds_up(record, seed, tmp_path)
