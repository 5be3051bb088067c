"""The pages of Afghanistan: all years at once in the words of the facts, links that cannot be read, every province's page."""

import csv
import json

import pytest
from dash._utils import to_json

from monitoring.components.afghanistan_of import checks_of
from monitoring.components.current import data
from monitoring.errors import FilterError
from monitoring.figures.afghanistan_scale import FREE, GROWN, NONE, ZERO
from monitoring.figures.afghanistan_shapes import drawing, neighbours
from monitoring.language import use_language
from monitoring.measures.afghanistan import codes
from monitoring.pages import afghanistan, afghanistan_province, afghanistan_sheet
from monitoring.pages.afghanistan_national import MOST, draw
from monitoring.pages.afghanistan_outwards import cited
from monitoring.pages.afghanistan_years import spans, years_payload
from monitoring.paths import FACTS
from monitoring.vocabulary.view import View


@pytest.fixture
def sent(on_facts) -> dict:
    return years_payload(data())


def of(sent: dict, show: str, code: str, year: int) -> dict:
    at, rows = sent["codes"].index(code), sent["shows"][show][str(year)]
    return {name: values[at] for name, values in rows.items()}


def test_every_shipped_figure_is_sent_as_its_value_or_its_kind_of_nothing(sent):
    steps = {"poppy_free": FREE, "grown_no_figure": GROWN}
    with (FACTS / "afghanistan_opium_province.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        found = of(sent, "ha", row["iso_3166_2"], int(row["year"]))
        if row["cultivation_ha"]:
            assert found["v"] == float(row["cultivation_ha"]) and (found["k"] >= 0 or found["k"] == ZERO)
            assert found["w"] == f"{float(row['cultivation_ha']):,.0f}"
        else:
            assert found["v"] is None and found["k"] == steps[row["status"]]
    assert len(rows) == 450


def test_four_kinds_of_nothing_have_four_words_and_none_is_called_zero_but_zero(sent):
    words = {
        code: of(sent, "ha", code, year)["w"] for code, year in (("AF-HEL", 2001), ("AF-KAB", 2001), ("AF-BAM", 2017))
    }
    assert words == {"AF-HEL": "0", "AF-KAB": "", "AF-BAM": "<100 ha"}
    assert of(sent, "ha", "AF-KAN", 2025)["w"] == "grown"
    assert of(sent, "ha", "AF-KAB", 2001)["k"] == NONE
    assert "published" not in of(sent, "ha", "AF-KAB", 2001)["s"]


def test_a_change_is_told_only_between_two_years_with_hectares(sent):
    assert of(sent, "change", "AF-HEL", 2017)["v"] == 144_018 - 80_273
    assert of(sent, "change", "AF-SAM", 2017) | {"s": ""} == {"k": NONE, "v": None, "w": "", "s": ""}
    assert (
        of(sent, "change", "AF-SAM", 2017)["s"]
        == "cannot be told; 2016: poppy-free: under 100 ha, not zero; 2017: 243 ha"
    )
    assert of(sent, "change", "AF-BAM", 2017)["s"] == "poppy-free in both years"
    assert of(sent, "change", "AF-HEL", 2010)["v"] is None, "2009 is not in our sources"


def test_no_share_where_other_provinces_have_no_figure(sent):
    assert of(sent, "share", "AF-BDS", 2025)["v"] is None
    shares = [share for share in sent["shows"]["share"]["2017"]["v"] if share is not None]
    assert sum(shares) == pytest.approx(100, abs=0.1)


def test_a_quotation_is_marked_and_the_number_it_disagrees_with_is_told(sent):
    quoted, lines = sent["notes"]["2025"]["AF-BDS"]
    assert quoted and any("6,639" in line for line in lines)
    assert not sent["notes"]["2017"]["AF-BDS"][0]


def test_the_years_without_province_figures_are_named(sent):
    assert sent["gaps"] == "Years without province figures in our sources: 2002 to 2004, 2007 to 2009, 2021 to 2023."
    assert spans([2001, 2003, 2004]) == "2001, 2003 to 2004"


def test_the_screen_checks_its_own_sums(sent):
    (check, *_more) = sent["said"]["2014"]["checks"]
    assert "224,125" in check["said"] and "+125 ha" in check["said"] and check["verdict"] == "agrees"
    texts = checks_of(data())[1].set_index("year")
    assert {year: texts.loc[year, "verdict"] for year in (2010, 2011, 2016, 2017, 2018) if year in texts.index} == {
        year: "agrees" for year in (2010, 2011, 2016, 2017, 2018) if year in texts.index
    }
    assert sent["said"]["1996"]["title"] == "1996: no province figures in our sources"


@pytest.mark.parametrize("query", ["show=yield", "layers=sites", "year=20", "against=x"])
def test_a_link_that_cannot_be_read_is_refused_by_name(on_facts, query):
    with pytest.raises(FilterError):
        afghanistan.status(f"?{query}")


def test_every_province_has_a_page_and_nothing_else_has(client):
    assert [code for code in codes() if client.get(f"/afghanistan/{code}").status_code != 200] == []
    assert client.get("/afghanistan/AF-XXX").status_code == 404
    assert client.get("/afghanistan/years").status_code == 200


def test_the_page_of_a_province_says_its_numbers_and_what_moved(on_facts):
    said = to_json(afghanistan_province.layout("?year=2017", "AF-DAY"))
    for words in (
        "2017: 1,508 ha",
        "Gizab district",
        "text recognition",
        "No seizure of the record names this province",
    ):
        assert words in said
    assert "25,500" in to_json(afghanistan_province.layout("?year=2005", "AF-HEL"))


def test_the_sheet_draws_every_year_with_figures(on_facts):
    sheet = to_json(afghanistan_sheet.layout(""))
    assert sheet.count("svg+xml") == 17


def test_neighbours_know_each_other():
    assert all(code in neighbours(other) for code in codes() for other in neighbours(code))
    assert "AF-URU" in neighbours("AF-DAY") and "AF-BDS" not in neighbours("AF-HEL")


def test_a_drawing_hatches_what_has_no_figure_and_writes_the_zero():
    svg = drawing({"AF-HEL": ZERO, "AF-KAN": 3, "AF-FRA": GROWN}, "ha", "light", ("AF-HEL",))
    assert svg.count("url(#n)") == 31 and svg.count("url(#g)") == 1 and svg.count(">0</text>") == 1


def test_the_series_of_the_country_is_of_the_edition_that_was_chosen(on_facts):
    current = data()
    whole = draw(current, View(), "area_ha", MOST)
    one = draw(current, View(), "area_ha", "US Government|first published")
    assert one["edition"] == "US Government|first published"
    assert set(one["figure"]["data"][0]["x"]) == {2001, 2002, 2003, 2004}
    assert whole["figure"]["data"][0]["x"][-1] == 2025
    assert draw(current, View(), "eradication_ha", "no such edition")["edition"] == MOST


def test_an_address_in_a_source_is_cut_to_its_host():
    parts = cited("UN text https://news.un.org/en/story/2001/10/18962 ; page 3")
    assert parts[0] == "UN text " and parts[1].children == "news.un.org" and parts[2] == " ; page 3"


def test_everything_that_is_sent_can_be_said_in_arabic(on_facts):
    with use_language("ar"):
        sent = years_payload(data())
    assert json.dumps(sent)
    assert of(sent, "ha", "AF-HEL", 2017)["w"] == "١٤٤٬٠١٨"
