"""Every catalogue has every message of the source, in every plural form, with the same fields, and nothing else."""

import re
from functools import cache
from gettext import c2py
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from monitoring.language import BASES, LANGUAGES
from monitoring.messages import extract
from monitoring.paths import LOCALE, ROOT

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
TRANSLATED = [language for language in LANGUAGES if language != "en" and language not in BASES]
FIELD = re.compile(r"\{\w*\}")


@cache
def extracted() -> frozenset[str | tuple[str, ...]]:
    """The messages that the source marks; a plural is a pair."""
    found = extract_from_dir(
        ROOT / "monitoring", method_map=[("**.py", "monitoring.messages:extract")], keywords=KEYWORDS
    )
    return frozenset(message for _file, _line, message, _comments, _context in found)


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def fields(text: str) -> set[str]:
    return set(FIELD.findall(text))


def only_number(form: int, language: str) -> bool:
    """Whether a plural form is said of one number alone (none, one, two), so that its word can hold the number."""
    plural = c2py(get_plural(language).plural_expr)
    return sum(plural(n) == form for n in range(1000)) == 1


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_missing_and_none_is_obsolete(language):
    there = {message.id for message in messages(language)}
    assert not extracted() - there, "run make messages, then translate"
    assert not there - extracted() and not catalogue(language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_only_guessed(language):
    empty = [message.id for message in messages(language) if not all(form.strip() for form in forms(message))]
    assert not empty and not [message.id for message in messages(language) if message.fuzzy]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_plural_has_every_form_of_the_language(language):
    wanted = get_plural(language).num_plurals
    assert catalogue(language).num_plurals == wanted
    assert not [message.id for message in messages(language) if message.pluralizable and len(forms(message)) != wanted]


@pytest.mark.parametrize("language", TRANSLATED)
def test_fields_are_the_same_in_the_translation(language):
    for message in messages(language):
        asked = fields(message.id[-1] if message.pluralizable else message.id)
        for form, text in enumerate(forms(message)):
            may_miss = {"{n}"} if message.pluralizable and only_number(form, language) else set()
            assert asked - may_miss <= fields(text) <= asked, message.id


def test_arabic_uses_its_own_punctuation_and_no_vowel_signs_and_closes_its_isolates():
    for message in messages("ar"):
        for text in forms(message):
            words = re.sub("[\u2066\u2068][^\u2069]*\u2069", "", text)
            assert not re.search("[\u064b-\u0652]", text), message.id
            assert not re.search("[\u0600-\u06ff] ?[?,;]", words), message.id
            assert text.count("\u2066") + text.count("\u2068") == text.count("\u2069"), message.id


@pytest.mark.parametrize("language", BASES)
def test_a_language_that_rests_on_another_says_only_what_is_different_in_it(language):
    own, base = (
        {message.id: message.string for message in messages(name)}
        for name in (language.replace("-", "_"), BASES[language])
    )
    said = {words: text for words, text in own.items() if text and any(text)}
    assert said and not set(said) - extracted()
    assert not [words for words, text in said.items() if text == base[words]]
    for message in messages(language.replace("-", "_")):
        asked = fields(message.id[-1] if message.pluralizable else message.id)
        assert all(fields(text) in (asked, asked - {"{n}"}) for text in forms(message) if text)


def test_messages_inside_f_strings_are_found_on_every_python():
    source = b"def a(n):\n    return f\"{_('Saved.')} {ngettext('{n} row', '{n} rows', n)} {_(name)}\"\n"
    found = [(name, texts) for _line, name, texts, _comments in extract(BytesIO(source), ("_", "ngettext"), (), {})]
    assert sorted(found) == [("_", "Saved."), ("ngettext", ("{n} row", "{n} rows"))]
