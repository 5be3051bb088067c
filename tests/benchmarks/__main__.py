"""`make bench`: every figure that the project promises, measured on this machine in one run; read the ratios.

ONLY=answers,growth runs some parts and prints them; a whole run writes benchmarks.json and the README's table. What takes
long to make (data sets, databases) stays in build/bench. SIZES=100k,1M replaces the sizes of the parts that have some.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from traceback import format_exc

from . import figures
from .run import Run
from .taking_turns import Mismatch

# Part -> its module. In this order: what needs the machine's whole attention comes before what fills its memory.
PARTS: Mapping[str, str] = {
    "start": "starting", "answers": "answering", "growth": "growing", "tiles": "tiling", "callbacks": "calling",
    "routes": "routing", "handouts": "handing", "copy": "copying", "people": "people", "browser": "browsing",
    "dask": "clustered", "others": "other_ways", "import": "brought_in",
}  # fmt: skip


def main() -> int:
    asked = [name for name in os.environ.get("ONLY", "").split(",") if name]
    unknown = set(asked) - set(PARTS)
    if unknown:
        print(f"ONLY takes {', '.join(PARTS)}; not {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    run, failed = Run(), []
    load = os.getloadavg()[0]
    run.show(f"{figures.machine()}, commit {figures.commit()}, load {load:.1f}")
    for name in asked or PARTS:
        began = time.perf_counter()
        try:
            part(name)(run)
        except Mismatch as problem:
            run.show(f"Not equal: {problem}")
            return 1
        except Exception as problem:  # one part that fails leaves the others their figures
            failed.append(name)
            run.console.print(format_exc(), markup=False)
            # the trace is on the console; a command or path of this machine has no place in a published table
            run.figures.miss_all(name, f"failed: {type(problem).__name__}")
        run.figures.miss_all(name, "not in this run")
        run.show(f"[dim]{name}: {time.perf_counter() - began:.0f} s\n")
    run.show(summary(run))
    if not asked:
        figures.write(run.figures, run.versions, load)
        figures.write_readme()
    return 1 if failed else 0


def part(name: str) -> Callable[[Run], None]:
    return import_module(f".{PARTS[name]}", __package__).run


def summary(run: Run):
    from rich.table import Table

    made = Table(title="Figures", title_justify="left")
    for column in ("figure", "measured", "middle half", "target", "floor", ""):
        made.add_column(column)
    for each in run.figures.all():
        value = f"{each.value:g} {each.unit}" if each.value is not None else f"- ({each.reason})"
        spread = f"{each.spread[0]:g} to {each.spread[1]:g}" if each.spread else ""
        met = {True: "met", False: "[bold]missed", None: ""}[each.met]
        made.add_row(each.name, value, spread, each.target or "", each.floor or "", met)
    return made


if __name__ == "__main__":
    raise SystemExit(main())
