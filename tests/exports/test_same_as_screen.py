"""Screen = file: for any filter, a file holds the rows and the sums that the kernels give the screen, on shipped facts."""

import io
import math
from collections import defaultdict
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from monitoring.exports.about import SUMS, describe
from monitoring.exports.formats import FORMATS, write
from monitoring.measures.kernels import select, totals
from monitoring.sources.registry import shipped_sources
from monitoring.store.copy.kept import open_copy
from monitoring.store.engine import open_engine
from monitoring.store.groups import members
from monitoring.store.items import items_at
from monitoring.store.load import load_source
from monitoring.store.migrate import migrate
from monitoring.store.sources import source_releases
from monitoring.store.versions import current_version
from monitoring.vocabulary.filter_parse import parse_filter
from monitoring.vocabulary.filters import Filter
from tests.exports.counted import counted, in_pieces, sums

GENERATED = settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate, Phase.shrink])
KAPITAN_ANDREEVO = parse_filter("place=kapitan andreevo&drug=heroin")
ACETIC_ANHYDRIDE = parse_filter("drug=acetic_anhydride")


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    """What a page has: the item frame, its columnar copy, the members of groups, the releases, the version."""
    folder = tmp_path_factory.mktemp("record")
    engine = open_engine(f"sqlite:///{folder / 'facts.sqlite'}")
    migrate(engine)
    for source in shipped_sources():
        load_source(engine, source)
    with engine.connect() as db:
        version = current_version(db)
        columns = open_copy(db, folder / "copies", "public", version, version)
        rows = np.arange(len(columns))
        frame = items_at(db, "public", columns.seizure[rows], columns.ordinal(rows))
        yield frame, columns, members(db), source_releases(db), version
    engine.dispose()


@pytest.fixture(scope="module")
def filters(screen):
    """A strategy of filters whose values occur in the facts, so that most select something."""
    _frame, columns, groups, _releases, _version = screen

    def some(values):
        known = sorted({value for value in values if value})
        return st.just(()) | st.lists(st.sampled_from(known), max_size=3).map(tuple)

    names = columns.names
    days = st.none() | st.dates(date(1995, 1, 1), date(2026, 12, 31))
    chosen = {
        "drug": some(names["drug"]), "drug_group": some(names["drug_group"]), "country": some(names["country"]),
        "departure": some(names["departure"]), "destination": some(names["country"]), "mode": some(names["mode"]),
        "group": some(groups), "source_kind": some(names["source_kind"]), "precision": some(names["precision"]),
        "from_": days, "to": days, "min_kg": st.none() | st.floats(0.001, 5_000),
        "bbox": st.none() | st.just((20.0, 25.0, 75.0, 45.0)), "text": st.sampled_from([(), ("lorry",), ("customs",)]),
    }  # fmt: skip
    # Few conditions at a time: with all of them nothing would ever be left.
    return st.sets(st.sampled_from(sorted(chosen)), max_size=3).flatmap(
        lambda names: st.builds(Filter, **{name: chosen[name] for name in sorted(names)})
    )


def per_drug_and_kind(rows: list[dict]) -> dict:
    """(distinct seizures, sum of the quantities that are stated) of each drug and kind, from rows read back."""
    events, amounts = defaultdict(set), defaultdict(list)
    for row in rows:
        key = row["drug"], row["kind"], row["unit"]
        events[key].add(row["seizure_id"])
        amounts[key] += [] if row["quantity"] is None else [row["quantity"]]
    return {key: (len(events[key]), math.fsum(amounts[key]) if amounts[key] else None) for key in events}


