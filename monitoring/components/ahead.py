"""Blocks made one ahead, in a process of their own: a file is understood while what was understood before is stored.

The process is a fork, so that it starts with everything that is loaded here. It sends one block after the other through a
pipe and waits until each is wanted: of a file of any length it holds two.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, TypeVar

from ..errors import StoreError
from ..language import _

T = TypeVar("T")
BLOCK, END, PROBLEM = range(3)


def possible() -> bool:
    """Whether there is a processor for it, and a system on which a fork of a program with threads is safe."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


@contextmanager
def ahead(make: Callable[[], Iterable[T]]) -> Iterator[Iterator[T]]:
    """What `make` yields, made in another process; what it raises is raised here. StoreError when the process is killed."""
    gc.freeze()  # what both share stays shared: the search for garbage would write to each page of it
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        os.close(receive)
        _serve(make, send)
    os.close(send)
    try:
        with os.fdopen(receive, "rb") as pipe:
            yield _heard(pipe)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        gc.unfreeze()


def _heard(pipe: BinaryIO) -> Iterator[Any]:
    while True:
        try:
            what, said = pickle.load(pipe)
        except (EOFError, pickle.UnpicklingError):
            raise StoreError(
                _("The process that reads the rows was ended, perhaps for want of memory; nothing was imported.")
            ) from None
        if what == END:
            return
        if what == PROBLEM:
            kind, args, details = said
            problem = kind.__new__(kind, *args)
            problem.__dict__.update(details)
            raise problem
        yield said


def _serve(make: Callable[[], Iterable[Any]], send: int) -> None:
    """The life of the other process; it does not return, and runs nothing of what this program does at its end."""
    try:
        gc.disable()
        with os.fdopen(send, "wb") as pipe:
            try:
                for block in make():
                    pickle.dump((BLOCK, block), pipe, pickle.HIGHEST_PROTOCOL)
                    del block
                    pipe.flush()
                    gc.collect(1)
                pickle.dump((END, None), pipe)
            except Exception as problem:  # whatever it is, it is said where somebody listens
                pickle.dump((PROBLEM, (type(problem), problem.args, vars(problem))), pipe)
    except (OSError, KeyboardInterrupt):  # nobody listens any more
        pass
    finally:
        os._exit(0)
