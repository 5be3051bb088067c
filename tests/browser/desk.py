"""One page of Explore for many tests: going from link to link without loading anew, and whether all its parts agree."""

import json
import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.explore import PATIENCE_MS, READY, arrived, on_map

# The link's filter without where the map stands, which changes the address without a new answer.
ASKED = """
  const asked = (search) => search.replace('?', '').split('&').filter((part) => part && !part.startsWith('at=')).sort().join('&');
"""
ANSWERED = f"""() => {{ {ASKED}
  const anchor = document.querySelector('[data-download=geojson]');
  return document.getElementById('announce')?.textContent && anchor && asked(new URL(anchor.href).search) === asked(location.search)
    && !document.querySelector('[data-dash-is-loading=true]');
}}"""
# The middle of a bar of a chart, once it has stood still for two pictures; null until then.
STILL_BAR = """async ([chart, value]) => {
  const middle = () => {
    const plot = document.querySelector(`#chart-${chart} .js-plotly-plot`);
    const trace = plot?.data.findIndex((one) => [...(one.customdata ?? [])].some((it) => String(it) === value));
    if (!plot || trace < 0) return null;
    const place = [...plot.data[trace].customdata].findIndex((it) => String(it) === value);
    const box = plot.querySelectorAll('.bars')[trace]?.querySelectorAll('.point path')[place]?.getBoundingClientRect();
    return box && box.width && box.height ? [box.x + box.width / 2, box.y + box.height / 2] : null;
  };
  const picture = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const before = middle();
  await picture();
  return before && JSON.stringify(before) === JSON.stringify(middle()) ? before : null;
}"""
MAP = "window.monitorMap.hosts.get('explore-map').map"


def visit(page: Page, query: str = "") -> Page:
    """Explore at a link, as a click on it inside the application would bring it; the map keeps its camera."""
    page.wait_for_selector(READY, timeout=PATIENCE_MS)
    answered(page)
    page.evaluate("search => dash_clientside.set_props('url', { search })", f"?{query}" if query else "")
    there = f"query => {{ {ASKED} return asked(query) === asked(location.search); }}"
    page.wait_for_function(there, arg=query, timeout=PATIENCE_MS)
    if page.locator(".back").is_visible():
        page.locator(".back").click()
    return answered(page)


def answered(page: Page) -> Page:
    """The page once everything on it belongs to the filter in its address."""
    page.wait_for_function(ANSWERED, timeout=PATIENCE_MS)
    return arrived(page)


def click_bar(page: Page, chart: str, value: str) -> None:
    """A click in the middle of the bar that stands for `value`, once the chart has drawn the view of the link."""
    answered(page)
    page.locator(f"#chart-{chart}").scroll_into_view_if_needed()
    found = page.wait_for_function(STILL_BAR, arg=[chart, value], timeout=PATIENCE_MS)
    page.mouse.click(*found.json_value())


def said(page: Page) -> int:
    """The number of seizures in the sentence."""
    found = re.search(r"([\d,]+) seizures?\.", page.locator("#sentence").inner_text())
    assert found, page.locator("#sentence").inner_text()
    return int(found[1].replace(",", ""))


def shows(page: Page, words: str) -> None:
    expect(page.locator("#sentence")).to_contain_text(words, timeout=PATIENCE_MS)


def rows_of(page: Page) -> list[dict]:
    """The items behind the screen, by the address of its own download."""
    link = page.locator("[data-download=geojson]").get_attribute("href") or ""
    parts = urlsplit(page.url)
    answer = page.request.get(f"{parts.scheme}://{parts.netloc}{link.removeprefix(f'{parts.scheme}://{parts.netloc}')}")
    assert answer.ok, answer.text()
    return [one["properties"] | {"geometry": one["geometry"]} for one in json.loads(answer.body())["features"]]


def everything_agrees(page: Page) -> list[dict]:
    """The rows of the view, after sentence, table, map and panel were found to hold just these."""
    answered(page)
    rows = rows_of(page)
    seizures = {row["seizure_id"] for row in rows}
    assert said(page) == len(seizures)
    expect(page.locator("#table-count")).to_have_text(re.compile(rf"^{len(rows):,} rows?:"))
    note = page.locator("#not-mapped").inner_text()
    left_out = int(note.split()[0]) if note else 0
    page.wait_for_function(
        f"n => {MAP}.getSource('seizures').getData().then((data) =>"
        " new Set(data.features.flatMap((one) => JSON.parse(one.properties.ids))).size === n)",
        arg=len(seizures) - left_out, timeout=PATIENCE_MS,
    )  # fmt: skip
    assert on_map(page) <= seizures
    counted = page.locator(".drug-table tbody td:nth-child(2)").all_inner_texts()
    by_drug = {
        drug: {row["seizure_id"] for row in rows if row["drug"] == drug} for drug in {row["drug"] for row in rows}
    }
    assert sorted(int(text.replace(",", "")) for text in counted) == sorted(len(ids) for ids in by_drug.values())
    return rows
