"""A report as PDF: the HTML document laid out by WeasyPrint, with nothing read but what is in memory."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from ..errors import ExportError
from ..vocabulary.report import Report
from .pdf_fonts import apart, missing_letters
from .report_html import body, document, font_faces
from .report_style import STYLE
from .report_text_layer import with_text_layer

# What WeasyPrint needs of the system; the names are Debian's and Ubuntu's.
INSTALL = "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
INSIDE = "report:"  # the address of a font in memory begins so


def pango_problem() -> str | None:
    """Why no PDF can be made on this machine, with the command that helps; None where one can."""
    try:
        import weasyprint  # noqa: F401 - it looks for the system's libraries when it is first loaded
    except OSError as problem:
        missing = str(problem).split("\n")[0].split(":")[0].removeprefix("cannot load library ")
        return (
            f"PDF needs the text layout library Pango, which this system lacks ({missing}). Run: {INSTALL} "
            "(macOS: brew install pango). HTML works without it: report YEAR -o FILE.html"
        )
    return None


def pdf_file(report: Report, fonts: Mapping[str, bytes]) -> bytes:
    """The report as tagged PDF with bookmarks; equal reports give equal bytes. ExportError where Pango is missing.

    fonts: file name (files.FONTS) -> content; nothing else is read, whatever the text says.
    """
    problem = pango_problem()
    if problem is not None:
        raise ExportError(problem)
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, refused = reader(fonts)
    whole = body(with_text_layer(report) if report.direction == "rtl" else report)
    text = apart(document(report, whole, font_faces(whole, INSIDE), STYLE))
    made = HTML(string=text, url_fetcher=fetcher, base_url=None)
    name = sha256(text.encode()).hexdigest()[:32].encode()  # else it would be a random one
    families: list[str] = []
    try:
        pdf = made.write_pdf(
            font_config=FontConfiguration(), pdf_variant="pdf/ua-1", pdf_identifier=name,
            finisher=lambda drawn, _pdf: families.extend(font.family for font in drawn.fonts.values()),
        )  # fmt: skip
    except refused as problem:
        raise ExportError(str(problem)) from problem
    missing = missing_letters(text, families)
    if missing is not None:
        raise ExportError(missing)
    return pdf


def reader(fonts: Mapping[str, bytes]) -> tuple[Callable, type[Exception]]:
    """What WeasyPrint asks for everything that a document names: it gives these fonts and refuses files and hosts.

    And the exception that it raises then.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    class Refused(FatalURLFetchingError):
        """Something in the document asks for a file or a host."""

    def from_memory(url: str, **_more: object) -> URLFetcherResponse:
        content = fonts.get(url.removeprefix(INSIDE)) if url.startswith(INSIDE) else None
        if content is None:
            raise Refused(f"{url[:120]}: a report reads nothing from outside")
        return URLFetcherResponse(url, content, {"Content-Type": "font/woff2"})

    return from_memory, Refused
