"""Readers tried in this process, where a hundred files a second can be made up; the child process is tried in the corpus."""

import io
import itertools
import os
from pathlib import Path
from unittest.mock import patch

import pyogrio  # noqa: F401 - loaded while it still has its drivers: other tests write with them
import pytest

from monitoring.sources.files.child import Work, verdict
from monitoring.sources.files.limits import Limits
from monitoring.sources.files.opened import described


@pytest.fixture(scope="session")
def read_here(tmp_path_factory):
    """`read_here(content, name)`: an Opened, or the words of the refusal. Any other exception is a fault of the reader."""
    folder, count = tmp_path_factory.mktemp("read-here"), itertools.count()

    def read(content: bytes | Path, name: str, limits: Limits = Limits(), **asked):  # noqa: B008 - frozen
        work = folder / str(next(count))
        private = work / "private"
        private.mkdir(parents=True)
        path = content if isinstance(content, Path) else work / "file"
        if isinstance(content, bytes):
            path.write_bytes(content)
        request = {
            "name": name, "path": str(path), "work": str(work), "limits": vars(limits), "size": path.stat().st_size,
            "encoding": None, "delimiter": None, "header_row": None,
        }  # fmt: skip
        with patch.dict(os.environ):  # the reader takes drivers away from its own process, and this one is not its own
            word = verdict(Work(request | asked, io.BytesIO(), private))
        if "refused" in word:
            return word["refused"]["what"][0]
        for sheet in word["opened"]["sheets"]:
            sheet["notes"] = [{"place": place[0], "text": text[0]} for place, text in sheet["notes"]]
        return described(word["opened"], work)

    return read


@pytest.fixture(scope="session")
def cells_of():
    """`cells_of(sheet)`: its cells as lists of text, row by row."""

    def cells(sheet) -> list[list[str]]:
        rows = [row for table in sheet.blocks() for row in table.to_pylist()]
        return [[value for key, value in row.items() if key[0] == "c" and key[1:].isdigit()] for row in rows]

    return cells
