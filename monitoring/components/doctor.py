"""What running needs, examined one by one: each finding says what to do."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..errors import MonitorError
from ..exports.report_pdf import pango_problem
from ..files import missing_libraries
from ..paths import BOUNDARIES, BROWSER_GEODATA
from ..settings import settings
from ..store.engine import check_database
from ..vocabulary.filters import Filter
from .cluster import connected
from .current import data, engine

LEAST_FREE_BYTES = 200_000_000


@dataclass(frozen=True)
class Check:
    name: str
    ok: bool
    finding: str


def examine() -> Iterator[Check]:
    """Every check in the order in which a person would mend them; none stops the others."""
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("Python", python),
        ("Settings", read_settings),
        ("Browser libraries", libraries),
        ("Boundaries", boundaries),
        ("PDF", pdf),
        ("Space", space),
        ("Database", database),
        ("Data", facts),
        ("Cluster", cluster),
    )
    for name, check in checks:
        try:
            yield Check(name, True, check())
        except MonitorError as problem:
            yield Check(name, False, str(problem))


def python() -> str:
    return sys.version.split()[0]  # pip has refused older ones


def read_settings() -> str:
    chosen = settings()
    return f"serves {chosen.audience} records on {chosen.host}:{chosen.port}"


def libraries() -> str:
    missing = missing_libraries()
    if missing:
        raise MonitorError(f"{len(missing)} files are missing ({missing[0]} ...). Run: make setup")
    return "all there"


def boundaries() -> str:
    if not any(BOUNDARIES.glob("*.parquet")) or not any(BROWSER_GEODATA.glob("*.json")):
        raise MonitorError(
            "the map geometry is missing from geodata/. Check out the repository again, or run: make geodata"
        )
    return "all there"


def pdf() -> str:
    problem = pango_problem()
    if problem:
        raise MonitorError(problem)
    return "Pango is there"


def space() -> str:
    free = shutil.disk_usage(BOUNDARIES.parent).free
    if free < LEAST_FREE_BYTES:
        raise MonitorError(
            f"only {free / 1e6:,.0f} MB are free; make room for at least {LEAST_FREE_BYTES / 1e6:,.0f} MB"
        )
    return f"{free / 1e9:,.1f} GB free"


def database() -> str:
    check_database(engine(), thorough=True)
    return f"{engine().url.render_as_string(hide_password=True)}: usable"


def facts() -> str:
    current = data()
    seizures = current.select(Filter()).seizures
    return f"version {current.version.id}: {seizures} seizures, {len(current.columns)} items"


def cluster() -> str:
    chosen = settings()
    if not chosen.cluster:
        return "none is set: this machine answers alone"
    try:
        client = connected(chosen)
    except ImportError:
        raise MonitorError("dask[distributed] is not installed. Run: pip install 'drugs-monitor[cluster]'") from None
    except Exception as problem:
        reason = str(problem).splitlines()[0]
        raise MonitorError(f"{chosen.cluster} does not answer ({reason}). Until it does, this machine does.") from None
    try:
        workers = len(client.nthreads())
    finally:
        client.close(timeout=1)
    if not workers:
        raise MonitorError(f"{chosen.cluster} has no worker. Start some: see docs/cluster.md")
    return f"{chosen.cluster}: {workers} workers, for questions that touch {chosen.cluster_rows:,} rows or more"
