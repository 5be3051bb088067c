"""Who may see a fact. A process reads for one audience; each audience sees its own marking and those below it."""

from ..language import N_, _

MARKINGS = {"public": N_("public"), "partner": N_("partners only"), "restricted": N_("restricted")}


def readable(audience: str) -> tuple[str, ...]:
    """The markings that `audience` may read, lowest first; KeyError for an unknown audience, never more than asked."""
    order = tuple(MARKINGS)
    if audience not in order:
        raise KeyError(audience)
    return order[: order.index(audience) + 1]


def marking_name(code: str) -> str:
    return _(MARKINGS[code])
