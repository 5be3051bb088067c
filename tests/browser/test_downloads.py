"""What is taken away from the screen: the map's picture with its sentence, and addresses of files that cannot be made."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import shows, visit
from tests.browser.explore import PATIENCE_MS, idle
from tests.browser.pictures import look

pytestmark = pytest.mark.browser

TITLE_ROWS = (16, 40)  # px of the first line of the sentence in the picture


def picture(page: Page) -> bytes:
    idle(page)
    page.locator(".sentence-actions .menu-button").click()
    with page.expect_download(timeout=PATIENCE_MS) as saved:
        page.locator("#save-picture").click()
    assert saved.value.suggested_filename.startswith("seizures-") and saved.value.suggested_filename.endswith(".png")
    if page.locator("#save-picture").is_visible():
        page.locator(".sentence-actions .menu-button").click()
    return Path(saved.value.path()).read_bytes()


def test_the_picture_carries_the_sentence_and_what_the_map_shows(desk):
    visit(desk, "drug=opium")
    opium = picture(desk)
    whole, title = look(desk, opium), look(desk, opium, TITLE_ROWS)
    stage = desk.locator("#explore-map canvas").bounding_box()
    assert whole["width"] == pytest.approx(stage["width"], abs=1) and whole["height"] > stage["height"] + 100
    assert whole["colours"] > 200 and whole["most"] < 0.9
    assert 8 < title["colours"] < 400 and 0.5 < title["most"] < 0.99  # dark letters on an even ground
    visit(desk, "drug=heroin")
    heroin = picture(desk)
    assert look(desk, heroin, TITLE_ROWS) != title  # another sentence
    assert heroin != opium


def test_the_picture_has_the_colours_of_the_screen(desk):
    visit(desk, "drug=opium&theme=dark")
    expect(desk.locator("#frame")).to_have_attribute("data-theme", "dark")
    desk.wait_for_function(
        "() => window.monitorMap.hosts.get('explore-map').map.getPaintProperty('water', 'background-color') === '#10181E'",
        timeout=PATIENCE_MS,
    )
    dark = look(desk, picture(desk))
    assert dark["colours"] > 200
    visit(desk, "drug=opium")


def test_a_menu_entry_for_every_format_names_the_filter_of_the_screen(desk):
    visit(desk, "drug=opium&country=IRN")
    links = desk.locator("[data-download]").evaluate_all("all => all.map((one) => new URL(one.href).search)")
    assert len(links) == 5
    assert all("drug=opium" in link and "country=IRN" in link for link in links)
    shows(desk, "15 seizures")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/download/seizures.docx", 404, "zip, xlsx, geojson, gpkg, parquet"),
        ("/download/seizures.csv?drug=opium", 404, "zip"),
        ("/download/seizures.zip?drug=unobtainium", 400, "unobtainium"),
        ("/download/seizures.gpkg?from=2021-02-30", 400, "2021-02-30"),
        ("/download/seizures.xlsx?v=000000000000", 409, "000000000000"),
    ],
)
def test_a_file_that_cannot_be_made_says_why(address, path, status, words):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address + path, timeout=30)
    assert refused.value.code == status
    assert words in refused.value.read().decode()
