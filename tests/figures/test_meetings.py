"""Meetings on a line of time and on a map: each dated one is a dot, each placed one is in its city's number."""

import pandas as pd

from monitoring.figures.meetings import cities, timeline, timeline_words
from monitoring.language import use_language


def made() -> pd.DataFrame:
    rows = [
        ("a", "pcg", "Group", "2012-09-03", "day", "Vienna", "AUT", 16.37, 48.21),
        ("b", "ewg", "Precursors", "2013-11-01", "month", "The Hague", "NLD", 4.3, 52.08),
        ("c", "ewg", "Flows", None, None, None, None, None, None),
        ("d", "ewg", "Flows again", "2022-05-30", "day", "Vienna", "AUT", 16.37, 48.21),
    ]
    names = ["meeting_id", "kind", "name", "started_on", "date_precision", "city", "host_iso3", "lon", "lat"]
    frame = pd.DataFrame(rows, columns=names)
    frame["started_on"] = pd.to_datetime(frame["started_on"])
    return frame


def test_every_dated_meeting_is_a_dot_and_a_ring_where_the_day_is_not_known():
    trace = timeline(made(), "light")["data"][0]
    assert trace["customdata"] == ["a", "b", "d"]
    assert trace["marker"]["symbol"] == ["circle", "circle-open", "circle"]


def test_time_runs_from_right_to_left_in_arabic_with_room_for_the_names():
    english = timeline(made(), "dark")["layout"]
    with use_language("ar"):
        arabic = timeline(made(), "dark")["layout"]
    assert arabic["xaxis"]["range"] == english["xaxis"]["range"][::-1]
    assert arabic["margin"]["r"] > 40 and arabic["yaxis"]["side"] == "right"


def test_a_city_counts_its_meetings_and_what_has_no_city_is_not_drawn():
    features = cities(made())["features"]
    assert {one["properties"]["id"]: one["properties"]["n"] for one in features} == {"Vienna": 2, "The Hague": 1}
    assert sum(one["properties"]["n"] for one in features) == made()["lon"].notna().sum()


def test_no_meetings_are_an_empty_picture_in_words():
    nothing = made().iloc[:0]
    assert timeline(nothing, "light")["data"][0]["x"] == [] and cities(nothing)["features"] == []
    assert timeline_words(nothing) == "No meeting has a date."
