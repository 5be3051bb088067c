"""Whether the address of a source is the publisher's own page."""

from ..language import N_, _

GRADES = {
    "original": N_("the publisher's own page"),
    "copy": N_("a copy, repost or archive"),  # its address is shown as text and never as a link
}


def grade_name(code: str) -> str:
    return _(GRADES[code])
