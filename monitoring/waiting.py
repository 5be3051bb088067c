"""Whether anybody still waits for an answer: work for a reader who has gone on to another question is not finished."""

import socket

from flask import has_request_context, request

from .errors import MonitorError

PEEK = getattr(socket, "MSG_PEEK", 0) | getattr(socket, "MSG_DONTWAIT", 0)


class ReaderGone(MonitorError):
    """The browser has given up the question that is being answered."""

    status = 499


def stop_if_gone() -> None:
    """Raises ReaderGone where the browser has closed the connection of the request in hand; does nothing elsewhere.

    A browser that gives up a question closes its connection (HTTP/1.1). Costs a microsecond; works where the server names
    its connection: gunicorn does by `gunicorn.socket`, waitress by a function.
    """
    if has_request_context() and _is_closed(request.environ):
        raise ReaderGone("Nobody waits for this answer any more.")


def _is_closed(environ: dict) -> bool:
    disconnected = environ.get("waitress.client_disconnected")
    if callable(disconnected):
        return bool(disconnected())
    connection = environ.get("gunicorn.socket")
    if not isinstance(connection, socket.socket) or not hasattr(socket, "MSG_DONTWAIT"):
        return False
    try:
        return connection.recv(1, PEEK) == b""  # nothing more will come; BlockingIOError says that something may
    except BlockingIOError:
        return False
    except OSError:
        return True
