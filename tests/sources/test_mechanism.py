"""Meetings and recommendations as they ship: every row with its state, its words, its dates; strange words are refused."""

import io
from collections import Counter
from datetime import date

import pytest

from monitoring.paths import FACTS
from monitoring.sources.meetings.read import read as read_meetings
from monitoring.sources.recommendations.read import read as read_recommendations
from monitoring.vocabulary.rows import Accepted, Rejected


def facts(name, read):
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(read(file))


def rows(lines, table):
    return [row for line in lines for name, row in line.facts if name == table]


@pytest.fixture(scope="module")
def lines():
    return facts("recommendations.csv", read_recommendations)


@pytest.fixture(scope="module")
def meetings():
    return {row["meeting_id"]: row for row in rows(facts("meetings.csv", read_meetings), "meeting")}


def changed(name, read, **different):
    """The first line of a file with other cells."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        import csv

        table = csv.DictReader(file)
        line = next(table)
        text = io.StringIO()
        writer = csv.DictWriter(text, list(line))
        writer.writeheader()
        writer.writerow(line | different)
    text.seek(0)
    return next(iter(read(text)))


def test_the_report_has_40_commitments_in_its_own_words_and_ours(lines):
    report = {row["recommendation_id"] for row in rows(lines, "recommendation") if row["origin"] == "report commitment"}
    said = [row for row in rows(lines, "recommendation_event") if row["recommendation_id"] in report]
    assert len(report) == len(said) == 40
    assert Counter(row["status_reported"] for row in said) == {
        "planned": 14, "in progress": 10, "done": 11, "ongoing": 3, "proposed": 1, "open": 1,
    }  # fmt: skip
    assert Counter(row["status"] for row in said) == {"not_started": 15, "under_way": 13, "done": 11, "proposed": 1}
    assert {(row["as_of"], row["as_of_precision"]) for row in said} == {(date(2014, 1, 31), "month")}


def test_every_commitment_of_the_report_has_its_paragraph(lines):
    found = [row for row in rows(lines, "recommendation") if row["origin"] == "report commitment"]
    assert all(row["paragraph"] for row in found)
    assert sum(row["pillars"] == "all" for row in found) == 28


def test_what_states_no_status_has_no_event(lines):
    said = {row["recommendation_id"] for row in rows(lines, "recommendation_event")}
    assert {row["recommendation_id"] for row in rows(lines, "recommendation")} - said == {
        "CND-50-1", "EWG-2022-II", "EWG-2024-I", "EWG-2015", "EVAL-2018",
    }  # fmt: skip


def test_a_due_date_ends_with_the_last_day_that_its_words_allow(lines):
    due = {row["recommendation_id"]: row["due_on"] for row in rows(lines, "recommendation")}
    assert (due["UN-08"], due["UN-14"], due["UN-13"]) == (date(2013, 3, 7), date(2014, 12, 31), None)


def test_every_meeting_that_a_recommendation_names_is_there(lines, meetings):
    links = rows(lines, "recommendation_meeting")
    assert {row["meeting_id"] for row in links} <= set(meetings)
    assert {row["recommendation_id"] for row in links} <= {
        row["recommendation_id"] for row in rows(lines, "recommendation")
    }


def test_a_meeting_is_dated_as_far_as_its_text_goes(meetings):
    assert len(meetings) == 25
    hague, tashkent = meetings["ewg-2013-11"], meetings["ewg-2009"]
    assert (hague["started_on"], hague["ended_on"], hague["date_precision"]) == (
        date(2013, 11, 1), date(2013, 11, 30), "month",
    )  # fmt: skip
    assert tashkent["date_precision"] == "year" and meetings["ewg-financial-flows"]["started_on"] is None


def test_a_named_city_is_on_the_map_and_nothing_else_is(meetings):
    assert all((row["city"] is None) == (row["lon"] is None) for row in meetings.values())
    assert meetings["pcg-2012-09-03"]["lon"] == pytest.approx(16.37, abs=0.05)


@pytest.mark.parametrize(
    ("different", "column"),
    [
        ({"status_as_of_source": "nearly done"}, "status_as_of_source"),
        ({"due": "next Tuesday"}, "due"),
        ({"pillar": "5"}, "pillar"),
        ({"origin": "rumour"}, "origin"),
        ({"gist": ""}, "gist"),
    ],
)
def test_a_word_that_nobody_has_reviewed_is_refused(different, column):
    line = changed("recommendations.csv", read_recommendations, **different)
    assert isinstance(line, Rejected) and line.column == column


@pytest.mark.parametrize(
    ("different", "column"),
    [
        ({"start": "2014-13"}, "start"),
        ({"end": "soon"}, "end"),
        ({"pillars": "V"}, "pillars"),
        ({"kind": "dinner"}, "kind"),
        ({"city": "Nowhere at all"}, "city"),
    ],
)
def test_a_meeting_that_cannot_be_read_is_refused(different, column):
    line = changed("meetings.csv", read_meetings, **different)
    assert isinstance(line, Rejected) and line.column == column
    assert isinstance(changed("meetings.csv", read_meetings), Accepted)
