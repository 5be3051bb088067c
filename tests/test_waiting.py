"""Work that nobody waits for any more is left."""

import socket

import pytest
from flask import Flask

from monitoring.waiting import ReaderGone, stop_if_gone
from tests.test_gate import CALLBACK, body_of, callbacks_of


@pytest.fixture
def connection():
    ours, readers = socket.socketpair()
    yield ours, readers
    ours.close()
    readers.close()


def test_a_reader_who_waits_gets_an_answer_and_one_who_left_stops_the_work(connection):
    ours, readers = connection
    with Flask("test").test_request_context("/", environ_overrides={"gunicorn.socket": ours}):
        stop_if_gone()
        readers.sendall(b"the next request")
        stop_if_gone()
        assert ours.recv(16) == b"the next request"
        readers.close()
        with pytest.raises(ReaderGone):
            stop_if_gone()


def test_outside_a_request_nobody_is_asked():
    stop_if_gone()
    with Flask("test").test_request_context("/"):
        stop_if_gone()


def test_a_callback_of_a_reader_who_left_does_not_start(app, client, connection):
    ours, readers = connection
    body = body_of(next(one for one in callbacks_of(app) if one["output"] == "page.children"), {"pathname": "/about"})
    there = {"gunicorn.socket": ours}
    assert client.post(CALLBACK, json=body, environ_overrides=there).status_code == 200
    readers.close()
    assert client.post(CALLBACK, json=body, environ_overrides=there).status_code == 499
