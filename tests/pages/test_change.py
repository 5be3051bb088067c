"""`/change/<kind>/<name>`: what the form holds, what it refuses and where it says so, as functions on a real record."""

import json

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from monitoring.components.current import data, engine
from monitoring.components.things.change import seen_now
from monitoring.components.things.form import asked
from monitoring.components.things.reading import row_of, texts_of
from monitoring.pages import change, meetings, proposals, recommendations
from monitoring.store.imports import undo_import
from monitoring.store.meetings import belongings
from monitoring.store.meetings import meetings as all_meetings
from monitoring.store.proposals import proposals as proposals_of
from monitoring.store.recommendations import recommendations as recommendations_of
from monitoring.store.things import thing, written
from monitoring.vocabulary.things import THINGS

EXAMPLES = {
    "meeting": "pcg-2012-09-03", "recommendation": "UN-13", "proposal": "interactive-map-of-afghanistan",
    "indicator": "afg_provinces_affected",
}  # fmt: skip


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


def held(kind, name):
    with engine().connect() as db:
        return thing(db, kind, name)


def texts(kind, name):
    with engine().connect() as db:
        roles = belongings(db)
    mine = roles[roles["recommendation_id"] == name]
    return texts_of(THINGS[kind], held(kind, name), dict(zip(mine["role"], mine["meeting_id"])))


def keep(kind_, name_=None, seen=None, **different):
    kind, name = kind_, name_
    start = texts(kind, name) if name else texts_of(THINGS[kind], None, {})
    sent = {"thing_name": ""} | start | {"reason": "a newer text"} | different
    assert list(sent) == asked(THINGS[kind])
    path = f"/change/{kind}/{name}" if name else f"/change/{kind}"
    saw = seen_now(kind, name) if seen is None else seen
    return change.keep(asked_for=1, search="", pathname=path, seen=saw, **sent)


def errors(told):
    return {name.removesuffix("_error"): said for name, said in told.items() if name.endswith("_error") and said}


@pytest.mark.parametrize("kind", THINGS)
def test_what_a_form_holds_is_read_back_as_the_record_has_it(on_copy, kind):
    name = EXAMPLES[kind]
    row, _belongs = row_of(kind, THINGS[kind], name, texts(kind, name))
    before = held(kind, name)
    assert {field: row[field] for field in row if field != "position"} == {
        field: before[field] for field in row if field != "position"
    }


def test_every_meeting_recommendation_and_proposal_survives_its_form(on_copy):
    with engine().connect() as db:
        known = {
            "meeting": all_meetings(db)["meeting_id"], "recommendation": recommendations_of(db)["recommendation_id"],
            "proposal": proposals_of(db)["proposal_id"],
        }  # fmt: skip
    for kind, names in known.items():
        for name in names:
            row, _belongs = row_of(kind, THINGS[kind], name, texts(kind, name))
            assert {field: held(kind, name)[field] for field in row} == row, name


@pytest.mark.parametrize("kind", THINGS)
def test_a_page_shows_the_form_and_the_history(on_copy, kind):
    page = words(change.layout("", kind, EXAMPLES[kind]))
    names = asked(THINGS[kind])
    assert f"thing-{kind}-save" in page and "Ships with the program" in page
    assert all(f'"thing-{kind}-{name}"' in page and f'"thing-{kind}-{name}-error"' in page for name in names)


def test_a_meeting_is_moved_and_the_change_is_told_and_taken_back(on_copy):
    name = EXAMPLES["meeting"]
    told = keep("meeting", name, started="2012-09-04", ended="2012-09-05")
    assert "Saved." in words(told["said"]) and errors(told) == {} and told["seen"] == seen_now("meeting", name)
    assert held("meeting", name)["started_on"].isoformat() == "2012-09-04"
    history = words(told["history"])
    assert "First day" in history and "2012-09-03" in history and "2012-09-04" in history and "a newer text" in history
    with engine().connect() as db:
        batch = written(db, "meeting", name)[0].batch
    undo_import(engine(), batch, "me", "a slip")
    assert held("meeting", name)["started_on"].isoformat() == "2012-09-03"
    assert "taken back" in words(change.layout("", "meeting", name))


