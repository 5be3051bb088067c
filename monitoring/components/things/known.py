"""The things that a form may point to, with words to choose them by."""

from ...language import _
from ...store.groups import country_groups
from ...store.indicators import declaration_items
from ...store.meetings import meetings
from ...store.recommendations import recommendations
from ...vocabulary.folding import fold
from ...vocabulary.things import countries_by_name
from ..current import Data, engine


def known_things(current: Data, kind: str) -> dict[str, str]:
    """Name -> words, of the meetings, recommendations, items of the declaration, or groups and countries of a data version."""
    with engine().connect() as db:
        if kind == "meeting":
            frame = meetings(db, current.number)
            return {row.meeting_id: f"{row.name} ({_year(row.started_on)})" for row in frame[::-1].itertuples()}
        if kind == "addressed":
            groups = country_groups(db).drop_duplicates("group")
            named = {row.group: _(row.name) for row in groups.itertuples()}
            return named | countries_by_name()
        if kind == "declaration_item":
            frame = declaration_items(db, current.number)
            return {row.item_id: f"{row.item_id} {row.label}" for row in frame.itertuples()}
        frame = recommendations(db, current.number)
    named = {row.recommendation_id: f"{row.recommendation_id}: {row.gist[:80]}" for row in frame.itertuples()}
    return dict(sorted(named.items(), key=lambda each: fold(each[0])))


def _year(moment) -> str:
    return str(moment.year) if moment == moment else "?"
