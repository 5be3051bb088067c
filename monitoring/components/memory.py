"""What was worked out before: answers by name, the least used forgotten first; each is worked out by one thread at a time."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any


class Memory:
    """`get(name, make, size)`: the value of a name, made once, however many ask at the same time (single flight)."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes, self._bytes, self._lock = most_bytes, 0, Lock()
        self._held: dict[Hashable, tuple[Any, int]] = {}  # the oldest use first
        self._coming: dict[Hashable, Future] = {}

    def get(self, name: Hashable, make: Callable[[], Any], size: Callable[[Any], int]) -> Any:
        """The value; what `make` raises is raised to all who wait, and not remembered."""
        with self._lock:
            if name in self._held:
                self._held[name] = self._held.pop(name)
                return self._held[name][0]
            coming = self._coming.get(name)
            ours = coming is None
            if coming is None:
                coming = self._coming[name] = Future()
        if not ours:
            return coming.result()
        try:
            value = make()
        except BaseException as problem:
            with self._lock:
                del self._coming[name]
            coming.set_exception(problem)
            raise
        with self._lock:
            del self._coming[name]
            self._keep(name, value, size(value))
        coming.set_result(value)
        return value

    def _keep(self, name: Hashable, value: Any, size: int) -> None:
        if size > self._most_bytes:
            return
        self._held[name] = (value, size)
        self._bytes += size
        while self._bytes > self._most_bytes:
            self._bytes -= self._held.pop(next(iter(self._held)))[1]
