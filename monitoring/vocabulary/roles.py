"""The parts a country can play in one seizure. Origin is where the drug was made, departure where this trip began."""

from ..language import N_, _

ROLES = {
    "seized_in": N_("Seized in"),
    "departure": N_("Left from"),
    "transit": N_("Through"),
    "destination": N_("Bound for"),
    "origin": N_("Made in"),
}


def role_name(code: str) -> str:
    return _(ROLES[code])
