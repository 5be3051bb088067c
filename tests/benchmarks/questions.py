"""The six questions that every side of the bench is asked, and what makes two answers equal."""

import base64
import json
from dataclasses import asdict, dataclass
from datetime import date
from math import isclose
from typing import Any

import numpy as np

from monitoring.vocabulary.filters import Filter

Bounds = tuple[float, float, float, float]
EUROPE: Bounds = (-25.0, 34.0, 60.0, 72.0)


@dataclass(frozen=True)
class Question:
    """A filter, and what is wanted of it: seizures and kilograms in all, by country, by drug, by month, and one `part`
    more: "grid", by half degree, or "top", the twenty places with most seizures. With a tile (zoom, x, y): that of the map
    ("tile"), or what its cells say as JSON ("cells")."""

    name: str
    part: str
    from_: date | None = None
    to: date | None = None
    drug: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    bbox: Bounds | None = None
    place: str | None = None
    tile: tuple[int, int, int] | None = None

    def filter(self) -> Filter:
        places = (self.place,) if self.place else ()
        return Filter(drug=self.drug, country=self.country, place=places, from_=self.from_, to=self.to, bbox=self.bbox)

    def plain(self) -> dict[str, Any]:
        """As JSON, for a side in another process; days as ISO 8601."""
        said = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}
        return {"from": said.pop("from_"), **said}


_YEARS = {"from_": date(2014, 1, 1), "to": date(2017, 12, 31)}
_DRUGS = ("cocaine", "hashish", "heroin")
QUESTIONS = (
    Question("wide", "grid", **_YEARS, drug=_DRUGS, bbox=EUROPE),  # four years, three drugs, a continent
    Question("narrow", "grid", **_YEARS, drug=_DRUGS, country=("ESP",), bbox=(-10.0, 35.0, 5.0, 44.0)),
    Question("month", "top", date(2016, 3, 1), date(2016, 3, 31), drug=("cocaine",), country=("COL",)),
    Question("all", "grid"),
    Question("place", "top", place="bogot"),  # no name has a mark there: only we find Puértolas for "puerto"
    Question("country", "top", country=("RUS",)),
)


def read(body: bytes) -> dict[str, Any]:
    """An answer as groups: part -> key -> (seizures, kg). Columns may be lists, or typed arrays as plotly sends them."""
    said = json.loads(body)
    parts: dict[str, Any] = {"whole": {"": (said["seizures"], said["kg"] or 0.0)}}
    for name in ("country", "drug", "month", "grid", "top"):
        if name in said:
            columns = {key: _plain(values) for key, values in said[name].items()}
            seizures, kg = columns.pop("seizures"), columns.pop("kg")
            keys = [tuple(_key(value) for value in key) for key in zip(*columns.values(), strict=True)]
            parts[name] = dict(zip(keys, zip(seizures, [each or 0.0 for each in kg], strict=True), strict=True))
    return parts


def _plain(values: Any) -> list:
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist()
    return list(values)


def _key(value: Any) -> Any:
    return int(value) if isinstance(value, float) else value


def unequal(one: bytes, other: bytes, counts_seizures: bool = True) -> str | None:
    """Where two answers differ first, in words; None when they are equal, sums to a billionth."""
    left, right = read(one), read(other)
    for part in left.keys() | right.keys():
        if part not in left or part not in right:
            return f"{part} is only in one of them"
        if left[part].keys() != right[part].keys():
            odd = sorted(left[part].keys() ^ right[part].keys(), key=str)
            return f"{part}: {len(odd)} keys are only in one of them, such as {odd[:3]}"
        for key, (seizures, kg) in left[part].items():
            others, other_kg = right[part][key]
            if (counts_seizures and seizures != others) or not isclose(kg, other_kg, rel_tol=1e-9, abs_tol=1e-6):
                return f"{part} {key}: {seizures} seizures, {kg} kg against {others}, {other_kg}"
    return None
