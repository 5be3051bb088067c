"""The words of the interface in the reader's language: gettext catalogues, numbers and dates by locale.

The catalogues are the `.po` files themselves, read once: there is nothing to compile and nothing to forget.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from numbers import Integral, Real

import jdatetime
from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from .paths import LOCALE

LANGUAGES = {
    "en": "English", "ar": "العربية", "zh": "中文", "fr": "Français", "ru": "Русский", "es": "Español", "fa": "فارسی",
    "fa-AF": "دری",
}  # fmt: skip
BASES = {"fa-AF": "fa"}  # a language that says only what is different in it, and the one that it rests on
RIGHT_TO_LEFT = frozenset({"ar", "fa", "fa-AF"})
NOT_REVIEWED = frozenset(LANGUAGES) - {
    "en"
}  # translated by the project; no native speaker of the field has read them yet
# Where a language writes digits of its own: babel knows the system and its separators, but writes 0 to 9.
_SYSTEMS = {"ar": "arab", "fa": "arabext", "fa-AF": "arabext"}
_DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹", "fa-AF": "۰۱۲۳۴۵۶۷۸۹"}
# How a date is written as far as it is known; the other languages write it in the order of English.
_PATTERNS = {"day": "d MMM y", "month": "MMM y", "year": "y"}
_OWN_PATTERNS = {"zh": {"day": "y年M月d日", "month": "y年M月", "year": "y年"}}
# The months of the Solar Hijri year, which stands beside a Gregorian day.
_SOLAR = {
    "fa": ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"],
    "fa-AF": ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"],
}
_current: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(language: str) -> NullTranslations:
    path = LOCALE / language.replace("-", "_") / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language.replace("-", "_"))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    made = Translations(compiled)
    if language in BASES:
        made.add_fallback(_catalogue(BASES[language]))
    return made


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Everything inside speaks `language` (a key of LANGUAGES)."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def language() -> str:
    """The language in use, a key of LANGUAGES."""
    return _current.get()


def direction() -> str:
    return "rtl" if language() in RIGHT_TO_LEFT else "ltr"


def locale() -> Locale:
    return locale_of(language())


def locale_of(language: str) -> Locale:
    """What CLDR knows of a key of LANGUAGES."""
    return Locale.parse(language, sep="-")


def _(message: str, **values: object) -> str:
    """`message` in the reader's language, with `{name}` fields filled in; bare numbers (years) get its digits."""
    text = _catalogue(language()).gettext(message) if message else ""
    return text.format(**{name: _written(value) for name, value in values.items()}) if values else text


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """The form of the message that the language wants for `n`; `{n}` is the number, written by locale."""
    return _catalogue(language()).ngettext(one, many, n).format(n=number(n), **values)


def _written(value: object) -> object:
    return digits(str(value)) if isinstance(value, Real) and language() in _DIGITS else value


def N_(message: str) -> str:
    """Marks a message for translation where it is defined; `_()` translates it where it is shown."""
    return message


def digits(text: str) -> str:
    """`text` in the language's own digits: for years and labels, never for what is copied (links, codes, coordinates)."""
    own = _DIGITS.get(language())
    return text.translate(str.maketrans("0123456789", own)) if own else text


def number(value: float, decimals: int | None = None) -> str:
    """A number as the language writes it, with digits of its own; `decimals` fixes the places after the point."""
    return _number(language(), int(value) if isinstance(value, Integral) else float(value), decimals)


@lru_cache(maxsize=20_000)
def _number(spoken: str, value: float, decimals: int | None) -> str:
    """A table has few distinct numbers, and Babel takes 50 microseconds for each."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    system = _SYSTEMS.get(spoken, "default")
    written = format_decimal(value, format=pattern, locale=locale_of(spoken), numbering_system=system)
    own = _DIGITS.get(spoken)
    return written.translate(str.maketrans("0123456789", own)) if own else written


def day(value: date, precision: str = "day") -> str:
    """A date as far as it is known: `23 Nov 2026`, `Nov 2026` or `2026`; in Persian and Dari with the Solar Hijri day beside it."""
    pattern = _OWN_PATTERNS.get(language(), _PATTERNS)[precision]
    written = format_date(value, pattern, locale=locale())
    months = _SOLAR.get(language())
    if months is None or precision != "day":
        return digits(written)
    solar = jdatetime.date.fromgregorian(year=value.year, month=value.month, day=value.day)
    return digits(f"{written} ({solar.day} {months[solar.month - 1]} {solar.year})")


def listed(words: Iterable[str]) -> str:
    """Words one after another with the language's own comma."""
    return _(", ").join(words)
