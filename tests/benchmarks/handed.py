"""Makes handouts as `drugs-monitor brief` does, and prints one JSON document: seconds by kind and country, memory in a batch."""

import json
import os
import sys
import time
from pathlib import Path

from monitoring.components.country.asked import group_asked
from monitoring.components.country.brief import brief_of
from monitoring.components.country.brief_files import brief_bytes
from monitoring.components.current import data

ROUNDS = 5
GROUP = "paris_pact_partners"


def main(countries: list[str]) -> None:
    current = data()
    seconds: dict[str, dict[str, list[float]]] = {}
    for suffix in (".pdf", ".pptx"):
        brief_bytes(brief_of(current, "UZB"), suffix)
        seconds[suffix] = {iso3: [_taken(iso3, suffix) for _round in range(ROUNDS)] for iso3 in countries}
    resident = []
    for iso3 in group_asked(current, GROUP, current.version.data_date):
        brief_bytes(brief_of(current, iso3), ".pdf")
        resident.append(resident_mb())
    print(json.dumps({"seconds": seconds, "resident_mb": resident}))


def _taken(iso3: str, suffix: str) -> float:
    began = time.process_time()
    brief_bytes(brief_of(data(), iso3), suffix)
    return time.process_time() - began


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main(sys.argv[1:])
