"""Whatever is chosen, and by whichever control: sentence, panel, map, table, link and download hold the same seizures."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import answered, click_bar, everything_agrees, said, shows, visit
from tests.browser.explore import query

pytestmark = pytest.mark.browser

# Whether the focus is in a control or beside the label that names it.
IN_CONTROL = """id => {
  const now = document.activeElement, label = document.getElementById(`${id}-label`);
  return now.id === id || Boolean(now.closest(`#${id}, [aria-labelledby*='${id}']`) || label?.parentElement.contains(now));
}"""


def pick(page: Page, name: str, words: str) -> None:
    """One choice of a list, by the keyboard."""
    page.locator(f"#f-{name}").fill(words)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("name", "words", "value", "sentence"),
    [
        ("country", "Türkiye", "TUR", "Türkiye"),
        ("departure", "Iran", "IRN", "left from Iran"),
        ("destination", "Ukraine", "UKR", "bound for Ukraine"),
        ("transit", "Georgia", "GEO", "Georgia"),
        ("mode", "Rail", "rail", "by rail"),
        ("drug_group", "Precursor", "precursors", "recursors"),
        ("source_kind", "Press", "press", "press"),
        ("precision", "province", "admin1", "province"),
    ],
)
def test_a_choice_from_a_list_is_in_the_sentence_and_in_the_link(desk, name, words, value, sentence):
    visit(desk)
    pick(desk, name, words)
    shows(desk, sentence)
    assert query(desk)[name] == [value]
    assert 0 < len({row["seizure_id"] for row in everything_agrees(desk)}) < 297


def test_a_dated_group_of_countries_filters_by_its_members(desk):
    visit(desk)
    desk.locator("#f-group").click()
    option = desk.get_by_role("option").first
    name = option.inner_text()
    option.click()
    shows(desk, name)
    rows = everything_agrees(desk)
    assert 0 < said(desk) < 297
    assert "group" in query(desk) and len({row["country_iso3"] for row in rows}) > 1


def test_two_substances_are_either_of_them(desk):
    visit(desk)
    for slug in ("morphine", "opium"):  # the second before the first is answered
        desk.locator(f".rail input[value='{slug}']").click()
    shows(desk, "Morphine and opium")
    rows = everything_agrees(desk)
    assert {row["drug"] for row in rows} == {"morphine", "opium"}


def test_words_are_looked_for_in_the_record(desk):
    visit(desk)
    desk.locator("#f-text").fill("talc")
    shows(desk, "talc")
    rows = everything_agrees(desk)
    assert rows and all("talc" in " ".join(str(value) for value in row.values()).casefold() for row in rows)


def test_the_weight_filter_says_how_many_it_cannot_judge(desk):
    visit(desk)
    desk.locator("[aria-labelledby='f-min_kg-label']").get_by_text("100 kg", exact=True).click()
    shows(desk, "at least 100")
    rows = everything_agrees(desk)
    assert min(row["mass_kg"] for row in rows) >= 100
    expect(desk.locator("#summary")).to_contain_text("state no weight")


def test_a_click_on_a_country_bar_and_one_on_a_year_narrow_the_view(desk):
    visit(desk)
    click_bar(desk, "country", "TUR")
    shows(desk, "Türkiye")
    rows = everything_agrees(desk)
    assert {row["country_iso3"] for row in rows} == {"TUR"}
    year = str(max(row["seized_on"][:4] for row in rows if row["seized_on"] < "2025"))
    click_bar(desk, "years", year)
    desk.wait_for_function("year => location.search.includes(`from=${year}`)", arg=year)
    rows = everything_agrees(desk)
    assert {row["seized_on"][:4] for row in rows} == {year}
    click_bar(desk, "years", year)
    desk.wait_for_function("() => !location.search.includes('from=')")
    desk.go_back()
    desk.wait_for_function("year => location.search.includes(`from=${year}`)", arg=year)
    desk.go_back()
    desk.wait_for_function("() => !location.search.includes('from=')")
    assert {row["country_iso3"] for row in everything_agrees(desk)} == {"TUR"}


def test_a_substance_in_the_panel_is_switched_on_and_off(desk):
    visit(desk)
    row = desk.locator(".drug-table [data-toggle='drug=hashish']")
    row.click()
    shows(desk, "Hashish")
    expect(desk.locator(".rail input[value='hashish']")).to_be_checked()
    everything_agrees(desk)
    expect(row).to_have_attribute("aria-pressed", "true")
    row.click()
    shows(desk, "297 seizures")


def test_the_last_year_moves_by_keyboard_and_the_first_back_to_the_open_end(desk):
    visit(desk, "from=2004")
    first, last = (desk.get_by_role("slider", name=f"{which} year") for which in ("First", "Last"))
    last.press("ArrowLeft")
    desk.wait_for_function("() => location.search.includes('to=2025')")
    rows = everything_agrees(desk)
    assert {row["seized_on"][:4] for row in rows} <= {str(year) for year in range(2004, 2026)}
    first.press("ArrowLeft")
    first.press("ArrowLeft")
    desk.wait_for_function("() => !location.search.includes('from=')")
    everything_agrees(desk)


def test_exact_days_of_a_link_stay_until_the_slider_is_moved(desk):
    visit(desk, "from=2014-05-03&to=2016-10")
    desk.locator(".rail input[value='heroin']").click()
    shows(desk, "Heroin")
    answered(desk)
    assert (query(desk)["from"], query(desk)["to"]) == (["2014-05-03"], ["2016-10"])


def test_each_bold_word_of_the_sentence_leads_to_its_control(desk):
    visit(desk, "drug=opium&min_kg=100&country=IRN&from=2005&place=Zabol")
    names = [part.get_attribute("data-open") for part in desk.locator("#sentence [data-open]").all()]
    assert {"drug", "min_kg", "country", "place"} < set(names) and {"from", "to"} & set(names)
    for name in names:
        desk.locator(f"#sentence [data-open='{name}']").focus()
        desk.keyboard.press("Enter")
        holder = "f-years" if name in ("from", "to") else f"f-{name}"
        assert desk.evaluate(IN_CONTROL, holder), name


def test_clearing_keeps_the_map_where_it_is_and_the_colours(desk):
    visit(desk, "at=54.000,35.000,3.45&drug=opium&country=IRN&theme=dark")
    desk.get_by_role("button", name="Clear all filters").first.click()
    shows(desk, "297 seizures")
    assert set(query(desk)) == {"at", "theme"}
    visit(desk)


def test_what_changed_is_announced_to_a_screen_reader(desk):
    visit(desk, "drug=morphine")
    expect(desk.locator("#announce[role=status]")).to_contain_text("Morphine")
    expect(desk.locator("#announce")).to_contain_text(f"{said(desk)} seizures")


def test_the_list_of_what_has_no_place_holds_as_many_as_the_note_says(desk):
    visit(desk, "drug=heroin")
    missing = int(desk.locator("#not-mapped").inner_text().split()[0])
    desk.get_by_role("button", name="List them").click()
    expect(desk.locator("#record h2")).to_contain_text(f"{missing} seizures")
    cards = desk.locator("#record .card-record").count()
    more = desk.locator("#record .note").all_inner_texts()
    assert cards + (int(more[0].split()[0]) if more else 0) == missing
    desk.locator("#record .card-record").first.click()
    expect(desk.locator("#record")).to_contain_text("only the country, or an unnamed sea, is known")
    desk.locator(".back").click()
    expect(desk.locator("#summary")).to_be_visible()


def test_a_chart_without_bars_says_so(desk):
    visit(desk, "drug=morphine&country=FRA&min_kg=1000")
    expect(desk.locator("#chart-mode-twin")).to_have_text("Means of transport: none.")
