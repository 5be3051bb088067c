"""Which chapter is made where."""

from collections.abc import Callable, Mapping

from ...figures.theme import Theme
from ...language import _
from ...vocabulary.life_cycle import ALL_PILLARS
from ...vocabulary.report import Block, Heading
from .afghanistan import afghanistan_chapter
from .assistance import assistance_chapter
from .closing import method_chapter, missing_chapter, sources_chapter
from .countries import countries_chapter
from .found import Found
from .mechanism import commitments_of, meetings_of
from .pillars import pillar_chapter
from .routes import routes_chapter
from .summary import summary_chapter


def blocks_of(found: Found, chapter: str, theme: Theme) -> list[Block]:
    """The blocks of one chapter of vocabulary.report.CHAPTERS."""
    if chapter.startswith("pillar-"):
        return pillar_chapter(found, chapter.removeprefix("pillar-"), theme)
    return _CHAPTERS[chapter](found, theme)


def _all_pillars(found: Found, theme: Theme) -> list[Block]:
    return [
        *commitments_of(found, ALL_PILLARS), Heading(_("Meetings of {year}", year=found.year)),
        *meetings_of(found, ALL_PILLARS),
    ]  # fmt: skip


_CHAPTERS: Mapping[str, Callable[[Found, Theme], list[Block]]] = {
    "summary": summary_chapter, "all-pillars": _all_pillars, "routes": routes_chapter, "afghanistan": afghanistan_chapter,
    "countries": countries_chapter, "assistance": assistance_chapter, "sources": sources_chapter, "method": method_chapter,
    "missing": missing_chapter,
}  # fmt: skip
