"""The columnar copy says what the record says, and a copy that is damaged or of another state is never read."""

import logging
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.sources.registry import shipped_sources
from monitoring.store.copy.folder import ABOUT
from monitoring.store.copy.kept import KEPT_OLDER, open_copy
from monitoring.store.copy.said import SaidIndex, write_said
from monitoring.store.engine import open_engine
from monitoring.store.items import item_frame, items_at
from monitoring.store.load import load_source
from monitoring.store.migrate import migrate
from monitoring.store.versions import current_version
from monitoring.vocabulary.columns import CODED, ROLES
from monitoring.vocabulary.said import SaidTexts


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('record') / 'facts.sqlite'}")
    migrate(engine)
    for source in shipped_sources():
        load_source(engine, source)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def opened(db, folder):
    version = current_version(db)
    return open_copy(db, folder, "public", version, version)


@pytest.fixture
def copy(db, tmp_path):
    return opened(db, tmp_path)


def test_every_row_of_the_copy_is_an_item_of_the_record_with_the_same_values(db, copy):
    rows = np.arange(len(copy))
    frame = items_at(db, "public", copy.seizure[rows], copy.ordinal(rows))
    assert sorted(frame["item_id"]) == sorted(item_frame(db, "public")["item_id"]) and len(frame) > 300
    for dimension, column in CODED.items():
        found = [copy.names[dimension][code] for code in copy.code(dimension, rows)]
        assert found == frame[column].astype(object).where(frame[column].notna(), None).tolist()
    for name in ("quantity", "mass_kg", "lon", "lat"):
        found = copy.quantity if name == "quantity" else getattr(copy, name)(rows)
        np.testing.assert_array_equal(found, frame[name].to_numpy())
    for days, column in ((copy.first_day[rows], "seized_on"), (copy.last_day(rows), "seized_until")):
        assert (days.astype("datetime64[D]") == frame[column].to_numpy().astype("datetime64[D]")).all()
    for role in ROLES:
        listing, codes = copy.listed[role]
        listed = pd.Series([copy.names["country"][code] for code in codes], dtype="str").groupby(listing).agg(";".join)
        assert listed.to_dict() == frame[f"{role}_iso3"].reset_index(drop=True).dropna().to_dict()


def test_rows_are_in_order_of_day_and_the_items_of_a_seizure_lie_together(copy):
    assert (np.diff(copy.first_day.astype(int)) >= 0).all()
    changes = np.count_nonzero(copy.seizure[1:] != copy.seizure[:-1]) + 1
    assert changes == len(np.unique(copy.seizure))


def test_words_of_a_note_find_its_seizure(db, copy):
    noted = item_frame(db, "public").dropna(subset="note")
    word = max(noted["note"].iloc[0].split(), key=len)
    numbers = copy.said.seizures(word)
    rows = np.flatnonzero(np.isin(copy.seizure, numbers))
    assert noted["seizure_id"].iloc[0] in set(
        items_at(db, "public", copy.seizure[rows], copy.ordinal(rows))["seizure_id"]
    )


def test_a_copy_is_made_once_and_opened_after_that(db, tmp_path):
    opened(db, tmp_path)
    made = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.npy")}
    opened(db, tmp_path)
    assert made and {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.npy")} == made


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _of_another_state(file: Path) -> None:
    file.write_text(file.read_text().replace('"audience": "public"', '"audience": "partner"'))


@pytest.mark.parametrize(
    ("damage", "name"),
    [(Path.unlink, "quantity.npy"), (_cut, "seizure.npy"), (_cut, "place.utf8"), (Path.unlink, "said.sqlite"),
     (Path.unlink, ABOUT), (_cut, ABOUT), (_of_another_state, ABOUT)],
)  # fmt: skip
def test_a_damaged_copy_or_one_of_another_state_is_made_anew_and_said(db, tmp_path, caplog, damage, name):
    whole = opened(db, tmp_path)
    expected = whole.quantity.copy()
    damage(next(tmp_path.rglob(name)))
    with caplog.at_level(logging.WARNING):
        again = opened(db, tmp_path)
    np.testing.assert_array_equal(again.quantity, expected)
    assert "made anew" in caplog.text
    assert opened(db, tmp_path) is not None and caplog.text.count("made anew") == 1


def test_copies_of_other_states_are_dropped_and_few_older_versions_are_kept(db, tmp_path):
    version = current_version(db)
    for number in range(KEPT_OLDER + 3):
        (tmp_path / f"public-{number}-at-{version.number}").mkdir()
    (tmp_path / "public-1-at-0").mkdir()
    (tmp_path / "partner-1-at-0").mkdir()  # of another audience, whose process looks after it
    (tmp_path / ".making-left").mkdir()  # by a process that was killed
    opened(db, tmp_path)
    left = {each.name for each in tmp_path.iterdir() if each.name != ".lock"}
    assert {f"public-{version.number}-at-{version.number}", "partner-1-at-0"} <= left
    assert "public-1-at-0" not in left and ".making-left" not in left
    assert len(left) == KEPT_OLDER + 2


TEXTS = st.dictionaries(st.integers(1, 50), st.text(st.characters(exclude_categories=["Cs"]), max_size=25), max_size=8)
LIKELY = st.sampled_from(["Heroin in a lorry", "Opium, Ḥerat", "حیدری heroin", "O'Brien's dhow 4x4", "a_b lorry-load"])


PHRASES = ("her", "lorry", "o'b", "حيدري", "dhow 4", "b lor", "x4", "", '"', "opium herat")


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.dictionaries(st.integers(1, 50), LIKELY, max_size=8), st.sampled_from(PHRASES) | st.text(max_size=6))
def test_the_index_of_words_finds_what_reading_all_texts_finds(tmp_path_factory, texts, likely, phrase):
    folder = tmp_path_factory.mktemp("said")
    texts |= likely
    write_said(folder, [list(texts.items())])
    assert SaidIndex(folder).seizures(phrase).tolist() == SaidTexts(texts).seizures(phrase).tolist()
