"""Codes of provinces in schemes that look alike: AF15 is Kunar in one and Badakhshan in another, so the scheme is always named."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..table import beside

SCHEME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


@cache
def provinces_of(scheme: str) -> Mapping[str, str]:
    """Code of a province in a scheme -> ISO 3166-2, from pcodes.csv; empty for a scheme that nobody has read.

    Codes that no text gave a name for (AF08, AF12, AF16 of cod-ab) are left out: they are found by the name in the file.
    """
    lines = beside(__file__, "pcodes.csv")
    return MappingProxyType({line["code"]: line["iso_3166_2"] for line in lines if line["scheme"] == scheme})
