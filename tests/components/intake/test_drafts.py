"""A mapping in the making: every change is kept, and only one that can be followed is used."""

import pytest

from monitoring.components import jobs
from monitoring.components.intake import drafts
from monitoring.errors import JobError
from monitoring.settings import settings
from monitoring.sources.mapping.toml import read_mapping

COMPLETE = {
    "title": "Customs",
    "key": "customs",
    "table": {"what": "seizures"},
    "columns": {"Day": "date", "Stuff": "drug", "A": ""},
}


@pytest.fixture
def job(monkeypatch, tmp_path):
    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    settings.cache_clear()
    yield jobs.new_job("a.csv", "me")
    settings.cache_clear()


def test_a_draft_that_is_not_complete_says_what_is_missing():
    assert drafts.problem_of(COMPLETE) == ""
    assert "no column is a date" in drafts.problem_of(drafts.set_column(COMPLETE, "Day", ""))
    assert "choose one of the two" in drafts.problem_of(drafts.set_column(COMPLETE, "A", "date"))


def test_a_column_is_a_field_or_kept_or_one_of_several_side_by_side():
    draft = drafts.set_column(COMPLETE, "A", "quantity")
    assert drafts.said_of(draft, "A") == "quantity"
    draft = drafts.set_column(draft, "A", "wide:drug")
    assert draft["wide"] == {"cells": "quantity", "columns": {"A": {"drug": "A"}}}
    assert "A" not in draft["columns"]
    assert drafts.said_of(draft, "A") == "wide:drug"
    draft = drafts.set_column(draft, "A", "")
    assert "wide" not in draft
    assert drafts.said_of(draft, "A") == ""


@pytest.mark.parametrize("said", ["nothing", "wide:", "wide:weekday", "__class__"])
def test_no_other_kind_of_column_is_taken(said):
    with pytest.raises(JobError):
        drafts.set_column(COMPLETE, "A", said)


def test_words_get_codes_none_on_purpose_or_are_forgotten():
    draft = drafts.set_word(COMPLETE, "drug", 'Wee"d]\n', "CAN-HRB")
    assert drafts.problem_of(draft) == ""
    assert read_mapping(_text(draft)).values["drug"] == {'Wee"d]\n': "CAN-HRB"}
    assert drafts.set_word(draft, "drug", 'Wee"d]\n', "")["values"]["drug"] == {'Wee"d]\n': ""}
    assert "values" not in drafts.set_word(draft, "drug", 'Wee"d]\n', None)
    assert "is no code" in drafts.problem_of(drafts.set_word(draft, "drug", "Weed", "nonsense"))
    with pytest.raises(JobError):
        drafts.set_word(draft, "note", "a", "b")


def _text(draft):
    import tomli_w

    return tomli_w.dumps(draft)


def test_settings_are_typed_and_an_empty_one_goes():
    draft = drafts.set_setting(COMPLETE, "table.header_row", "7")
    assert draft["table"] == {"what": "seizures", "header_row": 7}
    assert drafts.set_setting(draft, "table.header_row", " ")["table"] == {"what": "seizures"}
    assert drafts.set_setting(draft, "table.leave_out_totals", "no")["table"]["leave_out_totals"] is False
    for name, value in (
        ("table.header_row", "x"),
        ("table.header_row", "٧"),
        ("key", "a"),
        ("source.sha256", "a"),
        ("", ""),
    ):
        with pytest.raises(JobError):
            drafts.set_setting(draft, name, value)


def test_rows_are_named_after_the_title_by_what_a_key_may_hold():
    assert drafts.key_from("Таможня 2014 / Q2: Größe") == "2014_q2_grosse"
    assert drafts.key_from("مضبوطات") == "mapped"


def test_a_draft_outlives_the_page_and_is_saved_for_the_next_delivery(job):
    assert drafts.draft_of(job) is None
    with pytest.raises(JobError):
        drafts.changed(job, lambda draft: draft)
    drafts.keep_draft(job, COMPLETE)
    drafts.changed(job, lambda draft: drafts.set_column(draft, "A", "quantity"))
    assert drafts.draft_of(jobs.find_job(job.id))["columns"]["A"] == "quantity"
    target = drafts.save_for_next(COMPLETE)
    assert target.name == "customs.toml"
    assert drafts.saved() == {"customs.toml": "Customs"}
    assert drafts.saved_draft("customs.toml") == COMPLETE
    for name in ("../customs.toml", "none.toml", ""):
        with pytest.raises(JobError):
            drafts.saved_draft(name)
