"""Filter changes over HTTP, as a browser asks them: of our Explore page, and of the usual app."""

import http.client
import json
import random
import re
import statistics
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

DRUGS = ("heroin", "cocaine", "hashish", "opium", "methamphetamine", "amphetamine", "crack", "cannabis_herb")
COUNTRIES = ("COL", "RUS", "ESP", "ITA", "AFG", "IRN", "DEU", "TUR", "FRA", "NZL")
HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Choice:
    """What somebody chooses: substances, countries (none: all), and years, both included."""

    drugs: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    years: tuple[int, int] = (2010, 2025)

    def search(self) -> str:
        parts = [f"drug={','.join(sorted(self.drugs))}" if self.drugs else "",
                 f"country={','.join(sorted(self.countries))}" if self.countries else "",
                 f"from={self.years[0]}&to={self.years[1]}" if self.years != (2010, 2025) else ""]  # fmt: skip
        return "?" + "&".join(filter(None, parts))


def choices(seed: int, count: int) -> list[Choice]:
    """Some of everything that a reader chooses; the same seed gives the same ones."""
    chance, made = random.Random(seed), []
    for _ in range(count):
        first = chance.randint(2010, 2024)
        years = chance.choice([(2010, 2025), (first, min(2025, first + chance.randint(0, 6)))])
        drugs = tuple(chance.sample(DRUGS, chance.choice([0, 1, 1, 2])))
        made.append(Choice(drugs, tuple(chance.sample(COUNTRIES, chance.choice([0, 0, 1, 2]))), years))
    return made


class Connection:
    """One that stays open, as a browser keeps it."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._open = http.client.HTTPConnection(self._host, timeout=120)

    def get(self, path: str) -> tuple[int, bytes]:
        return self._said("GET", path, None)

    def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        return self._said("POST", path, body)

    def _said(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        for again in (True, False):
            try:
                self._open.request(method, path, body, HEADERS)
                response = self._open.getresponse()
                return response.status, response.read()
            except (http.client.HTTPException, ConnectionError):
                self._open.close()  # the server may close a connection that was idle
                self._open = http.client.HTTPConnection(self._host, timeout=120)
                if not again:
                    raise
        raise AssertionError


def unpacked(body: bytes) -> bytes:
    return zlib.decompress(body, 31) if body[:2] == b"\x1f\x8b" else body


def dependencies(address: str) -> list[dict[str, Any]]:
    _status, body = Connection(address).get("/_dash-dependencies")
    return json.loads(unpacked(body))


def our_update(address: str) -> Callable[[Choice], bytes]:
    """The body of the callback that draws what the link says, as Dash describes it to the browser."""
    update = next(each for each in dependencies(address) if "drawn-for.data" in each["output"])

    def body(choice: Choice) -> bytes:
        values = {"search": choice.search(), "pathname": "/", "data": True}
        return _body(update, values, "url.search")

    return body


def usual_update(address: str) -> Callable[[Choice], bytes]:
    update = next(each for each in dependencies(address) if "map.figure" in each["output"])

    def body(choice: Choice) -> bytes:
        by_id = {"drug": list(choice.drugs), "country": list(choice.countries), "years": list(choice.years)}
        return _body(update, by_id, "drug.value", by="id")

    return body


def _body(update: dict[str, Any], values: dict[str, Any], changed: str, by: str = "property") -> bytes:
    named = update["output"].strip(".").split("...")
    outputs = [dict(zip(("id", "property"), name.split("@")[0].rsplit(".", 1), strict=True)) for name in named]
    filled = {part: [{**each, "value": values[each[by]]} for each in update[part]] for part in ("inputs", "state")}
    listed = outputs if update["output"].startswith("..") else outputs[0]
    return json.dumps({"output": update["output"], "outputs": listed, **filled, "changedPropIds": [changed]}).encode()


UPDATE = "/_dash-update-component"


@dataclass
class Asked:
    """What several people heard: seconds of each answer, and how many were refused or broken."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    took_s: float = 0.0
    received: int = 0

    @property
    def a_second(self) -> float:
        return len(self.seconds) / self.took_s

    @property
    def p95_s(self) -> float:
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[18]


def people(
    address: str, ask: Sequence[Callable[[Connection], tuple[int, int]]], seconds: float, think_s: float = 0.0
) -> Asked:
    """One person for each of `ask`, who asks, thinks and asks again until the time is over.

    ask: asks on a connection and gives the status and the bytes of the answer.
    """
    whole, lock = Asked(), threading.Lock()
    began = time.perf_counter()

    def person(number: int) -> None:
        connection, chance = Connection(address), random.Random(number)
        time.sleep(chance.random() * think_s)
        while time.perf_counter() - began < seconds:
            start = time.perf_counter()
            try:
                status, size = ask[number](connection)
            except OSError:
                status, size = 0, 0
            took = time.perf_counter() - start
            with lock:
                whole.seconds.append(took)
                whole.errors += status != 200
                whole.received += size
            time.sleep(think_s * chance.uniform(0.5, 1.5))

    threads = [threading.Thread(target=person, args=(number,)) for number in range(len(ask))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole.took_s = time.perf_counter() - began
    return whole


def asking(body: Callable[[Choice], bytes], listed: Sequence[Choice]) -> Callable[[Connection], tuple[int, int]]:
    """One person's filter changes, one after the other, beginning again at the end."""
    bodies = [body(choice) for choice in listed]
    turn = iter(range(1_000_000_000))

    def ask(connection: Connection) -> tuple[int, int]:
        status, said = connection.post(UPDATE, bodies[next(turn) % len(bodies)])
        return status, len(said)

    return ask


TILES = re.compile(rb"/tiles/seizures/[^\"\\\\]+")
SLASH = rb"\u002f"  # as plotly's JSON writes it
VIEW = [(3, x, y) for x in (4, 5, 6) for y in (2, 3)]  # of the map's first view in a window of 1440 by 900


def tiles_of(said: bytes) -> list[str]:
    """The addresses of the tiles of VIEW, of an answer that names some."""
    found = TILES.search(said.replace(SLASH, b"/"))
    named = found[0].decode() if found else ""
    return [named.replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y)) for z, x, y in VIEW if named]


def asking_with_tiles(
    body: Callable[[Choice], bytes], listed: Sequence[Choice]
) -> Callable[[Connection], tuple[int, int]]:
    """As `asking`, and then the tiles that the map asks for when the answer names some: the whole of what is drawn."""
    ask_bodies, turn = [body(choice) for choice in listed], iter(range(1_000_000_000))

    def ask(connection: Connection) -> tuple[int, int]:
        status, said = connection.post(UPDATE, ask_bodies[next(turn) % len(ask_bodies)])
        size = len(said)
        for path in tiles_of(unpacked(said)):
            answer, tile = connection.get(path)
            size += len(tile)
            status = status if answer in (200, 204) else answer
        return status, size

    return ask
