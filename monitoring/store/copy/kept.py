"""Which copies lie on the disk: one folder for each data version and audience; made when first asked for, dropped by rule.

A copy is worth what its record is: its name and `copy.json` hold the number of its data version and of the version that
was current when it was made, since what has been hidden meanwhile must not be found in an older copy either.
"""

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ...errors import CopyError
from ...vocabulary.columns import Columns
from ..versions import DataVersion
from .folder import open_columns, write_columns
from .read import read_columns, read_said
from .said import SaidIndex, write_said

KEPT_OLDER = 3  # copies of data versions of before, for each audience
_log = logging.getLogger(__name__)


def open_copy(
    db: Connection, folder: Path, audience: str, version: DataVersion, current: DataVersion,
    progress: Callable[[int], None] | None = None,
) -> Columns:  # fmt: skip
    """The copy of a data version, made first where there is none that is whole. folder: that of all copies.

    One process makes it, others wait; memory stays in bounds (see Making). A copy that is damaged, or was made from another
    state, is made anew.
    """
    name, about = copy_named(audience, version, current.number)
    own = folder / name
    found = _opened(own, about, _log.warning)
    if found is not None:
        return found
    with _alone(folder):
        found = _opened(own, about, _log.debug)  # another process may have made it meanwhile
        if found is None:
            shutil.rmtree(own, ignore_errors=True)
            found = _made(db, own, about, audience, version, None if version.number == current.number else version.number,
                          progress)  # fmt: skip
            drop_old(folder, audience, current.number, own)
    return found


def copy_named(audience: str, version: DataVersion, current: int) -> tuple[str, dict[str, Any]]:
    """The name of the folder of a copy, and what its `copy.json` says it was made from. current: the number of the version
    that is current.
    """
    about = {"version": version.id, "number": version.number, "imported_at": version.imported_at.isoformat(),
             "current": current, "audience": audience}  # fmt: skip
    return f"{audience}-{version.number}-at-{current}", about


def _opened(own: Path, about: Mapping[str, Any], say: Callable[..., None]) -> Columns | None:
    if not own.is_dir():
        return None
    try:
        columns = open_columns(own, about)
    except CopyError as problem:
        say("%s It is made anew.", problem)
        return None
    os.utime(own)  # the last use, by which old copies are dropped
    return columns


def _made(db, own: Path, about, audience: str, version: DataVersion, number: int | None, progress) -> Columns:
    """Written beside its place and moved there whole: nobody ever opens half a copy."""
    beside = own.parent / f".making-{own.name}-{os.getpid()}"
    beside.mkdir()
    try:
        write_said(beside, read_said(db, audience, number))
        columns = read_columns(db, audience, version, number, SaidIndex(beside), progress)
        write_columns(columns, beside, about)
        del columns
        beside.rename(own)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return open_columns(own, about)


def drop_old(folder: Path, audience: str, current: int, used: Path) -> None:
    """Removes this audience's copies made when another version was current, and all but the last used of older versions.

    What other processes still read stays readable for them until they close it.
    """
    copies = sorted(folder.glob(f"{audience}-*-at-*"), key=lambda each: each.stat().st_mtime, reverse=True)
    valid = [each for each in copies if each.name.endswith(f"-at-{current}") and each != used]
    older = [each for each in valid if not each.name.startswith(f"{audience}-{current}-at-")]
    for each in copies:
        if each != used and (each not in valid or each in older[KEPT_OLDER:]):
            shutil.rmtree(each, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time makes copies. Where the system has no such lock, two may make the same one, and one wins."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            import fcntl
        except ImportError:  # Windows
            yield
            return
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in folder.glob(".making-*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield
