"""Callbacks a second: filter changes of our page and of the usual app with the same 10,000 rows, and an empty reply.

Each side shows the same of a filter: how many, sums by substance and kind, the largest, seizures by year, country and
transport, and the map. The sides are asked in turn, four people at a time who do not think.
"""

import statistics

from rich.table import Table

from .asking import Asked, Connection, asking, asking_with_tiles, choices, our_update, people, usual_update
from .figures import CALLBACKS
from .run import Run
from .servers import ours, usual
from .sides import Absent

ROWS = 10_000
PEOPLE, ROUND_S, ROUNDS = 4, 4.0, 3


def run(run: Run) -> None:
    try:
        with ours(ROWS) as us, usual(ROWS) as them:
            sides = {
                "drugs-monitor": (us.address, _askers(our_update(us.address))),
                "drugs-monitor, with the map's tiles": (us.address, _askers(our_update(us.address), asking_with_tiles)),
                "usual Dash app": (them.address, _askers(usual_update(them.address))),
                "floor: an empty reply of our server": (us.address, [_empty] * PEOPLE),
            }
            found: dict[str, list[Asked]] = {name: [] for name in sides}
            for address, ask in sides.values():
                people(address, ask, 1.0)  # warm
            for _ in range(ROUNDS):
                for name, (address, ask) in sides.items():
                    found[name].append(people(address, ask, ROUND_S))
    except Absent as problem:
        run.figures.miss(CALLBACKS, "more than the usual app", f"usual Dash app: {problem}")
        return
    keep(run, found)


def keep(run: Run, found: dict[str, list[Asked]]) -> None:
    rates = {name: [each.a_second for each in rounds] for name, rounds in found.items()}
    made = Table(
        title=f"Filter changes over HTTP at {ROWS:,} rows, {PEOPLE} at a time, 2 processes, {ROUNDS} rounds",
        title_justify="left",
    )
    for at, column in enumerate(("", "a second", "rounds", "median ms", "kB an answer", "errors")):
        made.add_column(column, justify="left" if at == 0 else "right")
    for name, rounds in found.items():
        seconds = [one for each in rounds for one in each.seconds]
        kilobytes = sum(each.received for each in rounds) / len(seconds) / 1000
        made.add_row(name, f"{statistics.median(rates[name]):,.1f}", " ".join(f"{rate:,.1f}" for rate in rates[name]),
                     f"{statistics.median(seconds) * 1000:,.1f}", f"{kilobytes:,.1f}",
                     str(sum(each.errors for each in rounds)))  # fmt: skip
    run.show(made)
    us, with_tiles, them, floor = rates.values()
    median = statistics.median
    by_round = [one / other for one, other in zip(us, them, strict=True)]
    run.figures.keep(CALLBACKS, "more than the usual app", median(us) / median(them), (min(by_round), max(by_round)),
                     f"{median(floor):,.0f} empty replies a second")  # fmt: skip
    run.figures.keep(
        CALLBACKS,
        "more than the usual app, the map's tiles asked for as well",
        median(with_tiles) / median(them),
        unit="x",
    )
    run.figures.keep(CALLBACKS, "ours", median(us), (min(us), max(us)), unit="a second")


def _askers(body, how=asking) -> list:
    return [how(body, choices(number, 40)) for number in range(PEOPLE)]


def _empty(connection: Connection) -> tuple[int, int]:
    status, said = connection.get("/healthz")
    return status, len(said)
