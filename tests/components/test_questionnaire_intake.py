"""A filled form on the command line: recognised, tried, taken, known again; on the page of tables it is sent to its own page."""

import shutil

import openpyxl
import pytest

from monitoring.errors import FilterError, SourceError
from monitoring.store.answers import answers
from monitoring.store.engine import open_engine
from monitoring.store.questionnaires import Head, newest, save_questionnaire, set_state
from monitoring.vocabulary.questions import Question

NAME = "flows"
ASKED = [
    Question("", "choice", "Is there a unit?", choices=("Yes", "No"), required=True),
    Question("", "text", "Which law?"),
]


@pytest.fixture
def record(facts_database, tmp_path, monkeypatch):
    """The engine of this process, on a record with an open questionnaire."""
    from monitoring.components import current
    from monitoring.settings import settings

    file = shutil.copy(facts_database, tmp_path / "record.sqlite")
    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    caches = [settings.cache_clear, current.engine.cache_clear]
    for clear in caches:
        clear()
    engine = open_engine(f"sqlite:///{file}")
    save_questionnaire(engine, Head(NAME, "Flows"), ASKED, "why", "me", 0)
    with engine.connect() as db:
        seen = newest(db, NAME)
    set_state(engine, NAME, 1, "open", "why", "me", seen)
    yield engine
    engine.dispose()
    for clear in caches:
        clear()


def form(record, folder, **cells):
    from monitoring.components.questionnaire_intake import form_file

    path = folder / "form.xlsx"
    form_file(record, NAME, None, None, path, "en")
    book = openpyxl.load_workbook(path)
    for place, value in {"B4": "Tajikistan", "B5": 2024, "B6": "An office"}.items():
        book["Form"][place] = value
    for place, value in cells.items():
        book["Questions"][place] = value
    book.save(path)
    return path


def bring(path, **more):
    from monitoring.components.opening import Options, import_file

    return import_file(path, Options(), **more)


def test_a_filled_form_is_recognised_tried_taken_and_known_again(record, tmp_path):
    path = form(record, tmp_path, F3="Law 7")
    tried = bring(path, dry_run=True)
    assert (tried.source, tried.accepted, tried.batch, tried.dry_run) == ("questionnaire", 1, None, True)
    with record.connect() as db:
        assert answers(db, NAME).empty
    taken, again = bring(path), bring(path)
    assert taken.adds_up and taken.accepted == 1 and taken.batch is not None
    assert again.adds_up and (again.already_held, again.batch) == (1, None)


def test_every_fault_is_said_and_nothing_is_taken(record, tmp_path):
    with pytest.raises(SourceError, match=r"(?s)row 2, column Answer.*row 3, column Not known") as refused:
        bring(form(record, tmp_path, F2="Perhaps", G3="unsure"))
    assert "form.xlsx" in str(refused.value)
    with record.connect() as db:
        assert answers(db, NAME).empty


def test_a_form_to_a_closed_edition_is_refused_with_what_to_do(record, tmp_path):
    path = form(record, tmp_path, F2="Yes")
    with record.connect() as db:
        seen = newest(db, NAME)
    set_state(record, NAME, 1, "closed", "why", "me", seen)
    with pytest.raises(SourceError, match="Open it first, on its page"):
        bring(path)


def test_on_the_page_of_tables_a_form_is_sent_to_its_own_page(record, tmp_path):
    from monitoring.components.importing import recognised_in, vocabulary
    from monitoring.components.opening import Options, open_outside

    opened = open_outside(form(record, tmp_path, F2="Yes"), tmp_path / "work", Options())
    with pytest.raises(SourceError, match="on the page of the questionnaire"):
        recognised_in(opened, Options(), vocabulary(record))


@pytest.mark.parametrize(
    ("name", "edition", "whose", "remedy"),
    [
        ("other", None, None, "There are: "),
        (NAME, 7, None, "There are: 1"),
        (NAME, 1, ("TJK", 2024), "has not answered"),
    ],
)
def test_a_form_that_cannot_be_written_is_refused_with_what_there_is(record, tmp_path, name, edition, whose, remedy):
    from monitoring.components.questionnaire_intake import form_file

    with pytest.raises(FilterError, match=remedy):
        form_file(record, name, edition, whose, tmp_path / "form.xlsx", "en")
    assert not (tmp_path / "form.xlsx").exists()
