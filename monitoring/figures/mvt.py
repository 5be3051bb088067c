"""Vector tiles (Mapbox Vector Tile 2.1) of points, written as arrays: no feature costs a step of Python.

Every number that may differ is a varint padded to a fixed width, so that each feature and each value is a record of fixed
size and a layer is a few arrays laid side by side. Readers need not care: a varint may be longer than it must be.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

EXTENT = 4096
ID_BYTES = 7  # up to 2**49; a browser's numbers are exact to 2**53
_MOVE_TO_ONE, _POINT = 9, 1


class Named(NamedTuple):
    """A text for each feature: its number into `names`; None is written as an empty text."""

    codes: np.ndarray
    names: Sequence[str | None]


Property = np.ndarray | Named  # unsigned whole numbers, floating numbers, or texts


def points(layer: str, ids: np.ndarray, x: np.ndarray, y: np.ndarray, properties: Mapping[str, Property]) -> bytes:
    """A tile with one layer of points; nothing at all where there is no point.

    ids: whole numbers below 2**49. x, y: 0 to EXTENT - 1 from the north-west corner. Floating numbers are kept as 4 bytes.
    """
    if not len(ids):
        return b""
    tables = {name: _table(values) for name, values in properties.items()}
    values = b"".join(table for table, _size, _codes in tables.values())
    starts = np.cumsum([0, *(size for _table, size, _codes in tables.values())])
    width = _width(int(starts[-1]))
    tags = []
    for key, (_values, _size, codes) in enumerate(tables.values()):
        tags += [np.full((len(ids), 1), key, np.uint8), varints(codes + starts[key], width)]
    body = b"".join([
        _text(1, layer), _features(ids, x, y, np.hstack(tags)), *(_text(3, name) for name in properties), values,
        b"\x28" + _varint(EXTENT), b"\x78\x02",
    ])  # fmt: skip
    return b"\x1a" + _varint(len(body)) + body


def _features(ids: np.ndarray, x: np.ndarray, y: np.ndarray, tags: np.ndarray) -> bytes:
    """id, tags, type, geometry: a move by (x, y) from the corner, both doubled since nought comes before minus one."""
    number = len(ids)
    places = np.hstack([varints(2 * np.asarray(x), 2), varints(2 * np.asarray(y), 2)])
    record = [
        _same(number, b"\x08"), varints(ids, ID_BYTES), _same(number, b"\x12" + _varint(tags.shape[1])), tags,
        _same(number, bytes([0x18, _POINT, 0x22, 5, _MOVE_TO_ONE])), places,
    ]  # fmt: skip
    whole = np.hstack(record)
    return np.hstack([_same(number, b"\x12" + _varint(whole.shape[1])), whole]).tobytes()


def _table(values: Property) -> tuple[bytes, int, np.ndarray]:
    """The distinct values as written, how many they are, and for each feature which is its own."""
    if isinstance(values, Named):
        used, codes = np.unique(values.codes, return_inverse=True)
        written = (_text(1, values.names[code] or "") for code in used.tolist())
        return b"".join(b"\x22" + _varint(len(each)) + each for each in written), len(used), codes
    if values.dtype.kind == "f":
        found, codes = np.unique(values.astype("<f4"), return_inverse=True)
        return (
            np.hstack([_same(len(found), b"\x22\x05\x15"), found.view(np.uint8).reshape(-1, 4)]).tobytes(),
            len(found),
            codes,
        )
    found, codes = np.unique(values, return_inverse=True)
    width = _width(int(found[-1]) + 1)
    return (
        np.hstack([_same(len(found), bytes([0x22, width + 1, 0x28])), varints(found, width)]).tobytes(),
        len(found),
        codes,
    )


def varints(values: np.ndarray, width: int) -> np.ndarray:
    """Whole numbers as varints of `width` bytes each, one row a number."""
    groups = np.asarray(values).astype(np.uint64)[:, None] >> np.arange(0, 7 * width, 7, dtype=np.uint64) & np.uint64(
        127
    )
    groups[:, :-1] |= np.uint64(128)
    return groups.astype(np.uint8)


def _width(numbers: int) -> int:
    """Bytes of a varint that holds any number below `numbers`."""
    return max(1, -(-max(numbers - 1, 1).bit_length() // 7))


def _varint(value: int) -> bytes:
    return varints(np.array([value]), _width(value + 1)).tobytes()


def _same(rows: int, content: bytes) -> np.ndarray:
    return np.broadcast_to(np.frombuffer(content, np.uint8), (rows, len(content)))


def _text(field: int, text: str) -> bytes:
    content = text.encode()
    return bytes([field << 3 | 2]) + _varint(len(content)) + content
