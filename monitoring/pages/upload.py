"""What `/data` sends and fetches beside its callbacks: a file on its way in, the template, mappings, refused rows.

A file arrives as the body of the request and goes to disk piece by piece: never as a form, never as base64, never whole
in memory. Its name is shown to people and is no path here.
"""

import errno
import re
import shutil
import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path

from flask import Flask, Response, abort, jsonify, request, send_file

from ..components import jobs
from ..components.exporting import template_file
from ..components.importing import refused_file, user
from ..components.intake.drafts import draft_text
from ..components.link import view_of
from ..errors import UploadRefused
from ..language import _, language, number, use_language
from ..settings import settings
from ..sources.files.limits import MB, Limits

PIECE = MB
KEPT_FREE = 256 * MB  # an upload must not take the last of the disk: the record needs room to say no
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_JOINERS = "\u200c\u200d"  # Persian and Pashto need them


def serve_uploads(server: Flask) -> None:
    server.add_url_rule("/data/upload", "upload", upload, methods=["POST"])
    server.add_url_rule("/data/template.xlsx", "template", template)
    server.add_url_rule("/data/mapping/<job_id>.toml", "mapping_of_upload", mapping_of_upload)
    server.add_url_rule("/data/rejected/<int:batch>.xlsx", "rejected_rows", rejected)


def upload() -> tuple[Response, int]:
    """Takes the body of the request as a file and begins to look at it: 201 with {"job": id}, or a sentence."""
    with use_language(language_of_link()):
        only_at_this_machine()
        if request.mimetype != "application/octet-stream":
            abort(415, _("A file is sent as the body of the request, of type application/octet-stream."))
        most = Limits().size
        request.max_content_length = most + 1  # the gate's own limit is for callbacks
        check_size(request.content_length, most)
        jobs.remove_old()
        job = keep(shown_name(request.args.get("name", "")), most)
        jobs.start(job, "look", {"lang": language()})
    return jsonify(job=job.id), 201


def keep(name: str, most: int) -> jobs.Job:
    """The job that holds the body of the request; nothing is left of one that did not come whole."""
    job = None
    try:
        job = jobs.new_job(name, user())
        size = 0
        with job.file.open("xb") as file:
            while piece := request.stream.read(PIECE):
                size += len(piece)
                check_size(size, most)
                file.write(piece)
        return jobs.save(replace(job, size_bytes=size))
    except BaseException as problem:
        if job is not None:
            jobs.remove(job)
        if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise no_room() from problem
        raise


def check_size(size: int | None, most: int) -> None:
    """UploadRefused for a file that is too large for us, or for the disk."""
    if size is not None and size > most:
        raise UploadRefused(
            413,
            _("The file is larger than {most} MB, the most that is taken. Divide it, for example by year.",
              most=number(most // MB)),
        )  # fmt: skip
    folder = settings().instance
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < KEPT_FREE + (size or 0):
        raise no_room()


def no_room() -> UploadRefused:
    return UploadRefused(
        507,
        _(
            "There is not enough room on the disk of this server for the file. Nothing was kept; make room, then try again."
        ),
    )


def only_at_this_machine() -> None:
    if not settings().may_edit:
        raise UploadRefused(
            403,
            _("Files are taken from somebody at this machine only, because there are no accounts yet. Serve with "
              "HOST=127.0.0.1 to import."),
        )  # fmt: skip


def shown_name(given: str) -> str:
    """The last part of a name without anything that cannot be seen, at most 120 letters; its ending stays."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", given))[-1]
    seen = (letter for letter in last if letter in _JOINERS or unicodedata.category(letter) not in _UNSEEN)
    return " ".join("".join(seen).split())[-120:] or _("file without a name")


def template() -> Response:
    """Our own empty workbook in the language of the link."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "template.xlsx"
        template_file(target, language_of_link())
        # The name stays readable after the folder is gone: an open file has no need of one.
        return send_file(
            target.open("rb"),
            mimetype=WORKBOOK,
            as_attachment=True,
            download_name="drugs-monitor-template.xlsx",
            max_age=0,
        )


def mapping_of_upload(job_id: str) -> Response:
    """How an upload is read, as a file to keep and to give with the next delivery."""
    only_at_this_machine()
    text = draft_text(jobs.find_job(job_id))
    if text is None:
        abort(404, _("This file is read without a mapping."))
    found = re.search(r'^key = "(\w+)"', text, re.MULTILINE)
    answer = Response(text, mimetype="application/toml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found[1] if found else "mapping"}.toml"'
    return answer


def rejected(batch: int) -> Response:
    """The refused rows of an import as a workbook that can be corrected and imported alone."""
    only_at_this_machine()
    file = refused_file(batch)
    if not file.is_file():
        abort(404, _("There is no file of refused rows for this import."))
    return send_file(file.resolve(), mimetype=WORKBOOK, as_attachment=True, download_name=file.name, max_age=0)


def language_of_link() -> str:
    """The language of a link whose other parameters are nobody's filter."""
    return view_of(f"lang={request.args.get('lang', 'en')}").lang or "en"
