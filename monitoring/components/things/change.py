"""Saving what a form says of a thing, where that is allowed; and the way to the form."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from dash import dcc, html

from ...errors import EditError
from ...language import _
from ...settings import settings
from ...store.things import Saved, newest, save_thing, thing
from ...vocabulary.filters import Filter
from ...vocabulary.life_cycle import REPORT
from ...vocabulary.things import THINGS, Thing
from ...vocabulary.view import View
from ..current import Data, engine
from ..importing import user
from ..link import link
from .reading import name_given, problems, row_of

ADDED = -1  # seen by a form that has added its thing: it must not add it twice


def save(kind: str, name: str | None, form: Mapping[str, Any], seen: object) -> tuple[str, Saved]:
    """The name of the thing, and the change; EditError with the field and the remedy, or where nobody may change anything.

    name: None for a new thing.
    """
    if not settings().may_edit:
        raise EditError(
            None, _("The record can be changed at the machine that serves it only, until there are accounts.")
        )
    what, reason = THINGS[kind], form.get("reason")
    if kind == "recommendation":
        _closed(name, form.get("origin"))
    given = name or (name_given(what, form.get("thing_name")) if what.named else "")
    row, belongs = row_of(kind, what, given, form)
    if name is None:
        if seen == ADDED:
            raise EditError(None, _("This was added already. Open it where it is shown to change it."))
        row[what.key] = _free(kind, what, row)
    why = reason if isinstance(reason, str) else ""
    saw = seen if isinstance(seen, int) else ADDED
    if kind == "recommendation" and belongs is not None:
        return row[what.key], save_thing(engine(), kind, row, why, user(), saw, belongs)
    return row[what.key], save_thing(engine(), kind, row, why, user(), saw)


def _closed(name: str | None, origin: object) -> None:
    """The report of 2014 is a document that has ended: none is added to its commitments, and none taken out of them."""
    with engine().connect() as db:
        held = thing(db, "recommendation", name) if name else None
    if (origin == REPORT) != (held is not None and held["origin"] == REPORT):
        raise EditError(
            "origin",
            _(
                "The report of 2014 is closed: its commitments are all here, and nothing else is one. Choose another kind."
            ),
        )


def everything_wrong(kind: str, name: str | None, form: Mapping[str, Any]) -> dict[str, str]:
    """Field -> what is wrong with it, of the whole form at once."""
    what = THINGS[kind]
    found = problems(what, form)
    if name is None and what.named:
        try:
            name_given(what, form.get("thing_name"))
        except EditError as problem:
            found["thing_name"] = str(problem)
    if not str(form.get("reason") or "").strip():
        found["reason"] = _("Say why: without a reason nobody can judge the change later.")
    return found


def _free(kind: str, what: Thing, row: Mapping[str, Any]) -> str:
    """The name, with a number after it where another thing of another title bears it: two groups may meet on one day."""
    name, title = row[what.key], next(field for field in ("name", "title", "gist") if field in row)
    if what.named:
        return name
    with engine().connect() as db:
        for at in range(1, 100):
            tried = name if at == 1 else f"{name[:60]}-{at}"
            held = thing(db, kind, tried)
            if held is None or held[title] == row[title]:
                return tried
    return name


def seen_now(kind: str, name: str | None) -> int:
    """`store.things.newest` of a thing; 0 of a new one."""
    if name is None:
        return 0
    with engine().connect() as db:
        return newest(db, kind, name)


def change_link(current: Data, kind: str, name: str | None, view: View) -> list:
    """The way to the form of a thing (None: of a new one), where one may change the record; else nothing."""
    if not settings().may_edit or current.number is not None:
        return []
    what = THINGS[kind]
    words = what.title if name else what.new
    path = f"/change/{kind}/{quote(name, safe='')}" if name else f"/change/{kind}"
    plain = View(lang=view.lang, theme=view.theme)
    return [html.P(dcc.Link(_(words), href=link(path, Filter(), plain), className="data-button thing-change"))]
