"""The record that routes are measured on: the shipped facts and, on top of them, UNODC's individual seizures 2011-2014.

Brought in by the commands a user would run; a generated file of the same shape where the real one is not at hand.
"""

from pathlib import Path

from tests.real_data import ids_csv, real_data
from tests.running import filled, run

from .fed import BUILD

FORMAT = 1  # raised when what is made changes


def record() -> Path:
    """The database file, in a folder that may be an instance; made once for the real file and once for a generated one."""
    kind = "real" if real_data() else "made"
    path = BUILD / f"routes-{kind}-{FORMAT}" / "monitor.sqlite"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_suffix(".making")
        for left in path.parent.glob("monitor.making*"):
            left.unlink()
        file, _what = ids_csv(path.with_name("ids.csv"))
        done = run(["import", str(file), "--source", "ids", "--json"], filled(making))
        assert done.returncode == 0, done.stderr
        file.unlink()
        making.replace(path)
    done = run(["migrate"], path)  # one that an older program made
    assert done.returncode == 0, done.stderr
    return path
