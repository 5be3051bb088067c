"""The child process: reads one file under limits and says what it found. Nothing here may be slow to import.

One request as JSON on standard input; on standard output a line of JSON per word: {"rows": n} as reading goes on, at the
end {"opened": description} or {"refused": ...}. When nobody listens any more, it ends.
"""

import contextlib
import errno
import gc
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, BinaryIO

from ...language import N_
from .limits import MB, Limits
from .said import SPLIT_IT, Refusal, Said

SAY_EVERY_S = 0.1
FULL = {errno.ENOSPC, errno.EDQUOT}


class Work:
    """What a reader is given: the request, the limits, a private folder, and a voice."""

    def __init__(self, request: dict[str, Any], out: BinaryIO, private: Path):
        self.name: str = request["name"]
        self.path = Path(request["path"])
        self.folder = Path(request["work"])
        self.encoding: str | None = request["encoding"]
        self.delimiter: str | None = request["delimiter"]
        self.header_row: int | None = request["header_row"]
        self.size: int = request["size"]
        self.limits = Limits(**request["limits"])
        self.private = private
        self.rows = 0
        self._out, self._said, self._tables = out, 0.0, 0

    def say(self, word: dict[str, Any]) -> None:
        self._out.write(json.dumps(word).encode() + b"\n")
        self._out.flush()

    def count(self, rows: int) -> None:
        """`rows` more have been read, of any sheet; Refusal when that is too many."""
        self.rows += rows
        if self.rows > self.limits.rows:
            raise Refusal(Said(N_("it has more than {n} rows."), n=self.limits.rows), SPLIT_IT)
        if time.monotonic() - self._said > SAY_EVERY_S:
            self._said = time.monotonic()
            self.say({"rows": self.rows})

    def table_path(self) -> Path:
        """A new file for one table. No name from outside ever becomes a path."""
        self._tables += 1
        return self.folder / f"sheet-{self._tables - 1}.arrow"


def limit(memory: int, seconds: float, disk: int) -> None:
    """Hold this process to its limits by the system; the parent looks at memory and time as well."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    # Address space is mostly libraries; this keeps out the reservation of hundreds of gigabytes. What is written to is
    # what counts as memory.
    ceilings = {"RLIMIT_AS": memory + 2048 * MB, "RLIMIT_DATA": memory, "RLIMIT_CPU": int(seconds) + 1}
    for key, value in (ceilings | {"RLIMIT_FSIZE": disk, "RLIMIT_CORE": 0}).items():
        with contextlib.suppress(ValueError, OSError, AttributeError):
            kind = getattr(resource, key)
            hard = resource.getrlimit(kind)[1]
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (value, value))


def fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(work: Work) -> dict[str, Any]:
    """The description of the file; its tables lie in the folder of the request."""
    from .kinds import kind_of, reader_of
    from .unpack import unpacked

    file = unpacked(work)
    kind = kind_of(file)
    said = reader_of(kind)(work, file)
    if not said["sheets"]:
        from .said import EMPTY

        raise EMPTY
    blank = {"encoding": None, "delimiter": None, "date_system": None}
    head = {"name": work.name, "sha256": fingerprint(work.path), "size_bytes": work.size, "kind": kind}
    return blank | head | said


def verdict(work: Work) -> dict[str, Any]:
    try:
        opened = read(work)
        work.say({"rows": work.rows})
        return {"opened": opened}
    except Refusal as refusal:
        return {"refused": refusal.packed()}
    except MemoryError:
        return {"refused": Refusal(Said(N_("reading it took more memory than it may.")), SPLIT_IT).packed()}
    except OSError as problem:
        if problem.errno == errno.EFBIG:
            return {"refused": Refusal(Said(N_("its tables take more of the disk than they may.")), SPLIT_IT).packed()}
        if problem.errno not in FULL:
            raise
        remedy = Said(N_("Free some space there and try again; nothing was changed."))
        return {"refused": Refusal(Said(N_("no space is left on the disk of this program.")), remedy).packed()}


def main() -> None:
    request = json.loads(sys.stdin.buffer.read())
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # a library that prints must not speak in our place
    gc.set_threshold(100_000, 50, 50)  # millions of cells and no cycles: looking for these took a sixth of the time
    limit(request["memory"], request["seconds"], request["limits"]["inflated"])
    private = Path(tempfile.mkdtemp(prefix="private-", dir=request["work"]))
    try:
        work = Work(request, out, private)
        work.say(verdict(work))
    except BrokenPipeError:
        os._exit(1)
    finally:
        shutil.rmtree(private, ignore_errors=True)


if __name__ == "__main__":
    main()
