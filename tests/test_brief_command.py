"""`drugs-monitor brief` as a user runs it, and the same file behind a link."""

import io

import pypdf
import pytest
from pptx import Presentation

from tests.running import run


def test_one_country_is_written_and_said(facts_database, tmp_path):
    target = tmp_path / "tajikistan.pptx"
    done = run(["brief", "TJK", "-o", str(target), "--lang", "ru", "--filter", "drug=heroin"], facts_database)
    assert done.returncode == 0, done.stderr
    assert "TJK, data version" in done.stdout
    deck = Presentation(io.BytesIO(target.read_bytes()))
    assert deck.core_properties.language == "ru" and deck.slides[0].shapes.title.text_frame.text == "Таджикистан"


def test_a_group_is_written_into_a_folder(facts_database, tmp_path):
    folder = tmp_path / "handouts"
    done = run(["brief", "--group", "CARICC", "-o", str(folder), "--kind", "html"], facts_database)
    assert done.returncode == 0, done.stderr
    files = sorted(one.name for one in folder.iterdir())
    assert f"{len(files)} handouts" in done.stdout and "tjk-en.html" in files


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SUN"], "TJK (Tajikistan)"), (["TJX"], "Did you mean TJK"), (["TJK", "--year", "2040"], "2026"),
        (["TJK", "--lang", "xx"], "use one of"), ([], "name one country"), (["TJK", "--group", "caricc"], "not both"),
        (["--group", "Paris"], "There is no such group"), (["--group", "caricc", "--kind", "doc"], "pptx"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_said_in_a_sentence(facts_database, tmp_path, arguments, said):
    done = run(["brief", *arguments, "-o", str(tmp_path / "x.pdf")], facts_database)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_link_of_the_page_gives_the_file(app):
    client = app.server.test_client()
    answer = client.get("/brief/TJK.pdf?lang=ar&drug=heroin")
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"] and "-ar.pdf" in answer.headers["Content-Disposition"]
    assert len(pypdf.PdfReader(io.BytesIO(answer.data)).pages) == 2
    assert client.get("/brief/TJK.pdf?lang=ar&drug=heroin").data == answer.data


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("SUN.pdf", 404, "TJK (Tajikistan)"), ("TJX.pdf", 404, "Did you mean"), ("TJK.doc", 404, ".pptx"),
        ("TJK.pdf?year=2040", 400, "2026"),
    ],
)  # fmt: skip
def test_a_link_that_means_nothing_says_what_there_is(app, path, status, said):
    answer = app.server.test_client().get(f"/brief/{path}")
    assert answer.status_code == status and said in answer.get_data(as_text=True)
