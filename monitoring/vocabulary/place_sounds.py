"""What a name sounds like in whatever script and romanisation: its consonants, with those alike made one.

"Qandahar", "Kandahar" and "قندهار" are all `kntr`: for finding candidates only, never proof that two names are
one. Vowels, and the letters that only sometimes are vowels (v, w, y, h), are left out behind the first letter.
"""

import re
from collections.abc import Sequence

_PLAIN = str.maketrans(
    "бпвфгғґхһҳдтжҷзсцчшщкқлмнңпрйіїыэюяаоуеёєиөүұәўӣӯъьѓќبپتةثجچحخدذرزژسشصضطظعغفقكگلمنوهيئءآأإاؤڤټډړښږڼ",
    "bpvfgggxxhttjjzsscsskklmnnpryiiieyyaoueeeiouuauiu..gkbpttsjchxtzrzjsssztz.gfkkglmnvhyy.aaaavvttrxjn",
)
_TOGETHER = {
    "dsch": "j", "tsch": "c", "shch": "s", "sch": "s", "dzh": "j", "tch": "c", "tj": "j", "dj": "j", "zh": "j", "ch": "c",
    "sh": "s", "kh": "x", "gh": "g", "ph": "f", "th": "t", "dh": "t", "ts": "s", "tz": "s", "ck": "k", "ks": "x", "q": "k",
    "d": "t", "w": "v",
}  # fmt: skip
_WRITTEN = re.compile("|".join(_TOGETHER))
_VOWELS = tuple("aeiouy.")
_QUIET = re.compile(r"[aeiouyvwh.]+")
_TWICE = re.compile(r"(.)(?=\1)")  # all but the last of a row of one letter


def romanised(key: str) -> str:
    """A `place_key` in Latin letters, one sound one letter, with its vowels as far as the script writes them."""
    return _WRITTEN.sub(lambda found: _TOGETHER[found[0]], key.translate(_PLAIN))


def sounds(key: str) -> str:
    """The consonants of a `place_key`; a first vowel counts as "a"."""
    return sounds_of([key])[0]


def sounds_of(keys: Sequence[str]) -> list[str]:
    """`sounds` of each key; of all together, which for thousands is several times faster than one after the other."""
    if not keys:
        return []
    lines = romanised("\n".join(keys)).split("\n")
    rest = _TWICE.sub("", _QUIET.sub("", "\n".join(line[1:] for line in lines))).split("\n")
    return [("a" if line[:1] in _VOWELS else line[:1]) + consonants for line, consonants in zip(lines, rest)]
