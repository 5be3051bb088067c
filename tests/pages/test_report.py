"""`/report`: the years, a year with its files and pictures, and the form of an editor's text, as functions on a real record."""

import json
import re
from datetime import date

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from monitoring.components.current import data
from monitoring.components.report.build import report_bytes, report_of
from monitoring.components.report.screen import words_parts
from monitoring.exports.report_markdown import safe_html
from monitoring.pages import report
from monitoring.store.imports import undo_import
from monitoring.store.recommendations import add_event, newest_event
from monitoring.vocabulary.report import CHAPTERS, Picture, Table

PATH = "/report/2014/summary"
TEXT = "A word **before** the figures.\n\n- [a link](https://example.org/a)"


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


def seen() -> int:
    return report.seen_now(2014, "summary")


def keep(saw=None, pathname=PATH, **different):
    said = {"markdown": TEXT, "reason": "for the minister"} | different
    return report.keep(asked=1, search="", pathname=pathname, seen=seen() if saw is None else saw, **said)


def page() -> str:
    return words(report.layout("", "2014", None))


def summary(search: str = "", year: str = "2014") -> str:
    """The first chapter as it is drawn."""
    drawn = words(report.layout(search, year, None))
    parts = drawn.split('"className": "report-chapter"')
    return parts[0].rpartition('"Summary"')[2] if len(parts) > 1 else drawn


def test_every_year_from_the_baseline_to_the_datas_own_is_listed(on_copy):
    found = re.findall(r'"/report/(\d+)"', words(report.layout("", None, None)))
    assert found == [str(year) for year in range(data().version.data_date.year, 2013, -1)]


def test_the_page_holds_every_chapter_with_the_cells_of_every_table(on_copy):
    drawn, made = page(), report_of(data(), 2014, "light")
    for key, title in CHAPTERS.items():
        assert f'"id": "chapter-{key}"' in drawn and f'"{title}"' in drawn
    cells = [cell.text for chapter in made.chapters for block in chapter.blocks if isinstance(block, Table)
             for row in block.rows for cell in row if cell.text]  # fmt: skip
    assert len(cells) > 800 and all(json.dumps(text, ensure_ascii=False) in drawn for text in set(cells))
    assert "/download/report/2014.pdf?v=" in drawn and "/download/report/2014.html?v=" in drawn


def test_every_map_has_its_disclaimer_its_words_and_a_table_beside_it(on_copy):
    drawn = page()
    pictures = [
        block
        for chapter in report_of(data(), 2014, "light").chapters
        for block in chapter.blocks
        if isinstance(block, Picture)
    ]
    assert len(pictures) == 9
    for one in pictures:
        assert f"/picture/report/2014/{one.name}.svg?v={data().version.id}" in drawn
    assert drawn.count("do not imply official endorsement") >= 7


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/report", 200, "text/html"), ("/report/2014", 200, "text/html"), ("/report/2026", 200, "text/html"),
        ("/report/2013", 404, "text/html"), ("/report/2099", 404, "text/html"), ("/report/2014/nothing", 404, "text/html"),
        ("/report/2014?v=000000000000", 409, "text/html"), (PATH, 200, "text/html"),
        ("/download/report/2014.html", 200, "text/html"), ("/download/report/2013.html", 404, "text/plain"),
        ("/download/report/2014.doc", 404, "text/plain"), ("/download/report/2014.html?drug=nothing", 400, "text/plain"),
        ("/picture/report/2014/poppy-map.svg", 200, "image/svg+xml"), ("/picture/report/2014/x.svg", 404, "text/plain"),
        ("/picture/report/2014/poppy-map.svg?theme=dark&lang=ar", 200, "image/svg+xml"),
    ],
)  # fmt: skip
def test_an_address_has_the_status_that_fits_it(client, path, status, kind):
    answer = client.get(path, headers={"Host": "127.0.0.1"})
    assert (answer.status_code, answer.mimetype) == (status, kind)


def test_the_download_is_the_file_of_the_command_under_a_name_that_says_what_it_is(client):
    answer = client.get("/download/report/2019.html", headers={"Host": "127.0.0.1"})
    assert answer.data == report_bytes(data(), 2019, ".html")
    assert f"annual-report-2019-{data().version.id[:6]}-en.html" in answer.headers["Content-Disposition"]


def test_a_text_is_saved_stands_in_page_and_file_and_is_taken_back(on_copy):
    before = data().version.id
    answer = keep()
    assert "Saved." in words(answer["said"]) and data().version.id != before and answer["reason"] == ""
    assert "for the minister" in words(answer["history"])
    drawn, file = page(), report_bytes(data(), 2014, ".html").decode()
    assert '"before"' in drawn and '"https://example.org/a"' in drawn
    assert "<strong>before</strong>" in file and 'href="https://example.org/a"' in file
    assert "Change the text of this chapter" in drawn
    assert (
        "before"
        not in words(report.layout("", "2015", None)).partition("chapter-pillar-1")[0].partition("chapter-summary")[2]
    )
    number = int(words(answer["history"]).partition("import=")[2].partition("#")[0])
    assert undo_import(on_copy, number, "me", "wrong").id == before
    assert "<strong>before</strong>" not in report_bytes(data(), 2014, ".html").decode()


