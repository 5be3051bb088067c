"""What a worker of the cluster does: it answers one question for one part of a copy that lies in its own folder of copies.

A task is one text, and an answer plain bytes: names, numbers and a filter travel, never code or objects of ours. The worker
opens the copy by name and refuses what is not the very same: another state of the record, or another release of this program.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from ..errors import CopyError
from ..language import use_language
from ..measures.kernels import Selection, select
from ..measures.masks import Members
from ..measures.questions import Question, answer
from ..settings import settings
from ..store.copy.folder import open_columns
from ..vocabulary.columns import Columns
from ..vocabulary.filters import Filter
from .memory import Memory

DAYS = ("from_", "to")
_SELECTIONS = Memory(64_000_000)


@dataclass(frozen=True)
class Copy:
    """A columnar copy by the name of its folder, and what it must have been made from."""

    folder: str
    about: Mapping[str, Any]


@dataclass(frozen=True)
class Task:
    """A question for rows `start` to `stop` of a copy. members: of the groups that the filter names. language: of names
    that the search for words knows. program: of the one who asks."""

    copy: Copy
    rows: int
    start: int
    stop: int
    question: Question
    members: Members
    language: str
    program: str

    def text(self) -> str:
        said = {name: getattr(self, name) for name in ("rows", "start", "stop", "language", "program")}
        chosen = {each.name: getattr(self.question.filter, each.name) for each in fields(Filter)}
        chosen |= {name: chosen[name].isoformat() for name in DAYS if chosen[name]}
        return json.dumps({
            **said, "folder": self.copy.folder, "about": dict(self.copy.about), "kind": self.question.kind,
            "by": self.question.by, "filter": {name: value for name, value in chosen.items() if value},
            "members": {name: sorted(countries) for name, countries in self.members.items()},
        })  # fmt: skip

    @classmethod
    def read(cls, text: str) -> "Task":
        said = json.loads(text)
        chosen: dict[str, Any] = said.pop("filter")
        chosen |= {name: tuple(value) for name, value in chosen.items() if isinstance(value, list)}
        chosen |= {name: date.fromisoformat(chosen[name]) for name in DAYS if name in chosen}
        question = Question(said.pop("kind"), Filter(**chosen), tuple(said.pop("by")))
        members = {name: frozenset(countries) for name, countries in said.pop("members").items()}
        return cls(Copy(said.pop("folder"), said.pop("about")), question=question, members=members, **said)


@cache
def program() -> str:
    """What the code that answers is, in twelve hex digits: two releases may count in different ways."""
    tree = Path(__file__).resolve().parents[1]
    files = [each for part in ("vocabulary", "measures", "store/copy") for each in sorted((tree / part).rglob("*.py"))]
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def answer_part(text: str) -> bytes:
    """The answer to a task (Task.text), as `frame_of` reads it. RuntimeError, in words, where this worker cannot give it."""
    task = Task.read(text)
    if task.program != program():
        raise RuntimeError("the worker runs another release of this program")
    try:
        part = _part(task.copy.folder, json.dumps(task.copy.about), task.rows, task.start, task.stop)
    except (CopyError, OSError) as problem:
        raise RuntimeError(str(problem)) from None
    with use_language(task.language):
        return _bytes(answer(part, task.question, lambda chosen: _selection(part, chosen, task), whole=False))


def _selection(part: Columns, chosen: Filter, task: Task) -> Selection:
    """The selection of a filter is wanted by several charts."""
    groups = tuple(sorted((name, *sorted(countries)) for name, countries in task.members.items()))
    name = (task.copy.folder, json.dumps(task.copy.about), task.start, task.stop, chosen, groups, task.language)
    return _SELECTIONS.get(name, lambda: select(part, chosen, task.members), lambda found: found.rows.nbytes + 400)


@lru_cache(maxsize=64)
def _part(folder: str, about: str, rows: int, start: int, stop: int) -> Columns:
    columns = _opened(folder, about)
    if len(columns) != rows:
        raise CopyError(folder, f"it has {len(columns)} rows, not {rows}")
    return columns if (start, stop) == (0, rows) else columns.part(start, stop)


@lru_cache(maxsize=4)
def _opened(folder: str, about: str) -> Columns:
    if Path(folder).name != folder or folder.startswith("."):
        raise CopyError(folder, "that is no name of a copy")
    return open_columns(settings().copies_folder / folder, json.loads(about))


def _bytes(frame: pd.DataFrame) -> bytes:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def frame_of(said: bytes) -> pd.DataFrame:
    """The frame that a worker's bytes hold, in the types that it had there."""
    return pa.ipc.open_stream(said).read_all().to_pandas()
