"""What a file of routes holds: legs with what they rest on, their lines, stubs, chains, matrix; and what each column means."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from ..language import N_, _
from ..vocabulary.writable import clean
from .codebook import TYPES, Entry
from .route_style import Look
from .rows import plain

_EMPTY = N_("Not stated, or it does not apply.")
# Column of a file -> kind (codebook.TYPES, or flag), title, unit, what it says.
FIELDS: Mapping[str, tuple[str, str, str, str]] = {
    "leg": ("text", N_("Leg"), "", N_("Start and end, joined by a hyphen; the same in all tables of the file.")),
    "start": ("text", N_("Start"), "", N_("ISO 3166-1 alpha-3 code of the country that it left, or the name of a sea area.")),
    "start_name": ("text", N_("Name of the start"), "", N_("In the language of the file.")),
    "end": ("text", N_("End"), "", N_("As the start: where it was seized or bound for; see the note on what a leg is.")),
    "end_name": ("text", N_("Name of the end"), "", N_("In the language of the file.")),
    "basis": ("text", N_("Basis"), "", N_(
        "The strongest that holds: reported (seizure records state the leg), published (a document names both ends), "
        "interpreted (our or an editor's reading).")),
    "also": ("text", N_("Other bases"), "", N_("On which the leg is named, too, joined by a semicolon.")),
    "seizures": ("integer", N_("Seizures"), "", N_(
        "Distinct seizures of the selection that state the leg. One that names several departures or destinations is on "
        "each of their legs, so legs do not add up.")),
    "mass_kg": ("number", N_("Mass"), "kg", N_("Sum of the matching items of these seizures that state a weight.")),
    "ever": ("integer", N_("Seizures without a filter"), "", N_("Seizures of the whole data version that state the leg.")),
    "hidden": ("flag", N_("Hidden"), "", N_("Seen once in the whole data version and not published: not drawn at first.")),
    "on_map": ("flag", N_("On the map"), "", N_("Whether the map of the link draws a line for it.")),
    "faded": ("flag", N_("Faded"), "", N_("Drawn faintly behind the busiest legs; counted like every other.")),
    "first_day": ("day", N_("First day"), "", N_("Of the seizures of the selection that state it.")),
    "last_day": ("day", N_("Last day"), "", N_("Of the seizures of the selection that state it.")),
    "family": ("text", N_("Drug group"), "", N_("The group of substances that most of its seizures hold.")),
    "sea": ("flag", N_("By sea"), "", N_("Most of its seizures, or the document, say that it goes by sea.")),
    "end_kind": ("text", N_("Kind of end"), "", N_(
        "Where the line ends: a known place, a province, a sea area, or country: a node that stands for all of it.")),
    "end_place": ("text", N_("Place of the end"), "", N_("The place as reported, or the code of the province.")),
    "end_lon": ("number", N_("Longitude of the end"), "°", N_("WGS 84.")),
    "end_lat": ("number", N_("Latitude of the end"), "°", N_("WGS 84.")),
    "sources": ("text", N_("Sources"), "", N_("The documents behind it; the table of evidence has them one by one.")),
}  # fmt: skip
EVIDENCE = {
    "leg": "str", "basis": "str", "seizures": "Int64", "source": "str", "url": "str", "page": "str", "gist": "str",
    "route": "str", "branch": "str",
}  # fmt: skip
_ARROW = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "day": pa.date32()}


@dataclass(frozen=True, eq=False)
class RouteContent:
    """Everything about the routes of one link.

    legs: columns FIELDS, those that are not drawn, too. stubs: node, name, way ("from": where it came from is not stated; "to":
    where it went), seizures, mass_kg. evidence: EVIDENCE, a row for each leg and document. matrix: start, end (null: not
    stated), seizures (0: named by documents only). chains: departure, transit, seized, destination, seizures, mass_kg. fates:
    fate, seizures: each seizure once. collections: GeoJSON as the map has it, by source (route-lines, route-nodes,
    route-stubs); longitudes of a line may pass 180. look: how the map draws them.
    """

    legs: pd.DataFrame
    stubs: pd.DataFrame
    evidence: pd.DataFrame
    matrix: pd.DataFrame
    chains: pd.DataFrame
    fates: pd.DataFrame
    names: Mapping[str, str]  # of nodes
    collections: Mapping[str, dict]
    look: Look


def entries() -> tuple[Entry, ...]:
    """The columns of the legs, in order, in the language in use."""
    return tuple(
        Entry(name, kind, _(title), unit, _(words), _(_EMPTY)) for name, (kind, title, unit, words) in FIELDS.items()
    )


def codebook() -> pd.DataFrame:
    """One row per column of the legs: name, title, type, unit, description, empty_cell."""
    kinds = {**TYPES, "flag": N_("yes or no")}
    rows = [(e.name, e.title, _(kinds[e.kind]), e.unit, e.description, e.empty) for e in entries()]
    return pd.DataFrame(rows, columns=["name", "title", "type", "unit", "description", "empty_cell"])


def leg_table(legs: pd.DataFrame) -> pa.Table:
    """The legs with typed columns and real nulls, in their order."""
    return pa.table({name: _values(legs[name], kind) for name, (kind, *_words) in FIELDS.items()})


def _values(column: pd.Series, kind: str) -> pa.Array:
    if kind == "day":
        return pa.array(column.to_numpy(dtype="datetime64[D]"), type=pa.date32())
    if kind == "number":
        return pa.array(column.to_numpy(dtype=float, na_value=float("nan")), from_pandas=True)
    if kind == "text":
        return pa.array([clean(str(value)) if plain(value) is not None else None for value in column], type=pa.string())
    return pa.array(column.tolist(), type=_ARROW[kind])
