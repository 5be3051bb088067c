"""Who published the text that a seizure rests on."""

from ..language import N_, _

SOURCE_KINDS = {
    "un": N_("the United Nations"),
    "official": N_("officials"),  # police, customs, navies, ministries: their own publication
    "press": N_("the press"),
}


def source_kind_name(code: str) -> str:
    """The kind of source in the reader's language, fit after "from"."""
    return _(SOURCE_KINDS[code])
