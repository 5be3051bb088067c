"""Numbers, dates and commas in the reader's language; English is what it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.language import (
    LANGUAGES,
    RIGHT_TO_LEFT,
    _,
    day,
    digits,
    direction,
    listed,
    ngettext,
    number,
    use_language,
)
from monitoring.vocabulary.countries import country_name
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


def test_persian_and_dari_days_have_the_solar_hijri_day_beside_them_in_their_own_digits():
    moment = date(2026, 11, 23)
    with use_language("fa"):
        assert day(moment) == "۲۳ نوامبر ۲۰۲۶ (۲ آذر ۱۴۰۵)" and day(moment, "year") == "۲۰۲۶"
        assert number(1234567.5) == "۱٬۲۳۴٬۵۶۷٫۵"
    with use_language("fa-AF"):
        assert day(moment).endswith("(۲ قوس ۱۴۰۵)")


def test_chinese_dates_go_from_the_year_down():
    with use_language("zh"):
        assert [day(date(2026, 11, 23), known) for known in ("day", "month", "year")] == [
            "2026年11月23日",
            "2026年11月",
            "2026年",
        ]


def test_dari_says_its_own_word_where_it_has_one_and_the_persian_one_elsewhere():
    said = {}
    for spoken in ("fa", "fa-AF"):
        with use_language(spoken):
            said[spoken] = (_("Province"), _("Drugs monitor"))
    assert said["fa"][0] != said["fa-AF"][0] and said["fa"][1] == said["fa-AF"][1] != "Drugs monitor"


@pytest.mark.parametrize("spoken", [name for name in LANGUAGES if name != "en"])
def test_every_language_names_countries_months_and_numbers_in_its_own_words(spoken):
    with use_language(spoken):
        names = [country_name(iso3) for iso3 in ("TJK", "DEU", "XKX")]
        assert direction() == ("rtl" if spoken in RIGHT_TO_LEFT else "ltr")
        assert day(date(2026, 8, 3), "month") != "Aug 2026" and "Germany" not in names and "Tajikistan" not in names
        assert "1244" in names[2] or "١٢٤٤" in names[2] or "۱۲۴۴" in names[2]
