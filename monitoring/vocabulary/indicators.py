"""What an indicator of progress may say of itself: its kind, its direction, its status, and why there is none."""

from collections.abc import Mapping

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
LEVELS: Mapping[str, str] = {"global": N_("Global"), "region": N_("Region"), "country": N_("Country")}
BASELINE_YEAR = 2014
BASELINE_WINDOW = 2  # years on either side of the baseline year in which the nearest value may stand for it


def indicator_status_name(status: str) -> str:
    return _(STATUSES[status])
