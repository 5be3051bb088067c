"""Text as it goes into files: the same in every format, and never a formula.

The database keeps what was reported, character for character; a file gets it without the characters that XML, and so
a spreadsheet, cannot hold. Every format drops them alike, so that two downloads of one selection are the same.
"""

import re

LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
LONE_SURROGATES = re.compile("[\ud800-\udfff]")
# What a spreadsheet may take for a formula: the ASCII signs, their full-width and small forms, tab and line ends; also
# behind spaces, which some programs drop. The apostrophe is here so that taking one away again always gives the text.
FORMULA_START = re.compile("['\t\r\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]")


def clean(text: str) -> str | None:
    """`text` with one kind of line end and without control characters; None when nothing is left."""
    text = LINE_ENDS.sub("\n", text)
    return LONE_SURROGATES.sub("\ufffd", UNWRITABLE.sub("", text)) or None


def shield(text: str) -> str:
    """`text` with an apostrophe in front when a spreadsheet that opens a CSV could run it; see `unshield`."""
    return "'" + text if FORMULA_START.match(text) else text


def unshield(cell: str) -> str:
    """The text that `shield` was given: one leading apostrophe less, where there is one."""
    return cell.removeprefix("'")
