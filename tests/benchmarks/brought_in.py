"""Imports: the first tables of importing.import_tables; all of them, the longest files too, with ONLY=import."""

import os
from itertools import islice

from .importing import import_tables
from .run import Run

USUALLY = 1  # tables; the others take minutes each


def run(run: Run) -> None:
    whole = "import" in os.environ.get("ONLY", "").split(",")
    for made in islice(import_tables(), None if whole else USUALLY):
        run.show(made)
