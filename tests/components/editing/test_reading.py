"""The form of a seizure is read as our own workbook is: what nobody touched stays, what is wrong is named at its field."""

from datetime import date

import pytest

from monitoring.components.editing.reading import form_of, read_form
from monitoring.components.editing.values import form_values
from monitoring.store.edits import Draft
from monitoring.store.engine import open_engine
from monitoring.store.seizures import seizure_record
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups

TODAY = date(2026, 11, 25)
NEW = {
    "seizures": [{"date": "2021-09-17", "country": "Tajikistan (TJK)", "place": "Dushanbe", "marking": "public"}],
    "drugs": [{"drug": "Heroin", "quantity": "38.5", "unit": "kg"}],
    "legs": [{"role": "departure", "country": "AFG"}], "arrests": [{"nationality": "", "number": "2"}],
}  # fmt: skip


def read(form, old=None):
    return read_form(form_of(form), old, lookups(), gazetteer(), "Agency", TODAY)


def changed(form, sheet="seizures", at=0, **cells):
    rows = [dict(row) for row in form[sheet]]
    rows[at] |= cells
    return {**form, sheet: rows}


@pytest.fixture(scope="module")
def curated(facts_database):
    """A shipped seizure with a point, a way and arrests, and its form."""
    engine = open_engine(f"sqlite:///{facts_database}")
    with engine.connect() as db:
        found = seizure_record(db, "public", "afg-20100108-kandahar")
    engine.dispose()
    return found, form_values(found)


def test_a_new_seizure_is_read_with_its_drugs_way_arrests_and_place():
    draft = read(NEW)
    assert isinstance(draft, Draft)
    event, (item,) = draft.seizure, draft.items
    assert (event["seized_on"], event["date_precision"], event["country_iso3"]) == (date(2021, 9, 17), "day", "TJK")
    assert event["location_precision"] == "place" and round(event["lat"]) == 39, "the gazetteer knows Dushanbe"
    assert (item["drug_code"], item["quantity"], item["mass_kg"]) == ("OPI-HER", 38.5, 38.5)
    assert draft.legs[0]["country_iso3"] == "AFG" and draft.arrests == [{"nationality_iso3": None, "number": 2}]


@pytest.mark.parametrize(
    ("form", "at"),
    [
        (changed(NEW, date=""), "seizures.0.date"),
        (changed(NEW, date="2021-02-30"), "seizures.0.date"),
        (changed(NEW, country="Absurdistan"), "seizures.0.country"),
        (changed(NEW, lon="68.5"), "seizures.0.lat"),
        (changed(NEW, lon="200", lat="3"), "seizures.0.lon"),
        (changed(NEW, source_url="javascript:x"), "seizures.0.source_url"),
        (changed(NEW, "drugs", drug="white dust"), "drugs.0.drug"),
        (changed(NEW, "drugs", unit=""), "drugs.0.unit"),
        (changed(NEW, "drugs", unit="sackfuls"), "drugs.0.unit"),
        (changed(NEW, "drugs", quantity="-3"), "drugs.0.quantity"),
        (changed(NEW, "drugs", quantity="many"), "drugs.0.quantity"),
        (changed(NEW, "legs", country="Absurdistan"), "legs.0.country"),
        (changed(NEW, "arrests", number="0"), "arrests.0.number"),
        ({**NEW, "drugs": []}, "drugs.0.drug"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_at_its_field(form, at):
    problems = read(form)
    assert isinstance(problems, list) and [each.at for each in problems] == [at] and problems[0].text


def test_everything_that_is_wrong_is_said_at_once():
    problems = read(changed(changed(NEW, date="", country="Absurdistan"), "drugs", quantity="many"))
    assert {each.at for each in problems} == {"seizures.0.date", "seizures.0.country", "drugs.0.quantity"}


def test_a_form_that_nobody_touched_changes_nothing(curated):
    old, form = curated
    draft = read(form, old)
    assert isinstance(draft, Draft) and draft.seizure == {}
    assert [{k: v for k, v in item.items() if k not in ("row_id", "seizure_row")} for item in draft.items] == [
        {k: v for k, v in item.items() if k not in ("row_id", "seizure_row")} for item in old.items
    ]
    assert len(draft.legs) == len(old.legs)


def test_only_what_was_touched_is_read_again(curated):
    old, form = curated
    assert read(changed(form, agency="customs"), old).seizure == {"agency": "customs"}
    dated = read(changed(form, date="2010-01"), old).seizure
    assert dated == {
        "seized_on": date(2010, 1, 1), "seized_until": date(2010, 1, 31), "date_precision": "month",
        "date_reported": "2010-01", "calendar": "gregorian",
    }  # fmt: skip


def test_a_new_point_needs_no_new_precision(curated):
    old, form = curated
    event = read(changed(form, lon="65.7", lat="31.6"), old).seizure
    assert (event["lon"], event["lat"], event["location_precision"]) == (65.7, 31.6, "place")
    assert event["location_method"] == "coordinates as reported"


def test_another_country_does_not_keep_the_point_of_the_old_one(curated):
    old, form = curated
    event = read(changed(form, country="Pakistan (PAK)", admin1="", place=""), old).seizure
    assert (event["country_iso3"], event["lon"], event["location_precision"]) == ("PAK", None, "country")


def test_an_amount_is_made_again_from_what_is_written_and_keeps_the_line_of_the_file(curated):
    old, form = curated
    draft = read(changed(form, "drugs", quantity="2", unit="t"), old)
    assert draft.items[0]["mass_kg"] == 2000 and draft.items[0]["id"] == old.items[0]["id"]
    assert "reported" not in draft.items[0], "what the file said is not written over"


def test_a_second_drug_is_a_new_row(curated):
    old, form = curated
    draft = read({**form, "drugs": [*form["drugs"], {"drug": "opium", "quantity": "1", "unit": "kg"}]}, old)
    assert [item["id"] is None for item in draft.items] == [False] * len(old.items) + [True]


@pytest.mark.parametrize(
    "sent", [None, [], {"seizures": 3}, {"drugs": [1, {"drug": 4, "x": "y"}]}, {"seizures": [{}] * 999}]
)
def test_what_is_no_form_is_an_empty_one(sent):
    form = form_of(sent)
    assert len(form["seizures"]) == 1 and isinstance(read(form), list)
