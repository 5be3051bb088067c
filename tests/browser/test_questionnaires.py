"""A questionnaire is designed, sent as a workbook, filled in for three countries, imported, studied, and exported equal."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from monitoring.paths import BROWSER_LIBRARIES
from monitoring.store.answers import save_answers
from monitoring.store.engine import open_engine
from monitoring.store.questionnaires import Head, newest, save_questionnaire, set_state
from monitoring.vocabulary.questions import Answer, Form, Question
from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS
from tests.running import served

pytestmark = pytest.mark.browser
AXE = BROWSER_LIBRARIES / "axe-core" / "axe.min.js"
NAME = "financial-flows-of-2026"
PATH = f"/questionnaires/{NAME}"
# Cells of the sheet Questions: answer, not known or not applicable, note.
ANSWERS = {
    "Tajikistan": [("Yes", None, None), (1250000.5, None, "of the court"), (None, "Not known", None), ("law.pdf", None, None)],
    "Uzbekistan (UZB)": [("No", None, None), ("0", None, None), ("Law 7", None, None), (None, "Not applicable", None)],
    "KAZ": [("Yes", None, None), (None, "Not known", "asked the bank"), (None, None, None), (None, None, None)],
}  # fmt: skip


@pytest.fixture
def own(facts_database, tmp_path):
    """A record in which nobody has designed anything yet."""
    with served(shutil.copy(facts_database, tmp_path / "facts.sqlite")) as there:
        yield there


@pytest.fixture(scope="module")
def answered(facts_database, tmp_path_factory):
    """A record with an open questionnaire that one country has answered."""
    file = shutil.copy(facts_database, tmp_path_factory.mktemp("questionnaires") / "facts.sqlite")
    engine = open_engine(f"sqlite:///{file}")
    asked = [
        Question("", "choice", "Is there a financial intelligence unit?", "At the end of the year.", "", ("Yes", "No"), True),
        Question("", "text", "Which law?"), Question("", "number", "Assets frozen", unit="USD"),
        Question("", "file", "The law itself"),
    ]  # fmt: skip
    head = Head(NAME, "Financial flows of 2026", "To compare laws", "2", "a letter")
    made = save_questionnaire(engine, head, asked, "as agreed", "me", 0)
    with engine.connect() as db:
        seen = newest(db, NAME)
    set_state(engine, NAME, made.edition, "open", "as agreed", "me", seen)
    given = (Answer("q1", "answered", "Yes"), Answer("q3", "answered", "1250.5", 1250.5), Answer("q2", "not_known"))
    save_answers(engine, Form(NAME, 1, "TJK", 2025, "The ministry", given), "by letter", "me", 0)
    engine.dispose()
    with served(file) as there:
        yield there


def part(row, name):
    return row.locator(f'[data-part="{name}"]')


def add(page, kind, words, **more):
    page.locator("[data-add-question]").click()
    row = page.locator("[data-questions] > [data-question]").last
    part(row, "words").fill(words)
    part(row, "kind").select_option(kind)
    for name, value in more.items():
        part(row, name).fill(value)
    return row


def design(page):
    form = page.locator("#questionnaire-form")
    expect(form.locator("[data-add-question]")).to_be_visible(timeout=PATIENCE_MS)
    part(form, "title").first.fill("Financial flows of 2026")
    part(form, "pillars").select_option("2")
    add(page, "text", "Which law?")
    add(page, "choice", "Is there a financial intelligence unit?", choices="Yes\nNo")
    add(page, "number", "Assets frozen")
    add(page, "file", "The law itself")
    first = page.locator("[data-questions] > [data-question]").nth(1)
    first.locator('[data-move="up"]').press("Enter")  # by keyboard, to the top
    part(page.locator("[data-questions] > [data-question]").first, "required").check()
    page.locator("[data-questions] > [data-question]").nth(1).locator('[data-move="down"]').click()
    part(form, "reason").fill("as agreed")


def save(page):
    page.locator('[data-questionnaire-act="design"]').click()


def filled(folder, empty, country, rows):
    book = openpyxl.load_workbook(empty)
    head, questions = book["Form"], book["Questions"]
    head["B4"], head["B5"], head["B6"] = country, 2025, "The ministry"
    for at, cells in enumerate(rows, start=2):
        for column, value in zip("FGH", cells):
            questions[f"{column}{at}"] = value
    path = folder / f"{country[:3]}.xlsx"
    book.save(path)
    return path


def bring(page, paths):
    with page.expect_file_chooser() as chooser:
        page.locator("[data-import-forms]").click()
    chooser.value.set_files(paths)


def cells(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def download(page, link, target):
    with page.expect_download() as started:
        link.click()
    started.value.save_as(target)
    return Path(target)


def test_designed_sent_filled_for_three_countries_imported_studied_and_exported_equal(chromium, own, tmp_path):
    watched = open_watched(chromium, own, "/questionnaires/new")
    page = watched.page
    design(page)
    save(page)
    expect(page.locator("#questionnaire-said")).to_contain_text("needs its unit", timeout=PATIENCE_MS)
    faulty = page.locator('[data-kind="number"][data-question]')
    expect(part(faulty, "words")).to_have_value("Assets frozen")  # nothing that was typed is lost
    part(faulty, "unit").fill("USD")
    save(page)
    page.get_by_role("link", name="To the questionnaire").click(timeout=PATIENCE_MS)

    expect(page.locator(".life-page h1")).to_have_text("Financial flows of 2026", timeout=PATIENCE_MS)
    assert page.url.endswith(PATH)
    page.get_by_text("Open, close").click()
    page.locator("#questionnaire-state-reason").fill("agreed by all")
    page.get_by_role("button", name="Open it for answers").click()
    expect(page.locator("#questionnaire-said")).to_contain_text("Edition 1 is open", timeout=PATIENCE_MS)

    empty = download(page, page.get_by_role("link", name="Empty form (.xlsx)"), tmp_path / "empty.xlsx")
    questions = [row[1] for row in cells(empty)["Questions"][1:]]
    assert [words.split(" (")[0] for words in questions] == [
        "Is there a financial intelligence unit?", "Assets frozen", "Which law?", "The law itself",
    ]  # fmt: skip
    files = [filled(tmp_path, empty, country, rows) for country, rows in ANSWERS.items()]
    wrong = filled(tmp_path, empty, "Turkmenistan", [("Perhaps", None, None), ("1,5", None, None)])
    bring(page, [str(path) for path in (*files, wrong)])
    brought = page.locator("#questionnaire-brought")
    expect(brought).to_contain_text("Tajikistan, 2025: 4 answers are new.", timeout=PATIENCE_MS)
    expect(brought).to_contain_text("Sheet Questions, row 2, column Answer: “Perhaps” this is none of the choices")
    expect(brought).to_contain_text("row 3, column Answer: “1,5” a comma can mean two things")

    table = page.locator(".counts-table tbody tr")
    expect(table).to_have_count(3, timeout=PATIENCE_MS)
    rows = [[cell.strip() for cell in row.locator("th, td").all_inner_texts()][:6] for row in table.all()]
    assert rows == [
        ["Kazakhstan", "1", "1", "0", "2", "0"], ["Tajikistan", "3", "1", "0", "0", "0"], ["Uzbekistan", "3", "0", "1", "0", "0"],
    ]  # fmt: skip
    expect(page.locator("#questionnaire-map canvas")).to_be_visible(timeout=PATIENCE_MS)

    page.get_by_role("link", name="Is there a financial intelligence unit?").click()
    expect(page.locator("#questionnaire-bars .bars path")).to_have_count(2, timeout=PATIENCE_MS)
    expect(page.get_by_role("region", name="Countries by choice")).to_contain_text("Kazakhstan, Tajikistan")
    page.goto(f"{own}{PATH}/q2")
    expect(page.locator("#questionnaire-dots-0")).to_contain_text("1,250,000.5 USD", timeout=PATIENCE_MS)
    expect(page.locator(".no-not_known")).to_have_count(1)

    for country, code in (("Tajikistan", "TJK"), ("Uzbekistan", "UZB")):
        page.goto(f"{own}{PATH}/answers?country={code}&year=2025")
        link = page.get_by_role("link", name="These answers (.xlsx)")
        expect(link).to_be_visible(timeout=PATIENCE_MS)
        once = download(page, link, tmp_path / f"{code}-1.xlsx")
        page.goto(f"{own}{PATH}")
        expect(page.locator("[data-import-forms]")).to_be_visible(timeout=PATIENCE_MS)
        bring(page, [str(once)])
        expect(page.locator("#questionnaire-brought")).to_contain_text(
            f"{country}, 2025: nothing new", timeout=PATIENCE_MS
        )
        page.goto(f"{own}{PATH}/answers?country={code}&year=2025")
        again = download(page, page.get_by_role("link", name="These answers (.xlsx)"), tmp_path / f"{code}-2.xlsx")
        assert cells(again) == cells(once)
    watched.page.context.close()
    watched.check()


def test_the_second_of_two_tabs_is_told_and_its_form_stays_filled(chromium, answered, tmp_path):
    link = f"{PATH}/answers?country=KGZ&year=2025"
    first, second = (open_watched(chromium, answered, link) for _tab in range(2))
    for tab, number in ((first, "5"), (second, "7")):
        row = tab.page.locator('[data-answer="q3"]')
        expect(row).to_be_visible(timeout=PATIENCE_MS)
        part(tab.page.locator("#questionnaire-form"), "filled_by").fill("An office")
        part(row, "text").fill(number)
        part(tab.page.locator("#questionnaire-form"), "reason").fill("by letter")
    for tab, words in ((first, "Saved."), (second, "Somebody filled in this form")):
        tab.page.locator('[data-questionnaire-act="fill"]').click()
        expect(tab.page.locator("#questionnaire-said")).to_contain_text(words, timeout=PATIENCE_MS)
    row = second.page.locator('[data-answer="q3"]')
    expect(part(row, "text")).to_have_value("7")
    with second.page.expect_file_chooser() as chooser:
        second.page.locator("[data-attach]").click()
    (tmp_path / "law.html").write_text("<script>alert(1)</script>")
    chooser.value.set_files(tmp_path / "law.html")
    expect(part(second.page.locator('[data-answer="q4"]'), "text")).to_have_value("law.html", timeout=PATIENCE_MS)
    second.page.locator('[data-questionnaire-act="fill"]').click()  # knowing what stands there now
    expect(second.page.locator("#questionnaire-said")).to_contain_text("Saved.", timeout=PATIENCE_MS)
    second.page.goto(f"{answered}{PATH}/q4")
    kept = download(second.page, second.page.get_by_role("link", name="law.html"), tmp_path / "kept.html")
    assert kept.read_text() == "<script>alert(1)</script>"
    for tab in (first, second):
        tab.page.context.close()
        tab.check()


PAGES = ["/questionnaires", PATH, f"{PATH}/design", f"{PATH}/q1", f"{PATH}/answers?country=TJK&year=2025"]


@pytest.mark.parametrize("path", [*PAGES, f"{PATH}?theme=dark&lang=ar"])
def test_axe_finds_nothing_serious(chromium, answered, path):
    watched = open_watched(chromium, answered, path)
    page = watched.page
    page.wait_for_selector(".life-page h1", timeout=PATIENCE_MS)
    page.wait_for_timeout(500)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
    ] == []
    page.context.close()
    watched.check()


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_nothing_is_wider_than_the_window(chromium, answered, path):
    watched = open_watched(chromium, answered, path, viewport={"width": 390, "height": 844})
    watched.page.wait_for_selector(".life-page h1", timeout=PATIENCE_MS)
    watched.page.wait_for_timeout(500)
    assert watched.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    watched.page.context.close()
    watched.check()
