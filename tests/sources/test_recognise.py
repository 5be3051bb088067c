"""Who reads a file: a mapping that is given, a reader that knows the headings, a saved mapping, else a draft with a question."""

import json

import pytest

from monitoring.errors import MappingError, SourceError
from monitoring.sources.mapping.model import FileMapping
from monitoring.sources.mapping.toml import write_mapping
from monitoring.sources.reading import Asked
from monitoring.sources.recognise import READERS, preview, recognise, understand
from monitoring.vocabulary.lookup import lookups
from tests.sources.fixed_places import FixedPlaces
from tests.sources.made_ids import HEADINGS, made_rows
from tests.sources.opening import opened_table

WORDS, PLACES = lookups(), FixedPlaces()
HEAD = ("day", "stuff", "how much", "of")
ROWS = (
    ("2020-01-02", "Heroin", "1", "kg"),
    ("2020-01-03", "Zzyzx", "-1", "kg"),
    ("", "", "", ""),
    ("2087-01-01", "opium", "0", "g"),
)
MAPPING = FileMapping("Ours", "ours", columns=dict(zip(HEAD, ("date", "drug", "quantity", "unit"))))


def test_every_reader_is_there_and_passes_over_a_foreign_table(tmp_path):
    assert set(READERS) >= {"ids", "annual_seizures", "opium_survey", "features", "template", "own_export"}
    found = recognise(opened_table(tmp_path, HEAD, *ROWS), Asked(), WORDS)
    assert found.key == "mapping" and [question.field for question in found.questions] == ["columns"]


def test_individual_seizures_are_known_by_their_headings(tmp_path):
    opened = opened_table(tmp_path, HEADINGS, *made_rows(20, seed=1), name="IDS-2011-2014.csv")
    found = recognise(opened, Asked(), WORDS)
    assert (found.key, found.reader, found.release["edition"], found.questions) == ("ids", "ids 1", "2011-2014", ())
    assert found.columns[2].field == "country" and "Country" in found.columns[2].how and found.columns[2].examples
    assert sum(block.rows_read for block in understand(opened, found, Asked(), WORDS, PLACES)) == 20


def test_a_given_mapping_wins_over_a_reader(tmp_path):
    opened = opened_table(tmp_path, HEADINGS, *made_rows(3, seed=1))
    mapping = FileMapping(
        "Other", columns={"SEIZURE_DATE": "date", "DRUG_NAME": "drug", "AMOUNT": "quantity", "DRUG_UNIT": "unit"}
    )
    found = recognise(opened, Asked(mapping=mapping), WORDS)
    assert (found.key, found.title, found.mapping) == ("mapping", "Other", mapping)


def test_a_mapping_whose_headings_are_not_there_is_refused_by_their_names(tmp_path):
    with pytest.raises(MappingError, match="how much, of"):
        recognise(opened_table(tmp_path, ("day", "stuff"), ("2020", "x")), Asked(mapping=MAPPING), WORDS)


def test_a_saved_mapping_is_found_again_by_its_headings(tmp_path):
    saved = tmp_path / "mappings"
    saved.mkdir()
    (saved / "broken.toml").write_text("title = ", encoding="utf-8")
    (saved / "ours.toml").write_text(write_mapping(MAPPING), encoding="utf-8")
    opened = opened_table(tmp_path, HEAD, *ROWS)
    assert recognise(opened, Asked(), WORDS, saved).mapping == MAPPING
    other = opened_table(tmp_path, (*HEAD[:3], "else"), *ROWS)
    assert [question.field for question in recognise(other, Asked(), WORDS, saved).questions] == ["columns"]


def test_a_source_that_the_file_is_not_of_is_refused(tmp_path):
    opened = opened_table(tmp_path, HEAD, *ROWS)
    for source, said in (("ids", "its headings are other ones"), ("moon", "choose one of")):
        with pytest.raises(SourceError, match=said):
            recognise(opened, Asked(source=source), WORDS)


def test_nothing_is_understood_while_a_question_is_open(tmp_path):
    opened = opened_table(tmp_path, HEAD, ("03/04/2020", "Heroin", "1", "kg"))
    asked = Asked(mapping=MAPPING)
    found = recognise(opened, asked, WORDS)
    assert [(question.field, question.column, question.choices) for question in found.questions] == [
        ("date_order", "day", ("dmy", "mdy"))
    ]
    with pytest.raises(SourceError, match="day from month"):
        list(understand(opened, found, asked, WORDS, PLACES))
    answered = Asked(mapping=MAPPING, date_order="dmy")
    assert next(understand(opened, recognise(opened, answered, WORDS), answered, WORDS, PLACES)).rows_read == 1


def test_the_preview_shows_each_cell_with_what_it_was_read_as_and_what_is_wrong(tmp_path):
    opened, asked = opened_table(tmp_path, HEAD, *ROWS), Asked(mapping=MAPPING)
    said = preview(opened, recognise(opened, asked, WORDS), asked, WORDS, PLACES)
    assert said == json.loads(json.dumps(said)) and said["headings"] == list(HEAD)
    assert [(row["row"], row["fate"]) for row in said["rows"]] == [
        (2, "taken"),
        (3, "rejected"),
        (4, "left_out"),
        (5, "taken"),
    ]
    first, refused, _blank, last = (row["cells"] for row in said["rows"])
    assert [cell["read"] for cell in first] == ["2020-01-02", "Heroin", "1\N{NO-BREAK SPACE}kg", "mass"]
    assert refused[2]["mark"] == "bad" and "below zero" in refused[2]["why"]
    assert [cell["mark"] for cell in last] == ["doubt", "", "doubt", "changed"] and "after the day" in last[0]["why"]


def test_the_preview_marks_words_and_places_that_are_open(tmp_path):
    opened = opened_table(tmp_path, (*HEAD, "where"), ("2020-01-02", "Zzyzx", "1", "crate", "Nowhere"))
    mapping = FileMapping("Ours", columns={**MAPPING.columns, "where": "place"})
    (row,) = preview(opened, recognise(opened, Asked(mapping=mapping), WORDS), Asked(mapping=mapping), WORDS, PLACES)[
        "rows"
    ]
    assert [cell["mark"] for cell in row["cells"]] == ["", "doubt", "", "doubt", "doubt"]


def test_a_draft_has_a_preview_too_and_open_dates_are_marked(tmp_path):
    opened = opened_table(tmp_path, ("Date", "Drug", "Quantity", "Unit"), ("03/04/2020", "Heroin", "1", "kg"))
    found = recognise(opened, Asked(), WORDS)
    (row,) = preview(opened, found, Asked(), WORDS, PLACES)["rows"]
    assert found.questions and row["cells"][0]["mark"] == "bad" and "cannot be told apart" in row["cells"][0]["why"]


def test_the_preview_stops_after_the_rows_that_were_asked_for(tmp_path):
    opened = opened_table(tmp_path, HEADINGS, *made_rows(300, seed=2))
    said = preview(opened, recognise(opened, Asked(), WORDS), Asked(), WORDS, PLACES, rows=7)
    assert [row["row"] for row in said["rows"]] == list(range(2, 9))