def exported(screen, chosen, path):
    """Writes what the screen shows for `chosen`; gives the selection, its totals and what the file says of itself."""
    frame, columns, groups, releases, version = screen
    selection = select(columns, chosen, groups)
    rows = frame.iloc[selection.rows]
    shown = totals(columns, selection, ["drug"])
    about = describe(
        counted(rows), sentence=chosen.sentence(selection.seizures), query=chosen.query(), data_version=version.id,
        data_date=version.data_date, publisher="Agency of Tests", releases=releases,
    )  # fmt: skip
    write(in_pieces(rows, 100), about, path)
    return rows, selection, shown, about


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_rows_and_sums_equal_the_screen(suffix, screen, filters, read_back, tmp_path):
    @GENERATED
    @given(filters)
    @example(Filter())
    @example(KAPITAN_ANDREEVO)
    @example(ACETIC_ANHYDRIDE)
    def holds(chosen):
        path = tmp_path / f"out.{suffix}"
        rows, selection, shown, about = exported(screen, chosen, path)
        found, _points = read_back(path)
        assert [row["item_id"] for row in found] == rows["item_id"].tolist()
        assert len({row["seizure_id"] for row in found}) == selection.seizures == about.seizures
        sums_in_file = per_drug_and_kind(found)
        assert len(sums_in_file) == len(shown)
        for drug, kind, seizures, quantity, unit in shown[SUMS].itertuples(index=False):
            key = tuple(None if pd.isna(value) else value for value in (drug, kind, unit))
            count, amount = sums_in_file[key]
            assert count == seizures
            assert (amount is None and pd.isna(quantity)) or math.isclose(amount, quantity, rel_tol=1e-9, abs_tol=1e-6)

    holds()


def test_the_sums_of_a_file_alone_are_those_of_the_screen(screen, filters):
    frame, columns, groups, *_rest = screen

    @settings(max_examples=100, deadline=None)
    @given(filters)
    def holds(chosen):
        selection = select(columns, chosen, groups)
        shown = totals(columns, selection, ["drug"])[SUMS]
        own = sums(frame.iloc[selection.rows])
        pd.testing.assert_frame_equal(own, shown, check_dtype=False, atol=1e-6)

    holds()


def test_the_facts_that_anybody_can_check(screen, read_back, tmp_path):
    exported(screen, KAPITAN_ANDREEVO, tmp_path / "bulgaria.csv")
    found = per_drug_and_kind(read_back(tmp_path / "bulgaria.csv")[0])
    assert {key: (count, round(amount, 3)) for key, (count, amount) in found.items()} == {
        ("heroin", "mass", "kg"): (6, 1465.78)
    }
    exported(screen, ACETIC_ANHYDRIDE, tmp_path / "precursor.gpkg")
    found = per_drug_and_kind(read_back(tmp_path / "precursor.gpkg")[0])
    assert {key[1]: amount for key, (_count, amount) in found.items()} == {"mass": 116_500, "volume": 20_520}


def test_everything_is_297_seizures_with_their_release(screen, tmp_path):
    _rows, selection, _shown, about = exported(screen, Filter(), tmp_path / "all.parquet")
    assert (selection.seizures, about.rows, about.releases["key"].tolist()) == (297, 393, ["seizure_events"])


def test_words_of_the_facts_are_in_every_row_as_the_source_has_them(screen, read_back, tmp_path):
    frame, *_rest = screen
    exported(screen, Filter(), tmp_path / "all.zip")
    rows, _points = read_back(tmp_path / "all.zip")
    for name in ("place_reported", "drug_reported", "date_reported", "source_url", "title"):
        assert [row[name] for row in rows] == [None if pd.isna(value) else value for value in frame[name]]


def test_no_path_of_this_machine_is_in_a_file_of_facts(screen, all_text, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    for suffix in FORMATS:
        exported(screen, Filter(), folder / f"facts.{suffix}")
    text = all_text(folder)
    for canary in (str(tmp_path), tmp_path.name, "facts.sqlite", "/work/", "/root/"):
        assert canary not in text


def test_a_second_export_is_the_same_file(screen):
    frame, *_rest, version = screen
    about = describe(
        counted(frame), sentence="All", query="", data_version=version.id, data_date=version.data_date, publisher="P"
    )
    for suffix in ("zip", "xlsx", "geojson", "parquet"):
        first, second = io.BytesIO(), io.BytesIO()
        write(in_pieces(frame, 100), about, first, suffix)
        write(in_pieces(frame, 100), about, second, suffix)
        assert first.getvalue() == second.getvalue()
