"""One seizure at a time: every change has a reason and an old value, and can be taken back."""

from datetime import date

import pytest
from sqlalchemy import func, select

from monitoring.errors import EditError
from monitoring.store.edits import (
    Draft,
    add_seizure,
    correct_seizure,
    merge_seizures,
    retire_seizure,
    undo_edit,
)
from monitoring.store.history import history
from monitoring.store.items import item_frame
from monitoring.store.seizures import seizure_record
from monitoring.store.snapshot import snapshot
from monitoring.store.sources import source_releases
from monitoring.store.tables import edit, import_batch, seizure, seizure_item
from monitoring.store.versions import current_version

from .made import made_seizure

KG = {
    "drug_reported": "heroin", "drug": "heroin", "drug_code": "OPI-HER", "drug_group": "opioids",
    "quantity_reported": 2.0, "unit_reported": "kg", "quantity_relation": "exact", "kind": "mass", "quantity": 2.0,
    "unit": "kg", "mass_kg": 2.0, "factor": 1.0, "factor_source": "as reported",
}  # fmt: skip
EVENT = {
    "seized_on": date(2021, 9, 17), "seized_until": date(2021, 9, 17), "date_precision": "day", "date_reported": "2021-09-17",
    "calendar": "gregorian", "country_iso3": "TJK", "location_precision": "country", "status": "reported",
    "marking": "public", "source_name": "Drug Control Agency", "source_url": None, "source_kind": "official",
    "source_grade": "original", "source_grade_reason": None,
}  # fmt: skip


def record(engine, name="a-1", version=None):
    with engine.connect() as db:
        return seizure_record(db, "restricted", name, version)


def draft_of(found, **different):
    return Draft(different, found.items, found.legs, found.arrests)


def masses(engine):
    with engine.connect() as db:
        return item_frame(db, "public")["mass_kg"].sum()


def test_what_is_added_by_hand_is_in_the_record_with_its_parts(engine):
    leg = {
        "role": "departure",
        "position": 1,
        "country_iso3": "AFG",
        "place": None,
        "basis": "stated",
        "alternative": False,
    }
    done = add_seizure(engine, Draft(EVENT, [KG, KG], [leg], [{"nationality_iso3": "TJK", "number": 2}]), "seen", "me")
    found = record(engine, done.seizure_id)
    assert [item["id"] for item in found.items] == [f"{done.seizure_id}/heroin", f"{done.seizure_id}/heroin-2"]
    assert (found.legs[0]["country_iso3"], found.arrests[0]["number"]) == ("AFG", 2)
    assert (found.document["name"], found.release["key"], found.batch["kind"]) == (
        "Drug Control Agency",
        "by_hand",
        "form",
    )
    assert masses(engine) == 4.0


def test_the_same_seizure_is_not_added_twice(engine):
    add_seizure(engine, Draft(EVENT, [KG]), "seen", "me")
    with pytest.raises(EditError, match="already"):
        add_seizure(engine, Draft(EVENT, [KG]), "seen", "me")


def test_a_correction_changes_the_record_and_keeps_the_old_value(engine, load):
    load(made_seizure(place_reported="Heart"))
    old = record(engine)
    with engine.connect() as db:
        before = current_version(db)
    done = correct_seizure(engine, "a-1", draft_of(old, place_reported="Herat"), "a letter", "me")
    assert (
        record(engine).seizure["place_reported"] == "Herat"
        and record(engine).items[0]["reported"] == old.items[0]["reported"]
    )
    assert record(engine, version=before.number).seizure["place_reported"] == "Heart"
    assert done.version != before.id
    assert record(engine).seizure["content_key"] == old.seizure["content_key"], "the file is still known again"
    with engine.connect() as db:
        row = db.execute(select(edit)).mappings().one()
    assert (row["before"]["seizure"]["place_reported"], row["after"]["seizure"]["place_reported"]) == ("Heart", "Herat")
    assert (row["reason"], row["made_by"], row["action"]) == ("a letter", "me", "correct")


def test_a_correction_taken_back_leaves_the_record_and_its_version_as_they_were(engine, load):
    load(made_seizure(place_reported="Heart"))
    old = record(engine)
    with engine.connect() as db:
        before = current_version(db)
    done = correct_seizure(engine, "a-1", draft_of(old, place_reported="Herat"), "a letter", "me")
    back = undo_edit(engine, done.edit, "me")
    assert snapshot(record(engine)) == snapshot(old) and back.version == before.id
    with engine.connect() as db:
        assert db.scalar(select(func.count()).select_from(seizure)) == 3, "nothing is deleted"
        assert [each.action for each in history(db, "public", "a-1")] == ["undo", "correct", "import"]
    with pytest.raises(EditError, match="taken back already"):
        undo_edit(engine, done.edit, "me")


def test_parts_of_a_seizure_survive_a_correction_and_its_undo(engine, load):
    load(made_seizure(drugs=("heroin", "opium")))
    old = record(engine)
    one_drug = Draft({}, old.items[:1], (), old.arrests)
    done = correct_seizure(engine, "a-1", one_drug, "one drug only", "me")
    assert (len(record(engine).items), len(record(engine).legs)) == (1, 0)
    undo_edit(engine, done.edit, "me")
    assert snapshot(record(engine)) == snapshot(old) and len(record(engine).legs) == 1


def test_what_was_changed_again_is_not_taken_back_from_under_the_later_change(engine, load):
    load(made_seizure())
    first = correct_seizure(engine, "a-1", draft_of(record(engine), agency="one"), "r", "me")
    second = correct_seizure(engine, "a-1", draft_of(record(engine), agency="two"), "r", "me")
    with pytest.raises(EditError, match="later change back first"):
        undo_edit(engine, first.edit, "me")
    undo_edit(engine, second.edit, "me")
    assert record(engine).seizure["agency"] == "one"


