"""A report as a file: what is in it is escaped, nothing is read from outside, equal reports are equal byte for byte."""

import builtins
import io
import re
import subprocess
import sys
from dataclasses import replace

import pypdf
import pytest

from monitoring.errors import ExportError
from monitoring.exports import report_pdf
from monitoring.exports.pdf_fonts import missing_letters
from monitoring.exports.report_html import body, html_file, needed_fonts
from monitoring.exports.report_markdown import safe_html
from monitoring.exports.report_pdf import pango_problem, pdf_file
from monitoring.files import FONTS
from monitoring.paths import ROOT
from monitoring.vocabulary.report import (
    Cell,
    Chapter,
    Column,
    Figure,
    Figures,
    Heading,
    Items,
    Picture,
    Prose,
    Report,
    Table,
)  # fmt: skip

HOSTILE = "<script>alert(1)</script> & <b>bold</b>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><defs></defs></svg>'


def made(*blocks, words: str = "", **different) -> Report:
    chapters = (Chapter("summary", "Summary", blocks, words), Chapter("method", "Method", (Prose("How it was done."),)))
    report = Report(
        2014, "Annual report 2014", "The baseline", "0123456789ab", "2026-11-23", "Data version 0123456789ab", "", ("Disclaimer",),
        "en", "ltr", chapters,
    )  # fmt: skip
    return replace(report, **different)


@pytest.fixture(scope="module")
def fonts():
    return {name: path.read_bytes() for name, path in FONTS.items()}


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_every_text_of_every_block_is_escaped():
    blocks = (
        Heading(HOSTILE), Prose(HOSTILE), Items((HOSTILE,)), Figures((Figure(HOSTILE, HOSTILE, HOSTILE),)),
        Table(HOSTILE, (Column(HOSTILE),), ((Cell(HOSTILE, HOSTILE, HOSTILE, 'https://example.org/"x'),),)),
        Picture("a", HOSTILE, HOSTILE, SVG, (HOSTILE,)),
    )  # fmt: skip
    whole = body(
        made(*blocks, title=HOSTILE, subtitle=HOSTILE, publisher=HOSTILE, disclaimers=(HOSTILE,), running=HOSTILE)
    )
    assert "<script" not in whole and "<b>" not in whole
    assert whole.count("&lt;script&gt;") == 18 and 'href="https://example.org/&quot;x"' in whole


def test_the_html_file_needs_nothing_beside_itself(fonts):
    whole = html_file(
        made(Prose("Tajik: Ҷумҳурии, Arabic: تقرير"), Picture("a", "Map", "Map", SVG, ())), fonts
    ).decode()
    assert "<link" not in whole and "<script" not in whole and "src=" not in whole
    assert (
        whole.count("url(") == whole.count('url("data:font/woff2;base64,') == 12
    )  # latin, cyrillic, cyrillic-ext, arabic


def test_only_the_fonts_of_the_letters_are_carried():
    assert {part for part, _weight, _name in needed_fonts("plain")} == {"latin"}
    assert {part for part, _weight, _name in needed_fonts("تقرير Č")} == {"latin", "latin-ext", "arabic"}
    assert {name for *_rest, name in needed_fonts("Ж Ғ ت Č")} <= set(FONTS)


def test_the_pdf_says_what_was_given_with_title_date_bookmarks_and_tags(fonts):
    table = Table(
        "Values",
        (Column("Area"), Column("Value", number=True)),
        ((Cell("Türkiye"), Cell("1.786 and 177", beside="2012")),),
    )
    pdf = pdf_file(made(Prose("A sentence with 40 commitments."), table), fonts)
    read = pypdf.PdfReader(io.BytesIO(pdf))
    text = text_of(pdf)
    assert "A sentence with 40 commitments." in text and "Türkiye 1.786 and 177 2012" in text
    assert read.metadata.title == "Annual report 2014" and read.metadata["/CreationDate"].startswith("D:20261123")
    assert [str(one.title) for one in read.outline[1]][-2:] == ["Summary", "Method"]
    root = read.trailer["/Root"]
    assert root["/Lang"] == "en" and "/StructTreeRoot" in root and root["/MarkInfo"]["/Marked"]
    assert "Data version 0123456789ab" in read.pages[2].extract_text()  # the running header


