"""Maps and charts for paper: dashes and dots where borders are undetermined, one look a class, equal bytes."""

import re
from xml.etree import ElementTree

import geopandas as gpd
import pytest

from monitoring.components.report.maps import AFGHANISTAN, REGION, token
from monitoring.exports.report_charts import Part, bars, stacked
from monitoring.exports.report_map_parts import WIDTH, Class, Line, Map, Point, Sign, named
from monitoring.exports.report_maps import drawing
from monitoring.exports.report_svg import with_letters
from monitoring.figures.theme import colours
from monitoring.files import FONTS
from monitoring.language import use_language
from monitoring.paths import BOUNDARIES

COLOURS = token("print")
CLASSES = {
    "dark": Class("#0B5A78", "2014"),
    "none": Class("#FFFFFF", "No value", "#9AA5AD"),
    "unused": Class("#A9CEDD", "older"),
}
NAMES = named(
    [("AFG", "Afghanistan", 66.65, 34.35), ("IRN", "Iran <x>", 54.0, 32.5), ("PAK", "Under Iran", 54.0, 32.5)]
)


def a_map(**different) -> str:
    said = {"areas": {"AFG": "dark", "IRN": "none"}, "names": NAMES, "legend": "Newest value"} | different
    return drawing(Map(REGION, CLASSES, **said), "one", COLOURS, "A map")


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_it_is_well_formed_says_what_it_is_and_nothing_in_it_acts():
    svg = a_map()
    assert ElementTree.fromstring(svg).get("aria-label") == "A map"
    assert "Iran <x>" in texts(svg) and "<x>" not in svg and "<script" not in svg
    assert svg.count("http") == 1  # the name space


def test_undetermined_borders_are_dashed_the_line_of_control_dotted_and_others_solid():
    svg = a_map()
    border = colours("print")["map_border"]
    looks = re.findall(rf'fill="none" stroke="{border}"[^>]*?stroke-width="([\d.]+)"([^>]*)', svg)
    assert {width: ("dasharray" in rest, "linecap" in rest) for width, rest in looks} == {
        "0.8": (False, True), "1.1": (True, False), "1.4": (True, True),
    }  # fmt: skip


def test_the_legend_holds_the_classes_that_occur_and_the_lines():
    found = texts(a_map(signs=[Sign("Reported", "solid")], lines=[Line((66, 34), (53, 32), 2, "solid")]))
    assert {"Newest value", "2014", "No value", "Reported"} <= set(found) and "older" not in found


def test_no_value_is_hatched_and_not_white_alone():
    svg = a_map()
    assert (
        '<pattern id="one-none"' in svg and svg.count("url(#one-none)") == 2
    )  # the country, and its sign in the legend


def test_a_name_that_would_lie_on_another_is_left_out():
    assert "Under Iran" not in texts(a_map()) and texts(a_map()).count("Iran <x>") == 2  # its halo, and itself


def test_a_line_is_drawn_by_what_it_rests_on_and_one_without_length_is_not():
    lines = [Line((66, 34), (35, 39), 2, look) for look in ("solid", "dashed", "dotted")]
    svg = a_map(lines=lines)
    assert (
        svg.count("<polygon") == 3
        and svg.count('stroke-dasharray="6 4"') == svg.count('stroke-dasharray="0.1 4.4"') == 1
    )
    assert "<polygon" not in a_map(lines=[Line((66, 34), (66, 34.1), 2, "solid")])


def test_a_dot_outside_the_map_is_not_drawn():
    assert a_map(points=[Point(66, 34, 5), Point(-120, 40, 5)]).count("<circle") == 1


def test_areas_are_true():
    areas = gpd.read_parquet(BOUNDARIES / "admin1.parquet").set_index("code")["area_km2"]
    inks = {}
    for code in ("AF-HEL", "AF-KAB", "AF-BDS"):
        what = Map(AFGHANISTAN, {"x": Class("#010203", "x")}, {code: "x"}, {}, provinces_of="AFG")
        path = re.search(r'<path d="([^"]+)" fill="#010203"', drawing(what, "one", COLOURS, "x"))[1]
        inks[code] = sum(abs(_area(ring)) for ring in path.split("Z") if ring)
    for code in ("AF-KAB", "AF-BDS"):
        assert inks["AF-HEL"] / inks[code] == pytest.approx(areas["AF-HEL"] / areas[code], rel=0.02)


def _area(ring: str) -> float:
    at = [tuple(map(float, pair.split(","))) for pair in ring[1:].split("L")]
    return sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(at, at[1:] + at[:1])) / 2


def test_from_right_to_left_the_legend_stands_at_the_right_and_the_land_stays():
    with use_language("ar"):
        turned = a_map()
    plain = a_map()
    lefts = [float(re.search(r'<rect x="([\d.]+)"[^>]*rx="4"', svg)[1]) for svg in (plain, turned)]
    assert lefts[0] < WIDTH / 4 and lefts[1] > WIDTH / 2
    assert re.search(r'<path d="([^"]+)"', plain)[1] == re.search(r'<path d="([^"]+)"', turned)[1]


def test_equal_maps_are_equal_and_bring_only_the_letters_that_they_draw():
    assert a_map() == a_map()
    alone = with_letters(a_map(), FONTS)
    assert alone == with_letters(a_map(), FONTS) and alone.startswith(b"<svg") and len(alone) < len(a_map()) + 30_000
    ElementTree.fromstring(alone)
    assert alone.count(b"@font-face") == 2  # plain, and the legend's head


PARTS = {
    "done": Part("Done", "#0B5A78", "#0B5A78"), "open": Part("Open", "#FFFFFF", "#5E6B76"),
    "none": Part("None", "#FFFFFF", "#000000", True),
}  # fmt: skip


def test_a_stacked_bar_is_as_wide_as_its_counts_and_says_their_sum():
    svg = stacked([("All", {"done": 10, "open": 10}), ("I", {"done": 5})], PARTS, "c", "said", "#16222C")
    wide = [float(one) for one in re.findall(r'width="([\d.]+)" height="14"', svg)]
    assert wide[0] == wide[1] and wide[2] == pytest.approx(wide[0] / 2, abs=1)
    assert {"All", "20", "5", "Done", "Open"} <= set(texts(svg)) and "None" not in texts(svg)


def test_a_year_without_a_value_has_a_cross_and_no_bar():
    svg = bars([("2012", 10.0), ("2013", None), ("2014", 20.0)], "2014", "said", ("#D2703A", "#B84208", "#16222C"))
    assert svg.count("<rect") == 2 and "×" in texts(svg) and {"10", "20"} <= set(texts(svg)) and "0" not in texts(svg)
    tall = {fill: float(high) for high, fill in re.findall(r'height="([\d.]+)" fill="(#\w+)"', svg)}
    assert tall["#B84208"] == pytest.approx(2 * tall["#D2703A"])


def test_nothing_to_draw_is_an_empty_chart_and_no_error():
    ElementTree.fromstring(stacked([], PARTS, "c", "said", "#000000"))
    ElementTree.fromstring(bars([], "2014", "said", ("#D2703A", "#B84208", "#16222C")))