def test_a_commitment_that_is_done_changes_the_reports_from_its_year_on_and_none_before(on_copy):
    event = {
        "recommendation_id": "UN-13", "status": "done", "as_of": date(2015, 3, 31), "as_of_precision": "month", "said_by": "UNODC",
        "evidence": "https://example.org/report", "detail": None,
    }  # fmt: skip
    add_event(on_copy, event, "it came out", "me", _seen_of(on_copy))
    assert "11 done" in summary() and "12 done" in summary(year="2015") and "12 done" in summary(year="2026")
    assert (
        "https://example.org/report" in words(report.layout("", "2015", None))
        and "https://example.org/report" not in page()
    )


def _seen_of(engine) -> int:
    with engine.connect() as db:
        return newest_event(db, "UN-13")


def test_a_text_survives_that_the_figures_are_imported_anew(on_copy):
    from monitoring.components.shipped import import_shipped
    from monitoring.sources.registry import describe
    from monitoring.store.load import load_source

    keep()
    load_source(on_copy, describe("meetings"))
    import_shipped([])
    assert "<strong>before</strong>" in report_bytes(data(), 2014, ".html").decode()


def test_the_second_of_two_tabs_is_told_and_loses_nothing(on_copy):
    opened = seen()
    keep(saw=opened)
    answer = keep(saw=opened, markdown="Mine", reason="second tab")
    assert "Somebody changed this" in words(answer["said"]) and "for the minister" in words(answer["history"])
    assert answer["reason"] is no_update and "before" in page()
    assert "Saved." in words(keep(saw=answer["seen"], markdown="Mine", reason="second tab")["said"])
    assert '"Mine"' in page()


@pytest.mark.parametrize(
    ("different", "field", "remedy"),
    [
        ({"reason": " "}, "reason", "Say why"),
        ({"reason": None}, "reason", "Say why"),
        ({"markdown": "x" * 20_001}, "markdown", "too long"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(on_copy, different, field, remedy):
    before = data().version.id
    answer = keep(**different)
    assert remedy in answer[f"{field}_error"] and data().version.id == before and answer["reason"] is no_update


def test_nothing_different_is_said_and_an_empty_text_takes_it_out(on_copy):
    keep()
    assert "Nothing is different" in words(keep()["said"])
    keep(markdown="", reason="not needed")
    assert "Write a text for this chapter" in summary() and "Change the text" not in page()


@pytest.mark.parametrize("pathname", [None, "/report/2014", "/report/2013/summary", "/report/2014/nothing", 4])
def test_a_text_of_nothing_is_not_saved(on_copy, pathname):
    before = data().version.id
    assert keep(pathname=pathname)["said"] is no_update and data().version.id == before


def test_before_anybody_asks_nothing_is_done(on_copy):
    answer = report.keep(asked=None, search="", pathname=PATH, seen=0, markdown="x", reason="y")
    assert set(answer.values()) == {no_update}
    assert report.look(asked=None, search="", markdown="x") is no_update


def test_off_this_machine_nothing_can_be_written(off_loopback):
    assert "report-save" not in words(report.layout("", "2014", "summary")) and "Write a text" not in page()
    assert "at the machine that serves it only" in words(keep()["said"]) and seen() == 0


def test_the_preview_is_what_the_report_will_show(on_copy):
    assert words(report.look(asked=1, search="", markdown=TEXT)) == words(words_parts(safe_html(TEXT)))


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "![x](https://example.org/a.png)",
    "<a href='javascript:x'>y</a>", "[x](data:text/html,x)",
])  # fmt: skip
def test_hostile_words_are_words_on_the_page_too(on_copy, text):
    drawn = words(report.look(asked=1, search="", markdown=f"Before\n\n{text}"))
    types = set(re.findall(r'"type": "(\w+)"', drawn))
    assert types <= {"P", "A", "Strong", "Em"} and '"src"' not in drawn
    assert not re.search(r'"href": "(?!https?:)', drawn)
    keep(markdown=text)
    assert not [href for href in re.findall(r'"href": "([^"]*)"', page()) if not href.startswith(("/", "#", "http"))]


def test_every_element_that_the_markdown_makes_stands_on_the_page():
    made = safe_html(
        "# H\n\na **b** *c* `d`\n\n> q\n\n1. one\n2. two\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n"
    )
    types = set(re.findall(r'"type": "(\w+)"', words(words_parts(made))))
    assert types == {
        "H3",
        "P",
        "Strong",
        "Em",
        "Code",
        "Blockquote",
        "Ol",
        "Li",
        "Hr",
        "Table",
        "Thead",
        "Tbody",
        "Tr",
        "Th",
        "Td",
        "Pre",
    }
