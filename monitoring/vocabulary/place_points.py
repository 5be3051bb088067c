"""Points written in words: degrees, minutes and seconds, or decimals, inside the text of a place.

Seen in files: `COORDENADAS 0º12'36,00"N y 79ª30'18,00"O`, `LAT 2 GRAD 15 MIN NORTE LONG 79 GRAD 30 MIN OESTE`,
`01º15,60 S Y 080º33,00 W`, `34.3529, 62.2040`. One number of degrees alone is no point.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIDES = {
    "n": "norte|north|nord|с\\.? ?ш\\.?|n", "s": "sur|sul|south|sud|ю\\.? ?ш\\.?|s",
    "e": "este|east|est|leste|в\\.? ?д\\.?|e", "w": "oeste|ouest|ovest|west|з\\.? ?д\\.?|w",
    "o": "ost|o",  # oeste and ouest, but Ost in German: the country decides
}  # fmt: skip
_SIDE = "(?:" + "|".join(f"(?P<{name}_{{at}}>{words})" for name, words in _SIDES.items()) + r")(?![^\W\d])"
_NUMBER = r"\d{1,3}(?:[.,٫]\d+)?"
_PARTS = (
    rf"(?P<sign>[-−+])?(?P<degrees>{_NUMBER})\s*(?P<mark>°|(?:grad|deg|град)\w*\.?|(?<=[.,٫]\d)|(?<=[.,٫]\d\d)|(?<=[.,٫]\d\d\d)|(?<=\d\d\d\d))"
    rf"(?:\s*(?P<minutes>{_NUMBER})\s*(?:'|(?:min|мин)\w*\.?)?(?:\s*(?P<seconds>{_NUMBER})\s*(?:\"|''|(?:se[cg]|сек)\w*\.?)?)?)?"
)
_AXIS = r"(?:\b(?P<axis>lat|lon)\w*\.?\s*[:=]?\s*)?"
_BEFORE = re.compile(_AXIS + r"(?<!\w)" + _SIDE.format(at="before") + r"\s*" + _PARTS, re.IGNORECASE)
_AFTER = re.compile(_AXIS + r"(?<![\w.,])" + _PARTS + r"\s*(?:" + _SIDE.format(at="after") + ")?", re.IGNORECASE)
_SIGNS = str.maketrans(
    {"º": "°", "˚": "°", "ª": "°", "’": "'", "´": "'", "′": "'", "`": "'", "‘": "'", "”": '"', "“": '"', "″": '"'}
)
_IDLE = re.compile(r"(?:coord\w*|gps|wgs\W?84|lat\w*|lon\w*|and|и|y|e)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A point that a text states. `points`: its readings (lon, lat), the likeliest first; none where the figures cannot be.

    `sided`: the text says which number is which (N, E, lat ...); else latitude is taken to stand first.
    """

    points: tuple[tuple[float, float], ...]
    sided: bool


def written_point(text: str) -> Written | None:
    """The point stated in `text`; None where there is none."""
    if sum(map(str.isdigit, text)) < 2:
        return None
    plain = text.translate(_SIGNS)
    for pattern in (_BEFORE, _AFTER):
        found = list(pattern.finditer(plain))
        if len(found) == 2 and (
            all("°" in one["mark"] or one["mark"] for one in found) or _only_numbers(plain, pattern)
        ):
            return _written(*found)
    return None


def _only_numbers(text: str, pattern: re.Pattern) -> bool:
    """Whether nothing but the numbers is said: two decimals inside an address are no point."""
    return not re.search(r"\w", _IDLE.sub(" ", pattern.sub(" ", text)))


def _written(first: re.Match, second: re.Match) -> Written:
    value, other_value = _degrees(first), _degrees(second)
    if value is None or other_value is None:
        return Written((), True)
    one, other = list(_directed(first, value)), list(_directed(second, other_value))
    pairs = [(a, b) for a in one for b in other]
    known = [
        (x, y) if axis == "lon" else (y, x)
        for (axis, x), (second_axis, y) in pairs
        if axis and second_axis and axis != second_axis
    ]
    if known:
        return Written(tuple(known), True)
    return Written(((other_value, value),), False)


def _degrees(found: re.Match) -> float | None:
    """The value without its side; None where minutes or seconds are 60 or more, or the degrees are broken as well."""
    degrees, minutes, seconds = (_value(found[name]) for name in ("degrees", "minutes", "seconds"))
    if minutes >= 60 or seconds >= 60 or (minutes and degrees % 1) or (seconds and minutes % 1):
        return None
    return (degrees + minutes / 60 + seconds / 3600) * (-1 if found["sign"] in ("-", "−") else 1)


def _value(digits: str | None) -> float:
    return float(digits.replace(",", ".").replace("٫", ".")) if digits else 0.0


def _directed(found: re.Match, value: float) -> Iterator[tuple[str, float]]:
    """(axis, value) as the side or the word before says; two for an O, which is west or east."""
    side = next((name[0] for name, said in found.groupdict().items() if said and name[1:] in ("_before", "_after")), "")
    if side in ("n", "s"):
        yield "lat", -abs(value) if side == "s" else value
    elif side in ("e", "w"):
        yield "lon", -abs(value) if side == "w" else value
    elif side == "o":
        yield from (("lon", -abs(value)), ("lon", abs(value)))
    else:
        yield (found["axis"] or "").lower(), value
