"""No query over seizures shows what its audience may not see. Canary words are in every field of hidden rows."""

import pytest

from monitoring.store import seizures as seizures_module
from monitoring.store.items import item_frame
from monitoring.store.seizures import seizure_record
from monitoring.store.sources import source_releases

from .made import made_seizure

WRITING = (
    "audience.py",
    "changes.py",
    "edits.py",
    "fates.py",
    "held.py",
    "imports.py",
    "load.py",
    "load_indexes.py",
    "load_seizures.py",
    "load_suspects.py",
    "reapply.py",
    "reapply_plan.py",
    "reported_cells.py",
)  # these give nothing to a reader

MAY_SEE = {
    "public": ["s-public"],
    "partner": ["s-partner", "s-public"],
    "restricted": ["s-partner", "s-public", "s-restricted"],
}


@pytest.fixture
def marked(load):
    for marking in ("public", "partner", "restricted"):
        load(made_seizure(f"s-{marking}", marking), key=f"key-{marking}", title=f"release of s-{marking}")


def hidden(audience):
    return {"s-public", "s-partner", "s-restricted"} - set(MAY_SEE[audience])


@pytest.mark.parametrize("audience", MAY_SEE)
def test_the_item_frame_holds_what_the_audience_may_see_and_no_more(marked, db, audience):
    frame = item_frame(db, audience)
    assert sorted(frame["seizure_id"]) == MAY_SEE[audience]
    assert not any(word in frame.to_csv() for word in hidden(audience))


@pytest.mark.parametrize("audience", MAY_SEE)
def test_asking_for_hidden_items_by_name_gives_nothing(marked, db, audience):
    asked = [f"{name}/heroin" for name in hidden(audience)]
    assert item_frame(db, audience, asked).empty


@pytest.mark.parametrize("audience", MAY_SEE)
def test_a_hidden_record_looks_like_one_that_does_not_exist(marked, db, audience):
    for name in hidden(audience):
        assert seizure_record(db, audience, name) is None
    assert seizure_record(db, audience, "no-such") is None
    for name in MAY_SEE[audience]:
        assert not any(word in repr(seizure_record(db, audience, name)) for word in hidden(audience))


@pytest.mark.parametrize("audience", MAY_SEE)
def test_a_source_with_nothing_but_hidden_seizures_is_hidden(marked, db, audience):
    said = source_releases(db, audience).to_csv()
    assert not any(word in said for word in hidden(audience))


def test_an_unknown_audience_is_refused(marked, db):
    with pytest.raises(KeyError):
        item_frame(db, "everybody")


def test_every_query_module_over_seizures_asks_the_one_place(monkeypatch):
    """Whoever reads the seizure table for somebody must name visible_to; who writes it sees all of it."""
    from pathlib import Path

    folder = Path(seizures_module.__file__).parent
    reading = [
        path for path in folder.glob("*.py")
        if "seizure" in path.read_text().partition("from .tables import")[2].partition("\n\n")[0]
        and path.name not in WRITING
    ]  # fmt: skip
    assert {path.name for path in reading} >= {"items.py", "seizures.py", "sources.py"}
    assert [path.name for path in reading if "visible_to(" not in path.read_text()] == []
