"""Reports and their files, worked out once for each data version, language and theme."""

from ...exports.report_svg import with_letters
from ...figures.theme import Theme
from ...files import FONTS
from ...vocabulary.report import Picture, Report
from ..current import Data
from ..memory import Memory
from .build import report_bytes, report_of

_REPORTS = Memory(24_000_000)
_FILES = Memory(24_000_000)
_PICTURES = Memory(8_000_000)


def kept_report(current: Data, year: int, theme: Theme) -> Report:
    """build.report_of, remembered: do not change it."""
    return _REPORTS.get((*current.name, year, theme), lambda: report_of(current, year, theme), _size)


def kept_file(current: Data, year: int, suffix: str) -> bytes:
    """build.report_bytes, remembered."""
    return _FILES.get((*current.name, year, suffix), lambda: report_bytes(current, year, suffix), len)


def kept_picture(current: Data, year: int, theme: Theme, name: str) -> bytes | None:
    """One picture of the report with the letters that it needs inside; None where there is none of this name."""
    found = {one.name: one for one in pictures(kept_report(current, year, theme))}.get(name)
    if found is None:
        return None
    return _PICTURES.get((*current.name, year, theme, name), lambda: with_letters(found.svg, FONTS), len)


def pictures(report: Report) -> list[Picture]:
    return [each for chapter in report.chapters for each in chapter.blocks if isinstance(each, Picture)]


def _size(report: Report) -> int:
    return 500_000 + sum(len(each.svg) for each in pictures(report))
