"""The page `/data` as functions: what it shows, what it does, and what it refuses."""

import json
from dataclasses import replace

import pytest
from dash import no_update

from monitoring.components import jobs
from monitoring.components.intake import actions
from monitoring.components.intake.actions import Wish, act, read_wish
from monitoring.components.intake.coverage import columns, step
from monitoring.components.intake.place import Place, read_place
from monitoring.components.intake.report import sentence
from monitoring.errors import FilterError, JobError, UploadRefused
from monitoring.pages import data
from monitoring.settings import settings

REPORT = {
    "recognised": {"key": "mapping", "reader": "mapping 1", "title": "A <b>table</b>", "why": ["because"], "release": {}},
    "questions": [{"field": "date_order", "column": "Day", "choices": ["dmy", "mdy"], "text": "?", "examples": ["03/04/2014"]}],
    "columns": [{"heading": "Day", "field": "date", "how": "", "examples": ["03/04/2014"], "cell_type": "text", "doubt": ""}],
    "mapping": 'title = "T"\nkey = "t"\n[columns]\nDay = "date"\nStuff = "drug"\n',
    "sheets": [{"name": "a", "rows": 2, "hidden": True, "notes": [{"place": "row 3", "text": "odd"}]}],
    "preview": {
        "headings": ["Day"],
        "rows": [
            {"row": 2, "sheet": "a", "fate": "rejected", "why": "no",
             "cells": [{"reported": "<x>", "read": "", "mark": "bad", "why": "w"}]}
        ],
    },
    "estimate": None,
}  # fmt: skip


@pytest.fixture
def own(on_facts, monkeypatch, tmp_path):
    """An instance folder of its own, where no step is really begun; gives the steps that would have."""
    database = settings().database_url
    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", database)
    settings.cache_clear()
    begun: list[tuple[str, dict]] = []
    monkeypatch.setattr(jobs, "start", lambda job, step, options=None: begun.append((step, dict(options or {}))) or job)
    yield begun
    settings.cache_clear()


def looked(**more) -> jobs.Job:
    return jobs.save(replace(jobs.new_job("a.csv", "me"), state="looked", size_bytes=100, report={**REPORT, **more}))


def shown(search: str) -> dict:
    return data.watch(search=search, pathname="/data", ticks=0, done=0, opened=True, shown=None)


def test_an_upload_shows_its_question_with_what_each_answer_would_mean(own):
    job = looked()
    page = shown(f"?upload={job.id}")
    assert "03/04/2014</bdi> = 3 Apr 2014" in page["work"] and "03/04/2014</bdi> = 4 Mar 2014" in page["work"]
    assert "A &lt;b&gt;table&lt;/b&gt;" in page["work"] and "<b>table" not in page["work"]
    assert "hidden in the workbook" in page["work"]
    assert "a.csv" in page["jobs"]
    assert page["still"] is True
    same = data.watch(search=f"?upload={job.id}", pathname="/data", ticks=1, done=0, opened=True, shown=page["shown"])
    assert same["work"] is no_update


def test_an_answer_looks_again_and_stays_in_the_mapping(own):
    job = looked()
    act(Wish("answer", job.id, "date_order", "mdy"))
    assert own[-1][0] == "look"
    assert own[-1][1]["date_order"] == "mdy"
    assert 'date_order = "mdy"' in own[-1][1]["mapping"]


def test_an_import_waits_for_the_answers_and_for_a_mapping_that_can_be_followed(own):
    job = looked()
    with pytest.raises(JobError, match="questions"):
        act(Wish("import", job.id))
    job = looked(questions=[])
    act(Wish("column", job.id, "Day", ""))
    with pytest.raises(JobError, match="date"):
        act(Wish("import", job.id))
    act(Wish("column", job.id, "Day", "date"))
    act(Wish("option", job.id, "marking", "restricted"))
    act(Wish("import", job.id))
    assert own[-1][0] == "import"
    assert own[-1][1]["marking"] == "restricted"


