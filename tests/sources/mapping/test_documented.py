"""The table and the mapping in docs/importing.md do what the page says of them."""

import re

from monitoring.paths import ROOT
from monitoring.sources.files.opened import open_file
from monitoring.sources.mapping.toml import read_mapping
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import recognise, understand
from monitoring.vocabulary.gazetteer import gazetteer
from monitoring.vocabulary.lookup import lookups

PAGE = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")


def test_the_example_takes_two_rows_rejects_one_and_leaves_the_total_out(tmp_path):
    (table,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    mapping, _indicator = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "customs.csv").write_text(table, encoding="utf-8")
    asked = Asked(mapping=read_mapping(mapping))
    opened = open_file(tmp_path / "customs.csv", tmp_path / "work")
    found = recognise(opened, asked, lookups())
    assert not found.questions
    blocks = list(understand(opened, found, asked, lookups(), gazetteer()))
    assert [word for block in blocks for word in block.items.get("drug", ())] == ["hashish", "cannabis_herb"]
    assert [mass for block in blocks for mass in block.items.get("mass_kg", ())] == [12.5, 1.2345]
    assert [(row.row, row.column) for block in blocks for row in block.rejected] == [(4, "Day")]
    assert [(row.row, row.reason) for block in blocks for row in block.left_out] == [(5, "total")]
    assert sum(block.rows_read for block in blocks) == 4
