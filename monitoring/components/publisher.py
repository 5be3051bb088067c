"""Who publishes this instance, as its disclaimers and citations name it."""

from ..language import _
from ..settings import settings


def publisher() -> str:
    """DRUGS_MONITOR_PUBLISHER, or words that name nobody: never the UN by default."""
    return settings().publisher or _("the publisher")


def boundary_note() -> str:
    """The sentence under every map."""
    return _(
        "The boundaries and names shown and the designations used do not imply official endorsement by {publisher}.",
        publisher=publisher(),
    )
