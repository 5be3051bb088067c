"""Our workbook filled from the record says everything that the record says: into an empty one, and into the same one."""

import sqlite3
from contextlib import closing
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from monitoring.exports.about import describe
from monitoring.exports.formats import write, write_whole
from monitoring.language import LANGUAGES, use_language
from monitoring.sources.files.opened import open_file
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import recognise, understand
from monitoring.store.engine import open_engine
from monitoring.store.imports import undo_import
from monitoring.store.items import item_frame
from monitoring.store.linked import linked_tables
from monitoring.store.load_batch import Release
from monitoring.store.load_file import load_file
from monitoring.store.migrate import migrate
from monitoring.store.tables import document, seizure, seizure_arrests, seizure_item, seizure_item_figure, seizure_leg
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups
from monitoring.vocabulary.writable import clean
from tests.exports.counted import counted, in_pieces
from tests.sources.made_ids import write_ids

from .conftest import PRODUCER, fill_in

SEIZURES = [
    {"seizure": "007", "date": "1399-05-02", "calendar": "Solar Hijri", "country": "AFG", "admin1": "Herat", "place": "Heart",
     "marking": "partner", "place_type": "checkpoint", "direction": "outbound"},
    {"seizure": "№ 8", "date": "2021-09-01/2021-09-03", "country": "TJK", "lon": 68.5, "lat": 37.2, "title": "Lorry  of ours"},
    {"seizure": "9", "date": "2021", "sea_area": "Arabian Sea", "marking": "restricted", "note": "line\nline"},
    {"seizure": "10", "date": "2020-05", "country": "PAK"},
]  # fmt: skip
DRUGS = [
    {"seizure": "007", "drug": "heroin", "quantity": 0.1 + 0.2, "unit": "kg", "purity_pct": 61.5},
    {"seizure": "007", "drug": "شیشه", "drug_reported": "@ice", "quantity": 3, "unit": "glarks"},
    {"seizure": "№ 8", "drug": "opium", "quantity": 0, "unit": "kg", "quantity_relation": "about"},
    {"seizure": "9", "drug": "hashish"},
    {"seizure": "10", "drug": "opium"},
]
LEGS = [
    {
        "seizure": "007",
        "role": "destination",
        "country": "IRN",
        "place": "Islam Qala",
        "basis": "presumed",
        "position": 3,
    },
    {"seizure": "007", "role": "departure", "country": "AFG", "place": "Kandahar"},
    {"seizure": "№ 8", "role": "transit", "country": "UZB", "alternative": "yes"},
    {"seizure": "9", "role": "transit", "country": "UZB", "place": "Termez"},
]
ARRESTS = [
    {"seizure": "007", "nationality": "AFG", "number": 2}, {"seizure": "007", "nationality": "IRN", "number": 1},
    {"seizure": "007", "number": 4}, {"seizure": "10", "nationality": "PAK", "number": 3},
]  # fmt: skip
OF_THE_IMPORT = {"row_id", "seizure_row", "item_row", "batch_id", "added_in", "retired_in", "sheet", "source_row", "content_key",
                 "document_id", "reported"}  # fmt: skip
ABOUT = {"sentence": "All", "query": "", "data_version": "0" * 12, "data_date": date(2026, 1, 1), "publisher": "Us"}


def take(engine, path, refused=None):
    """The report of an import of the file, with the words and places of every import."""
    opened = open_file(path, path.parent / f"work-{path.name}")
    words = lookups()
    found = recognise(opened, Asked(), words)
    said = dict.fromkeys(("producer", "title", "citation", "licence", "edition", "limits"), "x")
    said |= {name: found.release[name] for name in said if name in found.release} | {"link": None, "published": None}
    release = Release(key=found.key, retrieved=date(2026, 1, 1), sha256=opened.sha256, **said)
    blocks = understand(opened, found, Asked(), words, gazetteer())
    return load_file(
        engine,
        release,
        blocks,
        file_name=path.name,
        reader=found.reader,
        settings={},
        marking="public",
        by="t",
        refused=refused,
    )


