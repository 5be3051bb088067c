"""The table holds the same rows as the map, sorted on the server; its columns are the reader's choice."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.explore import arrived

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page):
    page = arrived(open_page("/?drug=opium"), "47 seizures")
    page.locator("#arrangement").get_by_text("Table").click()
    expect(page.locator("#table-count")).to_contain_text("47 rows")
    page.locator(".ag-center-cols-container .ag-row").first.wait_for()
    return page


def first_cell(page, column: str) -> str:
    return page.locator(f".ag-row[row-index='0'] [col-id={column}]").inner_text().replace("\u00a0", " ")


def test_sorting_by_quantity_brings_the_lightest_and_the_heaviest(page):
    head = page.locator(".ag-header-cell[col-id=quantity]")
    lightest = min_and_max(page)
    head.click()
    expect(page.locator(".ag-row[row-index='0'] [col-id=quantity]")).to_have_text(
        re.compile(rf"(^|\s){re.escape(lightest[0])}$")
    )
    head.click()
    expect(page.locator(".ag-row[row-index='0'] [col-id=quantity]")).to_have_text(
        re.compile(rf"(^|\s){re.escape(lightest[1])}$")
    )


def min_and_max(page) -> tuple[str, str]:
    """The extreme opium quantities, from the download of the same rows."""
    rows = page.request.get(page.url.replace("/?", "/download/seizures.geojson?")).json()["features"]
    kg = sorted(row["properties"]["quantity"] for row in rows)
    return tuple(f"{value:,.2f}".rstrip("0").rstrip(".") + "\u00a0kg" for value in (kg[0], kg[-1]))


def test_the_order_of_the_table_is_in_the_link_and_in_the_download(page, open_page):
    page.locator(".ag-header-cell[col-id=quantity]").click()
    page.wait_for_function("() => location.search.includes('sort=quantity')")
    page.locator(".ag-header-cell[col-id=quantity]").click()
    page.wait_for_function("() => location.search.includes('sort=-quantity')")
    rows = page.request.get(page.locator("[data-download=geojson]").evaluate("link => link.href")).json()["features"]
    kg = [row["properties"]["quantity"] for row in rows]
    assert kg == sorted(kg, reverse=True)
    there = arrived(open_page(page.url[page.url.index("/?") :]), "47 seizures")
    there.locator("#arrangement").get_by_text("Table").click()
    heaviest = first_cell(page, "quantity")
    expect(there.locator(".ag-row[row-index='0'] [col-id=quantity]")).to_have_text(heaviest)


def test_only_columns_that_the_server_can_sort_offer_it(page):
    page.evaluate("() => dash_ag_grid.getApi('items').ensureColumnVisible('source_name')")
    expect(page.locator(".ag-row[row-index='0'] [col-id=source_name]")).not_to_be_empty()
    before = first_cell(page, "source_name")
    page.locator(".ag-header-cell[col-id=source_name]").click()
    assert page.locator(".ag-header-cell[col-id=source_name] .ag-sort-indicator-icon:visible").count() == 0
    assert first_cell(page, "source_name") == before and "sort=" not in page.url


def test_a_column_can_be_switched_on(page):
    assert page.locator(".ag-header-cell[col-id=concealment]").count() == 0
    page.locator(".table-bar .menu-button").click()
    page.locator(".table-bar input[value='concealment']").click()
    page.locator(".table-bar input[value='seized_on']").click()
    expect(page.locator(".ag-header-cell[col-id=seized_on]")).to_have_count(0)
    page.keyboard.press("Escape")
    page.evaluate("() => dash_ag_grid.getApi('items').ensureColumnVisible('concealment')")
    expect(page.locator(".ag-header-cell[col-id=concealment]")).to_have_count(1)


def test_a_row_opens_its_record(page):
    page.locator(".ag-row[row-index='1'] [col-id=drug]").click()
    expect(page.locator("#record")).to_contain_text("Opium")
    expect(page.locator("#record")).to_contain_text("Source")


def test_a_filter_change_changes_the_rows(page):
    page.locator(".rail input[value='morphine']").click()
    page.locator(".rail input[value='opium']").click()
    expect(page.locator("#table-count")).to_contain_text("11 rows")
    expect(page.locator(".ag-row[row-index='0'] [col-id=drug]")).to_have_text("Morphine")
