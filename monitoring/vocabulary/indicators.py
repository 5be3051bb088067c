"""What an indicator of progress may say of itself: its kind, its direction, its status, and why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..language import N_, _

KINDS: Mapping[str, str] = {
    "amount": N_("Amount"), "share": N_("Share"), "yes_no": N_("Yes or no"), "interval": N_("Membership or listing, dated"),
    "date": N_("Date"),
}  # fmt: skip
DIRECTIONS: Mapping[str, str] = {
    "up": N_("More is better"), "down": N_("Less is better"), "none": N_("Neither more nor less is better"),
}  # fmt: skip
STATUSES: Mapping[str, str] = {
    "target_met": N_("Target met"), "progress": N_("Progress"), "moderate": N_("Moderate progress"), "none": N_("No progress"),
    "deterioration": N_("Deterioration"), "not_measurable": N_("Not measurable"),
}  # fmt: skip
# Why there is no status, or what must be said beside one.
WHYS: Mapping[str, str] = {
    "no_direction": N_("Nobody has said which way is better"), "neither": N_("Neither more nor less is better"),
    "dated": N_("A date is no measure of progress"), "undated": N_("The source states no year"),
    "no_value": N_("No value in this data set"), "no_baseline": N_("No value near the baseline year"),
    "no_later_value": N_("No value after the baseline"), "two_units": N_("Values that are not in the indicator’s unit"),
    "not_numeric": N_("Values that are no measure of this kind"), "zero_baseline": N_("A baseline of zero has no growth rate"),
    "pair": N_("Values that differ, and would lead to different statuses"), "met_at_baseline": N_("Met at the baseline already"),
}  # fmt: skip
# The first word of the note of a value that says when a membership or listing began or ended; without one it is an "as of".
BEGAN, ENDED = ("added", "since"), ("removed",)
UNDATED = (
    "undated"  # the period of a value whose source states no year; its days are the day on which the page was read
)
GLOBAL_AREAS = ("World",)
LEVELS: Mapping[str, str] = {"global": N_("Global"), "region": N_("Region"), "country": N_("Country")}
BASELINE_YEAR = 2014
BASELINE_WINDOW = 2  # years on either side of the baseline year in which the nearest value may stand for it


@dataclass(frozen=True, slots=True)
class Counted:
    """What a reader of values has to know of an indicator. kind: a key of KINDS."""

    indicator_id: str
    unit: str
    kind: str


def indicator_status_name(status: str) -> str:
    return _(STATUSES[status])


def why_words(why: str) -> str:
    """A reason in words, "" for none."""
    return _(WHYS[why]) if why else ""


def level_of(country_iso3: str | None, area_reported: str) -> str:
    """A key of LEVELS: a country has a code, the world its name, and any other area is a region."""
    if country_iso3:
        return "country"
    return "global" if area_reported in GLOBAL_AREAS else "region"
