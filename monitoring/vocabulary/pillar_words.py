"""The four pillars asked in plain words, the countries that their page opens with, and how old a value may look."""

from collections.abc import Mapping

from ..language import N_, _

# A choice of this project for the first view: Afghanistan and its neighbours, Central Asia, and countries that published
# routes to the north and the west name, in the order of travel. Any dated group, or every country with a value, is one click away.
ON_THE_ROUTES = (
    "AFG", "IRN", "PAK", "TJK", "KGZ", "KAZ", "UZB", "TKM", "TUR", "AZE", "RUS", "ALB", "BGR", "SRB",
)  # fmt: skip
QUESTIONS: Mapping[str, str] = {
    "1": N_("Are borders and services working together?"), "2": N_("Is the money followed?"),
    "3": N_("Is the chemistry stopped?"), "4": N_("Is use prevented and treated?"),
}  # fmt: skip
# The first year of each class of the matrix, newest first, and its name in the style sheet.
AGES: Mapping[str, int] = {"new": 2020, "middle": 2012, "old": 0}


def age_of(year: int) -> str:
    """A key of AGES."""
    return next(name for name, first in AGES.items() if year >= first)


def age_words(age: str) -> str:
    return {
        "new": _("since {year}", year=AGES["new"]),
        "middle": _("{first} to {last}", first=AGES["middle"], last=AGES["new"] - 1),
        "old": _("before {year}", year=AGES["middle"]),
    }[age]
