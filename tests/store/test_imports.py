"""Taking a file back takes back what people made of its rows, and what rests on something else stays."""

import pytest
from sqlalchemy import select

from monitoring.errors import StoreError
from monitoring.store.edits import Draft, correct_seizure, retire_seizure
from monitoring.store.imports import list_imports, show_import, undo_import
from monitoring.store.load_file import load_file
from monitoring.store.seizures import seizure_record
from monitoring.store.tables import seizure

from .made_blocks import made_block, made_release


def load(engine, numbers, sha256="0" * 64):
    return load_file(
        engine,
        made_release(sha256=sha256),
        [made_block(numbers)],
        file_name="f",
        reader="r",
        settings={},
        marking="public",
    )


def correct(engine, name, **values):
    with engine.connect() as db:
        record = seizure_record(db, "restricted", name)
    return correct_seizure(engine, name, Draft(values, record.items, record.legs, record.arrests), "a slip", "me")


def notes(engine):
    with engine.connect() as db:
        return dict(db.execute(select(seizure.c.id, seizure.c.note).where(seizure.c.retired_in.is_(None))).all())


def statuses(engine):
    with engine.connect() as db:
        return dict(list_imports(db)[["batch", "status"]].itertuples(index=False))


def test_corrections_go_with_the_file_and_it_comes_back_as_it_was(engine):
    first = load(engine, [1, 2])
    correct(engine, "agency/1", note="corrected")
    assert notes(engine) == {"agency/1": "corrected", "agency/2": None}
    undo_import(engine, first.batch, "me", "wrong file")
    assert notes(engine) == {} and set(statuses(engine).values()) == {"reversed"}
    again = load(engine, [1, 2])
    assert again.data_version == first.data_version and notes(engine) == {"agency/1": None, "agency/2": None}


def test_the_same_file_knows_a_corrected_seizure_again(engine):
    load(engine, [1, 2])
    correct(engine, "agency/1", note="corrected")
    again = load(engine, [1, 2])
    assert (again.accepted, again.already_held, again.rejected) == (0, 2, 0)
    assert notes(engine)["agency/1"] == "corrected"


def test_a_file_does_not_bring_back_what_a_person_took_out(engine):
    load(engine, [1, 2])
    retire_seizure(engine, "agency/1", "never happened", "me")
    again = load(engine, [1, 1, 2, 3], "1" * 64)
    assert (again.accepted, again.already_held, again.duplicates_exact) == (1, 2, 1)
    assert set(notes(engine)) == {"agency/2", "agency/3"}


def test_a_correction_is_taken_back_by_its_number_and_not_under_a_later_one(engine):
    load(engine, [1])
    correct(engine, "agency/1", note="one")
    correct(engine, "agency/1", note="two")
    with pytest.raises(StoreError, match="Take back 3 first"):
        undo_import(engine, 2, "me", "why")
    undo_import(engine, 3, "me", "why")
    undo_import(engine, 2, "me", "why")
    assert notes(engine) == {"agency/1": None}
    with engine.connect() as db:
        assert show_import(db, 2)["undone"]["by"] == "me"
