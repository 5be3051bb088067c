"""Words that CLDR (babel) knows in many languages: names of countries, months and days of the week, for reading files.

Written into monitoring/vocabulary/lookups/, where they are reviewed like every other word: `python -m geodata.steps.words`.
A word that means two things in two languages means nothing: it is left out, unless a language before it claims it.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale

from monitoring.paths import ROOT
from monitoring.vocabulary.countries import COUNTRIES, find_country
from monitoring.vocabulary.countries import fold as fold_place
from monitoring.vocabulary.folding import fold

LOOKUPS = ROOT / "monitoring" / "vocabulary" / "lookups"
UN = (
    "en",
    "fr",
    "es",
    "ru",
    "ar",
    "zh",
)  # the six languages of the United Nations, first because they may not lose a word
OTHERS = (
    "fa", "de", "pt", "tr", "it", "ps", "uz", "uz_Cyrl", "tg", "kk", "ky", "tk", "ur", "hi", "bn", "az", "hy", "ka",
    "uk", "be", "pl", "ro", "bg", "sr", "sr_Latn", "hr", "sq", "mk", "el", "nl", "sv", "da", "nb", "fi", "hu", "cs",
    "sk", "sl", "lt", "lv", "et", "he", "id", "ms", "vi", "th", "ko", "ja", "sw", "my", "zh_Hant",
)  # fmt: skip
CALENDAR_HAND = "calendar_words.csv"  # what CLDR does not give here: months of other calendars, spellings of files


def country_names() -> Iterator[tuple[str, str, str]]:
    """(word, iso3, language) for every name that the table of countries does not have."""
    by_iso2 = {country.iso2: iso3 for iso3, country in COUNTRIES.items()}
    by_iso2["XK"] = "XKX"
    names = (
        (name, by_iso2[iso2], language)
        for language in (*UN, *OTHERS)
        for iso2, name in sorted(Locale.parse(language).territories.items())
        if iso2 in by_iso2
    )
    yield from (each for each in unambiguous(names, fold_place) if find_country(each[0]) is None)


def calendar_words(attribute: str) -> Iterator[tuple[str, str, str]]:
    """(word, number, language) of the names of months or days; days as date.weekday() counts, Monday 0."""
    names = (
        (name.rstrip("."), str(number), language)
        for language in (*UN, *OTHERS)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in getattr(Locale.parse(language), attribute)[context][width].items()
    )
    yield from (each for each in unambiguous(names, fold) if len(each[0]) > 1 and not each[0][0].isdecimal())


def unambiguous(names: Iterable[tuple[str, str, str]], folding) -> Iterator[tuple[str, str, str]]:
    """The first line of each word; a later language that means something else by it is not heard, unless nobody was."""
    first: dict[str, tuple[str, str, str]] = {}
    doubtful: set[str] = set()
    for line in names:
        key = folding(line[0])
        known = first.setdefault(key, line)
        if known[1] != line[1] and known[2] not in UN:
            doubtful.add(key)
    yield from (line for key, line in first.items() if key and key not in doubtful)


def write(path: Path, heading: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(heading)
        table.writerows(lines)


def build(into: Path = LOOKUPS) -> None:
    """Writes country_names.csv, months.csv and weekdays.csv."""
    with (LOOKUPS / CALENDAR_HAND).open(encoding="utf-8", newline="") as file:
        by_hand = list(csv.DictReader(file))
    write(into / "country_names.csv", ("word", "code", "language"), country_names())
    hand = [
        (word, line["number"], line["calendar"], line["language"])
        for line in by_hand
        if line["what"] == "month"
        for word in line["words"].split("|")
    ]
    taken = {fold(line[0]) for line in hand}
    months = ((word, number, "gregorian", language) for word, number, language in calendar_words("months"))
    write(
        into / "months.csv",
        ("word", "code", "calendar", "language"),
        [*hand, *(line for line in months if fold(line[0]) not in taken)],
    )
    days = [
        (word, line["number"], line["language"])
        for line in by_hand
        if line["what"] == "weekday"
        for word in line["words"].split("|")
    ]
    taken = {fold(line[0]) for line in days}
    write(
        into / "weekdays.csv",
        ("word", "code", "language"),
        [*days, *(line for line in calendar_words("days") if fold(line[0]) not in taken)],
    )


if __name__ == "__main__":
    build()
