"""A handout as slides: charts and tables that can be edited, alternative texts, direction, and equal bytes for equal data."""

import io
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation

from monitoring.exports.slides import pptx_file
from monitoring.language import use_language
from monitoring.vocabulary.brief import Section
from tests.exports.test_brief import HOSTILE, TREND, made, table

MAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50"><defs>'
    '<clipPath id="f"><rect width="100" height="50"/></clipPath></defs><g clip-path="url(#f)">'
    '<rect width="100" height="50" fill="#E9EFF2"/>'
    '<path d="M-50,-50L150,-50L150,100L-50,100ZM10,10L20,10L20,20L10,20Z" fill="#FFFFFF"/>'
    '<path d="M10,10Q50,-80 200,10" fill="none" stroke="#0B5A78" stroke-width="2" stroke-dasharray="6 4"/>'
    '<path d="M5,5h18" stroke="#0B5A78" stroke-width="2"/>'
    '<circle cx="50" cy="25" r="4" fill="#B00445" stroke="#FFFFFF" stroke-width="1"/>'
    '<polygon points="1,1 3,1 2,3" fill="#44525E"/>'
    '<text x="50.0" y="20.0" font-size="9.5" text-anchor="middle" fill="#FFFFFF" stroke="#FFFFFF">Kabul</text>'
    '<text x="50.0" y="20.0" font-size="9.5" text-anchor="middle" fill="#16222C">Kabul</text></g></svg>'
)


def deck(content: bytes):
    return Presentation(io.BytesIO(content))


def shapes(content: bytes) -> list:
    """Every shape of every slide, those in groups too."""
    found = []
    for slide in deck(content).slides:
        waiting = list(slide.shapes)
        while waiting:
            shape = waiting.pop()
            found.append(shape)
            waiting += list(getattr(shape, "shapes", ()))
    return found


def with_map():
    brief = made()
    return replace(brief, map=replace(brief.map, svg=MAP))


def test_a_trend_is_a_chart_whose_numbers_are_the_totals():
    charts = [shape for shape in shapes(pptx_file(made())) if getattr(shape, "has_chart", False) and shape.has_chart]
    assert len(charts) == 1
    plot = charts[0].chart.plots[0]
    assert list(plot.categories) == ["2010", "2011", "2012", "2013", "2014"]
    assert [list(one.values) for one in plot.series] == [
        [5.0, 8.0, None, None, 3.5], [None, None, 1.786, None, None], [None, None, 177.0, None, None],
    ]  # fmt: skip
    assert charts[0]._element.xpath(".//p:cNvPr")[0].get("descr") == TREND.said


def test_charts_tables_and_the_map_have_alternative_texts():
    content = pptx_file(with_map())
    told = [shape for shape in shapes(content)
            if getattr(shape, "has_chart", False) or getattr(shape, "has_table", False) or shape.shape_type == 6]  # fmt: skip
    assert len(told) == 3
    assert all(shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in told)


def test_the_map_is_cut_at_its_frame():
    group = next(shape for shape in shapes(pptx_file(with_map())) if shape.shape_type == 6)
    parts = list(group.shapes)
    ground = parts[0]
    for part in parts:
        if part.has_text_frame and part.text_frame.text:
            continue
        assert part.left >= ground.left - 1 and part.top >= ground.top - 1
        assert part.left + part.width <= ground.left + ground.width + 1
        assert part.top + part.height <= ground.top + ground.height + 1
    assert [part.text_frame.text for part in parts if part.has_text_frame and part.text_frame.text] == ["Kabul"]


def test_no_two_shapes_of_a_slide_have_one_number():
    for slide in deck(pptx_file(with_map())).slides:
        numbers = [each.get("id") for each in slide._element.xpath(".//p:cNvPr")]
        assert len(numbers) == len(set(numbers))


def test_every_slide_has_a_title_and_says_of_which_data_it_is():
    presentation = deck(pptx_file(made()))
    n = len(presentation.slides)
    for at, slide in enumerate(presentation.slides, start=1):
        assert slide.shapes.title.text_frame.text
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for words in (
            "All substances seized in Tajikistan.",
            "Data version 0123456789ab",
            "Marking: public",
            "Sources: UNODC",
        ):
            assert words in said
        assert f"Tajikistan, {at} of {n}" in said


def test_a_table_has_the_first_rows_and_the_rest_is_counted():
    long = (
        "A row of the table whose words go on and on until they need a second line and then a third one of the slide "
        * 3
    )
    made_of = (Section("pillars", "Pillars", "Said", table(40, long)),)
    content = pptx_file(made(sections=made_of))
    rows = next(shape for shape in shapes(content) if getattr(shape, "has_table", False) and shape.has_table).table.rows
    shown = len(rows) - 1
    assert 1 <= shown < 40
    said = " ".join(shape.text_frame.text for shape in shapes(content) if shape.has_text_frame)
    assert f"{40 - shown} more rows in the dashboard." in said


def test_equal_handouts_give_equal_slides_dated_by_the_data():
    content = pptx_file(made())
    assert content == pptx_file(made())
    core = zipfile.ZipFile(io.BytesIO(content)).read("docProps/core.xml").decode()
    assert core.count("2026-11-23T00:00:00Z") == 2


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_right_to_left_is_marked_on_paragraphs_tables_and_charts(language):
    with use_language(language):
        content = pptx_file(made(direction="rtl", language=language))
    for shape in shapes(content):
        if getattr(shape, "has_table", False) and shape.has_table:
            assert shape.table._tbl.tblPr.get("rtl") == "1"
            frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
        else:
            frames = [shape.text_frame] if shape.has_text_frame else []
        for paragraph in (one for frame in frames for one in frame.paragraphs if one.runs):
            assert paragraph._p.pPr.get("rtl") == "1"
            assert all(run._r.rPr.get("lang") == language for run in paragraph.runs)
        if getattr(shape, "has_chart", False) and shape.has_chart:
            assert shape.chart.category_axis.reverse_order


def test_left_to_right_slides_are_not_mirrored():
    for shape in shapes(pptx_file(made())):
        for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
            assert paragraph._p.pPr is None or paragraph._p.pPr.get("rtl") is None


def test_hostile_words_stay_words():
    content = pptx_file(made(name=HOSTILE, sentence=HOSTILE, unknown=(HOSTILE,)))
    assert deck(content).slides[0].shapes.title.text_frame.text == HOSTILE


def test_slides_name_no_host_beside_the_formats_own_schemas():
    package = zipfile.ZipFile(io.BytesIO(pptx_file(made())))
    links = [
        name for name in package.namelist() if name.endswith(".rels") and b'TargetMode="External"' in package.read(name)
    ]
    assert links == []
