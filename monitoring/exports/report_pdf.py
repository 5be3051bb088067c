"""A report as PDF: the HTML document laid out by WeasyPrint, with nothing read but what is in memory."""

from collections.abc import Mapping
from hashlib import sha256

from ..errors import ExportError
from ..vocabulary.report import Report
from .report_html import body, document, font_faces
from .report_text_layer import with_text_layer

# What WeasyPrint needs of the system; the names are Debian's and Ubuntu's.
INSTALL = "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_INSIDE = "report:"


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
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    class Refused(FatalURLFetchingError):
        """Something in the document asks for a file or a host."""

    def from_memory(url: str, **_more: object) -> URLFetcherResponse:
        content = fonts.get(url.removeprefix(_INSIDE)) if url.startswith(_INSIDE) else None
        if content is None:
            raise Refused(f"{url[:120]}: a report reads nothing from outside")
        return URLFetcherResponse(url, content, {"Content-Type": "font/woff2"})

    whole = body(with_text_layer(report) if report.direction == "rtl" else report)
    text = document(report, whole, font_faces(whole, _INSIDE))
    made = HTML(string=text, url_fetcher=from_memory, base_url=None)
    name = sha256(text.encode()).hexdigest()[:32].encode()  # else it would be a random one
    try:
        return made.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1", pdf_identifier=name)
    except Refused as problem:
        raise ExportError(str(problem)) from problem
