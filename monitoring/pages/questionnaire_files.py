"""What the pages of questionnaires send and fetch beside their callbacks: forms out and in, and small files to an answer.

What somebody attached is served as bytes to be saved and never shown: whatever it is, no browser runs it here.
"""

import re
import tempfile
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, abort, jsonify, request, send_file

from ..components.current import data, engine
from ..components.importing import user
from ..components.opening import Options, open_outside, workplace
from ..components.questionnaire_actions import MB, MOST_ATTACHED, attach
from ..components.questionnaire_intake import faults, filled, form_file, take
from ..components.questionnaires_of import PATH
from ..errors import MonitorError, UploadRefused
from ..language import _, number, use_language
from ..store.answers import file_of
from .upload import WORKBOOK, language_of_link, only_at_this_machine, shown_name

MOST_FORM = 5 * MB
BYTES = "application/octet-stream"
_WHOLE = re.compile(r"[1-9][0-9]{0,5}")


def serve_questionnaires(server: Flask) -> None:
    server.add_url_rule(f"{PATH}/<name>/form.xlsx", "questionnaire_form", form)
    server.add_url_rule(f"{PATH}/form", "questionnaire_filled", bring, methods=["POST"])
    server.add_url_rule(f"{PATH}/attachment", "questionnaire_attach", attach_file, methods=["POST"])
    server.add_url_rule(f"{PATH}/<name>/attachment/<int:answer>", "questionnaire_attachment", attachment)


def form(name: str) -> Response:
    """The form of an edition in the language of the link; with `country` and `year` as that country filled it in."""
    data()  # refuses a record that is not there in the usual words
    edition, year = (_whole(request.args.get(one)) for one in ("edition", "year"))
    country = request.args.get("country", "")[:3]
    whose = (country, year) if country and year else None
    with tempfile.TemporaryDirectory() as folder, use_language(language_of_link()):
        target = Path(folder) / "form.xlsx"
        called = form_file(engine(), name[:64], edition, whose, target, language_of_link())
        # An open file has no need of its name.
        return send_file(target.open("rb"), mimetype=WORKBOOK, as_attachment=True, download_name=called, max_age=0)


def _whole(text: str | None) -> int | None:
    return int(text) if text and _WHOLE.fullmatch(text) else None


def bring() -> tuple[Response, int]:
    """Takes the body of the request as a filled form: 201 with what was taken, else 200 with every fault in it."""
    with use_language(language_of_link()):
        name, body = _body(MOST_FORM)
        with workplace() as place, workplace() as work:
            path = place / f"form{Path(name).suffix[:8]}"
            path.write_bytes(body)
            try:
                opened = open_outside(path, work, Options(), name=name)
                said = filled(engine(), opened)
                if said.form is None:
                    return jsonify(name=name, faults=faults(said)), 200
                taken = take(engine(), opened, user())
            except MonitorError as problem:
                return jsonify(name=name, faults=[str(problem)]), 200
        return jsonify(name=name, said=taken.words()), 201


def attach_file() -> tuple[Response, int]:
    """Takes the body of the request as a file for an answer, and keeps it until the form is saved: 201 with its token."""
    with use_language(language_of_link()):
        name, body = _body(MOST_ATTACHED)
        return jsonify(name=name, token=attach(body)), 201


def _body(most: int) -> tuple[str, bytes]:
    """Shown name and bytes of what is sent; UploadRefused, or 415, for what is not taken."""
    only_at_this_machine()
    if request.mimetype != BYTES:
        abort(415, _("A file is sent as the body of the request, of type application/octet-stream."))
    request.max_content_length = most + 1  # the gate's own limit is for callbacks
    too_large = _("The file is larger than {n} MB, the most that is taken here.", n=number(most // MB))
    if (request.content_length or 0) > most:
        raise UploadRefused(413, too_large)
    body = request.stream.read(most + 1)
    if len(body) > most:
        raise UploadRefused(413, too_large)
    return shown_name(request.args.get("name", "")), body


def attachment(name: str, answer: int) -> Response:
    """What was attached to an answer that stands now, to be saved."""
    with engine().connect() as db:
        found = file_of(db, answer)
    if found is None:
        abort(404, _("There is no file of this answer."))
    called, body = found
    sent = Response(body, mimetype=BYTES)
    sent.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(shown_name(called), safe='')}"
    sent.headers["Cache-Control"] = "no-store"
    return sent
