"""Answers to addresses that name all they depend on: tagged, kept in the browser, packed once however many ask for them."""

import gzip
from collections.abc import Callable
from hashlib import sha256

import brotli
from flask import Response, request

from ..components.memory import Memory

KEPT_S = 600
_ANSWERS = Memory(24_000_000)
_PACKED = {
    "br": lambda plain: brotli.compress(plain, quality=5),
    "gzip": lambda plain: gzip.compress(plain, 6, mtime=0),
}


def kept_answer(named: tuple, make: Callable[[], bytes], mimetype: str) -> Response:
    """What `make` makes, or 304 for a browser that holds it, without making it. named: everything that it depends on.

    Nothing made is 204, an answer without a body.
    """
    packing = request.accept_encodings.best_match(["br", "gzip"], default="")
    tag = sha256(repr((*named, packing)).encode()).hexdigest()[:20]
    response = Response(status=304)
    if tag not in request.if_none_match:
        made = _ANSWERS.get((*named, packing), lambda: _packed(make(), packing), len)
        response = Response(made, 200 if made else 204, mimetype=mimetype)
        if made and packing:
            response.headers["Content-Encoding"] = packing
    response.set_etag(tag)
    response.vary.add("Accept-Encoding")
    response.cache_control.private = True
    response.cache_control.max_age = KEPT_S
    return response


def _packed(plain: bytes, packing: str) -> bytes:
    return _PACKED[packing](plain) if plain and packing else plain
