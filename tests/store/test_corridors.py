"""Corridors in the record: as they ship, edited, taken back; an edit is a data version of its own."""

import pytest
import shapely

from monitoring.errors import EditError, StoreError
from monitoring.sources.registry import describe
from monitoring.store.corridors import FIELDS, corridor_history, corridors, save_corridors
from monitoring.store.imports import list_imports, undo_import
from monitoring.store.load import load_source
from monitoring.store.versions import current_version
from monitoring.vocabulary.rows import Accepted

from .made import made_source

NORTH, SOUTH = "LINESTRING(0 0, 1 1)", "LINESTRING(0 0, 1 -1)"


def branch(name="balkan/trunk", line=NORTH, **different):
    said = {
        "branch_id": name, "corridor": name.partition("/")[0], "name": name, "position": 1, "width_km": 100.0, "legs": "",
        "pairs": "AFG-TUR", "pairs_why": "", "seas": "", "note": "", "source": "ours",
    }  # fmt: skip
    return said | {"geometry": shapely.to_wkb(shapely.from_wkt(line), byte_order=1)} | different


def lines_of(*branches):
    return [Accepted(at, [("corridor", row)], {}) for at, row in enumerate(branches, start=1)]


@pytest.fixture
def shipped(load):
    return load(lines_of(branch(), branch("balkan/other", position=2)), key="corridors")


def held(engine, version=None):
    with engine.connect() as db:
        return corridors(db, version).set_index("branch_id")


def wkt(engine, version=None):
    return held(engine, version).geometry["balkan/trunk"].wkt.replace(" (", "(")


def test_no_corridors_are_a_frame_of_the_same_shape(db):
    found = corridors(db)
    assert found.empty and {"branch_id", "steps", "edited", "width_km", "geometry"} <= set(found.columns)


def test_steps_are_the_pairs_of_published_legs_and_its_own(engine, load, shipped):
    load_source(engine, describe("route_legs"))
    save_corridors(
        engine, [branch(legs="balkan/trunk; southern/maritime_west/4", pairs="AFG-TUR; AFG-IRN")], "why", "me"
    )
    assert held(engine)["steps"]["balkan/trunk"] == ("AFG-IRN", "IRN-TUR", "PAK-ARE", "AFG-TUR")


def test_an_edit_is_a_version_of_its_own_and_older_versions_stay(engine, shipped):
    with engine.connect() as db:
        before = current_version(db)
    saved = save_corridors(engine, [branch(line=SOUTH)], "the road was closed", "me")
    assert saved.changed == ("balkan/trunk",) and saved.version != before.id
    assert (wkt(engine), wkt(engine, before.number)) == (SOUTH, NORTH)
    assert held(engine)["edited"].to_dict() == {"balkan/trunk": True, "balkan/other": False}


def test_an_edit_is_taken_back_with_its_import(engine, shipped):
    with engine.connect() as db:
        before = current_version(db).id
    saved = save_corridors(engine, [branch(line=SOUTH)], "why", "me")
    assert undo_import(engine, saved.batch, "me", "wrong").id == before
    assert wkt(engine) == NORTH and len(held(engine)) == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_edits_can_be_taken_back_in_any_order(engine, shipped, order):
    edits = [save_corridors(engine, [branch(line=line)], "why", "me") for line in (SOUTH, "LINESTRING(0 0, 2 2)")]
    undo_import(engine, edits[order[0]].batch, "me", "wrong")
    assert wkt(engine) == ("LINESTRING(0 0, 2 2)" if order[0] == 0 else SOUTH)
    undo_import(engine, edits[order[1]].batch, "me", "wrong")
    assert wkt(engine) == NORTH and len(held(engine)) == 2


def test_a_newer_edition_of_what_ships_leaves_the_editors_branch_alone(engine, tmp_path, shipped):
    save_corridors(engine, [branch(line=SOUTH)], "why", "me")
    newer = lines_of(branch(line="LINESTRING(0 0, 9 9)"), branch("balkan/other", width_km=5.0))
    load_source(engine, made_source(tmp_path, newer, key="corridors", edition="2"))
    assert wkt(engine) == SOUTH and held(engine)["width_km"]["balkan/other"] == 5.0


def test_an_edit_says_why_changes_something_and_rests_on_what_the_person_saw(engine, shipped):
    with pytest.raises(EditError, match="Say why"):
        save_corridors(engine, [branch(line=SOUTH)], " ", "me")
    with pytest.raises(EditError, match="Nothing is different"):
        save_corridors(engine, [branch()], "why", "me")
    seen = int(held(engine)["row_id"]["balkan/trunk"])
    save_corridors(engine, [branch(line=SOUTH)], "why", "me", seen=seen)
    with pytest.raises(EditError, match="Somebody changed this corridor"):
        save_corridors(engine, [branch(width_km=3.0)], "why", "me", seen=seen)


def test_a_file_that_says_what_the_record_holds_changes_nothing(engine, shipped):
    with engine.connect() as db:
        before = current_version(db)
    saved = save_corridors(
        engine, [branch(), branch("balkan/other", position=2)], "a file", "me", file_name="a.geojson"
    )
    assert saved.batch is None and saved.unchanged == ("balkan/trunk", "balkan/other") and saved.version == before.id


def test_the_history_names_who_when_and_why(engine, shipped):
    save_corridors(engine, [branch(line=SOUTH)], "the road was closed", "me")
    with engine.connect() as db:
        found, listed = corridor_history(db, "balkan/trunk"), list_imports(db)
    assert found["kind"].tolist() == ["form", "shipped"]
    assert found["reason"][0] == "the road was closed" and found["imported_by"][0] == "me"
    assert listed.iloc[0][["kind", "rows_read", "accepted"]].tolist() == ["form", 1, 1]


def test_what_ships_is_not_taken_back(engine, shipped):
    with engine.connect() as db:
        number = int(list_imports(db)["batch"][0])
    with pytest.raises(StoreError, match="ship with the program"):
        undo_import(engine, number, "me", "wrong")


def test_every_column_but_the_versions_is_a_field():
    from monitoring.store.tables import corridor

    assert set(FIELDS) == {column.name for column in corridor.c} - {
        "id",
        "batch_id",
        "source_row",
        "added_in",
        "retired_in",
    }