def whole(engine):
    """Everything that the record says of seizures, in every column that is not of the import that brought it.

    Without the signs that no workbook can hold, and numbers as far as one holds them.
    """
    ours = {}
    s, d = seizure, document
    joins = {
        "events": select(*_told(s), *(column.label(f"source_{column.name}") for column in _told(d) if column.name != "id"))
        .join(d, d.c.id == s.c.document_id).order_by(s.c.id),
        "items": select(*_told(seizure_item)).join(s, s.c.row_id == seizure_item.c.seizure_row).order_by(seizure_item.c.id),
        "legs": select(s.c.id, *_told(seizure_leg)).join(s, s.c.row_id == seizure_leg.c.seizure_row)
        .order_by(s.c.id, seizure_leg.c.role, seizure_leg.c.position),
        "arrests": select(s.c.id, *_told(seizure_arrests, "id")).join(s, s.c.row_id == seizure_arrests.c.seizure_row)
        .order_by(s.c.id, seizure_arrests.c.id),
        "figures": select(seizure_item.c.id, *_told(seizure_item_figure, "id"))
        .join(seizure_item, seizure_item.c.row_id == seizure_item_figure.c.item_row)
        .join(s, s.c.row_id == seizure_item.c.seizure_row).order_by(seizure_item.c.id, seizure_item_figure.c.position),
    }  # fmt: skip
    with engine.connect() as db:
        for name, query in joins.items():
            ours[name] = [
                {key: _in_a_workbook(value) for key, value in row.items()}
                for row in db.execute(query.where(s.c.retired_in.is_(None))).mappings()
            ]
    return ours


def _in_a_workbook(value):
    if isinstance(value, float):
        return pytest.approx(value, rel=1e-15)
    return clean(value) if isinstance(value, str) else value


def _told(table, *other):
    return [column for column in table.c if column.name not in OF_THE_IMPORT | set(other)]


def export(engine, path, audience="restricted", only=None):
    with engine.connect() as db:
        frame = item_frame(db, audience)
        tables = linked_tables(db, audience, frame["seizure_id"].tolist() if only is None else only)
    write_whole(tables, describe(counted(frame), **ABOUT), path)
    return path


@pytest.fixture(scope="module")
def held(imported, forms, tmp_path_factory):
    """The file of a record with the shipped seizures, a filled form, and individual drug seizures as agencies send them."""
    folder = tmp_path_factory.mktemp("held")
    copy(imported[0].url.database, folder / "held.sqlite")
    engine = open_engine(f"sqlite:///{folder / 'held.sqlite'}")
    rows = {"seizures": SEIZURES, "drugs": DRUGS, "legs": LEGS, "arrests": ARRESTS}
    assert take(engine, fill_in(forms["en"], folder / "form.xlsx", PRODUCER, rows)).rejected == 0
    write_ids(folder / "ids.csv", 500, 5)
    assert take(engine, folder / "ids.csv").accepted > 300
    yield engine
    engine.dispose()


def copy(source, target):
    with closing(sqlite3.connect(source)) as ours, closing(sqlite3.connect(target)) as theirs:
        ours.backup(theirs)


@pytest.fixture
def same(held, tmp_path):
    """A copy of that record, to be written to."""
    copy(held.url.database, tmp_path / "same.sqlite")
    engine = open_engine(f"sqlite:///{tmp_path / 'same.sqlite'}")
    yield engine
    engine.dispose()


