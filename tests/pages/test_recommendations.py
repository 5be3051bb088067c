"""`/recommendations` and `/meetings`: what the pages show of the shipped facts, and the form, as functions on a real record."""

import json
import re

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from monitoring.components.current import data
from monitoring.components.recommendations_of import mechanism
from monitoring.errors import FilterError
from monitoring.pages import country, meetings, recommendations
from monitoring.store.imports import undo_import

NAME = "UN-13"
PATH = f"/recommendations/{NAME}"


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


def rows_of(search: str) -> list[str]:
    """The recommendations that a link shows, in their order."""
    drawn = words(recommendations.show(search=search)["rows"])
    return re.findall(r'"href": "/recommendations/([A-Za-z0-9-]+)', drawn)


def sent(**different):
    said = {
        "status": "done", "as_of": "2015-03", "said_by": "UNODC", "evidence": "https://example.org/report", "detail": "",
        "reason": "the report came out",
    }  # fmt: skip
    return said | different


def keep(seen=None, pathname=PATH, **different):
    now = recommendations._seen(NAME) if seen is None else seen
    return recommendations.keep(asked=1, search="", pathname=pathname, seen=now, **sent(**different))


def stands() -> str:
    frame = mechanism(data()).standing
    return frame.set_index("recommendation_id")["status"][NAME]


def test_all_63_are_listed_and_the_40_of_the_report_come_first(on_copy):
    found = rows_of("")
    assert len(found) == len(set(found)) == 63
    assert all(name.startswith("UN-") for name in found[:40]) and not any(name.startswith("UN-") for name in found[40:])


def test_the_commitments_are_counted_in_the_reports_words_and_in_ours(on_copy):
    page = words(recommendations.layout("", None))
    for said in ("“planned” 14, “open” 1", "“in progress” 10, “ongoing” 3", "“done” 11", "“proposed” 1"):
        assert said in page
    assert "28 of the 40" in page and "40 commitments of the report" in page


@pytest.mark.parametrize(
    ("search", "n"),
    [("?pillar=all", 33), ("?status=done", 13), ("?addressee=PCG", 3), ("?words=tashkent", 4), ("?late=overdue", 10),
     ("?pillar=2&status=not_started", 4), ("?words=nosuchword", 0)],
)  # fmt: skip
def test_a_link_narrows_the_list(on_copy, search, n):
    assert len(rows_of(search)) == n


def test_the_order_is_the_links_and_what_has_no_value_comes_last(on_copy):
    due = mechanism(data()).standing.set_index("recommendation_id")["due_on"]
    for search, up in (("?order=due", True), ("?order=-due", False)):
        found = due[rows_of(search)]
        assert found.dropna().is_monotonic_increasing if up else found.dropna().is_monotonic_decreasing
        assert found.tail(int(due.isna().sum())).isna().all()


@pytest.mark.parametrize("by", ["status", "pillar", "addressee", "origin"])
def test_groups_hold_every_row(on_copy, by):
    assert len(set(rows_of(f"?by={by}"))) == 63


@pytest.mark.parametrize("search", ["?status=finished", "?addressee=Nobody", "?order=gist", "?late=1"])
def test_a_link_that_cannot_be_read_is_refused(on_copy, search):
    with pytest.raises(FilterError):
        recommendations.status(search, None)
    answer = recommendations.show(search=search)
    assert answer["counts"] is no_update and "data-problem" in words(answer["rows"])


def test_one_shows_who_said_so_when_and_on_what_evidence(on_copy):
    page = words(recommendations.layout("", NAME))
    for said in ("Not started", "“planned”", "Jan 2014", "Executive Director of UNODC", "UN E/CN.7/2014/14 para 10"):
        assert said in page


def test_an_event_with_evidence_moves_the_counts_and_is_taken_back(on_copy):
    before = data().version.id
    answer = keep()
    assert "Added." in words(answer["said"]) and stands() == "done" and data().version.id != before
    assert "the report came out" in words(answer["events"]) and "Mar 2015" in words(answer["facts"])
    assert answer["evidence_value"] == "" and answer["status_value"] is None
    assert "Done 9" in words(recommendations.layout("", None))  # of the strip for all pillars: 8 before
    number = int(words(answer["events"]).partition("import=")[2].partition("#")[0])
    assert undo_import(on_copy, number, "me", "wrong").id == before and stands() == "not_started"


