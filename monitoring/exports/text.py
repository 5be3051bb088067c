"""Text in a CSV: never a formula for the spreadsheet that opens it."""

import re

# What a spreadsheet may take for a formula: the ASCII signs, their full-width and small forms, tab and line ends; also
# behind spaces, which some programs drop. The apostrophe is here so that taking one away again always gives the text.
FORMULA_START = re.compile("['\t\r\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]")


def shield(text: str) -> str:
    """`text` with an apostrophe in front when a spreadsheet that opens a CSV could run it; see `unshield`."""
    return "'" + text if FORMULA_START.match(text) else text


def unshield(cell: str) -> str:
    """The text that `shield` was given: one leading apostrophe less, where there is one."""
    return cell.removeprefix("'")
