"""A word that is decided later reaches the rows that it stands in, without a new import, and can be taken back."""

from datetime import date

import pytest

from monitoring.store.changes import undo_change
from monitoring.store.decisions import decide, place_word, withdraw
from monitoring.store.load_batch import Release
from monitoring.store.load_file import load_file
from monitoring.store.reapply import reapply
from monitoring.store.seizures import seizure_record
from monitoring.store.snapshot import snapshot
from monitoring.store.versions import current_version
from monitoring.vocabulary.blocks import Block, OpenPlace, PlaceText, UnknownWord

HEADINGS = ["Country", "Drug", "Unit", "Left", "Transport", "Town"]
RELEASE = Release("made", "p", "t", "c", "l", None, "1", None, date(2026, 1, 1), "none", "0" * 64)


def made_block(lines, unknown=(), places=()):
    """One seizure of 3 kg a line: (country, drug, unit, left, transport, town), of which only TJK, heroin, kg are known."""
    known = {"Tajikistan": "TJK", "Afghanistan": "AFG", "Iran": "IRN"}
    n = len(lines)
    country, drug, unit, left, _mode, town = zip(*lines)
    kg = [each == "kg" for each in unit]
    first = ["OPI-HER" if each == "heroin" else "OTH-UNK" for each in drug]
    seizures = {
        "id": [f"made/{at}" for at in range(n)], "key": list(range(n)), "seized_on": [date(2020, 1, 1)] * n,
        "seized_until": [date(2020, 1, 1)] * n, "date_precision": ["day"] * n, "date_reported": ["2020-01-01"] * n,
        "calendar": ["gregorian"] * n, "country_iso3": [known.get(each) for each in country],
        "place_reported": [each or None for each in town], "location_precision": ["country"] * n,
        "status": ["reported"] * n, "times_reported": [1] * n, "source_name": ["p"] * n, "source_url": [None] * n,
        "source_kind": ["official"] * n, "source_grade": ["original"] * n, "source_grade_reason": [None] * n,
        "sheet": ["S"] * n, "source_row": [at + 2 for at in range(n)],
    }  # fmt: skip
    items = {
        "of": list(range(n)), "id": [f"made/{at}/x" for at in range(n)], "position": [1] * n, "sheet": ["S"] * n,
        "source_row": [at + 2 for at in range(n)], "reported": [list(line) for line in lines], "drug_reported": list(drug),
        "drug": ["heroin" if each == "OPI-HER" else "other" for each in first], "drug_code": first,
        "drug_group": ["opioids" if each == "OPI-HER" else "other" for each in first], "quantity_reported": [3.0] * n,
        "unit_reported": list(unit), "quantity_relation": ["exact"] * n, "kind": ["mass" if k else None for k in kg],
        "quantity": [3.0 if k else None for k in kg], "unit": ["kg" if k else None for k in kg],
        "mass_kg": [3.0 if k else None for k in kg], "factor": [1.0 if k else None for k in kg],
        "factor_source": ["as reported" if k else None for k in kg],
    }  # fmt: skip
    legs = [(at, known[each]) for at, each in enumerate(left) if each in known]
    table = {
        "of": [at for at, _code in legs], "role": ["departure"] * len(legs), "position": [1] * len(legs),
        "country_iso3": [code for _at, code in legs], "place": [None] * len(legs), "basis": ["stated"] * len(legs),
        "alternative": [False] * len(legs),
    }  # fmt: skip
    return Block(
        seizures=seizures, items=items, legs=table if legs else {}, rows_read=n, headings={"S": HEADINGS},
        unknown={key: UnknownWord(len(rows), rows) for key, rows in dict(unknown).items()}, places=dict(places),
    )  # fmt: skip


def bring(engine, block):
    done = load_file(
        engine,
        RELEASE,
        [block],
        file_name="f",
        reader="made 1",
        settings={},
        marking="public",
        headings={"S": HEADINGS},
    )
    assert done.accepted == block.rows_read
    return done


def record(engine, at):
    with engine.connect() as db:
        return seizure_record(db, "restricted", f"made/{at}")


@pytest.fixture
def brought(engine, monkeypatch, tmp_path):
    from monitoring.settings import settings

    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    settings.cache_clear()
    lines = [
        ("Tajikistan", "white dust", "kg", "Afghanistan", "road", ""),
        ("Absurdistan", "heroin", "kg", "Absurdistan", "camel", "Dushanbe"),
        ("Iran", "heroin", "sackfuls", "Tajikistan", "", "Xyzzyville"),
        ("Tajikistan", "white dust", "sackfuls", "", "camel", ""),
    ]
    unknown = {
        ("drug", "white dust"): (2, 5), ("unit", "sackfuls"): (4, 5), ("country", "Absurdistan"): (3,),
        ("mode", "camel"): (3, 5),
    }  # fmt: skip
    places = {PlaceText("IRN", "", "Xyzzyville"): OpenPlace("not_found", 1, (4,))}
    bring(engine, made_block(lines, unknown, places))
    yield engine
    settings.cache_clear()


