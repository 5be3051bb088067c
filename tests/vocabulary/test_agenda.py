"""An agenda's file: what is read, what an older version becomes, and what a stranger's file gets to hear."""

import json

import pytest

from monitoring.errors import AgendaError
from monitoring.vocabulary.agenda import FORMAT, MOST_BYTES, MOST_ITEMS, Agenda, Item, agenda_of_codes, read_agenda


def file(*items, **different) -> bytes:
    return json.dumps(
        {"format": FORMAT, "version": 2, "data_version": "", "title": "", "items": list(items), **different}
    ).encode()


def refused(content: bytes) -> AgendaError:
    with pytest.raises(AgendaError) as caught:
        read_agenda(content)
    return caught.value


COUNTRY = {"kind": "country", "iso3": "TJK", "notes": ""}


def test_a_file_that_was_written_is_read_as_it_was():
    agenda = Agenda("EWG", "0123456789ab", (
        Item("country", iso3="XKX", notes="say this"), Item("page", page="routes", link="?drug=heroin"),
        Item("text", title="We ask", text="- one\n- two"),
    ))  # fmt: skip
    assert read_agenda(json.dumps(agenda.written()).encode()) == (agenda, [])


def test_version_1_becomes_version_2_and_says_what_it_could_not_take():
    agenda, said = read_agenda(file("TJK", "/routes?drug=opium", "a picture", {"kind": "country"}, version=1))
    assert [(item.kind, item.iso3 or item.link) for item in agenda.items] == [
        ("country", "TJK"),
        ("page", "?drug=opium"),
    ]
    assert said[0].startswith("This agenda is of version 1")
    assert [one.partition(":")[0] for one in said[1:]] == ["Item 3", "Item 4"]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"kind": "country", "iso3": "ZZZ"}, "there is no country"),
        ({"kind": "country", "iso3": "SUN"}, "used no more"),
        ({"kind": "country", "iso3": ["TJK"]}, "is no text"),
        ({"kind": "page", "page": "admin", "link": ""}, "no slides of a page"),
        ({"kind": "page", "page": "routes", "link": "javascript:alert(1)"}, "no view of the page"),
        ({"kind": "page", "page": "routes", "link": "//example.org/?drug=heroin"}, "no view of the page"),
        ({"kind": "page", "page": "routes", "link": "?drug=moonshine"}, "moonshine"),
        ({"kind": "text", "title": "  ", "text": ""}, "needs a title"),
        ({"kind": "text", "title": "x" * 201, "text": ""}, "more than 200"),
        ({"kind": "text", "title": "a", "html": "<b>"}, "no field “html”"),
        ({"kind": "film"}, "its kind is none of"),
        ("TJK", "it is no item"),
        (None, "it is no item"),
    ],
)
def test_a_file_with_one_bad_item_is_refused_and_the_item_is_named(item, reason):
    problem = refused(file(COUNTRY, item))
    assert problem.item == "Item 2" and reason in problem.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "cannot be read as JSON"),
        (b"\xff\xfe\x00", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b'{"format": NaN}', "cannot be read as JSON"),
        (b'{"version": 1' + b"0" * 5_000 + b"}", "cannot be read as JSON"),
        (b"[]", "is no agenda"),
        (b'{"format": "other"}', "is no agenda"),
        (file(version=3), "made by a newer program"),
        (file(version=True), "of which version"),
        (file(version="2"), "of which version"),
        (file(items={}), "no list of items"),
        (file(data_version="<script>"), "data version"),
        (file(*[COUNTRY] * (MOST_ITEMS + 1)), "at most 60 items"),
        (b" " * (MOST_BYTES + 1), "at most 400 kB"),
    ],
)
def test_what_is_no_agenda_is_refused_in_a_sentence(content, reason):
    assert reason in str(refused(content))


def test_characters_that_nobody_sees_are_dropped():
    agenda, _said = read_agenda(file({"kind": "text", "title": "a\u202eb\x00c\ud800d", "text": "one\r\ntwo"}))
    assert (agenda.items[0].title, agenda.items[0].text) == ("abcd", "one\ntwo")


def test_codes_of_a_link_come_once_each_and_the_others_are_said():
    agenda, said = agenda_of_codes(["tjk", " PAK", "TJK", "YUG", "<b>", ""])
    assert [item.iso3 for item in agenda.items] == ["TJK", "PAK"]
    assert "Yugoslavia" in said[0] and "North Macedonia" in said[0] and "<B>" in said[1]