def test_nobody_off_this_machine_changes_anything_and_the_page_says_so(own, monkeypatch):
    job = looked()
    monkeypatch.setenv("HOST", "0.0.0.0")
    settings.cache_clear()
    for name in actions.ACTIONS:
        with pytest.raises(UploadRefused):
            act(Wish(name, job.id, "1", "1", {"reason": "r"}))
    assert shown(f"?upload={job.id}")["work"] == ""
    assert shown("")["jobs"] == ""
    page = str(data.layout("").to_plotly_json())
    assert "there are no accounts yet" in page
    assert "data-choose" not in page
    record = data.show_record(search="", pathname="/data", done=0, imported=None, opened=True)
    assert "sources that ship" in record["history"] and "Where the data comes from" in record["sources"]
    assert "Take back" not in record["history"]


@pytest.mark.parametrize(
    "sent",
    [
        None,
        1,
        [],
        {},
        {"act": "nothing"},
        {"act": "import", "upload": 3},
        {"act": "set", "value": "x" * 5000},
        {"act": ["import"]},
    ],
)
def test_a_wish_that_nobody_could_have_made_is_refused(own, sent):
    with pytest.raises((JobError, TypeError)) as problem:
        read_wish(sent)
    assert problem.type is JobError


@pytest.mark.parametrize(
    "search",
    [
        "?upload=../x",
        "?import=0",
        "?import=x",
        "?kind=none",
        "?evil=1",
        "?lang=xx",
        "?" + "a" * 3000,
        "?" + "&".join(["a=1"] * 99),
    ],
)
def test_a_wrong_address_is_said(own, client, search):
    with pytest.raises(FilterError):
        read_place(search)
    assert client.get(f"/data{search}").status_code in (400, 414)


def test_the_address_is_written_as_it_is_read():
    place = Place(upload="a" * 24, batch=7, kind="totals", lang="ar", theme="dark")
    assert read_place(place.query()) == place
    assert read_place("") == Place()


def test_an_import_that_is_not_there_is_said_and_the_rest_of_the_page_stands(own):
    record = data.show_record(search="?import=99999", pathname="/data", done=0, imported=None, opened=True)
    assert "no import 99999" in record["details"]
    assert "Where the data comes from" in record["sources"]


def test_taking_back_needs_a_reason_and_a_number(own):
    for name, reason in (("1", ""), ("1", "  "), ("x", "r"), ("²", "r"), ("9" * 30, "r")):
        with pytest.raises(JobError):
            act(Wish("undo", "", name, "", {"reason": reason}))


def test_the_accounting_is_a_sum():
    figures = {"rows_read": 15, "accepted": 5, "rejected": 4, "duplicates_exact": 3, "already_held": 2, "left_out": 1}
    assert (
        sentence(figures) == "5 taken + 4 rejected + 3 the same row again + 2 held already + 1 left out = 15 rows read."
    )


def test_coverage_has_decades_for_long_ago_and_years_for_lately():
    found = columns([1970, 1999, 2003, 2012, 2025], today=2026)
    assert found[:3] == [(1970, 1979), (1990, 1999), (2000, 2009)]
    assert found[3:] == [(year, year) for year in range(2012, 2027)]
    assert columns([], today=2026)[0] == (2012, 2012)
    assert [step(count) for count in (1, 9, 10, 99, 100, 1000, 10**6)] == [1, 1, 2, 2, 3, 4, 4]


def test_coverage_shows_none_apart_from_zero_and_names_who_is_missing(own):
    record = data.show_record(search="?kind=totals", pathname="/data", done=0, imported=None, opened=True)
    assert "Never:" in record["coverage"] and "Afghanistan" in record["coverage"]
    assert 'class="hatch"' in record["coverage"]
    assert ">0<" not in record["coverage"]


def test_a_report_is_kept_as_plain_values(own):
    job = looked()
    assert json.loads((job.folder / "job.json").read_text("utf-8"))["report"]["recognised"]["key"] == "mapping"