@pytest.mark.parametrize(
    ("different", "field", "remedy"),
    [
        ({"evidence": " "}, "evidence", "needs evidence: give the address"),
        ({"status": None}, "status", "Choose the status"),
        ({"status": "finished"}, "status", "Choose the status"),
        ({"as_of": ""}, "as_of", "Say as of when"),
        ({"as_of": "03/04/2015"}, "as_of", "This is no date"),
        ({"as_of": "2015-02-30"}, "as_of", "This is no date"),
        ({"as_of": "2999"}, "as_of", "has not come yet"),
        ({"as_of": "1066"}, "as_of", "too long ago"),
        ({"said_by": ""}, "said_by", "Say who said so"),
        ({"reason": ""}, "reason", "Say why"),
        ({"evidence": 7}, "evidence", "needs evidence"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_with_what_to_give(on_copy, different, field, remedy):
    before = data().version.id
    answer = keep(**different)
    assert remedy in answer[f"{field}_error"] and data().version.id == before
    assert answer["evidence_value"] is no_update  # what was typed stays


def test_the_second_of_two_tabs_is_told_and_loses_nothing(on_copy):
    opened = recommendations._seen(NAME)
    keep(seen=opened)
    answer = keep(seen=opened, status="dropped", reason="second tab")
    assert "Somebody changed this life cycle" in words(answer["said"]) and stands() == "done"
    assert {answer[f"{name}_value"] for name in recommendations.FIELDS} == {no_update}
    assert "the report came out" in words(answer["events"])
    again = keep(seen=answer["seen"], status="dropped", reason="second tab")
    assert "Added." in words(again["said"])


def test_off_this_machine_nothing_can_be_added(off_loopback):
    assert "life-save" not in words(recommendations.layout("", NAME))
    assert "at the machine that serves it only" in words(keep()["said"]) and stands() == "not_started"


@pytest.mark.parametrize("pathname", [None, "/recommendations", "/recommendations/UN-99", 4])
def test_an_event_of_nothing_is_refused_in_words(on_copy, pathname):
    assert "There is no recommendation" in words(keep(pathname=pathname)["said"])


def test_before_anybody_asks_nothing_is_done(on_copy):
    assert set(recommendations.keep(asked=None, search="", pathname=PATH, seen=None).values()) == {no_update}


def test_an_address_in_evidence_is_a_link_only_where_it_is_one_of_the_web(on_copy):
    page = words(keep(evidence="javascript:alert(1) and https://example.org/a")["events"])
    assert '"href": "https://example.org/a"' in page and '"href": "javascript' not in page


def test_every_meeting_is_listed_and_has_a_page(on_copy):
    page = words(meetings.layout("", None))
    found = mechanism(data())
    assert len(found.meetings) == 25
    for name in found.meetings["meeting_id"]:
        assert f'"/meetings/{name}' in page
        assert "What was decided" in words(meetings.layout("", name))


def test_a_review_says_what_was_decided_what_has_moved_and_what_is_open(on_copy):
    before = words(meetings.layout("", "pcg-2023-12-11"))
    assert "EWG-2023-III" in before and "no source in this data set says anything later" in before
    keep(as_of="2024-02-01", status="under_way", reason="news")
    after = words(meetings.layout("", "pcg-2023-12-11"))
    assert "1 event" in after and "Produce an annual global report" in after and "are overdue" in after


def test_the_review_that_is_offered_is_of_the_last_meeting_that_decides(on_copy):
    page = words(meetings.layout("", None))
    assert "since the 17th Policy Consultative Group" in page


@pytest.mark.parametrize(
    ("path", "status"),
    [("/recommendations", 200), (PATH, 200), ("/recommendations/UN-99", 404), ("/recommendations?status=x", 400),
     ("/meetings", 200), ("/meetings/pcg-2023-12-11", 200), ("/meetings/none", 404), ("/meetings?v=000000000000", 409)],
)  # fmt: skip
def test_an_address_has_the_status_that_fits_it(client, path, status):
    assert client.get(path, headers={"Host": "127.0.0.1"}).status_code == status


def concerned():
    page = words(recommendations.layout("", None))
    table = page[page.index("addressed-table") - 60_000 if page.index("addressed-table") > 60_000 else 0 :]
    return dict(re.findall(r'"children": "([^"]+)", "scope": "row"[^[]+?"children": "([0-9]+)"', table))


def test_the_map_and_its_table_count_what_is_open_for_each_country_and_move_with_an_event(on_copy):
    frame = mechanism(data()).standing
    to_all = frame[frame["addressed"] == "paris_pact_partners"]
    open_now = int((~to_all["status"].isin(["done", "dropped"])).sum())
    assert len(to_all) == 19 and "VD-II-3" in set(to_all["recommendation_id"])
    before = concerned()
    assert before["Tajikistan"] == str(open_now) and before["Russian Federation"] == before["T\u00fcrkiye"] == str(
        open_now + 1
    )
    assert f"{open_now} neither done nor dropped" in words(country.layout("", "TJK"))
    keep(recommendations._seen("VD-II-3"), "/recommendations/VD-II-3")
    assert concerned()["Tajikistan"] == str(open_now - 1)
    assert f"{open_now - 1} neither done nor dropped" in words(country.layout("", "TJK"))