def test_with_nothing_decided_nothing_changes(brought):
    with brought.connect() as db:
        before = current_version(db)
    done = reapply(brought, "me")
    assert (done.rows, done.batch, done.version) == (0, None, before.id)


def test_a_drug_that_is_decided_reaches_every_row_with_that_word(brought):
    decide(brought, "drug", "WHITE  dust", "OPI-HER", "me")
    done = reapply(brought, "me")
    assert (done.words, done.rows) == (1, 2)
    for at in (0, 3):
        item = record(brought, at).items[0]
        assert (item["drug"], item["drug_code"], item["drug_group"]) == ("heroin", "OPI-HER", "opioids")
        assert (item["drug_reported"], item["reported"][1]) == ("white dust", "white dust"), "what was reported stays"


def test_a_unit_that_is_decided_makes_an_amount_of_what_was_reported(brought):
    decide(brought, "unit", "sackfuls", "kg", "me")
    reapply(brought, "me")
    item = record(brought, 2).items[0]
    assert (item["kind"], item["quantity"], item["mass_kg"], item["kg_typical"]) == ("mass", 3.0, 3.0, 3.0)
    assert (item["quantity_reported"], item["unit_reported"]) == (3.0, "sackfuls")


def test_a_country_goes_where_its_column_goes_and_brings_the_place(brought):
    decide(brought, "country", "Absurdistan", "TJK", "me")
    reapply(brought, "me")
    found = record(brought, 1)
    assert found.seizure["country_iso3"] == "TJK"
    assert [(leg["role"], leg["country_iso3"]) for leg in found.legs] == [("departure", "TJK")]
    assert found.seizure["location_precision"] == "place" and round(found.seizure["lat"]) == 39


def test_a_means_of_transport_is_filled_in_where_it_was_not_known(brought):
    decide(brought, "mode", "camel", "land", "me")
    assert reapply(brought, "me").rows == 2
    assert [record(brought, at).seizure["transport_mode"] for at in range(4)] == [None, "land", None, "land"]


def test_a_place_that_is_decided_gets_its_point(brought):
    decide(brought, "place", place_word("IRN", "", "Xyzzyville"), "51.4,35.7", "me")
    done = reapply(brought, "me")
    event = record(brought, 2).seizure
    assert (done.places, event["lon"], event["lat"], event["location_precision"]) == (1, 51.4, 35.7, "place")


def test_all_that_is_decided_makes_one_version_and_is_taken_back_as_one(brought):
    before = [snapshot(record(brought, at)) for at in range(4)]
    with brought.connect() as db:
        first = current_version(db)
    for field, word, code in (("drug", "white dust", "OPI-HER"), ("unit", "sackfuls", "kg"), ("mode", "camel", "land")):
        decide(brought, field, word, code, "me")
    done = reapply(brought, "me")
    assert (done.words, done.rows) == (3, 4)
    with brought.connect() as db:
        assert current_version(db).number == first.number + 1
    back = undo_change(brought, done.batch, "me")
    assert [snapshot(record(brought, at)) for at in range(4)] == before and back.id == first.id


def test_a_second_time_there_is_nothing_left_to_do(brought):
    decide(brought, "drug", "white dust", "OPI-HER", "me")
    decide(brought, "place", place_word("IRN", "", "Xyzzyville"), "51.4,35.7", "me")
    first = reapply(brought, "me")
    assert reapply(brought, "me").batch is None and first.batch is not None


def test_no_code_on_purpose_changes_no_row(brought):
    decide(brought, "drug", "white dust", "", "me", "nobody knows")
    assert reapply(brought, "me").batch is None


def test_the_same_decisions_give_the_same_version_whoever_made_them(brought):
    decide(brought, "drug", "white dust", "OPI-HER", "me")
    one = reapply(brought, "me")
    undo_change(brought, one.batch, "me")
    assert reapply(brought, "you").version == one.version


def test_a_decision_in_the_file_counts_and_one_on_screen_wins(brought, tmp_path):
    (tmp_path / "lookups").mkdir()
    (tmp_path / "lookups" / "words.csv").write_text("field,word,code,reason\ndrug,White dust,OPI-MOR,seen\n", "utf-8")
    reapply(brought, "me")
    assert record(brought, 0).items[0]["drug"] == "morphine"
    decide(brought, "drug", "white dust", "OPI-HER", "me")
    assert reapply(brought, "me").batch is None, "what is known in the record already is corrected by hand, not here"
    withdraw(brought, "drug", "white dust")


def test_taking_back_the_file_takes_its_corrected_rows_with_it(brought):
    decide(brought, "drug", "white dust", "OPI-HER", "me")
    batch = record(brought, 0).batch["id"]
    reapply(brought, "me")
    assert record(brought, 0).batch["id"] == batch
