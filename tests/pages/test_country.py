"""`/country/<ISO3>` on the shipped facts: what it tells, what it refuses to add, and what it says where there is nothing."""

import json

import pytest
from plotly.utils import PlotlyJSONEncoder

from monitoring.components.country.downloads import handout_links, meeting_link
from monitoring.components.country.found import country_found
from monitoring.components.country.headlines import headlines
from monitoring.components.current import data
from monitoring.errors import FilterError
from monitoring.language import use_language
from monitoring.pages import country
from monitoring.vocabulary.countries import COUNTRIES, FORMER
from monitoring.vocabulary.view import View

pytestmark = pytest.mark.usefixtures("on_facts")


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False).replace("\N{NO-BREAK SPACE}", " ")


def page(iso3: str, search: str = "") -> str:
    return words(country.layout(search, iso3))


def test_the_page_of_tajikistan_tells_its_two_sentences_and_four_figures():
    drawn = page("TJK")
    assert (
        "Tajikistan reported 422 kg of heroin seized in 2023, up from 244 kg in 2022 (UNODC national totals)." in drawn
    )
    assert "Opium fell to 406 kg from 870 kg." in drawn and "Heroin more than tripled since 2020" in drawn
    found = [(each.value, each.unit) for each in headlines(country_found(data(), "TJK"))]
    assert found == [("422", "kg"), ("406", "kg"), ("17 to 23", "%"), ("0.52", "%")]


def test_every_figure_has_a_letter_and_every_letter_a_source():
    drawn = page("TJK")
    for each in headlines(country_found(data(), "TJK")):
        assert f'"#source-{each.letter}"' in drawn and f'"id": "source-{each.letter}"' in drawn
    assert "third-party transcription" in drawn


def test_sums_of_the_illustration_are_no_figures_of_a_country():
    drawn = page("TJK")
    assert "Import the case records" in drawn and "Amounts stated" not in drawn
    total = country_found(data(), "TJK").drugs["quantity"].max()
    assert total > 600 and f"{total:.0f} kg" not in drawn


def test_turkiyes_two_totals_of_a_year_are_never_added():
    drawn = page("TUR")
    assert "1.786 and 177" in drawn and "178.786" not in drawn


def test_legs_lead_to_their_evidence():
    drawn = page("TJK")
    assert '"/route/AFG-TJK"' in drawn and '"/route/TJK-UZB"' in drawn


def test_the_page_leads_back_to_the_map_the_routes_and_the_pillars():
    drawn = page("TJK")
    assert '"/?country=TJK"' in drawn and '"/routes?country=TJK"' in drawn and '"/pillars?area=TJK"' in drawn


def test_the_ways_to_paper_and_meetings_carry_the_language():
    assert handout_links("TJK", View(lang="ar"))["pdf"] == "/brief/TJK.pdf?lang=ar"
    assert meeting_link("TJK", View(lang="ar")) == "/meeting?countries=TJK&lang=ar"
    assert meeting_link("TJK", View()) == "/meeting?countries=TJK"


def test_a_filter_narrows_the_seizures_and_nothing_else():
    drawn = page("TJK", "?drug=opium")
    assert "This link narrows its seizures" in drawn
    assert country_found(data(), "TJK", country.read_link("?drug=opium")[0]).seizures == 4
    assert "422 kg of heroin" in drawn


def test_a_year_tells_nothing_later():
    drawn = page("TJK", "?year=2015")
    assert "in 2023" not in drawn and "This link tells nothing later than 2015." in drawn
    assert country_found(data(), "TJK", year=2015).cells["year"].max() <= 2015


def test_a_year_before_any_data_is_said():
    assert "Nothing here is older than" in page("TJK", "?year=1950")


def test_names_follow_the_year():
    assert '"Turkey"' in page("TUR", "?year=2015") and "Called Turkey in sources before Jun 2022." in page("TUR")
    assert "the former Yugoslav Republic of Macedonia" in page("MKD", "?year=2015")


def test_names_stand_in_the_six_languages_of_the_united_nations():
    drawn = page("TJK")
    assert all(
        name in drawn for name in ("Tajikistan", "طاجيكستان", "塔吉克斯坦", "Tadjikistan", "Таджикистан", "Tayikistán")
    )


def test_kosovo_has_its_note_and_no_other_country_has():
    assert "resolution 1244 (1999)" in page("XKX") and "resolution 1244 (1999)" not in page("SRB")


def test_a_country_without_any_data_says_so_and_leads_on():
    drawn = page("NRU")
    assert "This data set holds nothing about Nauru" in drawn and "That is not a zero." in drawn
    assert '"/countries"' in drawn and "What is not known" in drawn


@pytest.mark.parametrize("code", sorted(FORMER))
def test_a_code_of_the_past_leads_to_those_of_today(code):
    drawn = page(code)
    assert all(f'"/country/{iso3}"' in drawn for iso3 in FORMER[code][1]) and country.status("", code) == 200


@pytest.mark.parametrize(("asked", "meant"), [("TJ", "TJK"), ("Tajikistan", "TJK"), ("tjk", "TJK"), ("TJX", "TJK")])
def test_an_unknown_code_is_not_found_and_the_page_suggests(asked, meant):
    assert country.status("", asked) == 404
    assert meant in page(asked)


def test_an_address_of_nonsense_is_text_on_the_page():
    drawn = page("<script>alert(1)</script>")
    assert "No country has the code" in drawn and country.status("", "<script>") == 404


def test_the_application_answers_with_the_right_status(client):
    for path, code in (
        ("/country/TJK", 200),
        ("/country/SUN", 200),
        ("/country/ZZZ", 404),
        ("/country/TJK?drug=nosuchdrug", 400),
    ):
        assert client.get(path).status_code == code


@pytest.mark.parametrize("iso3", ["CIV", "GBR", "PRK", "VEN", "FSM", "ATA"])
def test_long_names_and_apostrophes_have_pages(iso3):
    assert json.dumps(COUNTRIES[iso3].name_en, ensure_ascii=False) in page(iso3)


def test_arabic_has_its_digits_and_its_names():
    with use_language("ar"):
        drawn = page("TJK", "?lang=ar")
    assert "طاجيكستان" in drawn and "٤٢٢" in drawn and "٢٠٢٣" in drawn


def test_another_theme_redraws_what_has_colours():
    light = country.show(search="", pathname="/country/TJK")
    dark = country.show(search="?theme=dark", pathname="/country/TJK")
    assert words(light["trends"]) != words(dark["trends"]) and light["map"] != dark["map"]


def test_a_broken_link_is_refused():
    with pytest.raises(FilterError):
        country.status("?drug=nosuchdrug", "TJK")
