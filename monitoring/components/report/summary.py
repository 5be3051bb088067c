"""The first chapter: what a reader in a hurry takes along."""

from ...figures.theme import Theme
from ...language import _, number
from ...measures.recommendations import by_pillar, by_status
from ...measures.report import commitments, silent_pillars, status_counts, with_baseline
from ...vocabulary.life_cycle import pillar_name
from ...vocabulary.report import BASELINE_YEAR, Block, Cell, Column, Figure, Figures, Prose, Table
from .afghanistan import poppy_figure
from .charts import commitments_chart
from .found import Found
from .mechanism import commitments_said, status_table
from .words import poppy_sentence, seizures_sentence, silent_sentence, status_sentence


def summary_chapter(found: Found, theme: Theme) -> list[Block]:
    """Numbers that stand out, sentences, the commitments by status, the indicators by pillar."""
    done = by_status(commitments(found.stood))
    area = poppy_figure(found, "area_ha")
    said = [
        commitments_said(found),
        _baseline_said(found) if found.baseline else status_sentence(status_counts(found.standing)),
        silent_sentence(silent_pillars(found.indicators, found.standing, BASELINE_YEAR), BASELINE_YEAR)
        if not found.baseline else "",
        seizures_sentence(found.seizures, found.year, found.current.only_shipped),
        poppy_sentence(found.year, area, poppy_figure(found, "production_t")),
    ]  # fmt: skip
    measured = len(found.standing) - status_counts(found.standing).get("not_measurable", 0)
    numbers = Figures((
        Figure(_("Commitments done"), number(done["done"]), _("of {n}", n=number(sum(done.values())))),
        Figure(_("Series with a baseline"), number(len(with_baseline(found.standing))),
               _("of {n} series", n=number(len(found.standing)))),
        Figure(_("Series with a status"), number(measured), _("of {n} series", n=number(len(found.standing)))),
        Figure(_("Poppy in Afghanistan"), area[0] if area else _("no figure"), _("hectares in {year}", year=found.year)),
    ))  # fmt: skip
    title = _("Commitments of the report of 2014 at the end of {year}", year=found.year)
    chart = commitments_chart(by_pillar(commitments(found.stood)), title, theme)
    return [numbers, *(Prose(each) for each in said if each), chart, status_table(found), _series_table(found)]


def _baseline_said(found: Found) -> str:
    return _("This is the baseline: of {series} series of indicators, {n} have a value of {year} or of the nearest year within "
             "their window. Progress can be told only from the years after it.", series=number(len(found.standing)),
             n=number(len(with_baseline(found.standing))), year=BASELINE_YEAR)  # fmt: skip


def _series_table(found: Found) -> Table:
    """Per pillar: indicators, series, those with a baseline, those with a status."""
    columns = (Column(_("Pillar")), Column(_("Indicators"), number=True), Column(_("Series"), number=True),
               Column(_("With a baseline"), number=True), Column(_("With a status"), number=True))  # fmt: skip
    rows = []
    for pillar, known in found.indicators.groupby("pillar"):
        own = found.standing[found.standing["pillar"] == pillar]
        status = len(own) - status_counts(own).get("not_measurable", 0)
        rows.append(
            (
                Cell(pillar_name(str(pillar))),
                *(Cell(number(n)) for n in (len(known), len(own), len(with_baseline(own)), status)),
            )
        )
    return Table(_("Indicators by pillar (a series is one indicator of one area)"), columns, tuple(rows))
