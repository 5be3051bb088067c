"""Handouts as files: one by one for the web, written to disk, or for a whole group in one go."""

from collections.abc import Callable, Iterable
from pathlib import Path

from ...errors import ExportError, FilterError
from ...exports.brief import pdf_file
from ...exports.brief_html import html_file
from ...exports.slides import pptx_file
from ...files import FONTS
from ...language import _, language
from ...vocabulary.brief import Brief
from ...vocabulary.filters import Filter
from ..current import Data
from ..memory import Memory
from .brief import brief_of, file_name

KINDS = {
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".html": "text/html",
}
_FILES = Memory(24_000_000)


def checked_year(current: Data, year: int | None) -> int | None:
    """A year that is not later than the data; FilterError for one that is."""
    last = current.version.data_date.year
    if year is not None and year > last:
        raise FilterError("year", str(year), _("The data end in {year}.", year=last))
    return year


def brief_bytes(brief: Brief, suffix: str) -> bytes:
    """A handout as a file of a kind in KINDS; equal handouts give equal bytes. ExportError where PDF cannot be made."""
    if suffix == ".pptx":
        return pptx_file(brief)
    fonts = {name: path.read_bytes() for name, path in FONTS.items() if path.is_file()}
    if not fonts:
        raise ExportError(_("The fonts of the handouts are missing. Run: make setup"))
    return pdf_file(brief, fonts) if suffix == ".pdf" else html_file(brief, fonts)


def kept_brief(current: Data, iso3: str, suffix: str, chosen: Filter, year: int | None) -> tuple[bytes, str]:
    """A handout and the name of its file, worked out once for each data version, language and filter."""

    def made() -> tuple[bytes, str]:
        brief = brief_of(current, iso3, chosen, year)
        return brief_bytes(brief, suffix), file_name(brief, suffix)

    return _FILES.get((*current.name, iso3, suffix, chosen, year), made, lambda found: len(found[0]))


def checked_kind(target: Path) -> str:
    """The suffix of a handout's file; FilterError for one that we cannot write."""
    suffix = target.suffix.lower()
    if suffix not in KINDS:
        raise FilterError("--output", str(target), _("Name a file that ends in {kinds}.", kinds=", ".join(KINDS)))
    return suffix


def write_brief(current: Data, iso3: str, target: Path, chosen: Filter, year: int | None) -> None:
    """Writes one handout; nothing is left behind on failure."""
    content = brief_bytes(brief_of(current, iso3, chosen, year), checked_kind(target))
    _write(target, content)


def write_briefs(
    current: Data, iso3s: Iterable[str], folder: Path, suffix: str, chosen: Filter, year: int | None,
    done: Callable[[Path], None],
) -> None:  # fmt: skip
    """Writes one after another into a folder, which is made where it is not there; `done` is called after each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ExportError(f"{folder}: {problem.strerror or problem}. Nothing was written.") from problem
    for iso3 in iso3s:
        target = folder / f"{iso3.lower()}-{language()}{suffix}"
        write_brief(current, iso3, target, chosen, year)
        done(target)


def _write(target: Path, content: bytes) -> None:
    half = target.with_name(f".{target.name}.part")
    try:
        half.write_bytes(content)
        half.replace(target)
    except OSError as problem:
        half.unlink(missing_ok=True)
        raise ExportError(f"{target}: {problem.strerror or problem}. Nothing was written.") from problem
