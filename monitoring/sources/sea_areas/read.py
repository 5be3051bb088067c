"""Label points of sea areas: geodata/sea_areas.csv, made by us."""

from collections.abc import Iterator
from typing import TextIO

from ...vocabulary.rows import Accepted, Rejected
from ..table import Line, read_lines

NAME = "sea_areas"


def read(file: TextIO) -> Iterator[Accepted | Rejected]:
    """One place of kind sea_area per line, with its name in Arabic and the wordings of reports that mean it."""
    return read_lines(NAME, file, _understand)


def _understand(line: Line) -> list:
    place_id = f"sea-area/{line.need('id')}"
    area = {
        "id": place_id, "kind": "sea_area", "name": line.need("name"), "lon": line.number("lon"),
        "lat": line.number("lat"), "coordinate_kind": "label point", "coordinate_source": "chosen by this project",
        "note": line.text("note"), "source": "this project",
    }  # fmt: skip
    names: list[dict] = [{"name": line.need("name_ar"), "language": "ar"}]
    names += [{"name": word, "language": None} for word in line.need("matches").split("|") if word != area["name"]]
    return [
        ("place", area),
        *(("place_name", {"place_id": place_id, "position": at, **each}) for at, each in enumerate(names, 1)),
    ]
