"""An indicator from a TOML file and its values from a table, into the record and back."""

import pytest

from monitoring.components import current
from monitoring.components.importing import Options, recognised_in, store, vocabulary
from monitoring.components.indicator_files import import_indicator
from monitoring.errors import SourceError
from monitoring.settings import settings
from monitoring.sources.files.opened import open_file
from monitoring.sources.registry import describe
from monitoring.store.engine import open_engine
from monitoring.store.imports import undo_import
from monitoring.store.indicators import indicator_values, indicators
from monitoring.store.load import load_source
from monitoring.store.migrate import migrate
from tests.sources.made_sheets import write

TREATED = """
indicator_id = "people_treated"
name = "People treated"
definition = "People who began treatment in the year."
pillar = "4"
item_id = "IV.3"
unit = "people"
kind = "amount"
direction = "up"
target = 1500.5
target_year = 2020
source = "Working group, 2024"
"""
HEADINGS = ("indicator", "country", "year", "value", "unit", "source")


@pytest.fixture
def engine(tmp_path, monkeypatch):
    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", f"sqlite:///{tmp_path / 'record.sqlite'}")
    for clear in (settings.cache_clear, current.forget):
        clear()
    opened = open_engine(settings().database_url)
    migrate(opened)
    load_source(opened, describe("vienna_declaration_items"))
    yield opened
    opened.dispose()
    for clear in (settings.cache_clear, current.forget):
        clear()


def brought(tmp_path, text, **more):
    path = tmp_path / "indicator.toml"
    path.write_text(text, encoding="utf-8")
    return import_indicator(path, Options(), **more)


def held(engine, of):
    with engine.connect() as db:
        return of(db)


def values(engine, tmp_path, rows, work="work"):
    opened, known = open_file(write(tmp_path / "values.csv", HEADINGS, rows), tmp_path / work), vocabulary(engine)
    return store(engine, opened, recognised_in(opened, Options(), known), Options(), known)


def test_an_indicator_of_a_file_is_taken_once_and_taken_back(engine, tmp_path):
    assert brought(tmp_path, TREATED, dry_run=True).accepted == 1 and held(engine, indicators).empty
    report = brought(tmp_path, TREATED)
    (row,) = held(engine, indicators).to_dict("records")
    assert (row["name"], row["target"], row["target_year"]) == ("People treated", 1500.5, 2020)
    assert (row["baseline_year"], row["baseline_window"], row["edited"]) == (2014, 2, True)
    again = brought(tmp_path, TREATED)
    assert (again.accepted, again.already_held, again.batch, again.data_version) == (0, 1, None, report.data_version)
    undo_import(engine, report.batch, "me", "not agreed")
    assert held(engine, indicators).empty


def test_a_file_that_says_something_else_replaces_the_indicator(engine, tmp_path):
    brought(tmp_path, TREATED)
    brought(tmp_path, TREATED.replace('direction = "up"\n', ""))
    (row,) = held(engine, indicators).to_dict("records")
    assert not isinstance(row["direction"], str)


@pytest.mark.parametrize(("old", "new", "field", "remedy"), [
    ('pillar = "4"', 'pillar = "7"', "pillar", "1, 2, 3, 4"), ('name = "People treated"', "", "name", "needed"),
    ('item_id = "IV.3"', 'item_id = "IX.9"', "item_id", "I.4"),
    ("target_year = 2020", "target_year = 20200", "target_year", "1961"),
    ("target = 1500.5", 'target = "many"', "target", "no number"), ('kind = "amount"', 'kind = "mood"', "kind", "yes_no"),
    ('unit = "people"', 'units = "people"', "units", "unit,"), ('direction = "up"', 'direction = ["up"]', "direction", "one value"),
    ('"people_treated"', '"People treated!"', "indicator_id", "people_treated"),
    ("target_year = 2020", "baseline_window = -1", "baseline_window", "not between"), ("target = 1500.5", "target = ", "", "TOML"),
])  # fmt: skip
def test_a_fault_names_the_file_the_field_and_the_remedy(engine, tmp_path, old, new, field, remedy):
    with pytest.raises(SourceError) as problem:
        brought(tmp_path, TREATED.replace(old, new))
    said = str(problem.value)
    assert said.startswith(f"indicator.toml: {field}") and remedy in said
    assert held(engine, indicators).empty


def test_a_file_that_is_no_text_is_refused(engine, tmp_path):
    path = tmp_path / "indicator.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="cannot be read"):
        import_indicator(path, Options())


def test_values_come_with_fates_once_and_are_taken_back(engine, tmp_path):
    brought(tmp_path, TREATED)
    rows = [
        ("people_treated", "AFG", "2014", "1000", "people", "Ministry of Health"),
        ("People treated", "PAK", "2014", "7", "people", ""),
        ("people_treated", "AFG", "2015", "9", "kg", ""), ("nobody_knows", "AFG", "2015", "9", "people", ""),
    ]  # fmt: skip
    report = values(engine, tmp_path, rows)
    assert (report.source, report.accepted, report.rejected, report.adds_up) == ("indicator_values", 2, 2, True)
    found = held(engine, indicator_values).set_index("area")
    assert found.loc["AFG", "source"] == "Ministry of Health" and found.loc["PAK", "source"].startswith(
        "several sources"
    )
    again = values(engine, tmp_path, rows, "again")
    assert (again.accepted, again.already_held, again.rejected) == (0, 2, 2)
    undo_import(engine, report.batch, "me", "wrong file")
    assert held(engine, indicator_values).empty


def test_values_of_an_indicator_that_the_record_does_not_have_are_all_refused(engine, tmp_path):
    report = values(engine, tmp_path, [("people_treated", "AFG", "2014", "1000", "people", "")])
    assert (report.accepted, report.rejected, report.batch) == (0, 1, None)
