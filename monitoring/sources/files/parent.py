"""Running the child that reads a file: what it says, how long it may take, how much memory, and how it ends."""

import contextlib
import json
import logging
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ...errors import FileRefused
from ...language import N_, _
from ...paths import ROOT
from .limits import MB, Limits

CHILD = "monitoring.sources.files.child"
LOOK_EVERY_S = 0.05
PATIENCE = 6  # times its own time that a child may take where others keep the machine busy, or the disk is slow
NAME_LENGTH = 120
log = logging.getLogger(__name__)
# What libraries say when they end the process themselves because they get no more memory.
OUT_OF_MEMORY = ("memory allocation", "cannot allocate memory", "memoryerror", "bad_alloc", "out of memory")
MEMORY = N_("reading it took more memory than it may.")

DAMAGED = N_("Ask for the file once more, or open it, save it as .xlsx or .csv, and import that.")


def shown_name(name: str) -> str:
    """The last part of a name, without characters that hide or turn text round; never used as a path."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    # Cf holds the marks that reverse text, Cc the control characters, Cs what no encoding can write.
    plain = "".join("_" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter for letter in last).strip()
    if len(plain) > NAME_LENGTH:
        stem, dot, ending = plain.rpartition(".")
        keep = f"….{ending}" if dot and len(ending) < 10 else "…"
        plain = (stem or plain)[: NAME_LENGTH - len(keep)] + keep
    return plain or "file"


def read_in_child(
    path: Path, work: Path, limits: Limits, name: str, asked: dict[str, Any], progress: Callable[[int], None] | None
) -> dict[str, Any]:
    """The JSON description of the opened file, in the reader's language; FileRefused."""
    name = shown_name(name)
    size = _size(path, name, limits)
    work.mkdir(parents=True, exist_ok=True)
    places = {"path": str(path.absolute()), "work": str(work.absolute())}  # the child works in another folder
    request = {**places, "name": name, "limits": vars(limits), "size": size, **asked}
    try:
        said = _listen(request, limits.memory_for(size), limits.seconds_for(size), name, progress)
    except BaseException:
        for left in work.glob("sheet-*.arrow"):
            left.unlink(missing_ok=True)
        raise
    finally:
        for private in work.glob("private-*"):  # left by a child that was killed
            shutil.rmtree(private, ignore_errors=True)
    for sheet in said["sheets"]:
        sheet["notes"] = [{"place": _say(place), "text": _say(text)} for place, text in sheet["notes"]]
    return said


def _size(path: Path, name: str, limits: Limits) -> int:
    try:
        plain, size = path.is_file(), path.stat().st_size
    except (OSError, ValueError) as problem:
        raise FileRefused(name, _("it cannot be opened."), "", _("Look whether it is there.")) from problem
    if not plain:  # a folder, a pipe or a device, which may never end
        raise FileRefused(name, _("this is not a file."), "", _("Name a file on this machine."))
    if size == 0:
        raise FileRefused(name, _("the file is empty."), "", _("Ask for the file once more."))
    if size > limits.size:
        said = _("it has {n} MB, and at most {most} MB are read.", n=size // MB, most=limits.size // MB)
        raise FileRefused(name, said, "", _("Split it into smaller files and import each."))
    return size


def _listen(
    request: dict[str, Any], memory: int, seconds: float, name: str, progress: Callable[[int], None] | None
) -> dict[str, Any]:
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_environment(),
            cwd=ROOT,
        )
        try:
            return _last_word(child, request, memory, seconds, name, progress)
        except _Silent as end:
            raise _unexplained(name, end.code, complaints) from None
        finally:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with contextlib.suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]


class _Silent(Exception):
    """The child ended without a verdict."""

    def __init__(self, code: int):
        self.code = code


def _last_word(
    child: subprocess.Popen[bytes],
    request: dict[str, Any],
    memory: int,
    seconds: float,
    name: str,
    progress: Callable[[int], None] | None,
) -> dict[str, Any]:
    heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(child, heard), daemon=True).start()
    assert child.stdin
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(json.dumps(request | {"memory": memory, "seconds": seconds}).encode())
        child.stdin.close()
    end = time.monotonic() + PATIENCE * seconds
    while True:
        try:
            line = heard.get(timeout=LOOK_EVERY_S)
        except queue.Empty:
            _within(child.pid, memory, end, seconds, name)
            continue
        if not line:
            raise _Silent(child.wait())
        word = json.loads(line)
        if "rows" in word:
            if progress:
                progress(word["rows"])
            _within(child.pid, memory, end, seconds, name)
        elif "refused" in word:
            refused = word["refused"]
            raise FileRefused(name, _say(refused["what"]), _say(refused["where"]), _say(refused["remedy"]))
        else:
            return word["opened"]


def _hear(child: subprocess.Popen[bytes], heard: "queue.SimpleQueue[bytes]") -> None:
    assert child.stdout
    with contextlib.suppress(ValueError, OSError):  # the parent gave up and closed the pipe
        for line in child.stdout:
            heard.put(line)
    heard.put(b"")


def _within(pid: int, memory: int, end: float, seconds: float, name: str) -> None:
    if _worked_s(pid) > seconds or time.monotonic() > end:
        said = _("reading it took longer than {n} seconds.", n=round(seconds))
        raise FileRefused(name, said, "", _("Split it into smaller files and import each."))
    if _resident(pid) > memory:
        said = _("reading it took more than {n} MB of memory.", n=memory // MB)
        raise FileRefused(name, said, "", _("Split it into smaller files and import each."))


def _worked_s(pid: int) -> float:
    """Seconds of a processor that a process has used; 0 where the system does not say."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError, AttributeError):
        return 0.0


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError, AttributeError):
        return 0


def _environment() -> dict[str, str]:
    """Nothing of the server's settings and secrets, nothing that changes how libraries load; one thread each."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TZ", "TMPDIR", "TEMP") if key in os.environ}
    quiet = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    # Arenas of their own per thread would count as memory that nobody uses.
    return kept | quiet | {"MALLOC_ARENA_MAX": "1", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


def _unexplained(name: str, code: int, complaints: Any) -> FileRefused:
    complaints.seek(0)
    complained = complaints.read(8000).decode(errors="replace")
    log.error("the reader of %r ended with %s: %s", name, code, complained)
    if any(words in complained.lower() for words in OUT_OF_MEMORY):
        return FileRefused(name, _(MEMORY), "", _("Split it into smaller files and import each."))
    said = _("the reader gave up: the file is damaged, or made to harm.")
    return FileRefused(name, said, "", _(DAMAGED))


def _say(packed: list[Any] | None) -> str:
    return _(packed[0], **packed[1]) if packed else ""
