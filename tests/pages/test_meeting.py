"""`/meeting`: the slides of an agenda as one answer, what a country without data has, and colours that carry to the last row."""

import json
import re

import pytest

from monitoring.components.country.found import country_found
from monitoring.components.current import data
from monitoring.components.meeting.deck import Deck, deck
from monitoring.figures.afghanistan_scale import contrast
from monitoring.language import number, use_language
from monitoring.pages import meeting
from monitoring.paths import ASSETS
from monitoring.vocabulary.agenda import FORMAT, Agenda, Item

PAGES = ("explore", "routes", "afghanistan", "pillars")


def made(*items: Item, title: str = "", version: str = "") -> Deck:
    return deck(data(), Agenda(title, version, items))


def country(code: str) -> Deck:
    return made(Item("country", iso3=code))


def body(*items: dict) -> bytes:
    return json.dumps({"format": FORMAT, "version": 2, "items": list(items)}).encode()


def post(client, path: str, content: bytes):
    return client.post(path, data=content, headers={"Content-Type": "application/json"})


def test_a_country_has_one_idea_a_slide_and_a_table_behind_each_figure(on_facts):
    found = country("TJK")
    assert [slide.kind for slide in found.slides] == [
        "numbers", "chart", "chart", "map", "map", "facts", "numbers", "words"
    ]  # fmt: skip
    assert all(slide.behind for slide in found.slides if slide.kind != "words")
    assert "422" in found.slides[0].body and "2023" in found.slides[0].body


def test_two_figures_of_one_year_stay_two(on_facts):
    totals = country_found(data(), "TUR").totals
    pair = next(totals[(totals["drug"] == "heroin") & (totals["low"] != totals["high"])].itertuples())
    heroin = country("TUR").slides[1]
    assert heroin.note.startswith("Two rings")
    assert f"{number(pair.low)} and {number(pair.high)}" in heroin.behind
    assert number(pair.low + pair.high) not in heroin.behind


def test_every_slide_carries_the_date_the_version_and_its_number(on_facts):
    found, version = made(Item("country", iso3="TJK"), Item("text", title="Last")), data().version
    for at, page in enumerate(found.pages, 1):
        assert f"version {version.id[:6]} · {at} / {len(found.pages)}</span>" in page
        assert str(version.data_date.year) in page


@pytest.mark.parametrize("code", ["NRU", "ATA"])
def test_a_country_with_no_data_has_one_slide_that_says_so(on_facts, code):
    (slide,) = country(code).slides
    assert "nothing in this data set" in slide.title and "That is not a zero" in slide.body


def test_kosovo_has_its_note_and_the_slides_that_it_lacks_are_named(on_facts):
    found = country("XKX")
    assert found.slides[-1].body.count("No slide, for want of data: headline figures, trend") == 1
    assert "resolution 1244" in found.slides[-1].note


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_ours_have_slides(on_facts, page):
    found = made(Item("page", page=page))
    assert found.slides and all(slide.title for slide in found.slides)


def test_a_filter_that_matches_nothing_is_said_on_a_slide(on_facts):
    (slide,) = made(Item("page", page="explore", link="?drug=heroin&country=NRU")).slides
    assert slide.title == "Explore: nothing to show"


def test_the_year_of_the_link_is_the_year_of_the_map(on_facts):
    assert "in 2020" in made(Item("page", page="afghanistan", link="?year=2020")).slides[0].title


def test_an_own_slide_can_do_no_harm(on_facts):
    text = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) **b**"
    (page,) = made(Item("text", title="<script>", text=text)).pages
    assert "<img" not in page and "<script" not in page and "href" not in page and "<strong>b</strong>" in page


def test_an_agenda_of_other_data_is_told_so(on_facts):
    (said,) = made(Item("text", title="a"), version="0123456789ab").said
    assert "0123456789ab" in said and data().version.id in said


def test_live_maps_ask_for_nothing_but_the_geometry(on_facts):
    found = made(Item("country", iso3="AFG"), Item("page", page="routes")).written()
    assert (
        set(found["live"]) == {slide["live"] for slide in found["slides"] if slide["live"]} == {"routes-1", "routes-2"}
    )
    sources = found["base"]["style"]["sources"].values()
    assert all(source["type"] == "geojson" for source in sources)
    assert found["live"]["routes-1"]["sources"]["route-lines"]["features"]


