"""Routes as published: geodata/facts/route_legs.csv, one line per leg between two countries."""

import re
from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.folding import slug
from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, Unreadable, beside, read_lines

NAME = "route_legs"
_ADDRESS = re.compile(r"https?://\S+")


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One leg per line with its evidence; the first line of a route or branch brings that too.

    How sure a leg is (published, interpreted, reported) comes from the wording of its `basis`, by the reviewed table
    basis.csv beside this file; a wording that nobody has reviewed is rejected.
    """
    bases = {line["basis_reported"]: line["basis"] for line in beside(__file__, "basis.csv")}
    routes: set[str] = set()
    branches: list[str] = []

    def understand(line: Line) -> list:
        name, branch = line.need("route"), line.need("branch")
        route_id, branch_id, at = slug(name), f"{slug(name)}/{slug(branch)}", line.whole("seq")
        source, leg_id = line.need("source"), f"{branch_id}/{at}"
        leg = {
            "id": leg_id, "branch_id": branch_id, "position": at, "from_iso3": line.country("from_iso3"),
            "to_iso3": line.country("to_iso3"), "substance": line.need("substance"), **_basis(line, bases),
            "mode": line.text("mode"), "note": line.text("note"),
        }  # fmt: skip
        address = _ADDRESS.search(source)
        evidence = {"leg_id": leg_id, "position": 1, "citation": source, "url": address[0] if address else None}
        facts = [("route_leg", leg), ("leg_evidence", evidence)]
        if route_id not in routes:
            routes.add(route_id)
            facts.append(("route", {"slug": route_id, "name": name}))
        if branch_id not in branches:
            branches.append(branch_id)
            facts.append(
                ("route_branch", {"id": branch_id, "route_slug": route_id, "name": branch, "position": len(branches)})
            )
        return facts

    return read_lines(NAME, file, understand)


def _basis(line: Line, bases: dict[str, str]) -> dict:
    reported = line.need("basis")
    if reported not in bases:
        raise Unreadable("basis", reported, "is a wording that nobody has reviewed (basis.csv)")
    return {"basis": bases[reported], "basis_reported": reported}
