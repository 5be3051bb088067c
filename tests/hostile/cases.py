"""What a case of the corpus is: a file made by code, and the one verdict that is right for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from monitoring.sources.files.opened import Opened

SECRET = "canary-7f3a-never-to-be-read"


@dataclass(frozen=True)
class Ground:
    """Where a case is made: a folder of its own, a file that must never be read, an address that must never be called."""

    folder: Path
    canary: Path
    address: str


@dataclass(frozen=True)
class Case:
    """`make` gives the path to open. `refused`: words of the refusal; or `check`: what must be true of what was read.

    `name`: what the sender called it, where that is not the name of the file.
    """

    title: str
    make: Callable[[Ground], Path]
    refused: tuple[str, ...] = ()
    check: Callable[[Opened], None] | None = None
    name: str | None = None
    asked: dict[str, object] = field(default_factory=dict)


def cells(opened: Opened, sheet: int = 0) -> list[list[str]]:
    """The cells of a sheet as text, row by row."""
    listed = opened.sheets[sheet].head(1000).to_pylist()
    return [[value for key, value in row.items() if key[0] == "c" and key[1:].isdigit()] for row in listed]


def problems(opened: Opened, sheet: int = 0) -> dict[int, str]:
    """Row number -> what is wrong with it."""
    listed = opened.sheets[sheet].head(1000).to_pylist()
    return {row["row"]: row["problem"] for row in listed if row["problem"]}


def notes(opened: Opened) -> str:
    return " | ".join(f"{note.place}: {note.text}" for sheet in opened.sheets for note in sheet.notes)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
