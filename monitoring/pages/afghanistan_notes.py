"""What a reader of a province's figures must know beside them: districts that moved, and how the figures came to us."""

from ..language import N_, _

# Districts that sources place in different provinces, or count apart; what is certain of each, no more.
MOVED = {
    "AF-BDG": (N_("Ghormach district stands under Badghis in some sources and years and under Faryab in others."),),
    "AF-FYB": (N_("Ghormach district stands under Faryab in some sources and years and under Badghis in others."),),
    "AF-DAY": (N_("Gizab district has figures under Daykundi to 2013; from 2014 the survey prints it as part of Uruzgan."),),
    "AF-URU": (N_("Gizab district is printed as part of Uruzgan from 2014; before, its figures stand under Daykundi."),),
    "AF-NIM": (N_("Delaram district stands under Nimroz in some sources and years and under Farah in others."),),
    "AF-FRA": (N_("Delaram district stands under Farah in some sources and years and under Nimroz in others."),),
    "AF-HEL": (N_("Marja is a district of its own in some years and part of Nad Ali in others; both lie in Helmand."),),
}  # fmt: skip
EVERYWHERE = (
    N_(
        "Figures of 2010 to 2020 were read by text recognition from the district annex of the 2020 survey and summed; sums were "
        "checked against the printed totals, single figures were not. Compare with the survey before you quote one."
    ),
    N_("States of 2024 and 2025 were read from a map in the 2025 survey."),
    N_("Poppy-free is the survey's own word for under 100 ha; it is not zero."),
)


def notes(code: str) -> list[str]:
    """The notes on a province, its own first."""
    return [_(note) for note in (*MOVED.get(code, ()), *EVERYWHERE)]
