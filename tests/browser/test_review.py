"""A person corrects a record and takes it back, and empties the review queue, with nothing but the keyboard."""

import shutil

import pytest
from playwright.sync_api import expect
from sqlalchemy import insert, select

from monitoring.store.engine import open_engine
from monitoring.store.tables import import_batch, unknown_word
from tests.browser.conftest import open_watched
from tests.browser.explore import PATIENCE_MS
from tests.running import served
from tests.store.test_reapply import bring, made_block

pytestmark = pytest.mark.browser
NAME = "tur-20020331-morphine"


@pytest.fixture(scope="module")
def own(facts_database, tmp_path_factory):
    """A dashboard of our own, with two words that nobody has read."""
    file = shutil.copy(facts_database, tmp_path_factory.mktemp("review") / "facts.sqlite")
    engine = open_engine(f"sqlite:///{file}")
    bring(
        engine,
        made_block([("Tajikistan", "methamfetamin", "kg", "", "", ""), ("Tajikistan", "white dust", "kg", "", "", "")]),
    )
    with engine.begin() as db:
        batch = db.scalar(select(import_batch.c.id).order_by(import_batch.c.id.desc()))
        for word, row in (("methamfetamin", 2), ("white dust", 3)):
            values = {"batch_id": batch, "field": "drug", "word": word, "count": 4 - row, "rows": [row]}
            db.execute(insert(unknown_word).values(**values))
    engine.dispose()
    with served(file) as there:
        yield there


@pytest.fixture
def opened(chromium, own):
    watched = []

    def open_(path):
        watched.append(open_watched(chromium, own, path))
        return watched[-1].page

    yield open_
    for each in watched:
        each.page.context.close()
        each.check()


def test_the_queue_is_answered_applied_and_taken_back_with_the_keyboard(opened):
    page = opened("/data/review")
    cards = page.locator("[data-card]")
    expect(cards).to_have_count(2, timeout=PATIENCE_MS)
    page.locator("body").press("j")
    expect(cards.first).to_be_focused()
    expect(cards.first.locator("[aria-pressed=true]")).to_contain_text("Methamphetamine")
    page.keyboard.press("ArrowDown")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(cards).to_have_count(1, timeout=PATIENCE_MS)
    expect(cards.first).to_be_focused()
    page.keyboard.press("2")
    expect(cards.first.locator("[data-review=choose]").nth(1)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    expect(cards).to_have_count(0, timeout=PATIENCE_MS)
    page.keyboard.press("u")
    expect(cards).to_have_count(1, timeout=PATIENCE_MS)
    page.get_by_role("button", name="Apply to the record").press("Enter")
    expect(page.locator("#review-said")).to_contain_text("1 record says more than before", timeout=PATIENCE_MS)


def test_a_record_is_corrected_and_the_correction_taken_back(opened):
    page = opened(f"/seizure/{NAME}")
    page.get_by_role("link", name="Correct this record").click(timeout=PATIENCE_MS)
    field = page.get_by_label("Agency")
    expect(field).to_be_visible(timeout=PATIENCE_MS)
    field.fill("Customs of a made land")
    page.get_by_label("Date").first.fill("2002-02-30")
    page.get_by_role("button", name="Save the correction").click()
    error = page.locator("#edit-seizures-0-date-error")
    expect(error).to_contain_text("2002-02-30", timeout=PATIENCE_MS)
    expect(page.locator("#edit-seizures-0-date")).to_be_focused()
    page.get_by_label("Date").first.fill("2002-03-31")
    page.get_by_label("Why, and how do you know?").fill("a letter of the ministry")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".record")).to_contain_text("Customs of a made land", timeout=PATIENCE_MS)
    expect(page.locator(".history")).to_contain_text("a letter of the ministry")
    page.get_by_role("link", name="Correct this record").click()
    page.get_by_role("button", name="Take this back").click(timeout=PATIENCE_MS)
    expect(page.locator(".record")).to_contain_text("Turkish police and gendarmerie", timeout=PATIENCE_MS)
    expect(page.locator(".record")).not_to_contain_text("Customs of a made land")


def test_rows_of_drugs_come_and_go_and_a_new_seizure_is_added(opened):
    page = opened("/edit")
    page.get_by_label("Date").first.fill("2021-09-17", timeout=PATIENCE_MS)
    page.get_by_label("Drug needed").first.fill("Heroin")
    page.locator("#edit-drugs-0-quantity").fill("2")
    page.locator("#edit-drugs-0-unit").fill("kg")
    page.get_by_role("button", name="Add a drug").click()
    page.locator("#edit-drugs-1-drug").fill("white dust")
    page.get_by_label("Why, and how do you know?").fill("seen")
    page.get_by_role("button", name="Add the seizure").click()
    expect(page.locator("#edit-drugs-1-drug-error")).to_contain_text("not known", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Remove row 2 of Drugs").click()
    expect(page.locator("#edit-drugs-1-drug")).to_be_hidden()
    page.get_by_role("button", name="Add the seizure").click()
    expect(page.locator("h1")).to_contain_text("2 kg Heroin", timeout=PATIENCE_MS)
