"""Text as every file can hold it.

The database keeps what was reported, character for character; a file gets it without the characters that XML, and so
a spreadsheet, cannot hold. Every format drops them alike, so that two downloads of one selection are the same, and a
text that went through a file of ours is known again.
"""

import re

LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str | None:
    """`text` with one kind of line end and without control characters; None when nothing is left."""
    text = LINE_ENDS.sub("\n", text)
    return LONE_SURROGATES.sub("\ufffd", UNWRITABLE.sub("", text)) or None