@pytest.mark.parametrize(
    ("kind", "field", "text", "said"),
    [
        ("meeting", "started", "03/09/2012", "This is no date"),
        ("meeting", "ended", "2012-09-01", "before the first"),
        ("meeting", "ended", "2012", "Write both days alike"),
        ("meeting", "name", " ", "This is needed: Name"),
        ("meeting", "pillars", [], "This is needed: Pillars"),
        ("meeting", "pillars", ["5"], "Choose one of the list"),
        ("meeting", "kind", "party", "Choose one of the list"),
        ("meeting", "recommendations_reported", "ten", "no whole number"),
        ("recommendation", "due_on", "2014", "This is no day"),
        ("recommendation", "gist", "x" * 2001, "longer than"),
        ("recommendation", "year", "2014.5", "no whole number"),
        ("proposal", "source", "", "This is needed"),
        ("proposal", "reason", "", "Say why"),
        ("indicator", "target", "1,000", "This is no number"),
        ("indicator", "baseline_year", "", "This is needed"),
        ("indicator", "baseline_window", "-1", "not between 0 and 20"),
        ("meeting", "recommendations_reported", "-3", "not between"),
        ("recommendation", "year", "20140", "not between 1961 and 2100"),
        ("indicator", "direction", "sideways", "Choose one of the list"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(on_copy, kind, field, text, said):
    name, before = EXAMPLES[kind], data().version.id
    told = keep(kind, name, **{field: text})
    assert list(errors(told)) == [field] and said in errors(told)[field]
    assert told["seen"] is no_update and data().version.id == before


def test_of_two_open_forms_the_second_is_told_and_its_words_stay(on_copy):
    name = EXAMPLES["proposal"]
    saw = seen_now("proposal", name)
    assert "Saved." in words(keep("proposal", name, seen=saw, gist="first words")["said"])
    second = keep("proposal", name, seen=saw, gist="second words")
    assert "Somebody changed this after you opened it" in words(second["said"])
    assert held("proposal", name)["gist"] == "first words" and "first words" in words(second["history"])
    again = keep("proposal", name, seen=second["seen"], gist="second words")
    assert "Saved." in words(again["said"]) and held("proposal", name)["gist"] == "second words"


def test_a_new_meeting_stands_in_the_list_and_is_not_added_twice(on_copy):
    new = {"kind": "ewg", "name": "Expert working group on hawala", "started": "2026-11-10", "city": "Vienna", "host_iso3": "AUT",
           "pillars": ["2"], "source": "minutes"}  # fmt: skip
    told = keep("meeting", **new)
    assert "Saved." in words(told["said"]) and "/meetings/ewg-2026-11-10" in words(told["said"])
    row = held("meeting", "ewg-2026-11-10")
    assert row["lon"] == pytest.approx(16.4, abs=0.3) and row["date_precision"] == "day"
    assert "Expert working group on hawala" in words(meetings.layout("", None))
    assert "added already" in words(keep("meeting", seen=told["seen"], **new)["said"])
    other = keep("meeting", **(new | {"name": "Expert working group on cash"}))
    assert "/meetings/ewg-2026-11-10-2" in words(other["said"])


def test_a_new_recommendation_needs_a_name_and_stands_at_its_meeting(on_copy):
    with engine().connect() as db:
        meeting = all_meetings(db)["meeting_id"].iloc[-1]
    new = {"gist": "Share seizure samples", "origin": "EWG set", "document": "Expert working group on forensics", "pillars": ["1"],
           "made": meeting, "item_id": "I.9", "source": "minutes"}  # fmt: skip
    assert list(errors(keep("recommendation", thing_name="two words", **new))) == ["thing_name"]
    assert "Saved." in words(keep("recommendation", thing_name="EWG-2026-1", **new)["said"])
    assert "Share seizure samples" in words(recommendations.layout("", "EWG-2026-1"))
    assert "EWG-2026-1" in words(meetings.layout("", meeting))


def test_nobody_changes_anything_over_the_network(off_loopback):
    told = keep("proposal", EXAMPLES["proposal"], gist="other words")
    assert "at the machine that serves it only" in words(told["said"])
    assert "thing-proposal-save" not in words(change.layout("", "proposal", EXAMPLES["proposal"]))
    assert "/change/" not in words(proposals.layout("", EXAMPLES["proposal"])) + words(meetings.layout("", None))


def test_the_map_of_afghanistan_is_the_first_proposal_and_leads_to_our_page(on_copy):
    page = words(proposals.layout("", None))
    names = [part.split('"')[0] for part in page.split('"/proposals/')[1:]]
    assert names[0] == EXAMPLES["proposal"] and '"/afghanistan"' in page and "UN-39" in page
    one = words(proposals.layout("", EXAMPLES["proposal"]))
    assert "Sergey Lavrov" in one and "E/CN.7/2014/14 para 30" in one and "“in progress”" in one


@pytest.mark.parametrize(
    ("search", "n"), [("?pillar=3", 2), ("?pillar=all", 1), ("?status=proposed", 3), ("?words=crops", 1)]
)
def test_a_link_narrows_the_proposals(on_copy, search, n):
    page = words(proposals.layout(search, None))
    assert f"{n} proposal" in page and len(set(page.split('"/proposals/')[1:])) >= 1


def test_an_address_of_another_site_is_no_link(on_copy):
    keep("proposal", EXAMPLES["proposal"], page="//example.org/x")
    page = words(proposals.layout("", EXAMPLES["proposal"]))
    assert '"href": "//example.org/x' not in page and "Shown here" not in page


def test_everything_that_is_wrong_is_said_at_once(on_copy):
    told = keep("recommendation", year="twenty", due_on="31/02/2025")
    assert set(errors(told)) == {"year", "due_on", "gist", "origin", "document", "pillars", "source", "thing_name"}
    assert "8 fields need another look" in words(told["said"])


def test_the_commitments_of_the_report_are_a_closed_set(on_copy):
    new = {
        "gist": "Share seizure samples",
        "origin": "report commitment",
        "document": "x",
        "pillars": ["1"],
        "source": "minutes",
    }
    assert "is closed" in errors(keep("recommendation", thing_name="EWG-2026-1", **new))["origin"]
    assert "is closed" in errors(keep("recommendation", "UN-13", origin="meeting"))["origin"]
    assert "40 commitments of the report" in words(recommendations.layout("", None))


def test_a_due_day_needs_the_words_that_set_it(on_copy):
    new = {"gist": "Share seizure samples", "origin": "EWG set", "document": "x", "pillars": ["1"], "due_on": "2027-01-31",
           "source": "minutes"}  # fmt: skip
    assert list(errors(keep("recommendation", thing_name="EWG-2026-1", **new))) == ["due_reported"]
