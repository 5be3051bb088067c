"""The last chapters: sources, method, and what could not be measured."""

from ...figures.theme import Theme
from ...language import _, day, ngettext, number
from ...measures.report import unmeasured
from ...vocabulary.indicators import why_words
from ...vocabulary.life_cycle import pillar_name
from ...vocabulary.report import BASELINE_YEAR, Block, Cell, Column, Items, Prose, Table
from .found import Found


def sources_chapter(found: Found, theme: Theme) -> list[Block]:
    """Every source of the data version."""
    columns = (Column(_("Source"), share=48), Column(_("Edition"), share=17), Column(_("Licence"), share=35))
    rows = tuple(
        (Cell(row.title, row.producer, href=row.link if isinstance(row.link, str) else None),
         Cell(row.edition, _("retrieved {day}", day=day(row.retrieved))), Cell(row.licence))
        for row in found.releases.itertuples()
    )  # fmt: skip
    words = _("Every figure of this report comes from these files, and each of their rows names the text that it was taken from; "
              "the page of the record shows it.")  # fmt: skip
    return [Prose(words), Table(_("What this data version holds"), columns, rows)]


def method_chapter(found: Found, theme: Theme) -> list[Block]:
    """How the figures were made."""
    texts = (
        _("Baseline: the value of {year}, or where there is none that of the nearest year within the indicator’s window; which one "
          "was used is printed under it.", year=BASELINE_YEAR),
        _("Nothing that is said of a later year than {year} is used.", year=found.year),
        _("Status: the growth rate a year between baseline and latest value in the better direction, against the rate that a "
          "target asks for, or where there is none against 1.5 % (progress) and 0.5 % (moderate) a year; the measure that Open SDG "
          "documents. A person may state another status only with a reason, a name and a date, which are printed."),
        _("Where sources differ, both values stand side by side. They are not added and no middle is drawn."),
        _("There is no composite score. What cannot be measured is counted and never hidden in an average."),
        _("More seized is neither better nor worse: it shows work done, not the size of the flow."),
        _("The status of a commitment is the newest that a source or an editor states up to the end of the year. Overdue means "
          "that the due day has passed and nobody here says done or dropped; it does not mean not done."),
        _("Maps are drawn in an equal-area projection from the boundaries that ship with the program."),
        _("The same data version gives the same report. This one is made of {version}.", version=found.current.version.id),
    )  # fmt: skip
    return [Items(texts)]


def missing_chapter(found: Found, theme: Theme) -> list[Block]:
    """The indicators without a status, and what was not read."""
    without = unmeasured(found.indicators, found.standing)
    names = dict(zip(found.indicators["indicator_id"], found.indicators["name"]))
    n = ngettext(
        "{n} indicator has no series that could be judged.",
        "{n} indicators have no series that could be judged.",
        len(without),
    )
    columns = (Column(_("Indicator"), share=40), Column(_("Pillar"), share=20), Column(_("Series"), number=True, share=8),
               Column(_("Why, most often"), share=32))  # fmt: skip
    rows = tuple(
        (
            Cell(names[row.indicator_id]),
            Cell(pillar_name(row.pillar)),
            Cell(number(row.series)),
            Cell(why_words(row.why)),
        )
        for row in without.itertuples()
    )
    unread = found.items[found.items["gist"].isna()]
    texts = [
        ngettext("{n} entry of the Vienna Declaration was not read: its text was not reachable.",
                 "{n} entries of the Vienna Declaration were not read: their text was not reachable.", len(unread)),
        ngettext("{n} commitment or recommendation has no status that any source states.",
                 "{n} commitments and recommendations have no status that any source states.",
                 int((found.stood["status"] == "not_stated").sum())),
    ]  # fmt: skip
    parts: list[Block] = [Prose(n), Items(tuple(texts))]
    return [*parts, Table(_("Indicators without a status"), columns, rows)] if rows else parts
