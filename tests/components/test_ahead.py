"""A process that works ahead gives what it makes in order, hands on what goes wrong, and ends with the import."""

import os
import signal
import time

import pytest

from monitoring.components.ahead import ahead, possible
from monitoring.errors import SourceError, StoreError

pytestmark = pytest.mark.skipif(not possible(), reason="one processor, or no safe fork")


def numbers(count=3):
    yield from ((at, [str(at)] * at) for at in range(count))


def test_what_is_made_ahead_is_what_would_have_been_made_here():
    with ahead(numbers) as made:
        assert list(made) == list(numbers())


def test_what_is_raised_there_is_raised_here_with_all_that_it_says():
    def failing():
        yield 1
        raise SourceError("agency.csv", 7, "is no row")

    with pytest.raises(SourceError) as found, ahead(failing) as made:
        assert next(made) == 1
        next(made)
    assert (found.value.source, found.value.row, str(found.value)) == ("agency.csv", 7, "agency.csv, row 7: is no row")


def test_a_process_that_is_killed_is_told_and_never_taken_for_the_end():
    def killed():
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(StoreError, match="was ended"), ahead(killed) as made:
        list(made)


def test_the_process_ends_when_nobody_wants_more(tmp_path):
    def endless():
        (tmp_path / "alive").write_text(str(os.getpid()))
        while True:
            yield b"." * 1_000_000

    with ahead(endless) as made:
        next(made)
    pid = int((tmp_path / "alive").read_text())
    assert pid != os.getpid()
    time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
