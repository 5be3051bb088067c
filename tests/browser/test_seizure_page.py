"""Every seizure has a page: with its source, nothing but http(s) links, and copies as text; the way there and back."""

import json
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.desk import MAP, answered, rows_of, visit
from tests.browser.explore import PATIENCE_MS, camera, idle, query
from tests.running import answer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seizures(address) -> list[dict]:
    """One item of each seizure, as the download has it."""
    with urllib.request.urlopen(f"{address}/download/seizures.geojson", timeout=60) as response:
        found = json.load(response)["features"]
    return list({one["properties"]["seizure_id"]: one["properties"] for one in found}.values())


def page_of(address: str, seizure_id: str) -> object:
    """The page's parts, as the browser's code gets them."""
    path = f"/seizure/{seizure_id}"
    body = {
        "output": "page.children", "outputs": {"id": "page", "property": "children"}, "changedPropIds": ["address.data"],
        "inputs": [{"id": "address", "property": "data", "value": {"pathname": path, "search": ""}}],
    }  # fmt: skip
    asked = urllib.request.Request(
        f"{address}/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=60) as response:
        return json.load(response)["response"]["page"]["children"]


def parts(tree: object) -> Iterator[dict]:
    """Every component of a page."""
    if isinstance(tree, list):
        for one in tree:
            yield from parts(one)
    elif isinstance(tree, dict) and "props" in tree:
        yield tree
        for value in tree["props"].values():
            yield from parts(value)


def words(tree: object) -> str:
    if isinstance(tree, str | int | float):
        return str(tree)
    if isinstance(tree, list):
        return "".join(words(one) for one in tree)
    return words(tree["props"].get("children")) if isinstance(tree, dict) and "props" in tree else ""


def test_every_seizure_says_its_source_and_links_originals_only(address, seizures):
    assert len(seizures) == 297
    wrong = []
    for seizure in seizures:
        page = page_of(address, seizure["seizure_id"])
        said = words(page)
        links = [one["props"]["href"] for one in parts(page) if one["type"] in ("A", "Link") and "href" in one["props"]]
        outward = [href for href in links if not href.startswith(("/", "#"))]
        known = seizure["source_url"] or None
        expected = [known] if known and seizure["source_grade"] == "original" else []
        if outward != expected or not all(href.startswith(("http://", "https://")) for href in outward):
            wrong.append((seizure["seizure_id"], outward, expected))
        if seizure["source_name"] not in said or (known and known not in said):
            wrong.append((seizure["seizure_id"], "the source is not named"))
        if f"Record {seizure['seizure_id']}" not in said:
            wrong.append((seizure["seizure_id"], "no citation"))
    assert wrong == []


def test_copies_are_there_to_be_graded(seizures):
    grades = [seizure["source_grade"] for seizure in seizures]
    assert 0 < grades.count("copy") < grades.count("original") + grades.count("copy") == 297


def test_a_seizure_page_has_an_address_that_answers(address, seizures):
    for seizure in seizures[::60]:
        assert answer(f"{address}/seizure/{seizure['seizure_id']}") == 200


def test_a_table_row_opens_its_record_the_map_flies_there_and_back_returns(desk):
    visit(desk, "drug=morphine&precision=place")
    rows = {row["item_id"]: row for row in rows_of(desk)}
    desk.locator("#arrangement").get_by_text("Both").click()
    row = desk.locator(".ag-center-cols-container .ag-row[row-index='1']")
    row.locator("[col-id=drug]").click()
    clicked = rows[row.get_attribute("row-id")]
    expect(desk.locator("#record h2")).to_have_text(clicked["title"])
    desk.wait_for_function(f"() => {MAP}.getZoom() > 5.9 && !{MAP}.isMoving()", timeout=PATIENCE_MS)
    assert camera(desk)[:2] == pytest.approx(clicked["geometry"]["coordinates"], abs=0.05)
    desk.locator(".back").click()
    expect(desk.locator("#summary")).to_be_visible()
    desk.locator("#arrangement").get_by_text("Map", exact=True).click()


def test_from_the_panel_to_the_own_page_and_back_the_filter_stays(desk):
    visit(desk, "drug=opium&country=IRN")
    title = desk.locator(".card-record .card-title").first.inner_text()
    desk.locator(".card-record").first.click()
    expect(desk.locator("#record h2")).to_have_text(title)
    desk.get_by_role("link", name="Open the record's own page").click()
    expect(desk.locator("h1")).to_have_text(title, timeout=PATIENCE_MS)
    expect(desk.locator(".verbatim").first).to_be_visible()
    desk.go_back()
    answered(desk)
    assert query(desk)["drug"] == ["opium"] and query(desk)["country"] == ["IRN"]
    expect(desk.locator("#sentence")).to_contain_text("15 seizures")
    desk.wait_for_selector(".map-canvas[data-state='ready']", timeout=PATIENCE_MS)
    idle(desk)


def test_a_seizure_leads_to_its_place_on_the_map(desk):
    desk.evaluate("() => dash_clientside.set_props('url', { pathname: '/seizure/tur-20020331-morphine', search: '' })")
    expect(desk.locator("#citation")).to_contain_text("tur-20020331-morphine", timeout=PATIENCE_MS)
    desk.get_by_role("link", name="On the map").click()
    desk.wait_for_selector(".map-canvas[data-state='ready']", timeout=PATIENCE_MS)
    answered(desk)
    assert "tur-20020331-morphine" in {row["seizure_id"] for row in rows_of(desk)}
