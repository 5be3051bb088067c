"""The drug vocabulary as a table of the record: geodata/facts/drug_vocabulary.csv."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.drugs import drug_of_code
from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, Unreadable, read_lines

NAME = "drug_vocabulary"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One term per line with its spellings; public name and group are those of vocabulary.drugs."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    code = line.need("code")
    known = drug_of_code(code)
    if known is None:
        raise Unreadable("code", code, "is not in the vocabulary")
    line.text("group")
    line.text("ids_2011_2016_rows")
    term = {
        "code": code, "slug": known.slug, "name": line.need("name"), "group_slug": known.group,
        "kind": line.need("kind"), "group_wdr_2025": line.text("wdr_2025_group"),
        "group_unodc_1970_2020": line.text("unodc_1970_2020_group"),
        "groups_disagree": line.one_of("group_disagreement", {"yes": True, "": False}),
        "tablet_g_low": line.number("tablet_g_low"), "tablet_g_typical": line.number("tablet_g_typical"),
        "tablet_g_high": line.number("tablet_g_high"), "kg_per_litre": line.number("kg_per_litre"),
        "factor_source": line.text("factor_source"), "note": line.text("note"),
    }  # fmt: skip
    aliases = enumerate(line.need("aliases").split("|"), start=1)
    return [
        ("drug_term", term),
        *(("drug_alias", {"code": code, "position": at, "alias": alias}) for at, alias in aliases),
    ]
