"""`POST /meeting/deck`: all slides of an agenda in one answer; `POST /meeting/agenda`: an agenda's file, read and brought up."""

import json

from flask import Flask, Response, request

from ..components.current import Data, data
from ..components.link import view_of
from ..components.meeting.deck import deck
from ..language import use_language
from ..vocabulary.agenda import read_agenda


def serve_meetings(server: Flask) -> None:
    def slides() -> Response:
        current, spoken = _asked()
        with use_language(spoken):
            agenda, said = read_agenda(request.get_data(), current.known)
            made = deck(current, agenda).written()
        return _answer({**made, "said": [*said, *made["said"]]})

    def read() -> Response:
        current, spoken = _asked()
        with use_language(spoken):
            agenda, said = read_agenda(request.get_data(), current.known)
        return _answer({"agenda": agenda.written(), "said": said})

    server.add_url_rule("/meeting/deck", "meeting_deck", slides, methods=["POST"])
    server.add_url_rule("/meeting/agenda", "meeting_agenda", read, methods=["POST"])


def _asked() -> tuple[Data, str]:
    """The data version and the language of the link."""
    view, version = view_of(request.query_string.decode("ascii", "replace")), request.args.get("v")
    with use_language(view.lang or "en"):
        return data(version), view.lang or "en"


def _answer(content: dict) -> Response:
    return Response(
        json.dumps(content, ensure_ascii=False), mimetype="application/json", headers={"Cache-Control": "no-store"}
    )