def test_arabic_is_drawn_in_our_font_and_from_right_to_left(fonts):
    pdf = pdf_file(made(Prose("التقرير السنوي"), language="ar", direction="rtl", title="التقرير السنوي"), fonts)
    used = {
        str(font.get_object()["/BaseFont"])
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("arabic" in name for name in used) and all("IBM-Plex" in name for name in used)


@pytest.mark.parametrize(
    "text",
    [
        "Резюме 2014: 40 из 187, Ҷумҳурии Тоҷикистон",
        "Bijača, Željezo 1234",
        "Қазақстан 2019 ğ İ ş 56.7 %",
        "تقرير 2014 Plex 40",
    ],
)
def test_letters_of_several_scripts_and_digits_in_one_line_are_each_drawn_by_their_own_part(fonts, text):
    read = pypdf.PdfReader(io.BytesIO(pdf_file(made(Prose(text)), fonts)))
    said = read.pages[-1].extract_text() + read.pages[2].extract_text()
    assert all(digit in said for digit in re.findall(r"\d", text))
    for part in re.findall(r"[A-Za-zА-яЁёҒ-ӿĀ-ſ]+", text):
        assert part in said, said
    names = [str(font.get_object()["/BaseFont"]) for font in read.pages[2]["/Resources"]["/Font"].values()]
    assert len(names) == len(set(names)) and all("IBM-Plex-Sans-" in name for name in names)


def test_chinese_is_drawn_in_a_font_of_the_system_or_the_command_that_brings_one_is_said(fonts):
    try:
        pdf = pdf_file(made(Prose("年度报告 2014"), language="zh"), fonts)
    except ExportError as problem:
        assert "apt install fonts-noto-cjk" in str(problem)
    else:
        page = pypdf.PdfReader(io.BytesIO(pdf)).pages[2]
        assert any(
            "IBM-Plex" not in str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()
        )
    assert (
        missing_letters("年", ["IBM Plex Sans latin"])
        and missing_letters("年", ["IBM Plex Sans latin", "Noto Sans CJK SC"]) is None
    )
    assert missing_letters("plain", ["IBM Plex Sans latin"]) is None


@pytest.mark.parametrize("text", [
    "![x](https://example.org/x.png)", '<img src="file:///etc/passwd">', "<style>@import url(https://example.org/x.css)</style>",
    "[x](file:///etc/passwd)", "<script>alert(1)</script>",
])  # fmt: skip
def test_hostile_words_of_an_editor_do_nothing_in_the_file(fonts, text):
    made_report = made(words=safe_html(f"Before\n\n{text}\n\nafter"))
    assert "<script" not in body(made_report) and "<img" not in body(made_report)
    text = text_of(pdf_file(made_report, fonts))
    assert "Before" in text and "after" in text and "root:" not in text


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://example.org/x.png", "report:no-such-font.woff2"])
def test_a_document_that_asks_for_a_file_or_host_is_refused(fonts, address):
    asking = SVG.replace("<defs></defs>", f'<image href="{address}" width="5" height="5"/>')
    with pytest.raises(ExportError, match="reads nothing from outside"):
        pdf_file(made(Picture("a", "Map", "Map", asking, ()), words=f'<img src="{address}">'), fonts)


BUILD = """
import sys
sys.path.insert(0, ".")
from monitoring.exports.report_html import html_file
from monitoring.exports.report_pdf import pdf_file
from monitoring.files import FONTS
from tests.exports.test_report_files import SVG, Picture, Prose, made
fonts = {name: path.read_bytes() for name, path in FONTS.items()}
report = made(Prose("Ҷумҳурии تقرير"), Picture("a", "Map", "Map", SVG, ("note",)))
sys.stdout.buffer.write(pdf_file(report, fonts) + html_file(report, fonts))
"""


def test_two_processes_give_the_same_bytes():
    built = [
        subprocess.run(
            [sys.executable, "-c", BUILD], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert built[0] == built[1] and built[0].startswith(b"%PDF")


def test_without_pango_the_pdf_says_what_to_install_and_html_is_made(fonts, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': no such file\nand more")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "apt install libpango-1.0-0" in (pango_problem() or "") and "libpango-1.0-0'" in (pango_problem() or "")
    with pytest.raises(ExportError, match="apt install libpango"):
        pdf_file(made(), fonts)
    assert html_file(made(), fonts).startswith(b"<!DOCTYPE html>")


def test_with_pango_nothing_is_missing():
    assert report_pdf.pango_problem() is None
