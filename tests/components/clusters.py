"""Trial clusters for tests, as `drugs-monitor cluster` starts them, and a copy on the disk that their workers open."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitoring.components.cluster import Cluster
from monitoring.components.cluster_worker import Copy
from monitoring.settings import Settings
from monitoring.store.copy.folder import open_columns, write_columns
from monitoring.store.copy.said import write_said
from monitoring.vocabulary.columns import Columns
from tests.measures.made import SAID, copy_of, made_frame
from tests.running import COMMAND

PATIENCE_S = 60


def written_copy(copies: Path, seizures: int = 300) -> tuple[Copy, Columns]:
    """A made copy in a folder of copies, opened."""
    copy = Copy("made", {"made": seizures})
    frame = made_frame(7, seizures)
    columns, folder = copy_of(frame), copies / copy.folder
    folder.mkdir(parents=True)
    first = frame.drop_duplicates("seizure_id")
    texts = [(n * 7 % 10_007, " | ".join(row.dropna())) for n, (_at, row) in enumerate(first[[*SAID]].iterrows())]
    write_said(folder, [texts])
    write_columns(columns, folder, copy.about)
    return copy, open_columns(folder, copy.about)


@contextmanager
def started(copies: Path, workers: int = 2, **more: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a trial cluster, and its process."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("DRUGS_MONITOR_")}
    env |= {"DRUGS_MONITOR_COPIES": str(copies), **more}
    process = subprocess.Popen(
        [*COMMAND, "cluster", "--workers", str(workers), "--port", "0"], env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout
    try:
        said = [process.stdout.readline() for _ in range(2)]
        assert said[1].startswith("DRUGS_MONITOR_CLUSTER="), said
        yield said[1].strip().partition("=")[2], process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def joined(address: str, timeout_s: float = 20.0, **more) -> Cluster:
    """A cluster that this process is connected to."""
    made = Cluster(Settings(cluster=address, cluster_rows=1, cluster_timeout_s=timeout_s, **more))
    wait(lambda: made.client() is not None)
    return made


def wait(come: object) -> None:
    limit = time.monotonic() + PATIENCE_S
    while not come():  # type: ignore[operator]
        assert time.monotonic() < limit, "it never came"
        time.sleep(0.05)