def test_a_form_that_is_older_than_the_record_is_refused(engine, load):
    load(made_seizure())
    old = record(engine)
    correct_seizure(engine, "a-1", draft_of(old, agency="one"), "r", "me", seen=old.seizure["row_id"])
    with pytest.raises(EditError, match="after you opened it"):
        correct_seizure(engine, "a-1", draft_of(old, agency="two"), "r", "you", seen=old.seizure["row_id"])


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_changes(engine, load, reason):
    load(made_seizure())
    with pytest.raises(EditError) as problem:
        correct_seizure(engine, "a-1", draft_of(record(engine), agency="one"), reason, "me")
    assert problem.value.field == "reason" and record(engine).seizure["agency"] is None


def test_a_correction_that_changes_nothing_is_refused_and_leaves_no_trace(engine, load):
    load(made_seizure())
    with pytest.raises(EditError, match="different"):
        correct_seizure(engine, "a-1", draft_of(record(engine)), "r", "me")
    with engine.connect() as db:
        assert db.scalar(select(func.count()).select_from(import_batch)) == 1


def test_what_breaks_a_rule_of_the_record_is_refused_in_words(engine, load):
    load(made_seizure())
    with pytest.raises(EditError, match="rule"):
        correct_seizure(engine, "a-1", draft_of(record(engine), lon=200.0, lat=1.0), "r", "me")


def test_merged_seizures_count_once_and_the_kept_one_has_what_only_the_other_said(engine, load):
    load([*made_seizure("a-1"), *made_seizure("b-1", drugs=("heroin", "opium"), agency="customs")])
    assert masses(engine) == 3.0
    done = merge_seizures(engine, "a-1", "b-1", "one event in two papers", "me")
    kept, other = record(engine), record(engine, "b-1")
    assert (other.seizure["status"], other.seizure["duplicate_of"]) == ("duplicate", "a-1")
    assert kept.seizure["agency"] == "customs" and [item["drug"] for item in kept.items] == ["heroin", "opium"]
    assert masses(engine) == 2.0
    undo_edit(engine, done.edit, "me")
    assert masses(engine) == 3.0 and record(engine, "b-1").seizure["status"] == "reported"


def test_a_duplicate_is_not_merged_again(engine, load):
    load([line for name in ("a-1", "b-1", "c-1") for line in made_seizure(name)])
    merge_seizures(engine, "a-1", "b-1", "r", "me")
    for keep, other in (("b-1", "c-1"), ("c-1", "b-1"), ("a-1", "a-1")):
        with pytest.raises(EditError):
            merge_seizures(engine, keep, other, "r", "me")


def test_a_retired_seizure_is_gone_now_and_there_in_the_older_version(engine, load):
    load([*made_seizure("a-1"), *made_seizure("b-1")])
    with engine.connect() as db:
        before = current_version(db)
    done = retire_seizure(engine, "a-1", "invented", "me")
    assert record(engine) is None and record(engine, version=before.number) is not None and masses(engine) == 1.0
    undo_edit(engine, done.edit, "me")
    assert masses(engine) == 2.0


def test_the_history_names_every_value_that_changed_and_what_can_be_taken_back(engine, load):
    load(made_seizure())
    old = record(engine)
    item = {**old.items[0], "quantity": 5.0, "mass_kg": 5.0}
    done = correct_seizure(engine, "a-1", Draft({"agency": "customs"}, [item], old.legs, old.arrests), "letter", "me")
    with engine.connect() as db:
        newest, first = history(db, "public", "a-1")
    assert {(c.part, c.column, c.before, c.after) for c in newest.changes} == {
        ("seizure", "agency", None, "customs"), ("items", "quantity", 1.0, 5.0), ("items", "mass_kg", 1.0, 5.0),
    }  # fmt: skip
    assert (newest.edit, newest.reason, first.action, first.edit) == (done.edit, "letter", "import", None)


def test_the_history_shows_no_value_of_a_state_that_its_reader_may_not_see(engine, load):
    load(made_seizure(marking="restricted", agency="canary"))
    correct_seizure(engine, "a-1", draft_of(record(engine), marking="public", agency=None), "released", "me")
    with engine.connect() as db:
        assert "canary" not in repr(history(db, "public", "a-1"))


def test_taking_back_the_import_of_a_corrected_seizure_leaves_no_row_of_it(engine, load):
    load(made_seizure())
    batch = record(engine).batch["id"]
    correct_seizure(engine, "a-1", draft_of(record(engine), agency="one"), "r", "me")
    assert record(engine).batch["id"] == batch, "the corrected copy belongs to the file that it came from"


def test_item_rows_keep_their_names_and_order(engine, load):
    load(made_seizure(drugs=("heroin", "opium")))
    old = record(engine)
    correct_seizure(engine, "a-1", Draft({}, [KG, *old.items], old.legs, old.arrests), "a third", "me")
    assert [item["id"] for item in record(engine).items] == ["a-1/heroin-2", "a-1/heroin", "a-1/opium"]
    with engine.connect() as db:
        assert db.scalar(select(func.count()).select_from(seizure_item)) == 5


def test_corrections_are_no_source_of_their_own_and_what_was_added_is_one(engine, load):
    load(made_seizure())
    correct_seizure(engine, "a-1", draft_of(record(engine), agency="one"), "r", "me")
    with engine.connect() as db:
        assert list(source_releases(db)["key"]) == ["made"]
    add_seizure(engine, Draft(EVENT, [KG]), "seen", "me")
    add_seizure(engine, Draft({**EVENT, "country_iso3": "UZB"}, [KG]), "seen", "me")
    with engine.connect() as db:
        assert list(source_releases(db)["key"]) == ["by_hand", "made"]
