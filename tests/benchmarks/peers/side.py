"""One side of a comparison as a process of its own: opens its data, then answers questions that come line by line.

A line in is JSON: {"ask": question, "keep": path or null}. A line out is JSON too: {"ms", "cpu_ms", "bytes"}; with `keep` the
answer itself is written there, so that somebody can compare it. Only the time from filter to bytes is measured.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = Callable[[dict[str, Any]], bytes]


def serve(
    prepare: Callable[[Path], Any],
    opened: Callable[[Path], Answer],
    servers: Callable[[Path], list[int]] = lambda folder: [],
) -> None:
    """`prepare SIDE FOLDER` makes what the side needs, once; `answer SIDE FOLDER` opens it and answers until input ends.

    `servers`: process numbers of what the side started and is no child of it, for its memory.
    """
    what, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    if what == "prepare":
        prepare(folder)
        return
    began = time.perf_counter()
    answer = opened(folder)
    say(
        {
            "opened_ms": (time.perf_counter() - began) * 1000,
            "pid": os.getpid(),
            "versions": versions(),
            "servers": servers(folder),
        }
    )
    for line in sys.stdin:
        asked = json.loads(line)
        say(measured(answer, asked["ask"], asked.get("keep")))


def measured(answer: Answer, question: dict[str, Any], keep: str | None) -> dict[str, float]:
    cpu, began = time.process_time(), time.perf_counter()
    body = answer(question)
    took, used = time.perf_counter() - began, time.process_time() - cpu
    if keep:
        Path(keep).write_bytes(body)
    return {"ms": took * 1000, "cpu_ms": used * 1000, "bytes": len(body)}


def say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


def versions() -> dict[str, str]:
    """Of the libraries that this process has loaded."""
    named = ("pandas", "numpy", "geopandas", "duckdb", "psycopg", "pyarrow", "distributed")
    found = {name: getattr(sys.modules[name], "__version__", "") for name in named if name in sys.modules}
    return {"python": sys.version.split()[0]} | found
