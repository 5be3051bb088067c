"""The checksums in SOURCES.toml of the files that a build makes: one `sha256 = "..."` under each `file = "..."`."""

import hashlib
import re
from pathlib import Path

ENTRY = re.compile(r'^(file = "(?P<file>[^"]+)"\n)sha256 = "[0-9a-f]*"$', re.MULTILINE)


def renew(folder: Path) -> None:
    """Writes into `folder`/SOURCES.toml the checksum of each file that it names."""
    path = folder / "SOURCES.toml"
    told = ENTRY.sub(lambda entry: f'{entry[1]}sha256 = "{sha256(folder / entry["file"])}"', path.read_text("utf-8"))
    path.write_text(told, encoding="utf-8")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
