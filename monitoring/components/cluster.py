"""Questions to a large copy, shared out among the workers of a Dask cluster, when one is set (DRUGS_MONITOR_CLUSTER).

Nobody waits for a cluster longer than the set time: what it has not said by then, refuses, or loses with a worker is worked
out here, and the cluster is left alone for some seconds after it failed. Connecting is done aside; until then, and for all
questions that are too small to be worth a journey, this process answers.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Iterable
from functools import cache
from threading import Lock, Thread
from time import monotonic
from typing import Any

import pandas as pd

from ..language import language
from ..measures.kernels import select
from ..measures.masks import Members
from ..measures.partitions import cuts, touched
from ..measures.questions import Choose, Question, answer, merged
from ..settings import Settings, settings
from ..vocabulary.columns import Columns
from .cluster_worker import Copy, Task, answer_part, frame_of, program

Rows = tuple[int, int]
LEFT_ALONE_S = 10.0
LOOK_S = 0.2  # how often a waiting question looks whether a worker is left
KNOWN_S = 1.0  # for how long the workers are taken to be those last seen; to look takes some milliseconds
CONNECTING_S = 5.0
_log = logging.getLogger(__name__)


def answered(copy: Copy | None, columns: Columns, question: Question, members: Members, choose: Choose) -> pd.DataFrame:
    """The answer, from the cluster where it is set, there and worth it. copy: None where no worker can have it."""
    if copy and settings().cluster and touched(columns, question.filter) >= settings().cluster_rows:
        found = _cluster(os.getpid()).answered(copy, columns, question, members)
        if found is not None:
            return found
    return answer(columns, question, choose)


@cache
def _cluster(process: int) -> "Cluster":
    """One for each process: a connection does not survive a fork."""
    return Cluster(settings())


class Cluster:
    """The cluster of some settings, as this process knows it."""

    def __init__(self, chosen: Settings) -> None:
        self._settings = chosen
        self._lock = Lock()
        self._client: Any = None
        self._connecting = False
        self._left_alone_until = 0.0
        self._workers: tuple[list[str], float] = ([], 0.0)  # as last seen, and until when that is good enough
        self._refused: dict[str, float] = {}  # copies that a worker would not answer for, until when

    def answered(self, copy: Copy, columns: Columns, question: Question, members: Members) -> pd.DataFrame | None:
        """The answer, put together from those of the workers; None where there is no cluster to ask now."""
        client = self.client()
        groups = question.filter.group
        if client is None or self._refused.get(copy.folder, 0.0) > monotonic() or not members.keys() >= set(groups):
            return None  # that a group is unknown is said here
        named = {name: members[name] for name in groups}
        spoken, seconds = language(), self._settings.cluster_timeout_s

        def tasks(workers: int) -> dict[Rows, str]:
            found = cuts(columns, question.filter, workers)
            return {rows: Task(copy, len(columns), *rows, question, named, spoken, program()).text() for rows in found}

        try:
            said = client.sync(self._heard, client, tasks, seconds, callback_timeout=seconds + 0.5)
        except Exception as problem:  # of many libraries, and none may cost the reader the answer
            self._leave(problem)
            return None
        self._remember(copy, said.values())
        answers = [
            frame_of(each) if isinstance(each, bytes) else self._here(columns.part(*rows), question, members)
            for rows, each in said.items()
        ]
        return merged(question, answers)

    async def _heard(
        self, client: Any, tasks: Callable[[int], dict[Rows, str]], seconds: float
    ) -> dict[Rows, bytes | BaseException]:
        """What the workers say of each part; where one has not answered in time, or no worker is left, why there is nothing.

        The n-th task goes to the n-th worker, which has looked at these rows before; when it is gone, another one takes it.
        """
        end = monotonic() + seconds
        workers, good_until = self._workers
        if monotonic() > good_until:
            workers = await self._seen(client)
        if not workers:
            raise ConnectionError("it has no worker")
        wanted = tasks(len(workers))
        futures = [client.submit(answer_part, task, workers=[worker], allow_other_workers=True, pure=False)
                   for worker, task in zip(workers, wanted.values())]  # fmt: skip
        waiting = [asyncio.ensure_future(future.result()) for future in futures]
        pending: set[asyncio.Future] = set(waiting)
        why = TimeoutError(f"no answer within {seconds:g} s")
        while pending and (left := end - monotonic()) > 0:
            _done, pending = await asyncio.wait(pending, timeout=min(LOOK_S, left))
            if pending and not await self._seen(client):
                why = TimeoutError("no worker is left")
                break
        for each in pending:
            each.cancel()
        return {rows: why if each in pending else _outcome(each) for rows, each in zip(wanted, waiting)}

    async def _seen(self, client: Any) -> list[str]:
        workers = sorted(await client.scheduler.ncores())
        self._workers = workers, monotonic() + KNOWN_S
        return workers

    def client(self) -> Any:
        """The connection where it stands; else it is being made, or the cluster is left alone, and there is none now."""
        with self._lock:
            if self._client is not None and self._client.status == "running":
                return self._client
            if self._client is not None:
                self._drop("the connection was lost")
            elif not self._connecting and monotonic() >= self._left_alone_until:
                self._connecting = True
                Thread(target=self._connect, name="cluster", daemon=True).start()
            return None

    def _connect(self) -> None:
        client = None
        try:
            client = connected(self._settings)
        except ImportError:
            _log.warning(
                "DRUGS_MONITOR_CLUSTER is set, but dask[distributed] is not installed. This machine answers alone."
            )
            self._left_alone_until = float("inf")
        except Exception as problem:
            self._leave(problem)
        with self._lock:
            self._client, self._connecting = client, False

    @staticmethod
    def _here(part: Columns, question: Question, members: Members) -> pd.DataFrame:
        return answer(part, question, lambda chosen: select(part, chosen, members), whole=False)

    def _remember(self, copy: Copy, said: Iterable[bytes | BaseException]) -> None:
        """Refusals and silence, so that the next question does not meet them again."""
        for each in {str(one): one for one in said if not isinstance(one, bytes)}.values():
            if isinstance(each, RuntimeError):
                _log.warning("The cluster does not answer for the copy %s: %s", copy.folder, each)
                self._refused[copy.folder] = monotonic() + LEFT_ALONE_S
            else:
                self._leave(each)

    def _leave(self, problem: BaseException) -> None:
        with self._lock:
            self._drop(f"{type(problem).__name__}: {problem}")

    def _drop(self, why: str) -> None:
        _log.warning("The cluster %s is left alone for %.0f s (%s).", self._settings.cluster, LEFT_ALONE_S, why)
        self._left_alone_until = monotonic() + LEFT_ALONE_S
        client, self._client = self._client, None
        if client is not None:
            Thread(target=client.close, kwargs={"timeout": 1}, daemon=True).start()


def connected(chosen: Settings) -> Any:
    """A connection to the scheduler of the settings. OSError, or what else the library raises, when there is none."""
    from distributed import Client, Security

    tls = chosen.cluster.startswith("tls://")
    security = (
        Security(
            tls_ca_file=str(chosen.cluster_ca), tls_client_cert=str(chosen.cluster_cert),
            tls_client_key=str(chosen.cluster_key), require_encryption=True,
        ) if tls else None
    )  # fmt: skip
    return Client(chosen.cluster, timeout=CONNECTING_S, security=security, set_as_default=False, name="drugs-monitor")


def _outcome(done: asyncio.Future) -> bytes | BaseException:
    if done.cancelled():  # so the library says that the scheduler forgot the task
        return ConnectionError("the scheduler is gone")
    return done.exception() or done.result()
