"""Paris Pact partner countries: geodata/facts/partner_countries.csv; also the group `paris_pact_partners`."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, read_lines

NAME = "partner_countries"
GROUP = {
    "slug": "paris_pact_partners", "name": "Paris Pact partner countries", "kind": "partnership",
    "note": "as listed in the brochure of phase IV (version 3), which gives no dates of joining",
}  # fmt: skip


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One partner per line, and its membership in the group; the first line brings the group."""
    started = False

    def understand(line: Line) -> list:
        nonlocal started
        facts = _partner(line) if started else [("country_group", GROUP), *_partner(line)]
        started = True
        return facts

    return read_lines(NAME, file, understand)


def _partner(line: Line) -> list:
    iso3, name, source = line.country("iso3"), line.need("name_as_published"), line.need("source")
    partner = {
        "iso3": iso3, "name_reported": name, "name_today": line.need("name_today"),
        "marked_new": line.flag("marked_new_in_brochure"), "regional_programme": line.text("regional_programme"),
        "in_focus_area": line.flag("in_annual_report_focus_area"), "phase4_donor": line.flag("phase4_donor_early_2014"),
        "source": source,
    }  # fmt: skip
    member = {"group_slug": GROUP["slug"], "iso3": iso3, "name_reported": name, "role": "partner", "source": source}
    return [("partner_country", partner), ("country_group_member", member)]
