"""The report of a year put together, and written to a file."""

from pathlib import Path

from ...errors import ExportError, FilterError
from ...exports.about import CAVEAT, KOSOVO
from ...exports.report_html import html_file
from ...exports.report_markdown import safe_html
from ...exports.report_pdf import pdf_file
from ...figures.theme import Theme
from ...files import FONTS
from ...language import _, day, direction, language
from ...settings import settings
from ...vocabulary.report import BASELINE_YEAR, CHAPTERS, Chapter, Report
from ..current import Data, data
from ..publisher import boundary_note
from .chapters import blocks_of
from .found import Found, found_for

KINDS = {".pdf": "application/pdf", ".html": "text/html"}


def checked_year(current: Data, year: int) -> int:
    """A year that has a report in a data version; FilterError for any other."""
    years = years_of(current)
    if year not in years:
        said = _(
            "There are reports of {first} (the baseline) to {last} (the data’s own year).",
            first=years[-1],
            last=years[0],
        )
        raise FilterError("YEAR", str(year), said)
    return year


def years_of(current: Data) -> list[int]:
    """The years that have a report in a data version: from the baseline to that of the data, newest first."""
    return list(range(max(current.version.data_date.year, BASELINE_YEAR), BASELINE_YEAR - 1, -1))


def report_title(year: int) -> str:
    return _("Annual report {year}", year=year)


def report_of(current: Data, year: int, theme: Theme = "print") -> Report:
    """The whole report of a year in the language in use."""
    found = found_for(current, checked_year(current, year))
    return Report(
        year=year, title=report_title(year), subtitle=subtitle(found), version=current.version.id,
        stated_on=current.version.data_date.isoformat(), running=running(current), publisher=settings().publisher,
        disclaimers=(boundary_note(), _(KOSOVO), _(CAVEAT)), language=language(), direction=direction(),
        chapters=tuple(_chapter(found, key, theme) for key in CHAPTERS),
    )  # fmt: skip


def subtitle(found: Found) -> str:
    if found.baseline:
        return _("The four pillars of the Paris Pact: the baseline")
    return _("The four pillars of the Paris Pact: progress since the baseline of {year}", year=BASELINE_YEAR)


def running(current: Data) -> str:
    """The line on every page."""
    return _("Data version {version}, data of {day}", version=current.version.id, day=day(current.version.data_date))


def _chapter(found: Found, key: str, theme: Theme) -> Chapter:
    return Chapter(key, _(CHAPTERS[key]), tuple(blocks_of(found, key, theme)), safe_html(found.texts.get(key, "")))


def report_bytes(current: Data, year: int, suffix: str) -> bytes:
    """The report as a file of a kind in KINDS; equal data versions give equal bytes. ExportError where PDF cannot be made."""
    made = report_of(current, year)
    fonts = {name: path.read_bytes() for name, path in FONTS.items() if path.is_file()}
    if not fonts:
        raise ExportError(_("The fonts of the report are missing. Run: make setup"))
    return pdf_file(made, fonts) if suffix == ".pdf" else html_file(made, fonts)


def write_report(year: int, target: Path, version: str | None = None) -> str:
    """Writes the report of a year to a .pdf or .html file; the name of its data version. Nothing is left behind on failure."""
    suffix = target.suffix.lower()
    if suffix not in KINDS:
        raise FilterError("--output", str(target), _("Name a file that ends in {kinds}.", kinds=", ".join(KINDS)))
    current = data(version)
    content = report_bytes(current, year, suffix)
    half = target.with_name(f".{target.name}.part")
    try:
        half.write_bytes(content)
        half.replace(target)
    except OSError as problem:
        half.unlink(missing_ok=True)
        raise ExportError(f"{target}: {problem.strerror or problem}. Nothing was written.") from problem
    return current.version.id
