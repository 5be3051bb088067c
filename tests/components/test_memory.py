"""Answers that are remembered: made once for all who ask at the same time, forgotten by use, errors not kept."""

import threading

import pytest

from monitoring.components.memory import Memory


def test_sixteen_who_ask_at_once_get_one_answer():
    memory, made, start = Memory(1000), [], threading.Barrier(16)
    slow = threading.Event()

    def make():
        made.append(1)
        slow.wait(5)
        return object()

    found = []

    def ask():
        start.wait()
        found.append(memory.get("a", make, lambda _: 1))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    slow.set()
    for thread in threads:
        thread.join(10)
    assert len(made) == 1 and len(found) == 16 and len(set(map(id, found))) == 1


def test_the_least_used_is_forgotten_first_and_what_is_too_large_is_never_held():
    memory, made = Memory(10), []

    def get(name, size=4):
        return memory.get(name, lambda: made.append(name) or name, lambda _: size)

    get("a"), get("b"), get("a"), get("c"), get("large", 11), get("large", 11)
    assert made == ["a", "b", "c", "large", "large"]
    get("a"), get("b")
    assert made == ["a", "b", "c", "large", "large", "b"]


def test_an_error_reaches_the_asker_and_is_not_remembered():
    memory = Memory(10)
    with pytest.raises(ZeroDivisionError):
        memory.get("a", lambda: 1 / 0, lambda _: 1)
    assert memory.get("a", lambda: 2, lambda _: 1) == 2
