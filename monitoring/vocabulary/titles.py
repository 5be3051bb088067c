"""A title for a seizure that has none of its own: amount, drug and place, in the language in use."""

from collections.abc import Iterator, Sequence

from ..language import N_, _
from .countries import country_name
from .drugs import drug_name
from .units import amount_words

_TITLE = N_("{what}, {where}")
_WHAT = N_("{amount} {drug}")
_SEVERAL = N_("{one} and {other}")


def composed_titles(
    drugs: Sequence[str], quantities: Sequence[float | None], kinds: Sequence[str | None],
    places: Sequence[str | None], countries: Sequence[str | None],
) -> Iterator[str]:  # fmt: skip
    """One title for each item: what was seized, and where. An amount of no known kind is not in it.

    Words are made once for each distinct amount and place: there may be hundreds of thousands of items.
    """
    what: dict[tuple, str] = {}
    where: dict[tuple, str] = {}
    title = _(_TITLE)
    for drug, quantity, kind, place, country in zip(drugs, quantities, kinds, places, countries):
        of = (drug, _near(quantity), kind) if isinstance(kind, str) and quantity == quantity and quantity else (drug,)
        at = (place if isinstance(place, str) else None, country if isinstance(country, str) else None)
        if of not in what:
            what[of] = _what(*of)
        if at not in where:
            where[at] = _where(*at)
        yield title.format(what=what[of], where=where[at]) if where[at] else what[of]


def joined(titles: Sequence[str]) -> str:
    """One title of several, for a seizure of several drugs."""
    return titles[0] if len(titles) == 1 else _(_SEVERAL, one="; ".join(titles[:-1]), other=titles[-1])


def _what(drug: str, quantity: float | None = None, kind: str | None = None) -> str:
    name = drug_name(drug)
    return name if quantity is None or kind is None else _(_WHAT, amount=amount_words(quantity, kind), drug=name)


def _where(place: str | None, country: str | None) -> str:
    return _(", ").join(part for part in (place, country_name(country) if country else None) if part)


def _near(quantity: float | None) -> float:
    """As far as `amount_words` writes an amount: of many amounts few are left."""
    amount = float(f"{quantity or 0:.15g}")  # a workbook keeps no more digits, and must not turn 0.45 g the other way
    return round(amount, 0 if amount >= 10 else 1 if amount >= 1 else 3 if amount >= 0.01 else 4)
