"""Indicators in the record: an editor's wins over the one that ships, values are whole areas, a status has a name and a reason."""

from datetime import date

import pandas as pd
import pytest

from monitoring.errors import EditError
from monitoring.store.changes import undo_change
from monitoring.store.indicators import (
    counted,
    declaration_items,
    indicator_values,
    indicators,
    newest_override,
    overrides,
    save_override,
)
from monitoring.store.things import fields_of, newest, save_thing, thing
from monitoring.store.versions import current_version
from monitoring.vocabulary.rows import Accepted


def known(name="blo_count", **different):
    return ("indicator", {
        "indicator_id": name, "position": 1, "pillar": "1", "item_id": "I.6", "name": "Offices", "definition": "d",
        "unit": "offices", "kind": "amount", "direction": "up", "baseline_year": 2014, "baseline_window": 2, "source": "s",
    } | different)  # fmt: skip


def value(area="Afghanistan", iso3="AFG", year=2014, **different):
    return ("observation", {
        "indicator": "blo_count", "country_iso3": iso3, "area_reported": area, "period": str(year), "first_day": date(year, 1, 1),
        "last_day": date(year, 12, 31), "value": 4.0, "unit": "offices", "state": "value", "source": "s",
    } | different)  # fmt: skip


@pytest.fixture
def shipped(load):
    """Loads facts as a source that ships: shipped(fact, fact ...)."""
    return lambda *facts, **different: load(
        [Accepted(at, [fact], {}) for at, fact in enumerate(facts, start=2)], **different
    )


def stated(**different):
    return {
        "indicator_id": "blo_count", "area": "AFG", "status": "moderate", "said_by": "Working group", "as_of": "2020-06",
        "evidence": "report, page 3",
    } | different  # fmt: skip


def read(engine, of, *asked):
    with engine.connect() as db:
        return of(db, *asked)


def test_an_empty_record_gives_frames_of_the_same_shape(db):
    for of in (indicators, indicator_values, overrides, declaration_items):
        assert of(db).empty and len(of(db).columns) > 5
    assert indicator_values(db)["year"].dtype == "Int64" and overrides(db)["as_of"].dtype == "datetime64[us]"


def test_the_editors_indicator_stays_when_a_newer_edition_ships(engine, shipped):
    shipped(known())
    before = read(engine, current_version).number
    row = read(engine, thing, "indicator", "blo_count") | {"direction": "down"}
    save_thing(engine, "indicator", row, "the group decided", "me", read(engine, newest, "indicator", "blo_count"))
    shipped(known(definition="another definition"), edition="2")
    (found,) = read(engine, indicators).to_dict("records")
    assert (found["direction"], found["definition"], found["edited"]) == ("down", "d", True)
    assert read(engine, indicators, before)["direction"].tolist() == ["up"]


def test_indicators_are_in_order_of_pillar_and_position(engine, shipped):
    shipped(known("c", pillar="2", position=1), known("b", position=2), known("a", position=3), known("d", position=1))
    assert read(engine, indicators)["indicator_id"].tolist() == ["d", "b", "a", "c"]


def test_values_are_of_whole_countries_regions_and_the_world(engine, shipped):
    shipped(
        known(), value(), value(area="14 provinces mapped by another team"), value(admin1="AF-HEL"), value("Central Asia", None),
        value("World", None), value(indicator="not_an_indicator"),
    )  # fmt: skip
    found = read(engine, indicator_values)
    assert found[["level", "area"]].values.tolist() == [
        ["region", "Central Asia"],
        ["global", "World"],
        ["country", "AFG"],
    ]


def test_the_year_is_that_of_the_last_day_and_missing_where_the_source_states_none(engine, shipped):
    day = date(2026, 11, 23)
    shipped(
        known(), value(year=2011), value(area="Iran", iso3="IRN", period="undated", first_day=day, last_day=day),
        value(area="Pakistan", iso3="PAK", period="since 2004", first_day=date(2004, 1, 1), last_day=day),
    )  # fmt: skip
    years = read(engine, indicator_values).set_index("area")["year"]
    assert years["AFG"] == 2011 and years["PAK"] == 2026 and pd.isna(years["IRN"])


def test_values_and_indicators_of_an_older_version_are_those_of_then(engine, shipped):
    shipped(known(), value())
    before = read(engine, current_version).number
    shipped(known(), value(value=9.0))
    assert read(engine, indicator_values)["value"].tolist() == [9.0]
    assert read(engine, indicator_values, before)["value"].tolist() == [4.0]


def test_a_reader_of_values_knows_an_indicator_by_both_its_names(engine, shipped):
    shipped(known())
    found = read(engine, counted)
    assert found["blo_count"] is found["Offices"] and (found["Offices"].unit, found["Offices"].kind) == (
        "offices",
        "amount",
    )


def test_an_override_is_a_version_of_its_own_with_who_when_and_why_and_is_taken_back(engine, shipped):
    shipped(known())
    before = read(engine, current_version)
    saved = save_override(engine, stated(), " the computed one misses the new offices ", "me", 0)
    (found,) = read(engine, overrides).to_dict("records")
    assert saved.version != before.id and found["batch"] == saved.batch
    assert (found["override_id"], found["status"], found["said_by"]) == ("blo_count/AFG", "moderate", "Working group")
    assert (found["as_of"], found["entered_by"]) == (pd.Timestamp(2020, 6, 30), "me")
    assert found["reason"] == "the computed one misses the new offices"
    assert read(engine, overrides, before.number).empty
    undo_change(engine, saved.batch, "me")
    assert read(engine, overrides).empty


def test_a_second_override_replaces_the_first_and_undoing_it_brings_that_back(engine, shipped):
    shipped(known())
    save_override(engine, stated(), "why", "me", 0)
    seen = read(engine, newest_override, "blo_count", "AFG")
    second = save_override(engine, stated(status="none"), "looked again", "you", seen)
    assert read(engine, overrides)["status"].tolist() == ["none"]
    undo_change(engine, second.batch, "you")
    assert read(engine, overrides)[["status", "reason", "entered_by"]].values.tolist() == [["moderate", "why", "me"]]


def test_a_form_that_was_opened_before_somebody_else_saved_is_told(engine, shipped):
    shipped(known())
    save_override(engine, stated(), "why", "me", 0)
    with pytest.raises(EditError) as problem:
        save_override(engine, stated(status="none"), "me too", "you", 0)
    assert problem.value.field is None and read(engine, overrides)["status"].tolist() == ["moderate"]


@pytest.mark.parametrize(("field", "wrong"), [
    ("status", ""), ("status", "splendid"), ("said_by", "  "), ("as_of", ""), ("as_of", "last year"), ("as_of", "2020-13"),
    ("area", ""), ("indicator_id", "made_up"),
])  # fmt: skip
def test_an_override_that_lacks_something_is_refused_by_name_and_nothing_is_written(engine, shipped, field, wrong):
    shipped(known())
    before = read(engine, current_version)
    with pytest.raises(EditError) as problem:
        save_override(engine, stated(**{field: wrong}), "why", "me", 0)
    assert problem.value.field == field
    assert read(engine, overrides).empty and read(engine, current_version) == before


def test_an_override_needs_a_reason(engine, shipped):
    shipped(known())
    with pytest.raises(EditError) as problem:
        save_override(engine, stated(), "   ", "me", 0)
    assert problem.value.field == "reason" and read(engine, overrides).empty


def test_the_fields_of_an_override_are_those_that_saving_fills():
    assert set(fields_of("override")) == {"override_id", *stated()}
