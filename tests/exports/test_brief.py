"""A handout as PDF and HTML: what is in it is escaped, nothing is read from outside, equal handouts are equal byte for byte."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pypdf
import pytest

from monitoring.errors import ExportError
from monitoring.exports import brief as brief_module
from monitoring.exports.brief import PAGES, pdf_file
from monitoring.exports.brief_charts import labelled, runs, trend_picture
from monitoring.exports.brief_html import LEVELS, body, html_file, rows_of, used
from monitoring.exports.brief_room import level_to_try, lines, tall
from monitoring.files import FONTS
from monitoring.language import use_language
from monitoring.vocabulary.brief import Brief, Number, Section, Trend
from monitoring.vocabulary.report import Cell, Column, Picture, Table

HOSTILE = "<script>alert(1)</script> & <b>bold</b>"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 272" width="680" height="272"><defs></defs>'
    '<rect width="680" height="272" fill="#E9EFF2"/>'
    '<text x="40.0" y="20.0" font-size="10" text-anchor="start" fill="#16222C">Here</text></svg>'
)
TREND = Trend(
    "Heroin", "#B00445", "kg", ((2010, 5.0, 5.0), (2011, 8.0, 8.0), (2012, 1.786, 177.0), (2014, 3.5, 3.5)), "Said", "b"
)


def table(n: int, word: str = "Row") -> Table:
    rows = ((Cell(f"{word} {at}", beside="c" if at else "d"), Cell(str(100 + at), under="2020")) for at in range(n))
    return Table("Table", (Column("What", share=3), Column("How much", True, 1)), tuple(rows))


def made(**different) -> Brief:
    sections = (Section("pillars", "Pillars", "Said", table(12)), Section("routes", "Routes", "None."),
                Section("groups", "Groups", "", items=("One", "Two")))  # fmt: skip
    brief = Brief(
        iso3="TJK", name="Tajikistan", kind="Country summary", notes=(), sentence="All substances seized in Tajikistan.",
        summary=("One sentence.", "Another."), numbers=(Number("Heroin seized", "422", "kg", "a", "2023", "no. 8"),),
        map=Picture("brief-map", "The map", "The map in words", SVG, ("Disclaimer.",)), trends_title="Heroin rose",
        trends_said="Totals.", trends=(TREND,), sections=sections,
        sources=(("a", "Source A"), ("b", "Source B"), ("c", "Source C"), ("z", "Not used")),
        unknown=("No price.", "No value."), running="Data version 0123456789ab, data of 23 Nov 2026. Marking: public",
        short_sources="Sources: UNODC", publisher="", version="0123456789ab", stated_on="2026-11-23", language="en",
        direction="ltr",
    )  # fmt: skip
    return replace(brief, **different)


@pytest.fixture(scope="module")
def fonts():
    return {name: path.read_bytes() for name, path in FONTS.items()}


def text_of(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_every_text_is_escaped():
    cell = Cell(HOSTILE, under=HOSTILE, beside=HOSTILE)
    of = Table(HOSTILE, (Column(HOSTILE, share=1),), ((cell,),))
    hostile = made(
        name=HOSTILE, kind=HOSTILE, notes=(HOSTILE,), sentence=HOSTILE, summary=(HOSTILE,), publisher=HOSTILE, running=HOSTILE,
        numbers=(Number(*[HOSTILE] * 6),), map=Picture("m", HOSTILE, HOSTILE, SVG, (HOSTILE,)), trends_title=HOSTILE,
        trends_said=HOSTILE, trends=(replace(TREND, name=HOSTILE, said=HOSTILE, letter=HOSTILE),),
        sections=(Section("pillars", HOSTILE, HOSTILE, of, (HOSTILE,), (HOSTILE,)),),
        sources=((HOSTILE, HOSTILE),), unknown=(HOSTILE,), short_sources=HOSTILE,
    )  # fmt: skip
    whole = body(hostile)
    assert "<script" not in whole and "<b>" not in whole
    assert whole.count("&lt;script&gt;") > 25


def test_the_html_file_needs_nothing_beside_itself(fonts):
    whole = html_file(made(), fonts).decode()
    assert "<link" not in whole and "<script" not in whole and "src=" not in whole.replace("src:", "")
    assert whole.count("url(") == whole.count('url("data:font/woff2;base64,') == 3
    assert html_file(made(), fonts) == html_file(made(), fonts)


def test_the_html_file_has_every_row_and_paper_says_how_many_it_leaves_out():
    sections = (Section("pillars", "Pillars", "Said", table(12), most=8),)
    assert body(made(sections=sections)).count("Row ") == 12
    paper = body(made(sections=sections), level=0)
    assert paper.count("Row ") == 8 and "4 more rows in the dashboard." in paper


def test_only_sources_of_figures_that_are_there_are_listed():
    brief = made()
    assert used(brief, rows_of(brief, None)) >= {"a", "b", "c"}
    assert "Not used" not in body(brief) and "Source C" in body(brief)


def test_the_pdf_is_tagged_has_a_language_and_says_on_every_page_of_which_data_it_is(fonts):
    many = tuple(Section(key, key, "Said", table(9, "Line")) for key in ("pillars", "routes", "promises", "assistance"))
    pdf = pdf_file(made(sections=many, unknown=tuple(f"Not known, {n}." for n in range(20))), fonts)
    file = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(file.pages) == PAGES
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en" and "/StructTreeRoot" in root
    for text in text_of(pdf):
        for said in (
            "All substances seized in Tajikistan.",
            "Data version 0123456789ab",
            "Marking: public",
            "Sources: UNODC",
        ):
            assert said in text


def test_equal_handouts_give_equal_pdfs(fonts):
    assert pdf_file(made(), fonts) == pdf_file(made(), fonts)


def test_a_long_handout_is_cut_until_it_has_two_pages(fonts):
    keys = ("pillars", "routes", "prices", "promises", "assistance", "records")
    many = tuple(
        Section(key, key, "Said of it", table(30, "A line of the table that is rather long"), most=9) for key in keys
    )
    pdf = pdf_file(made(sections=many, unknown=tuple(f"Not known, {n}." for n in range(12))), fonts)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == PAGES


def test_a_higher_level_never_needs_more_room():
    brief = made()
    heights = [tall(brief, level) for level in range(len(LEVELS))]
    assert heights[0] >= heights[3] and heights[4] >= heights[-1]
    assert level_to_try(made(sections=())) == 0


@pytest.mark.parametrize(("text", "n"), [("", 1), ("a" * 20, 1), ("a" * 21, 2), ("字" * 10, 1), ("字" * 11, 2)])
def test_a_chinese_letter_takes_the_room_of_two(text, n):
    assert lines(text, 100, 10) == n


def test_nothing_is_read_from_outside(fonts):
    picture = Picture("m", "Map", "Map", '<img src="file:///etc/passwd" alt="">', ())
    with pytest.raises(ExportError, match="reads nothing from outside"):
        pdf_file(made(map=picture), fonts)


def test_without_pango_the_sentence_says_what_to_install(fonts, monkeypatch):
    monkeypatch.setattr(brief_module, "pango_problem", lambda: "PDF needs Pango. Run: sudo apt install libpango-1.0-0")
    with pytest.raises(ExportError, match="sudo apt install"):
        pdf_file(made(), fonts)
    assert html_file(made(), fonts)


def test_a_line_breaks_where_a_year_is_missing_and_at_two_figures():
    assert runs([2010, 2011, 2013]) == [[2010, 2011], [2013]]
    drawn = ElementTree.fromstring(trend_picture(TREND).svg)
    space = "{http://www.w3.org/2000/svg}"
    lines_ = [one for one in drawn.iter(f"{space}path") if one.get("stroke") == TREND.ink]
    rings = [one for one in drawn.iter(f"{space}circle") if one.get("fill") == "#FFFFFF"]
    assert len(lines_) == 1 and len(rings) == 2
    assert drawn.get("aria-label") == "Said"


def test_the_last_the_highest_and_the_first_total_are_written_once_each():
    totals = ((2000, 3.0, 3.0), (2010, 9.0, 9.0), (2020, 5.0, 5.0))
    assert labelled(totals) == [(2020, 5.0, "end"), (2010, 9.0, "over"), (2000, 3.0, "over")]
    assert labelled(((2020, 1.0, 2.0),)) == []
    assert labelled(((2019, 9.0, 9.0), (2020, 5.0, 5.0))) == [(2020, 5.0, "end"), (2019, 9.0, "over")]


def test_time_runs_from_the_right_where_the_language_does():
    def first_and_last(language: str) -> tuple[float, float]:
        with use_language(language):
            circles = re.findall(r'<circle cx="([\d.]+)"[^>]*fill="#B00445"', trend_picture(TREND).svg)
        return float(circles[0]), float(circles[-1])

    left, right = first_and_last("en")
    assert left < right
    left, right = first_and_last("ar")
    assert left > right
