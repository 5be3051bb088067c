"""What a reader asks of the seizures: one object that is a selection, a query string and a sentence.

Reading what a stranger typed is filter_parse, saying it in words filter_sentence, selecting measures.kernels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from .filter_sentence import Part, parts_of

# Names whose values are lists, in the order of the query string and of architecture.md.
LISTS = (
    "drug", "drug_group", "country", "origin", "departure", "transit", "destination", "group", "admin1", "place", "text",
    "mode", "source_kind", "precision", "marking",
)  # fmt: skip
SINGLE = ("from", "to", "min_kg", "bbox", "v")
NAMES = LISTS + SINGLE
NO_COUNTRY = "none"  # as a value of `country`: seized at sea, or no country stated

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Filter:
    """Values are canonical: public names and codes, each list sorted without repeats. An empty filter selects all.

    from_, to: both days included. bbox: west, south, east, north in degrees; west > east crosses 180.
    `replace`, `toggle` and the constructor trust their caller; what a stranger typed goes through filter_parse.
    """

    drug: tuple[str, ...] = ()
    drug_group: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    departure: tuple[str, ...] = ()
    transit: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    source_kind: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    marking: tuple[str, ...] = ()
    from_: date | None = None
    to: date | None = None
    min_kg: float | None = None
    bbox: Box | None = None
    v: str | None = None

    def __post_init__(self) -> None:
        for name in LISTS:
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        # A least weight of nothing asks for nothing; six decimals of a degree are 0.1 m.
        object.__setattr__(self, "min_kg", float(self.min_kg) if self.min_kg else None)
        if self.bbox is not None:
            object.__setattr__(self, "bbox", tuple(round(float(edge), 6) + 0.0 for edge in self.bbox))

    def query(self) -> str:
        """The canonical query string without "?": names in the order of NAMES, values sorted; "" for the empty filter."""
        return "&".join(f"{name}={value}" for name, value in self._written().items())

    def _written(self) -> dict[str, str]:
        written = {name: ",".join(quote(value, safe="") for value in getattr(self, name)) for name in LISTS}
        written["from"] = self.from_.isoformat() if self.from_ else ""
        written["to"] = self.to.isoformat() if self.to else ""
        written["min_kg"] = plain_number(self.min_kg) if self.min_kg else ""
        written["bbox"] = ",".join(map(plain_number, self.bbox)) if self.bbox else ""
        written["v"] = quote(self.v or "", safe="")
        return {name: value for name, value in written.items() if value}

    def active(self) -> tuple[str, ...]:
        """The names that restrict the selection, in the order of NAMES; `v` chooses a version and restricts nothing."""
        return tuple(name for name in self._written() if name != "v")

    def parts(
        self, seizures: int | None = None, groups: Mapping[str, str] | None = None, full: bool = False
    ) -> list[Part]:
        """The filter as a sentence in the reader's language; see filter_sentence.parts_of."""
        return parts_of(self, seizures, groups or {}, full)

    def sentence(self, seizures: int | None = None, groups: Mapping[str, str] | None = None, full: bool = False) -> str:
        """The parts as one text; `full` names every value, for exports."""
        return "".join(part.text for part in self.parts(seizures, groups, full))

    def replace(self, **values: object) -> "Filter":
        """A copy with other values; `from_` and `from` both name the first day."""
        if "from" in values:
            values["from_"] = values.pop("from")
        return replace(self, **values)  # type: ignore[arg-type]

    def without(self, *names: str) -> "Filter":
        """A copy that these names do not restrict."""
        return self.replace(**{name: () if name in LISTS else None for name in names})

    def toggle(self, name: str, value: str) -> "Filter":
        """A copy with `value` added to the list `name`, or taken out when it is there."""
        return self.replace(**{name: tuple(set(getattr(self, name)) ^ {value})})


def plain_number(value: float) -> str:
    """The shortest text that reads back as `value`: `5`, not `5.0`."""
    return repr(float(value)).removesuffix(".0")
