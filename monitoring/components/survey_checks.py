"""A table of the opium survey before it is taken: would the country still add up to what was published?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..language import _, number
from ..measures.afghanistan import COUNTRY, provinces
from ..measures.afghanistan_checks import AGREES, checks
from ..sources.files.opened import Opened
from ..sources.reading import Question, Recognised
from ..sources.recognise import understand
from ..store.engine import Engine
from ..store.observations import observations
from .opening import Options

if TYPE_CHECKING:
    from .importing import Vocabulary

READER, SUMS = "opium_survey", "sums"
_NAMED = 4


def with_sums_asked(
    base: Engine, opened: Opened, found: Recognised, options: Options, known: "Vocabulary"
) -> Recognised:
    """What was recognised, with a question where taking it would break a check of the map of Afghanistan that holds now.

    It names each year with both sums, and is answered by accepting it (`--accept sums`) or by correcting the file. Other
    files, and records without the published figures, are never asked about.
    """
    asked = options.asked()
    if found.key != READER or found.questions or SUMS in asked.accept:
        return found
    blocks = understand(opened, found, asked, known.words, known.places)
    with base.connect() as db:
        held = observations(db, country_iso3=COUNTRY)
    broken = would_break(held, _rows(block.observations for block in blocks))
    if not broken:
        return found
    said = "; ".join(broken[:_NAMED]) + (f" (+{len(broken) - _NAMED})" if len(broken) > _NAMED else "")
    text = _(
        "{years}. Correct the file, or take it although the sums then differ: --accept {check}.", years=said, check=SUMS
    )
    return replace(found, questions=(Question("accept", "", (SUMS,), text, tuple(broken[:_NAMED])),))


def would_break(held: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """A sentence for each published figure that the provinces agree with now, and would not with the `new` rows as well."""
    if new.empty:
        return []
    together = pd.concat([held, new.reindex(columns=held.columns).astype(held.dtypes.to_dict())], ignore_index=True)
    before, after = (checks(provinces(rows), rows) for rows in (held, together))
    pair = before.merge(after, on=["year", "edition", "published_ha"], suffixes=("", "_then"))
    pair = pair[(pair["verdict"] == AGREES) & (pair["verdict_then"] != AGREES)]
    return [
        _("{year}: the provinces would come to {then} ha instead of {now} ha; published are {published} ha ({edition})",
          year=row["year"], then=number(row["provinces_ha_then"]), now=number(row["provinces_ha"]),
          published=number(row["published_ha"]), edition=row["edition"])
        for _at, row in pair.iterrows()
    ]  # fmt: skip


def _rows(tables: Iterable[Mapping[str, Sequence[Any]]]) -> pd.DataFrame:
    frames = [pd.DataFrame({name: list(values) for name, values in table.items()}) for table in tables if table]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
