"""A handout as a PDF of two pages at most: fewer rows where a language or a country needs more room, and it says how many."""

from collections.abc import Mapping
from hashlib import sha256

from ..errors import ExportError
from ..vocabulary.brief import Brief
from .brief_html import LEVELS, body, style_of
from .brief_room import level_to_try
from .pdf_fonts import apart, missing_letters
from .report_html import document, font_faces
from .report_pdf import INSIDE, pango_problem, reader

PAGES = 2


def pdf_file(brief: Brief, fonts: Mapping[str, bytes]) -> bytes:
    """The handout as tagged PDF; equal handouts give equal bytes. ExportError where Pango or a font is missing.

    fonts: file name (files.FONTS) -> content; nothing else is read, whatever the texts say.
    """
    problem = pango_problem()
    if problem is not None:
        raise ExportError(problem.replace("report YEAR -o FILE.html", "brief ISO3 -o FILE.html, and .pptx"))
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, refused = reader(fonts)
    families: list[str] = []
    try:
        for level in range(level_to_try(brief), len(LEVELS)):
            text = _document(brief, level)
            page = HTML(string=text, url_fetcher=fetcher, base_url=None)
            made = page.render(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
            if len(made.pages) <= PAGES:
                break
        name = sha256(text.encode()).hexdigest()[:32].encode()  # else it would be a random one
        pdf = made.write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=name,
            finisher=lambda drawn, _pdf: families.extend(font.family for font in drawn.fonts.values()),
        )  # fmt: skip
    except refused as problem_:
        raise ExportError(str(problem_)) from problem_
    missing = missing_letters(text, families)
    if missing is not None:
        raise ExportError(missing)
    return pdf


def _document(brief: Brief, level: int) -> str:
    whole = body(brief, level=level, layered=brief.direction == "rtl")
    return apart(document(brief, whole, font_faces(whole, INSIDE), style_of(brief)))
