"""An import replaces a source as a whole or changes nothing, and says where every row came from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from monitoring.errors import SourceError
from monitoring.store.engine import open_engine
from monitoring.store.load import content_hash, load_source, rejected_rows, row_counts
from monitoring.store.migrate import migrate
from monitoring.store.sources import source_releases
from monitoring.store.tables import data_version, import_batch, seizure
from monitoring.store.versions import current_version, in_version, version_of
from monitoring.vocabulary.rows import Accepted, Rejected

from .made import made_seizure, made_source


def state(engine):
    with engine.connect() as db:
        return row_counts(db), current_version(db)


def seizures(engine, number=None):
    """The seizures of a data version, of the current one by default."""
    with engine.connect() as db:
        return sorted(db.execute(select(seizure.c.id).where(in_version(seizure, number))).scalars())


def test_there_is_no_version_before_the_first_import(db):
    assert current_version(db) is None


def test_the_same_content_again_changes_nothing(engine, load):
    first = load(made_seizure())
    before = state(engine)
    again = load(made_seizure())
    assert (first.changed, again.changed, again.version) == (True, False, first.version)
    assert state(engine) == before


def test_new_content_takes_the_place_of_the_old_of_the_same_source_only(engine, load):
    load(made_seizure("a-1"), key="first")
    load(made_seizure("b-1"), key="second")
    load([*made_seizure("a-2"), *made_seizure("a-3")], key="first")
    assert seizures(engine) == ["a-2", "a-3", "b-1"]


def test_what_was_replaced_is_still_there_in_the_version_before(engine, load):
    load(made_seizure("a-1"))
    with engine.connect() as db:
        number = current_version(db).number
    load(made_seizure("a-2"))
    assert (seizures(engine, number), seizures(engine)) == (["a-1"], ["a-2"])


def test_batches_stay_as_history_with_one_current_per_source(engine, load):
    load(made_seizure("a-1"))
    load(made_seizure("a-2"))
    with engine.connect() as db:
        assert list(db.execute(select(import_batch.c.status).order_by(import_batch.c.id)).scalars()) == [
            "replaced",
            "current",
        ]


def test_going_back_to_earlier_content_goes_back_to_its_version(load):
    first, second = load(made_seizure("a-1")), load(made_seizure("a-2"))
    assert load(made_seizure("a-1")).version == first.version != second.version


def test_the_order_of_imports_does_not_change_the_version(tmp_path):
    versions = []
    for order in (("one", "two"), ("two", "one")):
        engine = open_engine("sqlite://")
        migrate(engine)
        for key in order:
            last = load_source(engine, made_source(tmp_path, made_seizure(key), key=key))
        versions.append(last.version)
    assert versions[0] == versions[1]


@given(st.dictionaries(st.text(min_size=1), st.text(alphabet="0123456789abcdef", min_size=1)))
def test_a_version_is_twelve_hex_digits_whatever_the_order(contents):
    listed = list(contents.items())
    version = version_of(listed)
    assert version == version_of(reversed(listed))
    assert len(version) == 12 and set(version) <= set("0123456789abcdef")


@pytest.mark.parametrize("changed", ["citation", "licence", "edition", "limits", "sha256"])
def test_a_change_of_what_the_source_says_of_itself_is_a_new_import(tmp_path, changed):
    lines = made_seizure()
    other = made_source(tmp_path, lines, **{changed: "1" * 64})
    assert content_hash(other, lines) != content_hash(made_source(tmp_path, lines), lines)


def test_a_rejected_line_is_kept_with_row_column_value_and_reason(engine, load):
    result = load([*made_seizure(), Rejected(3, "is not a date", "Date", "soon", {"Date": "soon"})])
    assert (result.rows_read, result.accepted, result.rejected) == (2, 1, 1)
    with engine.connect() as db:
        found = rejected_rows(db, "made")
    assert found == [{"row": 3, "column_name": "Date", "value": "soon", "reason": "is not a date"}]


def test_rejected_lines_go_with_the_import_that_brought_them(engine, load):
    load([*made_seizure(), Rejected(3, "why")])
    load(made_seizure())
    with engine.connect() as db:
        assert rejected_rows(db, "made") == [] and row_counts(db)["rejected_row"] == 0


@pytest.mark.parametrize(
    ("different", "rule"),
    [
        ({"lon": 200.0, "lat": 0.0, "location_precision": "place"}, "lon_in_range"),
        ({"lon": 10.0, "location_precision": "place"}, "lon_with_lat"),
        ({"lon": 10.0, "lat": 10.0}, "no_invented_point"),
        ({"marking": "secret"}, "marking_is_known"),
        ({"country_iso3": "Afg"}, "country_iso3_is_iso3"),
        ({"status": "duplicate"}, "duplicate_names_the_other"),
        ({"date_reported": None}, "date_reported"),
    ],
)
def test_a_row_that_breaks_a_rule_stops_the_whole_import(engine, load, different, rule):
    load(made_seizure("a-1"))
    before = state(engine)
    with pytest.raises(SourceError, match=rule):
        load([*made_seizure("a-2"), *made_seizure("a-3", **different)])
    assert state(engine) == before


def test_a_source_that_fails_while_it_is_read_changes_nothing(engine, load, tmp_path):
    load(made_seizure("a-1"))
    before = state(engine)

    def breaks_off():
        yield from made_seizure("a-2")
        raise SourceError("made", 3, "columns nobody has read: x")

    with pytest.raises(SourceError, match="nobody has read"):
        load_source(engine, made_source(tmp_path, [], read=breaks_off))
    assert state(engine) == before


def test_an_import_is_told_how_far_it_is(engine, tmp_path):
    told = []
    load_source(engine, made_source(tmp_path, made_seizure()), lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told) and told[-1][0] == told[-1][1] == 5


def test_an_interrupted_progress_leaves_nothing(engine, load, tmp_path):
    load(made_seizure("a-1"))
    before = state(engine)

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_source(engine, made_source(tmp_path, made_seizure("a-2")), stop)
    assert state(engine) == before


def test_releases_say_who_and_when_and_only_of_what_is_current(engine, load, db):
    load(made_seizure("a-1"), edition="1")
    load(made_seizure("a-1"), edition="2")
    found = source_releases(db)
    assert list(found["edition"]) == ["2"] and list(found["accepted"]) == [1]
    assert str(found["retrieved"].dtype) == "datetime64[us]"


def test_the_data_date_is_the_latest_retrieval(engine, load, db):
    from datetime import date

    load(made_seizure("a-1"), key="one", retrieved=date(2024, 5, 6))
    load(made_seizure("b-1"), key="two", retrieved=date(2023, 1, 1))
    assert current_version(db).data_date == date(2024, 5, 6)
    with engine.connect() as fresh:
        assert len(fresh.execute(select(data_version)).all()) == 2


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["heroin", "opium", "morphine"]), min_size=1, max_size=3, unique=True),
    st.text(max_size=30), st.integers(0, 3),
)  # fmt: skip
def test_accepted_and_rejected_lines_are_all_lines(drugs, note, rejected):
    engine = open_engine("sqlite://")
    migrate(engine)
    lines = [*made_seizure(drugs=drugs, note=note), *(Rejected(9 + n, note) for n in range(rejected))]
    result = load_source(engine, made_source(__import__("pathlib").Path(), lines))
    assert result.rows_read == result.accepted + result.rejected == len(drugs) + rejected
    with engine.connect() as db:
        assert db.scalar(select(seizure.c.note)) == note


def test_a_source_may_be_emptied(engine, load):
    load(made_seizure())
    load([])
    assert seizures(engine) == []
    assert isinstance(made_seizure()[0], Accepted)
