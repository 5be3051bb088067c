"""Numbers, dates and commas in the reader's language; English is what it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.language import LANGUAGES, _, day, digits, listed, ngettext, number, use_language
from monitoring.vocabulary.dates import period_words
from monitoring.vocabulary.units import amount_full, amount_words

LATIN = "0123456789"
ARABIC = "٠١٢٣٤٥٦٧٨٩"
BACK = str.maketrans(ARABIC + "٫", LATIN + ".", "٬\N{ARABIC LETTER MARK}")


def has_latin_digits(text: str) -> bool:
    return any(letter in LATIN for letter in text)


def test_english_numbers_dates_and_lists_are_written_as_before():
    assert [number(1234567.891), number(-5.5), number(2.5, 2), number(7, 0)] == ["1,234,567.891", "-5.5", "2.50", "7"]
    assert [day(date(2026, 11, 23), known) for known in ("day", "month", "year")] == ["23 Nov 2026", "Nov 2026", "2026"]
    assert digits("2026") == "2026" and listed(["a", "b"]) == "a, b"
    assert _("{year} to {date}.", year=2026, date="x") == "2026 to x."


def test_arabic_numbers_have_their_own_digits_point_and_thousands():
    with use_language("ar"):
        assert [number(1234567.891), number(2.5, 2), number(20520)] == ["١٬٢٣٤٬٥٦٧٫٨٩١", "٢٫٥٠", "٢٠٬٥٢٠"]
        assert [day(date(2026, 11, 23), known) for known in ("day", "month", "year")] == [
            "٢٣ نوفمبر ٢٠٢٦", "نوفمبر ٢٠٢٦", "٢٠٢٦",
        ]  # fmt: skip


@given(st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3)))
def test_an_arabic_number_read_back_is_the_number(value):
    with use_language("ar"):
        text = number(value)
    assert not has_latin_digits(text) and float(text.translate(BACK)) == value


@given(st.text())
def test_digits_change_digits_only_and_read_back(text):
    with use_language("ar"):
        own = digits(text)
    assert not has_latin_digits(own) and len(own) == len(text)
    assert own.translate(str.maketrans(ARABIC, LATIN)) == text.translate(str.maketrans(ARABIC, LATIN))
    assert digits(text) == text


@given(st.dates(date(1950, 1, 1), date(2030, 12, 31)), st.dates(date(1950, 1, 1), date(2030, 12, 31)))
def test_periods_and_amounts_in_arabic_hold_no_latin_digit(one, other):
    first, last = sorted((one, other))
    with use_language("ar"):
        assert not has_latin_digits(period_words(first, last) + period_words(first, None) + period_words(None, last))


@pytest.mark.parametrize("kind", ["mass", "volume", "count", "plants"])
def test_amounts_in_arabic_have_the_unit_after_a_space_that_does_not_break(kind):
    with use_language("ar"):
        for words in (amount_words(1234.5, kind), amount_full(1234.5, kind)):
            assert not has_latin_digits(words) and "\N{NO-BREAK SPACE}" in words


def test_bare_numbers_in_a_message_get_the_digits_but_texts_keep_theirs():
    with use_language("ar"):
        assert "٢٠٢٦" in _("{year} to {date}.", year=2026, date="")
        assert "537772a1" in _("Data version {version}", version="537772a1")


def test_arabic_chooses_among_six_forms_of_a_count():
    with use_language("ar"):
        said = [ngettext("{n} seizure", "{n} seizures", n) for n in (0, 1, 2, 3, 11, 100)]
    assert said == ["لا عمليات ضبط", "عملية ضبط واحدة", "عمليتا ضبط", "٣ عمليات ضبط", "١١ عملية ضبط", "١٠٠ عملية ضبط"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_back_after_use(language):
    with use_language(language):
        pass
    assert digits("1") == "1"
