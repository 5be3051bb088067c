"""A file is taken as a whole: every row has one fate, the same file twice changes nothing, and nothing held is changed."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from monitoring.errors import SourceError, StoreError
from monitoring.store.engine import open_engine
from monitoring.store.imports import list_imports, rejected_rows, show_import, undo_import
from monitoring.store.load import row_counts
from monitoring.store.load_file import load_file
from monitoring.store.migrate import migrate
from monitoring.store.tables import document, import_batch, reported_total, seizure, seizure_item, suspected_duplicate
from monitoring.store.versions import current_version
from monitoring.vocabulary.blocks import Block, OpenPlace, PlaceText, UnknownWord
from monitoring.vocabulary.rows import Doubt, LeftOut, Rejected

from .made_blocks import made_block, made_release, made_totals


def load(engine, *blocks, release=None, **different):
    said = {"file_name": "file.csv", "reader": "test 1", "settings": {}, "marking": "public"} | different
    return load_file(engine, release or made_release(), iter(blocks), **said)


def fates(report):
    return (report.accepted, report.rejected, report.duplicates_exact, report.already_held, report.left_out)


def held(engine):
    """What the record says now, without the numbers of rows, imports and versions."""
    s, i = seizure.c, seizure_item.c
    query = select(
        s.id, s.content_key, s.seized_on, s.place_reported, s.lon, s.marking, s.times_reported, i.id, i.mass_kg
    )
    with engine.connect() as db:
        rows = db.execute(query.join(seizure_item, i.seizure_row == s.row_id).where(s.retired_in.is_(None))).all()
    return sorted(map(str, rows))


def state(engine):
    with engine.connect() as db:
        return row_counts(db), current_version(db)


def test_every_row_has_one_fate_and_equal_rows_are_counted_and_kept_once(engine):
    report = load(engine, made_block([1, 2, 1]), made_block([2, 3, 2], first_row=5))
    assert fates(report) == (3, 0, 3, 0, 0) and report.adds_up
    with engine.connect() as db:
        times = dict(db.execute(select(seizure.c.id, seizure.c.times_reported)).all())
    assert times == {"agency/1": 2, "agency/2": 3, "agency/3": 1}


def test_the_same_file_twice_changes_nothing(engine):
    first = load(engine, made_block([1, 2, 1]))
    before = state(engine)
    again = load(engine, made_block([1, 2, 1]))
    assert fates(again) == (0, 0, 1, 2, 0)
    assert (again.batch, again.data_version) == (None, first.data_version)
    assert state(engine) == before


def test_a_newer_file_brings_only_what_is_new(engine):
    load(engine, made_block([1, 2]))
    assert fates(load(engine, made_block([1, 2, 3, 2]))) == (1, 0, 1, 2, 0)


def test_one_reference_with_other_content_is_refused_with_the_remedy(engine):
    load(engine, made_block([1, 2]))
    before = held(engine)
    changed = made_block([2, 3], key=np.array([99, 3], dtype=np.int64), place_reported=["Elsewhere", "Place"])
    report = load(engine, changed)
    assert fates(report) == (1, 1, 0, 0, 0)
    with engine.connect() as db:
        [refused] = rejected_rows(db, report.batch)
    assert refused["row"] == 2 and "Correct the seizure there" in refused["reason"]
    assert refused["reported"] == {"Case": "2", "Drug": "heroin", "Kilograms": "2"}
    assert set(before) < set(held(engine))


def test_one_reference_with_two_contents_in_one_file_is_refused_and_names_the_row(engine):
    block = made_block([1, 1], key=np.array([5, 6], dtype=np.int64), place_reported=["Here", "There"])
    refused = []
    assert fates(load(engine, block, refused=refused)) == (1, 1, 0, 0, 0)
    assert "stands on row 2" in refused[0].reason and refused[0].row == 3


def test_rows_without_a_key_are_known_by_what_they_say_whatever_the_types(engine):
    load(engine, made_block([1, 2], with_key=False))
    block = made_block([1, 2], with_key=False)
    other = {
        "seized_on": np.array(block.seizures["seized_on"], dtype="datetime64[s]"),
        "lon": [float(value) if value == value else None for value in block.seizures["lon"]],
        "place_reported": [f" {word}  " for word in block.seizures["place_reported"]],
        "note": [None, float("nan")],
    }
    items = dict(block.items) | {"factor": [1, 1], "source_row": [10, 11], "reported": [{}, {}]}
    again = replace(block, seizures=dict(block.seizures) | other, items=items)
    assert fates(load(engine, again)) == (0, 0, 0, 2, 0)


def test_a_part_of_a_seizure_that_the_record_holds_is_held(engine):
    whole = made_block([1], with_key=False)
    two = {
        name: (np.array([0, 0]) if name == "of" else [*values, *values]) for name, values in whole.items.items()
    } | {"id": ["agency/1/heroin", "agency/1/opium"], "drug": ["heroin", "opium"], "source_row": [2, 3]}  # fmt: skip
    assert fates(load(engine, replace(whole, items=two, rows_read=2))) == (2, 0, 0, 0, 0)
    assert fates(load(engine, made_block([1], with_key=False))) == (0, 0, 0, 1, 0)
    more = dict(whole.items) | {"drug_reported": ["cocaine"]}
    assert fates(load(engine, replace(whole, items=more))) == (0, 1, 0, 0, 0)


def test_a_dry_run_tells_the_same_and_keeps_nothing(engine):
    before = state(engine)
    report = load(engine, made_block([1, 2, 1]), dry_run=True)
    assert fates(report) == (2, 0, 1, 0, 0) and report.dry_run and report.batch is None
    assert state(engine) == before


def test_what_was_refused_left_out_doubted_and_not_read_is_kept(engine):
    block = made_block([1])
    block.rejected = [Rejected(3, "is not a date", "Date", "soon", {"Date": "soon"}, "table")]
    block.left_out = [LeftOut(4, "total", "table", "Total 5")]
    block.doubts = [Doubt(2, "Kilograms", "1", "quantity", "is small", None, "table")]
    block.unknown = {("drug", "zzz"): UnknownWord(2, [2])}
    block.places = {PlaceText("AFG", "", "nowhere"): OpenPlace("not_found", 1, [2])}
    block.rows_read = 3
    report = load(engine, block)
    assert fates(report) == (1, 1, 0, 0, 1) and (report.doubts, report.unknown_words) == (1, 1)
    with engine.connect() as db:
        shown = show_import(db, report.batch)
    assert shown["rejected_rows"][0]["value"] == "soon" and shown["left_out_rows"][0]["text"] == "Total 5"
    assert shown["doubtful_cells"][0]["text"] == "is small" and shown["words"][0]["word"] == "zzz"
    assert shown["places"][0]["place"] == "nowhere" and shown["headings"]["table"] == ["Case", "Drug", "Kilograms"]


def test_a_reader_whose_rows_do_not_add_up_is_stopped(engine):
    before = state(engine)
    with pytest.raises(StoreError, match="do not add up"):
        load(engine, replace(made_block([1]), rows_read=2))
    assert state(engine) == before


def test_a_row_that_breaks_a_rule_stops_the_whole_file(engine):
    before = state(engine)
    with pytest.raises(SourceError, match="lon_in_range"):
        load(engine, made_block([1]), made_block([2], first_row=3, lon=np.array([200.0]), lat=np.array([0.0])))
    assert state(engine) == before


def test_an_import_can_be_stopped_and_leaves_nothing(engine):
    def stop(rows):
        raise KeyboardInterrupt

    before = state(engine)
    with pytest.raises(KeyboardInterrupt):
        load(engine, made_block([1]), progress=stop)
    assert state(engine) == before


def test_totals_are_held_by_edition_and_by_file(engine):
    assert fates(load(engine, made_totals([1, 2, 1]), made_totals([2], first_row=5))) == (2, 0, 2, 0, 0)
    with engine.connect() as db:
        times = select(reported_total.c.content_key, reported_total.c.times_reported)
        assert dict(db.execute(times).all()) == {1: 2, 2: 2}
    assert fates(load(engine, made_totals([1, 2]))) == (0, 0, 0, 2, 0)
    received_later = made_release(edition="received later")
    assert fates(load(engine, made_totals([1, 2]), release=received_later)) == (0, 0, 0, 2, 0)
    next_edition = made_release(edition="2027", sha256="1" * 64)
    assert fates(load(engine, made_totals([1, 2]), release=next_edition)) == (2, 0, 0, 0, 0)


def test_one_line_behind_several_rows_is_one_row(engine):
    wide = made_totals([1, 2, 3])
    wide = replace(wide, totals=dict(wide.totals) | {"source_row": [2, 2, 3]}, rows_read=2)
    assert fates(load(engine, wide)) == (2, 0, 0, 0, 0)


def test_a_document_is_written_once_for_all_that_rest_on_it(engine):
    load(engine, made_block(range(20)), made_block(range(20, 40), first_row=22))
    with engine.connect() as db:
        assert db.scalar(select(func.count()).select_from(document)) == 1


def test_rows_that_name_no_marking_get_that_of_the_import(engine):
    load(engine, made_block([1, 2], marking=[None, "restricted"]), marking="partner")
    with engine.connect() as db:
        assert list(db.scalars(select(seizure.c.marking).order_by(seizure.c.id))) == ["partner", "restricted"]


def test_suspected_duplicates_are_looked_for_among_new_rows_and_those_of_their_days(engine):
    asked = []

    def suspects(items, new):
        asked.append((len(items), int(new.sum())))
        rows = items["row"].to_numpy()
        return items.assign(first=rows, second=np.roll(rows, 1), why="same_amount", score=1.0).head(1)

    load(engine, made_block([1, 301, 2], place_reported=["a", "b", "c"]), suspects=suspects)
    report = load(engine, made_block([601]), suspects=suspects)
    assert asked == [(3, 3), (3, 1)] and report.duplicates_suspected == 1
    with engine.connect() as db:
        assert len(db.execute(select(suspected_duplicate)).all()) == 2


def test_undo_takes_the_rows_out_and_keeps_the_version_before(engine):
    first = load(engine, made_block([1]))
    second = load(engine, made_block([2]))
    version = undo_import(engine, second.batch, "me", "wrong file")
    assert version.id == first.data_version and len(held(engine)) == 1
    with engine.connect() as db:
        assert list(list_imports(db)["status"]) == ["reversed", "current"]
        assert show_import(db, second.batch)["undone"]["reason"] == "wrong file"
    with pytest.raises(StoreError, match="already"):
        undo_import(engine, second.batch, "me", "again")
    with pytest.raises(StoreError, match="There is no import 77"):
        undo_import(engine, 77, "me", "why")


def test_facts_that_ship_are_not_taken_back(engine, tmp_path):
    from monitoring.store.load import load_source

    from .made import made_seizure, made_source

    load_source(engine, made_source(tmp_path, made_seizure()))
    with pytest.raises(StoreError, match="ship with the program"):
        undo_import(engine, 1, "me", "why")


def test_a_shipped_seizure_in_a_file_of_ours_is_held(engine, tmp_path):
    from monitoring.store.load import load_source

    from .made import made_seizure, made_source

    load_source(engine, made_source(tmp_path, made_seizure("agency/1")))
    block = made_block([1], with_key=False, title=["title of agency/1"], note=["note of agency/1"],
                       source_name=["source of agency/1"], source_kind=["press"], lon=[None], lat=[None],
                       location_precision=["country"], date_reported=["2020-01-01"], place_reported=[None])  # fmt: skip
    day = block.seizures["seized_on"][0].replace(day=1)
    event = dict(block.seizures) | {"seized_on": [day], "seized_until": [day], "marking": ["public"]}
    one = (
        dict(block.items)
        | {name: [1.0] for name in ("quantity", "mass_kg")}
        | {"quantity_reported": [None], "unit_reported": [None]}
    )
    legs = {
        "of": [0],
        "role": ["transit"],
        "position": [1],
        "country_iso3": ["IRN"],
        "basis": ["stated"],
        "alternative": [False],
    }
    block = replace(
        block, seizures=event, items=one, legs=legs, arrests={"of": [0], "nationality_iso3": [None], "number": [2]}
    )
    assert fates(load(engine, block)) == (0, 0, 0, 1, 0)


numbers = st.lists(st.lists(st.integers(0, 12), max_size=8), min_size=1, max_size=3)


@cache
def migrated_once():
    engine = open_engine("sqlite://")
    migrate(engine)
    return engine


def fresh():
    """An empty record in memory, copied: a hundred migrations would take most of the test's time."""
    engine = open_engine("sqlite://")
    ours, theirs = engine.raw_connection(), migrated_once().raw_connection()
    theirs.driver_connection.backup(ours.driver_connection)
    ours.close()
    theirs.close()
    return engine


