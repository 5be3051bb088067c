"""Texts over a drawing: as many as the drawing had, at their places, with the halo as their ground."""

import re

from monitoring.exports.report_text_layer import text_layer, with_text_layer
from monitoring.vocabulary.report import Chapter, Picture, Prose, Report

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 340" width="680" height="340"><defs></defs>'
    '<text x="340.0" y="170.0" text-anchor="middle" font-size="10" fill="#FFFFFF" stroke="#FFFFFF" stroke-width="2">إيران</text>'
    '<text x="340.0" y="170.0" text-anchor="middle" font-size="10" fill="#16222C">إيران</text>'
    '<text x="68.0" y="34.0" font-size="20" text-anchor="end" fill="#44525E" font-weight="600">&lt;b&gt;</text></svg>'
)


def test_every_text_is_a_span_at_its_place_and_stays_escaped():
    made = text_layer(SVG)
    assert "<text" not in made and made.count("<span") == 2 and "&lt;b&gt;" in made and "<b>" not in made
    first, second = re.findall(r'<span style="([^"]*)">', made)
    assert "left:50.00%;top:50.00%" in first and "translate(-50%" in first and "font-weight:400" in first
    assert "left:10.00%;top:10.00%" in second and "translate(-100%" in second and "font-weight:600" in second


def test_a_halo_is_the_ground_of_the_text_over_it_and_no_second_text():
    first, second = re.findall(r'<span style="([^"]*)">', text_layer(SVG))
    assert first.endswith("background:#FFFFFF") and "background" not in second
    assert text_layer(SVG).count("إيران") == 1


def test_sizes_are_those_of_the_page():
    (size,) = re.findall(r"font-size:([\d.]+)mm", text_layer(SVG))[:1]
    assert abs(float(size) - 10 * 174 / 680) < 0.01


def test_only_pictures_of_a_report_change():
    chapter = Chapter("summary", "Summary", (Prose("words"), Picture("a", "t", "t", SVG, ())))
    report = Report(2014, "t", "s", "v", "2026-11-23", "r", "", (), "ar", "rtl", (chapter,))
    prose, picture = with_text_layer(report).chapters[0].blocks
    assert prose == Prose("words") and isinstance(picture, Picture) and picture.svg == text_layer(SVG)
