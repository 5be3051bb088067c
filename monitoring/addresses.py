"""Addresses of files that a browser may keep for ever: `/static/<tag>/<folder>/<name>`, the tag made from the contents.

A folder has one tag, so that its files may name each other relatively; a changed byte in it gives all of them new addresses.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .paths import BROWSER_GEODATA

PREFIX = "/static"


def folder_address(folder: str, files: Mapping[str, Path | bytes]) -> str:
    """The address of a folder with these files (name -> where it is, or what is in it); ends in a slash."""
    whole = hashlib.sha256()
    for name, file in sorted(files.items()):
        content = file if isinstance(file, bytes) else file.read_bytes()
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return f"{PREFIX}/{whole.hexdigest()[:12]}/{folder}/"


def geometry_files() -> dict[str, Path]:
    """The map's geometry by name, made by geodata/build.py."""
    return {path.name: path for path in sorted(BROWSER_GEODATA.glob("*.json"))}


@cache
def geometry() -> str:
    """The address of the folder of the map's geometry."""
    return folder_address("geodata", geometry_files())