def as_blocks(listed, keys):
    return [made_block(rows, first_row=10 * at + 2, with_key=keys) for at, rows in enumerate(listed)]


@settings(max_examples=40, deadline=None)
@given(numbers, numbers, st.booleans())
def test_whatever_the_rows_they_add_up_and_come_back_to_the_same_state(first, second, keys):
    engine = fresh()
    one = load(engine, *as_blocks(first, keys))
    rows = [n for each in first for n in each]
    assert one.adds_up and (one.accepted, one.duplicates_exact) == (len(set(rows)), len(rows) - len(set(rows)))
    before, version = held(engine), one.data_version
    two = load(engine, *as_blocks(second, keys), release=made_release(sha256="2" * 64))
    assert two.adds_up and load(engine, *as_blocks(second, keys)).accepted == 0
    if two.batch is not None:
        after = held(engine)
        assert undo_import(engine, two.batch, "me", "why").id == version or not rows
        assert held(engine) == before
        again = load(engine, *as_blocks(second, keys), release=made_release(sha256="2" * 64))
        assert (held(engine), again.data_version) == (after, two.data_version)
    other = fresh()
    assert load(other, *as_blocks(first, keys)).data_version == version
    assert held(other) == before


def test_history_has_every_import(engine):
    load(engine, made_block([1]))
    load(engine, made_block([2]), file_name="other.csv")
    with engine.connect() as db:
        found = list_imports(db)
        assert list(found["file_name"]) == ["other.csv", "file.csv"] and list(found["accepted"]) == [1, 1]
        assert len(db.execute(select(import_batch)).all()) == 2


def test_nothing_is_left_of_an_empty_file(engine):
    assert load(engine, Block()).batch is None and load(engine).batch is None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_title_that_we_made_is_no_part_of_a_seizure(engine, language):
    from monitoring.language import use_language
    from monitoring.store.items import item_frame

    load(engine, made_block([1, 5], with_key=False))
    with engine.connect() as db, use_language(language):
        titles = item_frame(db, "public")["title"].tolist()
    assert len(set(titles)) == 2
    assert fates(load(engine, made_block([1, 5], with_key=False, title=titles))) == (0, 0, 0, 2, 0)
    assert fates(load(engine, made_block([1], with_key=False, title=["Another title"]))) == (0, 1, 0, 0, 0)


def test_two_lines_that_say_otherwise_of_one_held_seizure_are_both_refused(engine):
    load(engine, made_block([1, 2], with_key=False))
    again = made_block([1, 1, 2, 2], with_key=False, place_reported=["Elsewhere", "Elsewhere", "Place 2", "Place 2"])
    report = load(engine, again)
    assert report.adds_up and (report.accepted, report.rejected) == (0, 2)
    assert report.duplicates_exact + report.already_held == 2
