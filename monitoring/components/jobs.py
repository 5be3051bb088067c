"""A file on its way in: a folder per upload, and a child process for each step, so that the server never dies of a file.

The server has several processes, so nothing is kept in memory: `job.json` is the state, written whole each time. The
steps are `look` (what is this file, what would it bring) and `import`; each runs as `drugs-monitor job <id> <step>`,
which writes its own process number into the state when it begins.
"""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import JobError
from ..language import N_, _
from ..settings import settings

NAME = re.compile(r"[0-9a-f]{24}")
RUNNING = frozenset({"looking", "importing"})
STEPS: Mapping[str, str] = {"look": "looking", "import": "importing"}
ENDED = N_("The step ended unexpectedly; nothing was changed. Try again.")
KEPT_DAYS = 30  # an upload that nobody imported is removed after that


@dataclass(frozen=True)
class Job:
    """`state`: uploaded, looking, looked, importing, imported, refused, failed, cancelled. `message`: why, for people.

    progress: phase, rows, rows_in_all (None: not known yet), rows_a_second, seconds_left (None: not known yet).
    options: what a person decided so far, see components.importing.Options. report: of the import, once there is one.
    """

    id: str
    name: str
    size_bytes: int
    by: str
    created: str
    state: str = "uploaded"
    message: str = ""
    pid: int | None = None
    progress: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return uploads() / self.id

    @property
    def file(self) -> Path:
        return self.folder / "file"

    @property
    def work(self) -> Path:
        return self.folder / "work"


def uploads() -> Path:
    return settings().instance / "uploads"


def new_job(name: str, by: str) -> Job:
    """An empty place for an upload. `name` is shown and never used as a path."""
    job = Job(id=secrets.token_hex(12), name=name, size_bytes=0, by=by, created=_now())
    job.folder.mkdir(parents=True)
    return save(job)


def save(job: Job) -> Job:
    """`job` as its state from now on; a reader sees the old state or the new one, never half of it."""
    half = job.folder / f"job.json.{os.getpid()}.{threading.get_ident()}"
    half.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
    half.replace(job.folder / "job.json")
    return job


def find_job(job_id: str) -> Job:
    """The job as it stands; JobError when there is none. A step whose process is gone without a word has failed."""
    file = uploads() / job_id / "job.json"
    if not NAME.fullmatch(job_id) or not file.is_file():
        raise JobError(_("There is no such upload, or it has been removed."))
    job = Job(**json.loads(file.read_text(encoding="utf-8")))
    if job.state in RUNNING and job.pid and not _alive(job.pid):
        again = Job(**json.loads(file.read_text(encoding="utf-8")))  # it may have ended between the two looks
        if again.state in RUNNING:
            again = save(replace(again, state="failed", message=_(ENDED)))
        return again
    return job


def jobs() -> list[Job]:
    """Every upload that is still here, newest first."""
    found = []
    for folder in uploads().glob("*/job.json"):
        with suppress(JobError, ValueError, TypeError):
            found.append(find_job(folder.parent.name))
    return sorted(found, key=lambda job: job.created, reverse=True)


def start(job: Job, step: str, options: Mapping[str, Any] | None = None) -> Job:
    """Begin a step in a process of its own; JobError while another one runs."""
    if find_job(job.id).state in RUNNING:
        raise JobError(_("This file is being read already. Wait for the end, or cancel it."))
    said = job.options if options is None else dict(options)
    job = save(replace(job, state=STEPS[step], message="", progress={}, options=said, pid=None))
    command = [sys.executable, "-c", "from monitoring.commands import main; main()", "job", job.id, step]
    with (job.folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, env=_environment()
        )
    now = find_job(job.id)
    if now.state in RUNNING and now.pid is None:  # said here already, so that it can be cancelled before it has begun
        job = save(replace(now, pid=process.pid))
    threading.Thread(target=_watch, args=(process, job.id), daemon=True).start()
    return job


def _watch(process: subprocess.Popen, job_id: str) -> None:
    """Takes the exit code, so that no zombie looks alive, and says it when a step ended before it could write who it is."""
    process.wait()
    with suppress(JobError, OSError):
        job = find_job(job_id)
        if job.state in RUNNING and job.pid == process.pid:
            save(replace(job, state="failed", message=_(ENDED)))


def cancel(job: Job) -> Job:
    """End the running step: its process and the processes it started. What it had begun to write is rolled back."""
    if job.state in RUNNING and job.pid:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(job.pid, signal.SIGKILL)
        _wait_until_gone(job.pid)
    now = find_job(job.id)
    if now.state in RUNNING or now.state == "failed":
        now = save(replace(now, state="cancelled", message=_("Cancelled; nothing was changed."), pid=None))
    return now


def remove(job: Job) -> None:
    """Forget an upload, with its file; what it brought into the record stays."""
    cancel(job)
    shutil.rmtree(job.folder, ignore_errors=True)


def remove_old() -> None:
    """Uploads that nobody touched for KEPT_DAYS go."""
    limit = time.time() - KEPT_DAYS * 86_400
    for file in uploads().glob("*/job.json"):
        if file.stat().st_mtime < limit:
            shutil.rmtree(file.parent, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z"


def _state(pid: int) -> str:
    """The letter of /proc where there is one: a zombie answers signals but will never write a state again."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return "?"


def _wait_until_gone(pid: int, limit_s: float = 5) -> None:
    end = time.monotonic() + limit_s
    while _alive(pid) and time.monotonic() < end:
        time.sleep(0.02)


def _environment() -> dict[str, str]:
    config = settings()
    return os.environ | {
        "DRUGS_MONITOR_DATABASE_URL": config.database_url, "DRUGS_MONITOR_INSTANCE": str(config.instance),
        "DRUGS_MONITOR_AUDIENCE": config.audience,
    }  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
