"""Points, lines and areas with properties: seizures on a map, corridors, boundaries of districts and other areas."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...language import _, ngettext
from ...vocabulary.blocks import Block
from ...vocabulary.lookup import Lookups
from ...vocabulary.rows import Doubt
from ..columns.dates import DateStyle, infer_dates
from ..files.opened import Opened, Sheet
from ..mapping.describe import readings
from ..mapping.fields import FIELDS
from ..mapping.model import FileMapping
from ..mapping.understand.engine import understand as by_mapping
from ..mapping.understand.styles import ORDER, distinct_words
from ..reading import Asked, ColumnReading, Question, refuse_open_questions
from .areas import Making
from .points import has_geometry, other_shapes
from .properties import Roles, roles_of
from .seizures import Seizures, seizures_of

if TYPE_CHECKING:
    from ...vocabulary.gazetteer import Gazetteer

READER = "features 1"
ROWS_A_BLOCK = 10_000


@dataclass(frozen=True)
class Drawn:
    """A layer of boundaries, corridors and points."""

    sheet: Sheet
    roles: Roles

    def dates(self, asked: Asked) -> DateStyle:
        """How the layer writes from and until when its features hold."""
        positions = [at for role, at in self.roles.columns.items() if role in ("valid_from", "valid_until")]
        words = [word for at in positions for word in distinct_words((self.sheet,), self.sheet.headings[at])]
        return infer_dates(words, order=asked.date_order, calendar=asked.calendar, today=asked.today)

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        style = self.dates(asked)
        at = self.roles.columns.get("valid_from", self.roles.columns.get("valid_until"))
        if "order" not in style.questions or at is None:
            return ()
        heading = self.sheet.headings[at]
        examples = tuple(word for word in distinct_words((self.sheet,), heading) if word.strip())[:5]
        text = _(ORDER, column=f"“{heading}”", examples=", ".join(examples))
        return (Question("date_order", heading, ("dmy", "mdy"), text, examples),)


@dataclass(frozen=True)
class Found:
    """The layers of a file: each is seizures or drawn. `others`: sheets without geometry, by name."""

    opened: Opened
    layers: tuple[Seizures | Drawn, ...]
    others: tuple[str, ...]

    @property
    def release(self) -> Mapping[str, Any]:
        """What is known about the document: its name and source.toml."""
        said = tomllib.loads((Path(__file__).parent / "source.toml").read_text(encoding="utf-8"))["source"]
        return {**said, "title": self.opened.name}

    @property
    def mapping(self) -> FileMapping | None:
        """Where columns of seizures are a question: the proposal to correct. None when none is asked about."""
        return next((each.mapping for each in self.layers if isinstance(each, Seizures) and each.unsure), None)

    def why(self) -> tuple[str, ...]:
        said = []
        for layer in self.layers:
            name, rows = layer.sheet.name, layer.sheet.rows
            if isinstance(layer, Seizures):
                points = ngettext(
                    "{name}: {n} point with a drug and a day.",
                    "{name}: {n} points with a drug and a day.",
                    rows,
                    name=name,
                )
                said.append(points)
            else:
                said.append(ngettext("{name}: {n} drawn feature.", "{name}: {n} drawn features.", rows, name=name))
        if self.others:
            said.append(_("Sheets that are not read: {sheets}.", sheets=", ".join(self.others)))
        return tuple(said)

    def questions(self, asked: Asked) -> tuple[Question, ...]:
        """Columns of seizures that nobody can be sure of, and dates and numbers that may be read in two ways."""
        found: list[Question] = []
        for layer in self.layers:
            if isinstance(layer, Drawn):
                found += layer.questions(asked)
                continue
            if layer.unsure:
                text = _("Say what these columns are: {names}.", names=", ".join(layer.unsure))
                found.append(Question("columns", "", tuple(FIELDS), text, layer.unsure))
            found += layer.styles(self.opened, asked).questions
        return tuple(found)

    def columns(self) -> tuple[ColumnReading, ...]:
        """How each column of the first layer is read."""
        layer = self.layers[0]
        if isinstance(layer, Seizures):
            return readings((layer.sheet,), layer.mapping, layer.styles(self.opened, Asked()))
        role_of = {at: role for role, at in layer.roles.columns.items()}
        types = layer.sheet.cell_types or ("text",) * len(layer.sheet.headings)
        return tuple(
            ColumnReading(heading, _FIELDS.get(role_of.get(at, "")), role_of.get(at, ""), cell_type=cell_type)
            for at, (heading, cell_type) in enumerate(zip(layer.sheet.headings, types))
        )


_FIELDS = {"country": "country", "province": "admin1", "district": "place", "name": "place", "note": "note"}


def recognise(opened: Opened) -> Found | None:
    """Every layer with geometry; None for a file without any."""
    layers = [sheet for sheet in opened.sheets if sheet.rows and has_geometry(sheet)]
    if not layers:
        return None
    found = tuple(seizures_of(opened, sheet) or Drawn(sheet, roles_of(sheet.headings)) for sheet in layers)
    return Found(opened, found, tuple(sheet.name for sheet in opened.sheets if sheet.rows and sheet not in layers))


def understand(
    opened: Opened,
    found: Found,
    asked: Asked,
    words: Lookups,
    places: Gazetteer,
    *,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Block]:
    """The features in order. A point with a drug and a day is a seizure at this point; in a layer without them an area is
    a boundary, a line a corridor, a point a point. What is on no map (no geometry, not on earth) is refused.
    """
    refuse_open_questions(opened.name, found.questions(asked))
    done = 0
    for layer in found.layers:
        if isinstance(layer, Seizures):
            file, before = layer.as_file(opened), done
            styles = layer.styles(opened, asked)
            heard = (lambda rows, before=before: progress(before + rows)) if progress else None
            others = other_shapes(layer.sheet)
            for block in by_mapping(file, layer.mapping, styles, words, places, release=found.release, progress=heard):
                block.doubts += _not_taken(block, others, layer.sheet.name)
                yield block
            done += layer.sheet.rows
            continue
        style = layer.dates(asked)
        for table in layer.sheet.blocks(ROWS_A_BLOCK):
            yield Making(layer.sheet, layer.roles, style, words).take(table)
            done += len(table)
            if progress:
                progress(done)


def _not_taken(block: Block, others: Mapping[int, str], sheet: str) -> list[Doubt]:
    """A doubt for each seizure whose geometry is no point: it stands where its words say, or nowhere."""
    rows = [int(row) for row in block.items.get("source_row", ()) if int(row) in others]
    text = _("the geometry is no single point and was not taken")
    return [Doubt(row, "geometry", others[row], "coordinates", text, None, sheet) for row in dict.fromkeys(rows)]