def test_the_whole_deck_is_one_answer(client):
    items = [{"kind": "country", "iso3": code} for code in ("TJK", "NRU")]
    answer = post(client, "/meeting/deck", body(*items))
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert [slide["item"] for slide in answer.json["slides"]] == [0, 1, 1, 1, 1, 1, 1, 1, 1, 2]


@pytest.mark.parametrize("path", ["/meeting/deck", "/meeting/agenda"])
def test_a_bad_file_is_answered_with_a_sentence_that_names_the_item(client, path):
    answer = post(client, path, body({"kind": "country", "iso3": "TJK"}, {"kind": "page", "page": "<b>"}))
    assert answer.status_code == 422 and answer.text.startswith("Item 2: ") and answer.mimetype == "text/plain"


def test_an_older_file_comes_back_as_one_of_today(client):
    old = json.dumps({"format": FORMAT, "version": 1, "items": ["TJK"]}).encode()
    answer = post(client, "/meeting/agenda", old).json
    assert answer["agenda"]["version"] == 2 and answer["agenda"]["items"] == [
        {"kind": "country", "iso3": "TJK", "notes": ""}
    ]


def test_the_link_begins_the_agenda_and_says_what_it_cannot_take(on_facts):
    found = meeting.config("?countries=TJK,SUN,pak&lang=ar", data().version.id)
    assert [item["iso3"] for item in found["agenda"]["items"]] == ["TJK", "PAK"]
    assert len(found["said"]) == 1 and "SUN" in found["said"][0] and found["query"] == "?lang=ar"
    assert meeting.config("", data().version.id)["agenda"] is None


@pytest.mark.parametrize("query", ["?countries=SUN", "?countries=%00%ff", "?countries=" + "A," * 900, "?nonsense=1"])
def test_whatever_the_link_says_the_page_is_there(client, query):
    assert client.get(f"/meeting{query}").status_code == 200


# What text can stand on where it has no halo, and the grounds of a map that show through beside one.
WHITE = "#FFFFFF"


def test_the_colours_of_text_on_slides_have_7_to_1(on_facts):
    css = (ASSETS / "42-meeting.css").read_text("utf-8")
    rules = [
        rule
        for rule in re.findall(r"([^{}]+)\{([^{}]*)\}", css)
        if "slide" in rule[0] or rule[0].strip().startswith("#meeting-stage ")
    ]
    inks = {ink for _selector, what in rules for ink in re.findall(r"(?<![-a-z])color: (#[0-9A-Fa-f]{6})", what)}
    assert len(inks) >= 3
    assert {ink: contrast(ink, WHITE) for ink in inks if contrast(ink, WHITE) < 7} == {}


def test_text_on_maps_and_charts_has_7_to_1_on_its_halo_and_on_the_land(on_facts):
    items = [Item("country", iso3=code) for code in ("TJK", "TUR", "AFG")] + [Item("page", page=page) for page in PAGES]
    drawn = "".join(slide.body for slide in made(*items).slides)
    texts = re.findall(r"<text ([^>]*)>", drawn)
    assert len(texts) > 100
    for text in texts:
        ink, halo = re.search(r'fill="(#\w{6})"', text)[1], re.search(r'stroke="(#\w{6})"', text)
        for ground in (halo[1] if halo else WHITE, "#F4F2EC", "#DDE8EC", WHITE):
            assert contrast(ink, ground) >= 7, text


def test_no_letter_of_a_drawing_is_smaller_than_32(on_facts):
    drawn = "".join(slide.body for slide in made(Item("country", iso3="TJK"), Item("page", page="afghanistan")).slides)
    assert min(int(size) for size in re.findall(r'font-size="(\d+)"', drawn)) >= 32


def test_titles_are_findings_of_few_words_in_both_directions(on_facts):
    for slide in country("TJK").slides:
        assert len(slide.title.split()) <= 11, slide.title
    with use_language("ar"):
        found = country("TJK")
    assert "طاجيكستان" in found.slides[0].title
    assert 'text-anchor="end"' in found.slides[1].body
