"""A small reader of vector tiles, written from the specification (2.1) and not from our writer: points only."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Layer:
    name: str = ""
    version: int = 1
    extent: int = 4096
    features: list[dict] = field(default_factory=list)


def read_tile(tile: bytes) -> dict[str, Layer]:
    """Layers by name; a feature is {"id", "at": (x, y), "properties"}."""
    return {layer.name: layer for number, body in fields(tile) if number == 3 for layer in [_layer(body)]}


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Field numbers and values of a protocol buffer, in order."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield number, value
            continue
        length = {1: 8, 5: 4}.get(kind)
        if kind == 2:
            length, at = _varint(message, at)
        assert length is not None and at + length <= len(message), f"field {number} of kind {kind} at {at}"
        yield number, message[at : at + length]
        at += length


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (message[at] & 127) << shift
        at += 1
        if message[at - 1] < 128:
            return value, at
        shift += 7
        assert shift < 70, "a varint has ten bytes at most"


def _packed(body: bytes) -> list[int]:
    found, at = [], 0
    while at < len(body):
        value, at = _varint(body, at)
        found.append(value)
    return found


def _layer(body: bytes) -> Layer:
    layer, keys, values, features = Layer(), [], [], []
    for number, value in fields(body):
        if number == 1:
            layer.name = value.decode()
        elif number == 2:
            features.append(value)
        elif number == 3:
            keys.append(value.decode())
        elif number == 4:
            values.append(_value(value))
        elif number == 5:
            layer.extent = value
        elif number == 15:
            layer.version = value
        else:
            raise AssertionError(f"no field {number} in a layer")
    layer.features = [_feature(one, keys, values) for one in features]
    return layer


def _value(body: bytes) -> str | float | int:
    ((number, value),) = fields(body)
    return {1: lambda: value.decode(), 2: lambda: struct.unpack("<f", value)[0], 5: lambda: value}[number]()


def _feature(body: bytes, keys: list[str], values: list) -> dict:
    parts = dict(fields(body))
    assert parts[3] == 1, "a point"
    tags, (command, *where) = _packed(parts[2]), _packed(parts[4])
    assert command == 9 and len(where) == 2, "one move to one place"
    at = tuple((each >> 1) ^ -(each & 1) for each in where)
    return {
        "id": parts[1],
        "at": at,
        "properties": {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)},
    }
