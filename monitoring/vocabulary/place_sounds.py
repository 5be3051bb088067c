"""What a name sounds like in whatever script and romanisation: its consonants, with those alike made one.

"Qandahar", "Kandahar" and "قندهار" are all `kntr`: for finding candidates only, never proof that two names are
one. Vowels, and the letters that only sometimes are vowels (v, w, y, h), are left out behind the first letter.
"""

import re
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "бпвфгғґхһҳдтжҷзсцчшщкқлмнңпрйіїыэюяаоуеёєиөүұәўӣӯъьѓќ",
        "b p v f g g g x x h t t j j z s s c s s k k l m n n p r y i i i e y y a o u e e e i o u u a u i u . . g k".split(),
    )
)
_ARABIC = dict(
    zip(
        "بپتةثجچحخدذرزژسشصضطظعغفقكگلمنوهيئءآأإاؤڤټډړښږڼ",
        "b p t t s j c h x t z r z j s s s z t z . g f k k g l m n v h y y . a a a a v v t t r x j n".split(),
    )
)
_LATIN = (
    ("dsch", "j"), ("tsch", "c"), ("sch", "s"), ("shch", "s"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("tch", "c"), ("ch", "c"),
    ("sh", "s"), ("kh", "x"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "t"), ("ts", "s"), ("tz", "s"), ("ck", "k"),
    ("q", "k"), ("d", "t"), ("w", "v"), ("ks", "x"),
)  # fmt: skip
_QUIET = re.compile(r"[aeiouyvwh.]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(1 << 16)
def sounds(key: str) -> str:
    """The consonants of a `place_key`; a first vowel counts as "a"."""
    letters = "".join(_CYRILLIC.get(letter) or _ARABIC.get(letter) or letter for letter in key)
    for written, spoken in _LATIN:
        letters = letters.replace(written, spoken)
    if not letters:
        return ""
    first = "a" if letters[0] in "aeiou.y" else "v" if letters[0] == "v" else letters[0]
    return first + _TWICE.sub(r"\1", _QUIET.sub("", letters[1:]))
