"""The page of routes as functions: what an answer holds, what it leaves out, and that its parts agree on generated links."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.components.current import data
from monitoring.components.route_twins import twin_data
from monitoring.components.routes_of import collections_of, routes_of
from monitoring.errors import FilterError
from monitoring.pages import route, routes
from monitoring.pages.routes_map import MAP, legend_groups
from monitoring.vocabulary.filters import Filter
from monitoring.vocabulary.view import LENSES, View


def answer(search: str = "", drawn_for: dict | None = None) -> dict:
    return routes.update(search=search, pathname="/routes", opened="", drawn_for=drawn_for)


def text(component) -> str:
    """All words of a component, in order."""
    if isinstance(component, str | int | float):
        return str(component)
    if isinstance(component, list | tuple):
        return " ".join(text(one) for one in component)
    return text(getattr(component, "children", None) or "")


def sentence_of(found: dict) -> str:
    return text(found["sentence"])


LINKS = st.builds(
    lambda drug, country, ends, once, layers, width: (
        Filter(drug=drug, country=country),
        View(ends=ends, once=once, layers=layers, width=width),
    ),
    st.sampled_from([(), ("heroin",), ("opium", "hashish"), ("methamphetamine",), ("acetic_anhydride",)]),
    st.sampled_from([(), ("TUR",), ("IRN", "AZE"), ("none",)]),
    st.sampled_from([None, "destination"]),
    st.sampled_from([None, "shown"]),
    st.sampled_from([None, (), ("published",), ("interpreted", "stubs")]),
    st.sampled_from([None, "mass"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINKS)
def test_map_and_twins_hold_the_same_legs_and_the_fates_add_up(on_facts, link):
    chosen, view = link
    current = data()
    found = routes_of(current, chosen, view)
    lines = {one["properties"]["id"] for one in collections_of(current, chosen, view)["route-lines"]["features"]}
    arrows = {one["properties"]["id"] for one in collections_of(current, chosen, view)["route-arrows"]["features"]}
    twin = twin_data(current, chosen, found, view, "matrix")
    assert lines == arrows == {row[0] for row in twin["legs"]}
    assert found.fates.seizures == current.select(chosen).seizures
    drawn = sum(row[5] for row in twin["legs"])
    assert drawn >= found.fates.drawn  # alternatives count in each of their legs
    assert legend_groups(current, chosen, view)


def test_what_is_on_the_map_is_sent_only_when_it_differs(on_facts):
    first = answer("?departure=IRN")
    assert any(command[0] == "setLines" for command in first["map"])
    second = answer("?departure=IRN&leg=IRN-AZE", first["drawn_for"])
    assert second["map"] == [["select", ["IRN-AZE"]]]
    third = answer("?departure=IRN&leg=IRN-AZE&width=mass", second["drawn_for"])
    assert any(command[0] == "setLines" for command in third["map"])


def test_a_lens_sends_no_lines_again_and_two_periods_do(on_facts):
    def sources(found: dict) -> set[str]:
        return {command[1] for command in found["map"] if command[0] in ("setData", "setLines")}

    opened = answer("")
    for search in (
        "?lens=gate&gate=61.2,35.6,61.6,30.0",
        "?lens=coverage",
        "?lens=distance&near=69.17,34.53,300",
        "?theme=dark",
    ):
        found = answer(search, opened["drawn_for"])
        assert found["map"][:-1] and not {"route-lines", "route-stubs", "corridor-bands"} & sources(found)
        assert found["drawn_for"]["lines"] == opened["drawn_for"]["lines"]
        back = answer("", found["drawn_for"])
        assert "lens-areas" in sources(back) and "route-lines" not in sources(back)
    for search in ("?lens=before", "?width=mass", "?drug=heroin", "?layers=stubs", "?lang=ar", "?ends=destination"):
        assert "route-lines" in sources(answer(search, opened["drawn_for"])), search
    before = answer("?lens=before&on=2015-01-01", opened["drawn_for"])
    assert "route-lines" in sources(answer("?lens=before&on=2016-01-01", before["drawn_for"]))
    assert "route-lines" in sources(answer("", before["drawn_for"]))


def test_a_link_that_cannot_be_read_changes_nothing_but_the_sentence(on_facts):
    found = answer("?lens=chord")
    assert "Choose among: share, before, gate, distance, coverage." in sentence_of(found)
    assert {name for name, value in found.items() if type(value).__name__ != "NoUpdate"} == {"sentence", "announce"}


def test_a_layer_of_another_map_is_refused(on_facts):
    with pytest.raises(FilterError, match="layers"):
        routes.read("?layers=letters")


@pytest.mark.parametrize("lens", [None, *LENSES])
@pytest.mark.parametrize("search", ["", "drug=heroin", "from=1970&to=1971", "country=none"])
def test_every_lens_answers_every_filter(on_facts, lens, search):
    found = answer("?" + "&".join(filter(None, (search, lens and f"lens={lens}"))))
    assert text(found["panel"]) and sentence_of(found)


def test_a_filter_that_nothing_matches_says_what_to_take_out(on_facts):
    found = answer("?drug=heroin&country=NZL")
    assert "No seizure matches." in text(found["panel"]) and "without the filter" in text(found["panel"])


def test_documents_of_opiates_are_not_drawn_for_other_substances(on_facts):
    found = answer("?drug=hashish")
    (rows,) = [command[3] for command in found["map"] if command[0] == "setLines"]
    assert {properties["basis"] for properties, _bearing, _points in rows} <= {"reported"}
    assert "Our documents name routes of opiates only" in text(found["panel"])


@pytest.mark.parametrize(
    ("leg", "words"),
    [("IRN-AZE", "13 seizures"), ("-RUS", "where it left is not stated"), ("PAK-PAK", "Within Pakistan"),
     ("XXX-YYY", "No seizure of this filter states this leg"), ("IRN-gulf_of_oman", "Gulf of Oman")],
)  # fmt: skip
def test_the_evidence_of_any_leg_says_what_there_is(on_facts, leg, words):
    assert words in text(answer(f"?leg={leg}")["panel"])


@pytest.mark.parametrize(("name", "there"), [("IRN-AZE", True), ("balkan", True), ("-RUS", True), ("XXX-AZE", False),
                                             ("IRN", False), ("-", False), ("silk", False)])  # fmt: skip
def test_only_routes_that_there_can_be_have_a_page(on_facts, name, there):
    assert route.exists(name) is there


def test_a_route_page_has_its_legs_in_order_each_with_its_basis(on_facts):
    words = text(route.layout("", "northern"))
    assert (
        words.index("Afghanistan to Tajikistan")
        < words.index("Tajikistan to Kyrgyzstan")
        < words.index("Kazakhstan to Russia")
    )
    assert "pair of countries" in words and "our reading of a list" in words and "Published estimates" in words


def test_the_small_map_of_a_leg_shows_it_whole(on_facts):
    drawn = route.layout("", "IRN-AZE").to_plotly_json()
    spec = json.dumps(drawn, default=lambda one: one.to_plotly_json())
    assert '"IRN-AZE"' in spec and '"bounds"' in spec


def test_the_page_comes_without_data(on_facts):
    from dash._utils import to_json

    page = to_json(routes.layout("?drug=heroin"))
    assert f"{MAP}-commands" in page
    assert page.count('"LineString"') == 0


def test_arabic_speaks_arabic(on_facts):
    found = answer("?lang=ar&leg=IRN-AZE")
    assert "إيران" in text(found["panel"])