@pytest.fixture
def empty(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_record_becomes_the_same_in_every_field(held, empty, tmp_path, language):
    with use_language(language):
        path = export(held, tmp_path / "all.xlsx")
    report = take(empty, path)
    assert (report.accepted, report.rejected) == (report.rows_read, 0)
    ours, theirs = whole(held), whole(empty)
    for name in ours:
        assert len(ours[name]) == len(theirs[name]) > 0
        differing = [(one, other) for one, other in zip(ours[name], theirs[name]) if other != one]
        assert not differing, (name, len(differing), differing[0])
    assert {leg["place"] for leg in theirs["legs"]} >= {"Islam Qala", "Kandahar"}
    assert {row["nationality_iso3"] for row in theirs["arrests"]} >= {"AFG", "IRN", "PAK", None}
    assert take(empty, path).already_held == report.rows_read


def test_the_record_it_came_from_holds_everything_already(same, tmp_path):
    report = take(same, export(same, tmp_path / "all.xlsx"))
    assert (report.accepted, report.rejected, report.left_out) == (0, 0, 0)
    assert report.already_held == report.rows_read > 700


def test_a_flat_file_that_has_no_room_for_places_and_nationalities_is_held_as_well(same, tmp_path):
    with same.connect() as db:
        frame = item_frame(db, "restricted")
    for suffix in ("csv", "xlsx"):
        write(in_pieces(frame, 100), describe(counted(frame), **ABOUT), tmp_path / f"flat.{suffix}")
        report = take(same, tmp_path / f"flat.{suffix}")
        assert (report.already_held, report.rejected) == (report.rows_read, 0)


CHANGES = [
    ("Legs", "place", "Kandahar", "Herat"), ("Legs", "place", "Termez", None), ("Legs", "alternative", "yes", "no"),
    ("Arrests", "nationality", "Pakistan (PAK)", "Iran (Islamic Republic of) (IRN)"), ("Other figures", "said_by", None, "me"),
]  # fmt: skip


def test_a_change_that_only_this_workbook_can_tell_is_not_passed_over(same, tmp_path):
    path = export(same, tmp_path / "all.xlsx")
    book = openpyxl.load_workbook(path)
    changed = set()
    for sheet, column, found, value in CHANGES:
        page = book[sheet]
        at = next(cell.column for cell in page[1] if cell.value.endswith("\n" + column))
        row = next(row for row in range(2, page.max_row + 1) if found in (None, page.cell(row, at).value))
        page.cell(row, at).value = value
        changed.add(page.cell(row, 1).value)
    last = page.cell(page.max_row, 1).value  # and one seizure loses all of its other figures
    for row in [row for row in range(page.max_row, 1, -1) if page.cell(row, 1).value == last]:
        page.delete_rows(row)
    book.save(path)
    refused = []
    assert take(same, path, refused).accepted == 0
    assert {(each.value, "other content" in each.reason) for each in refused} == {
        (name, True) for name in changed | {last}
    }
    assert len(changed | {last}) == len(CHANGES) + 1


def test_only_the_seizures_asked_for_and_allowed_are_in_it_each_whole(held):
    with held.connect() as db:
        frame = item_frame(db, "restricted")
        ids = frame["seizure_id"].tolist()
        hidden = frame.loc[frame["marking"] != "public", "seizure_id"].unique().tolist()
        several = frame.loc[frame["seizure_id"].duplicated(), "seizure_id"].iloc[0]
        tables = linked_tables(db, "public", [*hidden, "nothing", several, ids[0], several])
    assert len(hidden) == 2
    assert tables["seizures"]["seizure"].tolist() == list(dict.fromkeys([several, ids[0]]))
    assert len(tables["drugs"]) == frame["seizure_id"].isin([several, ids[0]]).sum()
    assert all(set(table["seizure"]) <= {several, ids[0]} for table in tables.values())


def test_an_older_data_version_is_given_as_it_was(same, tmp_path):
    with same.connect() as db:
        before = item_frame(db, "public")["seizure_id"].tolist()
        number = db.scalar(select(seizure.c.added_in).order_by(seizure.c.added_in.desc()).limit(1))
        batch = db.scalar(select(seizure.c.batch_id).where(seizure.c.added_in == number).limit(1))
    undo_import(same, batch, "t", "a test")
    with same.connect() as db:
        now = linked_tables(db, "public", before)["seizures"]
        then = linked_tables(db, "public", before, number)["seizures"]
    assert len(now) < len(then) == len(set(before))
