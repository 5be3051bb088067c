"""A handout as a PDF of two pages at most: fewer rows where a language or a country needs more room, and it says how many."""

from collections.abc import Mapping
from hashlib import sha256

from ..errors import ExportError
from ..vocabulary.brief import Brief
from .brief_html import body, document
from .report_html import font_faces
from .report_pdf import INSIDE, pango_problem, reader

PAGES = 2
FEWER = (0, 2, 4, 6)  # rows less in each table, tried in turn until it fits


def pdf_file(brief: Brief, fonts: Mapping[str, bytes]) -> bytes:
    """The handout as tagged PDF; equal handouts give equal bytes. ExportError where Pango is missing.

    fonts: file name (files.FONTS) -> content; nothing else is read, whatever the texts say.
    """
    problem = pango_problem()
    if problem is not None:
        raise ExportError(problem)
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, refused = reader(fonts)
    try:
        for fewer in FEWER:
            text = _document(brief, fewer)
            page = HTML(string=text, url_fetcher=fetcher, base_url=None)
            made = page.render(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
            if len(made.pages) <= PAGES:
                break
        name = sha256(text.encode()).hexdigest()[:32].encode()  # else it would be a random one
        return made.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=name)
    except refused as problem:
        raise ExportError(str(problem)) from problem


def _document(brief: Brief, fewer: int) -> str:
    whole = body(brief, fewer=fewer, layered=brief.direction == "rtl")
    return document(brief, whole, font_faces(whole, INSIDE))
