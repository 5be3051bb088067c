"""What a report computes: the end of its year and no later, memberships by their dates, coverage, what cannot be measured."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.measures.report import (
    closing_day,
    commitments,
    held_in,
    members_on,
    moved,
    newest_years,
    of_pillar,
    records_of,
    running_in,
    silent_pillars,
    stood,
    unmeasured,
)

RECOMMENDATION = {
    "recommendation_id": "UN-1", "position": 1, "origin": "report commitment", "document": "d", "year": 2014, "paragraph": "1",
    "pillars": "all", "addressee": "UNODC", "gist": "g", "due_reported": None, "due_on": pd.NaT, "source": "s",
}  # fmt: skip
EVENT = {
    "event": 1, "recommendation_id": "UN-1", "status": "not_started", "status_reported": "planned",
    "as_of": pd.Timestamp(2014, 1, 31), "as_of_precision": "month", "said_by": "UNODC", "evidence": "e", "detail": None,
    "kind": "shipped",
}  # fmt: skip


def recommendations(*rows):
    return pd.DataFrame([RECOMMENDATION | row for row in rows]).astype({"year": "Int64", "due_on": "datetime64[us]"})


def events(*rows):
    frame = pd.DataFrame([EVENT | {"event": at} | row for at, row in enumerate(rows, 1)])
    return frame.astype({"as_of": "datetime64[us]", "status_reported": "str"})


def test_the_report_speaks_as_of_the_last_day_of_its_year_or_of_the_data():
    assert closing_day(2014, date(2026, 11, 23)) == date(2014, 12, 31)
    assert closing_day(2026, date(2026, 11, 23)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "status"),
    [(date(2013, 12, 31), None), (date(2014, 12, 31), "not_started"), (date(2019, 12, 30), "under_way"),
     (date(2019, 12, 31), "done"), (date(2026, 1, 1), "done")],
)  # fmt: skip
def test_a_status_later_than_the_day_is_not_used(day, status):
    lived = events(
        {}, {"status": "under_way", "as_of": pd.Timestamp(2015, 6, 30)},
        {"status": "done", "as_of": pd.Timestamp(2019, 12, 31), "as_of_precision": "year"},
    )  # fmt: skip
    found = stood(recommendations({}), lived, day)
    assert list(found["status"]) == ([status] if status else [])


def test_what_was_made_in_a_later_year_did_not_stand_yet():
    found = stood(recommendations({}, {"recommendation_id": "X", "year": 2016}), events({}), date(2014, 12, 31))
    assert list(found["recommendation_id"]) == ["UN-1"]


@given(st.lists(st.dates(date(2010, 1, 1), date(2025, 12, 31)), min_size=1, max_size=8), st.integers(2014, 2025))
def test_the_newest_event_up_to_the_day_counts_whatever_comes_later(days, year):
    days, end = sorted(days), date(year, 12, 31)
    said = [each for each in days if each <= end]
    lived = events(
        *({"as_of": pd.Timestamp(each), "as_of_precision": "day", "detail": each.isoformat()} for each in days)
    )
    (detail,) = stood(recommendations({}), lived, end)["detail"]
    assert detail == said[-1].isoformat() if said else pd.isna(detail)


def test_moved_are_the_events_after_the_baseline_and_up_to_the_day():
    lived = events(
        {}, {"as_of": pd.Timestamp(2014, 12, 31), "as_of_precision": "year"}, {"as_of": pd.Timestamp(2016, 12, 31)},
        {"as_of": pd.Timestamp(2022, 1, 1)},
    )  # fmt: skip
    assert list(moved(lived, date(2014, 12, 31), date(2019, 12, 31))["event"]) == [3]


def test_a_pillar_has_its_own_rows_and_all_is_a_pillar_of_its_own():
    frame = pd.DataFrame({"pillars": ["all", "1", "1;3", "3", None]})
    assert [list(of_pillar(frame, pillar).index) for pillar in ("all", "1", "3", "4")] == [[0], [1, 2], [2, 3], []]
    assert len(commitments(recommendations({}, {"origin": "EWG set"}))) == 1


def test_a_meeting_belongs_to_every_year_that_it_touches_and_to_none_without_a_date():
    days = [("2013-12-30", "2014-01-02"), ("2014-06-03", "2014-06-04"), ("2015-01-01", "2015-01-01"), (None, None)]
    frame = pd.DataFrame(days, columns=["started_on", "ended_on"], dtype="datetime64[us]")
    assert [list(held_in(frame, year).index) for year in (2013, 2014, 2015, 2016)] == [[0], [0, 1], [2], []]


def test_memberships_are_those_in_force_on_the_day_and_undated_ones_say_so():
    rows = [
        ("a", "2011-12-01", None),
        ("b", "2012-05-23", "2015-12-31"),
        ("c", "2016-01-01", "2019-12-31"),
        ("d", None, None),
    ]
    frame = pd.DataFrame(rows, columns=["group", "valid_from", "valid_to"])
    frame = frame.assign(name=frame["group"], kind="programme", iso3="AFG", role="member", note="a note").astype(
        {"valid_from": "datetime64[us]", "valid_to": "datetime64[us]"}
    )
    assert list(members_on(frame, date(2014, 12, 31))["group"]) == ["a", "b", "d"]
    found = members_on(frame, date(2015, 12, 31))
    assert list(found["group"]) == ["a", "b", "d"] and list(found["dated"]) == [True, True, False]
    assert list(members_on(frame, date(2016, 1, 1))["group"]) == ["a", "c", "d"]


def test_projects_surely_before_or_after_the_year_are_out_and_open_ends_are_not_known():
    rows = [
        ("2008", "2013-06-30"),
        ("2010-06", "2014"),
        ("2014-07-10", None),
        (None, None),
        ("2015", "2019"),
        (None, "2013"),
    ]
    found = running_in(pd.DataFrame(rows, columns=["started", "ended"], dtype="str"), 2014)
    assert list(found["started"].fillna("")) == ["2010-06", "2014-07-10", ""] and list(found["known"]) == [
        True,
        False,
        False,
    ]


def test_a_country_without_a_record_is_there_with_none():
    counted = pd.DataFrame({"value": ["TUR", "GBR", None], "seizures": [3, 2, 1]})
    found = records_of(counted, ["AFG", "TUR", "AFG"])
    assert found.to_dict("list") == {"iso3": ["TUR", "AFG"], "records": [3, 0]}


STANDING = pd.DataFrame({
    "indicator_id": ["a", "a", "b", "c"], "pillar": ["1", "1", "1", "3"], "level": ["country", "country", "region", "country"],
    "area": ["AFG", "IRN", "World", "AFG"], "baseline_year": [2014, 2013, None, None], "latest_year": [2019, None, 2011, 2010],
    "status": ["progress", "not_measurable", "not_measurable", "not_measurable"],
    "why": ["", "no_later_value", "neither", "neither"],
}).astype({"baseline_year": "Int64", "latest_year": "Int64"})  # fmt: skip
INDICATORS = pd.DataFrame({"indicator_id": ["a", "b", "c", "d"], "pillar": ["1", "1", "3", "4"]})


def test_the_newest_year_of_a_country_is_that_of_any_series_and_regions_are_no_country():
    assert newest_years(STANDING) == {"AFG": 2019, "IRN": 2013}


def test_what_could_not_be_measured_is_every_indicator_without_one_status():
    found = unmeasured(INDICATORS, STANDING)
    assert found.to_dict("list") == {
        "indicator_id": ["b", "c", "d"], "pillar": ["1", "3", "4"], "series": [1, 1, 0], "why": ["neither", "neither", "no_value"],
    }  # fmt: skip


def test_pillars_without_a_value_after_the_baseline_are_named():
    assert silent_pillars(INDICATORS, STANDING, 2014) == ["3", "4"]
