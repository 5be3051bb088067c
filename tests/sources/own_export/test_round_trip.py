"""What is exported can be imported again without change: into the record it came from, and into an empty one."""

import sqlite3
from contextlib import closing

import pandas as pd
import pytest
from sqlalchemy import select

from monitoring.exports.about import describe
from monitoring.exports.formats import FORMATS, write
from monitoring.language import use_language
from monitoring.sources.files.opened import open_file
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import recognise, understand
from monitoring.sources.registry import shipped_sources
from monitoring.store.engine import open_engine
from monitoring.store.items import item_frame
from monitoring.store.load import load_source
from monitoring.store.load_batch import Release
from monitoring.store.load_file import load_file
from monitoring.store.migrate import migrate
from monitoring.store.tables import seizure, seizure_arrests, seizure_leg
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups
from tests.exports.counted import counted, in_pieces

OF_THE_IMPORT = ["source_key"]  # says with which release a row came, and that is another one now
pytestmark = pytest.mark.filterwarnings("ignore:.*DataFrame concatenation.*:FutureWarning")


@pytest.fixture(scope="module")
def exported(imported, tmp_path_factory):
    """`exported(suffix)`: the file with all shipped seizures, opened and understood: (opened, recognised, blocks)."""
    folder = tmp_path_factory.mktemp("exported")
    with imported[0].connect() as db:
        frame = item_frame(db, "public")
    about = describe(
        counted(frame),
        sentence="All",
        query="",
        data_version="0",
        data_date=pd.Timestamp("2026-01-01").date(),
        publisher="Us",
    )

    def make(suffix: str):
        path = folder / f"seizures.{suffix}"
        if not path.exists():
            write(in_pieces(frame, 100), about, path)
        opened = open_file(path, folder / f"work-{suffix}")
        words, places = lookups(), gazetteer()
        found = recognise(opened, Asked(), words)
        return opened, found, list(understand(opened, found, Asked(), words, places))

    return make


def _load(engine, exported, suffix: str):
    opened, found, blocks = exported(suffix)
    said = dict.fromkeys(("producer", "title", "citation", "licence", "edition", "limits"), "x") | dict(found.release)
    release = Release(key=found.key, link=None, published=None, retrieved=pd.Timestamp("2026-01-01").date(),
                      sha256=opened.sha256, **said)  # fmt: skip
    return load_file(
        engine, release, iter(blocks), file_name=opened.name, reader=found.reader, settings={}, marking="public", by="t"
    )


@pytest.fixture(scope="module")
def record(imported, tmp_path_factory):
    """A copy of the record, to be written to."""
    path = tmp_path_factory.mktemp("record") / "record.sqlite"
    with closing(sqlite3.connect(imported[0].url.database)) as ours, closing(sqlite3.connect(path)) as copy:
        ours.backup(copy)
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def another(tmp_path):
    """A record with all that ships but the seizures."""
    engine = open_engine(f"sqlite:///{tmp_path / 'another.sqlite'}")
    migrate(engine)
    for source in shipped_sources():
        if source.key != "seizure_events":
            load_source(engine, source)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_export_is_recognised_and_every_row_is_taken(exported, suffix):
    _opened, found, blocks = exported(suffix)
    assert found.key == "own_export"
    assert found.why
    assert not found.questions
    assert sum(block.rows_read for block in blocks) == sum(len(block.items["id"]) for block in blocks) > 100
    assert not any(block.rejected or block.left_out for block in blocks)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_record_it_came_from_holds_everything_already(record, exported, suffix):
    with record.connect() as db:
        before = item_frame(db, "public")
    report = _load(record, exported, suffix)
    assert (report.accepted, report.rejected) == (0, 0)
    assert report.already_held == report.rows_read == len(before)
    with record.connect() as db:
        pd.testing.assert_frame_equal(pd.DataFrame(item_frame(db, "public")), pd.DataFrame(before))


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_record_becomes_the_same_in_every_field(imported, another, exported, suffix):
    report = _load(another, exported, suffix)
    assert report.accepted == report.rows_read
    exact = {"rtol": 1e-15, "atol": 0} if suffix == "xlsx" else {"check_exact": True}
    with imported[0].connect() as ours, another.connect() as theirs:
        first, second = (pd.DataFrame(item_frame(db, "public")).drop(columns=OF_THE_IMPORT) for db in (ours, theirs))
        pd.testing.assert_frame_equal(first, second, **exact)
        for query in (
            select(seizure.c.id, seizure_leg.c.role, seizure_leg.c.country_iso3, seizure_leg.c.basis,
                   seizure_leg.c.alternative)
            .join(seizure, seizure.c.row_id == seizure_leg.c.seizure_row)
            .order_by(seizure.c.id, seizure_leg.c.role, seizure_leg.c.position),
            select(seizure.c.id, seizure_arrests.c.number).join(seizure, seizure.c.row_id == seizure_arrests.c.seizure_row)
            .order_by(seizure.c.id),
        ):  # fmt: skip
            assert ours.execute(query).all() == theirs.execute(query).all()


def test_an_export_in_arabic_says_the_same(imported, another, tmp_path):
    with use_language("ar"), imported[0].connect() as db:
        frame = item_frame(db, "public")
        about = describe(
            counted(frame),
            sentence="-",
            query="",
            data_version="0",
            data_date=pd.Timestamp("2026-01-01").date(),
            publisher="Us",
        )
        write(in_pieces(frame, 100), about, tmp_path / "a.xlsx")
    opened = open_file(tmp_path / "a.xlsx", tmp_path / "work")
    found = recognise(opened, Asked(), lookups())
    blocks = list(understand(opened, found, Asked(), lookups(), gazetteer()))
    report = _load(another, lambda _suffix: (opened, found, blocks), "xlsx")
    assert report.accepted == report.rows_read == len(frame)
    with imported[0].connect() as ours, another.connect() as theirs:
        first, second = (pd.DataFrame(item_frame(db, "public")).drop(columns=OF_THE_IMPORT) for db in (ours, theirs))
        pd.testing.assert_frame_equal(first, second, rtol=1e-15, atol=0)
