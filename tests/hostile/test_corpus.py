"""Every file of the corpus has a verdict: it is read as it stands, or refused with file, reason and remedy."""

import socket
import threading
from pathlib import Path

import pytest

from monitoring.errors import FileRefused
from monitoring.sources.files.limits import MB, Limits
from monitoring.sources.files.opened import open_file

from . import containers, text_files, workbooks
from .cases import SECRET, Case, Ground

CORPUS: list[Case] = [*text_files.CASES, *workbooks.CASES, *containers.CASES]
# The child is killed beyond 300 MB. The time of a verdict is measured by `make bench`; here it only has to end by itself,
# ten times slower than it may on a quiet machine.
STRICT = Limits(memory=300 * MB, seconds=20, seconds_per_mb=0)


@pytest.fixture(scope="module")
def address():
    """An address that must never be called, and those who called it."""
    called: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    connection, _who = server.accept()
                except TimeoutError:
                    continue
                called.append("called")
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", called
        ended.set()
        thread.join()


@pytest.fixture
def ground(tmp_path: Path, address) -> Ground:
    canary = tmp_path / "canary.csv"
    canary.write_text(f"secret,other\n{SECRET},1\n")
    folder = tmp_path / "case"
    folder.mkdir()
    return Ground(folder, canary, address[0])


def test_the_corpus_is_large_enough_and_every_title_is_its_own():
    assert len(CORPUS) >= 40
    assert len({case.title for case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.title)
def test_every_file_has_its_verdict_and_no_canary_is_read(case: Case, ground: Ground, address, tmp_path: Path):
    path, work = case.make(ground), tmp_path / "work"
    before = {each for each in tmp_path.rglob("*") if work not in each.parents}
    try:
        opened = open_file(path, work, STRICT, name=case.name, **case.asked)
    except FileRefused as refusal:
        assert case.refused, f"refused: {refusal}"
        said = str(refusal)
        assert all(word in said for word in case.refused), said
        assert refusal.file and refusal.what and refusal.remedy
        assert SECRET not in said
        assert not [each for each in work.rglob("*") if each.is_file()]
    else:
        assert not case.refused, f"read: {[sheet.name for sheet in opened.sheets]}"
        assert case.check is not None
        case.check(opened)
        assert all(SECRET.encode() not in file.read_bytes() for file in work.iterdir() if file.is_file())
        assert not list(work.glob("private-*"))
    assert not address[1], "somebody called an address"
    assert {each for each in tmp_path.rglob("*") if work not in each.parents and each != work} == before
