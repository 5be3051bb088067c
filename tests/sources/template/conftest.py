"""A workbook of ours, filled in as a person would: with a spreadsheet program, on the sheets of the empty form."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from monitoring.exports.template import write_template
from monitoring.language import LANGUAGES, use_language
from monitoring.sources.files.opened import open_file
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import recognise, understand
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups
from monitoring.vocabulary.template import SHEETS

FORM = [sheet.name for sheet in SHEETS if not sheet.record]
PRODUCER = "Drug Control Agency, Tajikistan"


@pytest.fixture(scope="session")
def forms(tmp_path_factory):
    """The empty workbook in every language."""
    folder, made = tmp_path_factory.mktemp("forms"), {}
    for language in LANGUAGES:
        made[language] = folder / f"{language}.xlsx"
        with use_language(language):
            write_template(made[language])
    return made


@pytest.fixture
def fill(tmp_path, forms):
    """`fill(seizures=[{column: cell}], drugs=..., legs=..., arrests=...)`: the path of the workbook."""
    made = []

    def make(language: str = "en", producer: str = PRODUCER, **rows: Sequence[Mapping[str, object] | None]):
        path = tmp_path / f"filled-{len(made)}.xlsx"
        made.append(path)
        return fill_in(forms[language], path, producer, rows)

    return make


def fill_in(form: Path, path: Path, producer: str, rows: Mapping[str, Sequence[Mapping[str, object] | None]]) -> Path:
    """The form with these rows on its sheets, saved at `path`."""
    book = openpyxl.load_workbook(form)
    for at, name in enumerate(FORM, start=1):
        page = book.worksheets[at]
        columns = {cell.value.splitlines()[-1]: cell.column for cell in page[1]}
        for number, row in enumerate(rows.get(name, ()), start=2):
            for column, value in (row or {}).items():
                page.cell(number, columns[column], value)
    book.worksheets[len(FORM) + 1].cell(2, 2, producer or None)
    book.save(path)
    return path


@pytest.fixture
def understood(tmp_path):
    """`understood(path)`: (what was recognised, the blocks)."""

    def read(path, asked: Asked | None = None):
        asked = asked or Asked()
        opened = open_file(path, tmp_path / f"work-{path.stem}")
        words = lookups()
        found = recognise(opened, asked, words)
        if found.questions:
            return opened, found, []
        return opened, found, list(understand(opened, found, asked, words, gazetteer()))

    return read
