"""A columnar copy as a folder: one `.npy` file a column, memory-mapped by all processes, and what is in it (`copy.json`)."""

import json
import mmap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from ...errors import CopyError
from ...vocabulary.columns import BY_ROW, ROLES, Columns, Listed, Locations, Substances, Texts
from .said import SaidIndex

FORMAT = 1  # raised when the files begin to mean something else
ABOUT = "copy.json"
_LOCATIONS = tuple(Locations.__dataclass_fields__)
_SUBSTANCES = tuple(Substances.__dataclass_fields__)
_LONG = ("place",)  # lists of names that may be long: read when they are asked for


def write_columns(columns: Columns, folder: Path, about: Mapping[str, Any]) -> None:
    """Writes the copy into an existing folder that holds its running text; `copy.json`, last, makes it one.

    about: what the copy was made from; `open_columns` compares it.
    """
    for name, values in _arrays(columns):
        same = len(values) > 1 and values.strides == (0,)  # said once
        np.save(folder / f"{name}.npy", values[:1] if same else np.ascontiguousarray(values))
    (folder / "places.utf8").write_bytes(bytes(columns.places.letters))
    for name in _LONG:
        encoded = [(each or "").encode() for each in columns.names[name]]
        (folder / f"{name}.utf8").write_bytes(b"".join(encoded))
        np.save(folder / f"{name}-ends.npy", np.cumsum([len(each) for each in encoded]))
    sizes = {file.name: file.stat().st_size for file in sorted(folder.iterdir())}
    written = {
        "format": FORMAT, "about": dict(about), "rows": len(columns), "longest_days": columns.longest_days,
        "version": columns.version, "data_date": columns.data_date.isoformat(), "sizes": sizes,
        "names": {name: list(values) for name, values in columns.names.items() if name not in (*_LONG, *ROLES)},
    }  # fmt: skip
    (folder / ABOUT).write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")


def _arrays(columns: Columns) -> Iterator[tuple[str, np.ndarray]]:
    for name in BY_ROW:
        yield name, getattr(columns, name)
    for role, (rows, codes) in columns.listed.items():
        yield f"{role}-rows", rows
        yield f"{role}-codes", codes
    for name in _LOCATIONS:
        yield f"location-{name}", getattr(columns.locations, name)
    for name in _SUBSTANCES:
        yield f"substance-{name}", getattr(columns.substances, name)
    yield "places-starts", columns.places.starts


def open_columns(folder: Path, about: Mapping[str, Any]) -> Columns:
    """The copy in a folder. CopyError, with the reason, when it is not whole or was made from something else."""
    said = _read_about(folder)
    if said.get("format") != FORMAT or said.get("about") != dict(about):
        raise CopyError(folder, "it was made from another state of the record, or by another release of this program")
    for name, size in said["sizes"].items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != size:
            raise CopyError(folder, f"{name} is missing or has been cut short")
    rows = int(said["rows"])
    by_row = {}
    for name in BY_ROW:
        values = _mapped(folder / f"{name}.npy")
        by_row[name] = np.broadcast_to(values, rows) if len(values) == 1 and rows > 1 else values
    names: dict[str, Sequence[str | None]] = {name: tuple(values) for name, values in said["names"].items()}
    names |= {name: Names(folder / f"{name}.utf8", folder / f"{name}-ends.npy") for name in _LONG}
    return Columns(
        **by_row,
        listed={role: Listed(*(_mapped(folder / f"{role}-{part}.npy") for part in ("rows", "codes"))) for role in ROLES},
        locations=Locations(*(_mapped(folder / f"location-{name}.npy") for name in _LOCATIONS)),
        substances=Substances(*(_mapped(folder / f"substance-{name}.npy") for name in _SUBSTANCES)),
        names=names | dict.fromkeys(ROLES, names["country"]),
        places=Texts(_letters(folder / "places.utf8"), _mapped(folder / "places-starts.npy")), said=SaidIndex(folder),
        version=said["version"], data_date=date.fromisoformat(said["data_date"]), longest_days=int(said["longest_days"]),
    )  # fmt: skip


def _read_about(folder: Path) -> dict[str, Any]:
    try:
        return json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CopyError(folder, f"{ABOUT} cannot be read") from problem


def _mapped(file: Path) -> np.ndarray:
    """The array of a file as it lies there; plain arrays, because every slice of a memmap object costs microseconds."""
    try:
        return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))
    except ValueError as problem:
        raise CopyError(file.parent, f"{file.name} is no column") from problem


def _letters(file: Path) -> bytes | mmap.mmap:
    with file.open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) if file.stat().st_size else b""


@dataclass(frozen=True)
class Names(Sequence):
    """A long list of names that stays in its file; number 0 is None."""

    text: Path
    ends_file: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", _mapped(self.ends_file))
        object.__setattr__(self, "_letters", _letters(self.text))

    def __len__(self) -> int:
        return len(self._ends)  # type: ignore[attr-defined]

    def __getitem__(self, code: Any) -> Any:
        if isinstance(code, slice):
            return tuple(self[at] for at in range(*code.indices(len(self))))
        if not -len(self) <= code < len(self):
            raise IndexError(code)
        code = int(code) % len(self)
        ends = self._ends  # type: ignore[attr-defined]
        start = int(ends[code - 1]) if code else 0
        return self._letters[start : int(ends[code])].decode() if code else None  # type: ignore[attr-defined]
