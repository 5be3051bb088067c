"""What every request passes before the application sees it, and what every answer carries.

Dash answers 500 to nearly every malformed callback body and 200 to every unknown address; here such requests get the
status that says what is wrong. The idea and the figures: knowledge of the project, "reliability and security".
"""

from collections.abc import Callable, Collection, Sequence
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, request

from .errors import MonitorError
from .waiting import stop_if_gone

MAX_BODY_BYTES = 1_000_000
MAX_QUERY_CHARACTERS = 8_000
CALLBACK_PATH = "/_dash-update-component"
# Dash's own inspection addresses that a visitor never needs.
CLOSED = frozenset({"/_reload-hash", "/_alive_token"})


def guard(
    server: Flask, callbacks: Callable[[], dict], hosts: Collection[str], script_hashes: Callable[[], Sequence[str]]
):
    """Put the gate before `server`.

    `callbacks` gives Dash's callback map (output id -> definition); `hosts` are the Host headers that are answered;
    `script_hashes` gives the hashes of Dash's inline scripts, asked for once, at the first answer.
    """
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    policy: list[str] = []

    @server.before_request
    def check() -> None:
        if host_of(request) not in hosts:
            abort(400, "This server does not answer to that host name. Set DRUGS_MONITOR_ALLOWED_HOSTS to add one.")
        if len(request.query_string) > MAX_QUERY_CHARACTERS:
            abort(414, f"The link is longer than {MAX_QUERY_CHARACTERS} characters.")
        if request.path in CLOSED:
            abort(404)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            check_origin(request, hosts)
        if request.path == CALLBACK_PATH and request.method == "POST":
            check_callback(request, callbacks())
            stop_if_gone()  # it may have waited for others' answers

    @server.after_request
    def sign(response: Response) -> Response:
        if not policy:
            policy.append(content_security_policy(script_hashes()))
        headers = response.headers
        headers["Content-Security-Policy"] = policy[0]
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        headers.pop("Server", None)
        return response


def content_security_policy(script_hashes: Sequence[str]) -> str:
    """No host but ours, no inline script but Dash's own. Styles may be inline: the grid and Mantine set them at run time."""
    scripts = " ".join(("'self'", *script_hashes))
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )


def host_of(incoming: Request) -> str:
    """The host name without its port, lower case; empty when the header cannot be read."""
    try:
        return (urlsplit(f"//{incoming.headers.get('Host', '')}").hostname or "").lower()
    except ValueError:
        return ""


def check_origin(incoming: Request, hosts: Collection[str]) -> None:
    """A page of another site must not make a visitor's browser send anything here."""
    if incoming.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403, "Requests from other sites are refused.")
    origin = incoming.headers.get("Origin")
    if origin and (urlsplit(origin).hostname or "").lower() not in hosts:
        abort(403, "Requests from other sites are refused.")


def check_callback(incoming: Request, callbacks: dict) -> None:
    """A callback's body names a known output, with exactly the inputs and states that it was registered with."""
    if incoming.mimetype != "application/json":
        abort(415, "A callback's body is JSON.")
    try:
        body = incoming.get_json()
    except RecursionError:
        abort(400, "The body is nested too deeply.")
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        abort(400, "The body names no output.")
    known = callbacks.get(body["output"])
    if known is None:
        abort(404, "No such callback.")
    for part in ("inputs", "state"):
        check_arguments(body.get(part, []), known[part])
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) and "." in name for name in changed):
        abort(400, "The list of changed properties cannot be read.")
    check_outputs(body, known)


def check_arguments(given: object, wanted: list[dict]) -> None:
    """`given` holds the same ids and properties in the same order as `wanted`."""
    if not isinstance(given, list) or len(given) != len(wanted):
        abort(400, "The callback has other inputs.")
    for value, definition in zip(given, wanted):
        if not isinstance(value, dict):
            abort(400, "The callback has other inputs.")
        if (value.get("id"), value.get("property")) != (definition["id"], definition["property"]):
            abort(400, "The callback has other inputs.")


def check_outputs(body: dict, known: dict) -> None:
    """`outputs` is what Dash's own browser code sends for that callback: it is echoed, so it must have the shape."""
    outputs = body.get("outputs")
    several = isinstance(known.get("output"), (list, tuple))
    listed = outputs if several else [outputs]
    if not isinstance(listed, list) or (several and len(listed) != len(known["output"])):
        abort(400, "The callback has other outputs.")
    for value in listed:
        if (
            not isinstance(value, dict)
            or not isinstance(value.get("id"), str)
            or not isinstance(value.get("property"), str)
        ):
            abort(400, "The callback has other outputs.")


def answer_errors(server: Flask, page: Callable[[int, str], str]) -> None:
    """Errors are one sentence: as a page (`page(status, sentence)` gives its HTML), or as text for the browser's code."""

    @server.errorhandler(MonitorError)
    def known(problem: MonitorError) -> tuple[str, int, dict]:
        return said(problem.status, str(problem))

    def said(status: int, sentence: str) -> tuple[str, int, dict]:
        if (
            request.method == "GET"
            and request.accept_mimetypes.accept_html
            and "text/html" in request.headers.get("Accept", "")
        ):
            return page(status, sentence), status, {"Content-Type": "text/html; charset=utf-8"}
        return sentence + "\n", status, {"Content-Type": "text/plain; charset=utf-8"}

    for status in (400, 403, 404, 405, 413, 414, 415):
        server.register_error_handler(status, lambda problem: said(problem.code, problem.description))
