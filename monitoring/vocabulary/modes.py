"""How a consignment travelled, as far as the source says."""

from ..language import N_, _

MODES = {
    "road": N_("road"),
    "land": N_("land"),  # over land, vehicle or not, when the source says no more
    "rail": N_("rail"),
    "river": N_("river"),
    "sea": N_("sea"),
    "air": N_("air"),
    "post": N_("post"),
}


def mode_name(code: str) -> str:
    """The mode in the reader's language, lower case, fit after "by"."""
    return _(MODES[code])
