"""The sub-command `cluster`: workers for a trial on this machine, or what to type on machines of one's own."""

import os
import time
from pathlib import Path
from typing import Annotated

import typer

from .errors import SettingsError

# Dask has its workers give memory back at once: then each array of a kernel is made of new pages, which takes twice as long.
KEEPING_MEMORY = {"MALLOC_TRIM_THRESHOLD_": "1073741824", "MALLOC_MMAP_THRESHOLD_": "33554432"}
PRELOAD = "monitoring.components.cluster_worker"  # read at the start, so that the first question does not wait for it


def cluster(
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many, each with one thread.")] = 2,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of the scheduler; 0: any that is free.")] = 8786,
    shown: Annotated[
        str, typer.Option("--print", metavar="HOST", help="Start nothing: print the commands for a scheduler on HOST.")
    ] = "",
) -> None:
    """Start a trial cluster on this machine, or print the commands for real ones (docs/cluster.md).

    It listens on 127.0.0.1 only. Where DRUGS_MONITOR_CLUSTER_CA, _CERT and _KEY are set, it speaks tls://.
    """
    if shown:
        print(commands(shown, port or 8786, workers))
        return
    try:
        _run(workers, port)
    except ImportError:
        raise SettingsError("dask[distributed] is not installed. Run: pip install 'drugs-monitor[cluster]'") from None


def _run(workers: int, port: int) -> None:
    from tempfile import TemporaryDirectory

    from distributed import LocalCluster, Security

    from .settings import settings

    for name, value in KEEPING_MEMORY.items():
        os.environ.setdefault(name, value)
    chosen = settings()
    files = (chosen.cluster_ca, chosen.cluster_cert, chosen.cluster_key)
    ca, cert, key = map(str, files)
    tls = all(files)
    security = Security(
        tls_ca_file=ca, tls_scheduler_cert=cert, tls_scheduler_key=key, tls_worker_cert=cert, tls_worker_key=key,
        tls_client_cert=cert, tls_client_key=key, require_encryption=True,
    ) if tls else None  # fmt: skip
    with (
        TemporaryDirectory(prefix="drugs-monitor-cluster-") as scratch,
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", scheduler_port=port,
            protocol="tls://" if tls else "tcp://", security=security, dashboard_address=None, local_directory=scratch,
            preload=[PRELOAD],
            memory_limit=0,  # the pages of a mapped copy would count, though the system may take them back at any time
        ) as started,
    ):  # fmt: skip
        print(
            f"{workers} workers answer from the copies in {chosen.copies_folder}. Start the dashboard with:", flush=True
        )
        print(f"DRUGS_MONITOR_CLUSTER={started.scheduler_address}", flush=True)
        print("Stop them with Ctrl-C.", flush=True)
        while True:
            time.sleep(3600)


def commands(host: str, port: int, workers: int) -> str:
    """What to type on the scheduler's machine, on each machine with workers, and where the dashboard runs."""
    tls = "--tls-ca-file ca.pem --tls-cert cluster.pem --tls-key cluster.key"
    files = (
        "DRUGS_MONITOR_CLUSTER_CA=ca.pem DRUGS_MONITOR_CLUSTER_CERT=cluster.pem DRUGS_MONITOR_CLUSTER_KEY=cluster.key"
    )
    copies = Path("/srv/drugs-monitor/copies")
    memory = " ".join(f"{name}={value}" for name, value in KEEPING_MEMORY.items())
    return f"""\
# Certificates, once: docs/cluster.md, "Certificates". All machines run the same release of this program.
# On {host}:
dask scheduler --protocol tls --host {host} --port {port} {tls} --no-dashboard --dashboard-address 127.0.0.1:8787
# On each machine with workers; the folder holds the copies, shared or brought there:
{memory} DRUGS_MONITOR_COPIES={copies} \\
  dask worker tls://{host}:{port} {tls} --nworkers {workers} --nthreads 1 \\
  --memory-limit 0 --no-dashboard --dashboard-address 127.0.0.1:0 --preload {PRELOAD}
# Where the dashboard runs:
DRUGS_MONITOR_COPIES={copies} DRUGS_MONITOR_CLUSTER=tls://{host}:{port} {files} drugs-monitor serve"""
