"""What a name sounds like in whatever script and romanisation: its consonants, with those alike made one.

"Qandahar", "Kandahar" and "قندهار" are all `kntr`: for finding candidates only, never proof that two names are
one. Vowels, and the letters that only sometimes are vowels (v, w, y, h), are left out behind the first letter.
"""

import re

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
_QUIET = re.compile(r"[aeiouyvwh.]+")
_TWICE = re.compile(r"(.)\1+")


def romanised(key: str) -> str:
    """A `place_key` in Latin letters, one sound one letter, with its vowels as far as the script writes them."""
    return _WRITTEN.sub(lambda found: _TOGETHER[found[0]], key.translate(_PLAIN))


def sounds(key: str) -> str:
    """The consonants of a `place_key`; a first vowel counts as "a"."""
    letters = romanised(key)
    first = "a" if letters[:1] in tuple("aeiouy.") else letters[:1]
    return first + _TWICE.sub(r"\1", _QUIET.sub("", letters[1:]))
