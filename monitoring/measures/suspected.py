"""Which seizures may be one and the same, reported twice: the same day, place and drug, and nearly the same amount.

Two agencies report one seizure, each in its own words; a number of tablets is pasted as a weight ("2,786 tablets" and
"2.786 kg"). Nothing is merged here: a person decides. Rows that are alike in every cell are no concern of this module.
"""

import numpy as np
import pandas as pd

NEAR = 0.02  # of the larger amount, within one kind of quantity
NEIGHBOURS = 6  # of each item, by amount: of a day with hundreds of like seizures not every pair is listed
_DIGITS = 3  # so many digits that count must agree before a number in another unit is taken for the same number
_PLACES = {"place": 1.0, "point": 1.0, "admin1": 0.7}
_AMOUNTS = {"same_amount": 1.0, "near_amount": 0.9, "same_digits": 0.8}
_SAME_CHANNEL = 0.9  # two rows of one channel are more often two seizures than two rows of two
COLUMNS = {"first": "int64", "second": "int64", "why": "str", "where": "str", "score": "float64"}


def suspected_duplicates(items: pd.DataFrame, only_new: np.ndarray | None = None) -> pd.DataFrame:
    """Pairs of items that a person should compare, the likeliest first: first, second, why, where, score (0 to 1).

    items, one row an item: row (int, unique), seizure, seized_on, country_iso3, admin1, place (folded, "" or null when
    not stated), lon, lat, drug_code, kind, quantity, quantity_reported, channel. `first` < `second` are values of `row`.
    only_new: a mask over the items; only pairs that touch one of these.

    A pair is of two seizures, on the same day, in the same country and of the same drug. `where`: at the same place or
    point, or in the same province when one of the two names no place. `why`: same_amount, near_amount (of one kind,
    within NEAR) or same_digits (the same number, at least three digits long, with another unit or decimal point).
    """
    known = items["kind"].notna() & (items["quantity"] > 0)
    base = _group(items, ["seized_on", "country_iso3", "drug_code"])
    several = np.bincount(base, minlength=1)[base] > 1
    # An old item matters only beside a new one of its day, country and drug.
    new = np.ones(len(items), dtype=bool) if only_new is None else np.asarray(only_new, dtype=bool)
    touched = np.bincount(base, weights=new, minlength=1)[base] > 0
    chosen = np.flatnonzero(known.to_numpy() & several & touched & items["seized_on"].notna().to_numpy())
    found = _pairs(items.iloc[chosen].reset_index(drop=True), base[chosen], new[chosen])
    return found.astype(COLUMNS)


def _pairs(items: pd.DataFrame, base: np.ndarray, new: np.ndarray) -> pd.DataFrame:
    row = items["row"].to_numpy(np.int64)
    seizure, channel = (_codes(items[name]) for name in ("seizure", "channel"))
    missing = items["place"].isna().to_numpy() | (items["place"] == "").to_numpy()
    parts = [pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in COLUMNS.items()})]
    for where, columns, stated in (
        ("place", ["place"], ~missing),
        ("point", ["lon", "lat"], items["lon"].notna().to_numpy()),
        ("admin1", ["admin1"], items["admin1"].notna().to_numpy()),
    ):
        at = np.flatnonzero(stated)
        for a, b, why in _of_one_place(items.iloc[at], _group(items.iloc[at], columns, base[at])):
            first, second = at[a], at[b]
            kept = (seizure[first] != seizure[second]) & (new[first] | new[second])
            if where == "admin1":
                kept &= missing[first] != missing[second]
            first, second, why = first[kept], second[kept], why[kept]
            other = (channel[first] != channel[second]) | (channel[first] < 0)
            score = _PLACES[where] * pd.Series(why).map(_AMOUNTS).to_numpy(float) * np.where(other, 1.0, _SAME_CHANNEL)
            low, high = np.minimum(row[first], row[second]), np.maximum(row[first], row[second])
            parts.append(pd.DataFrame({"first": low, "second": high, "why": why, "where": where, "score": score}))
    found = pd.concat(parts, ignore_index=True)
    # The order of the parts settles ties: a place says more than a point made of it.
    best = found.sort_values(["score", "first", "second"], ascending=[False, True, True], kind="stable")
    return best.drop_duplicates(["first", "second"]).reset_index(drop=True)


def _of_one_place(items: pd.DataFrame, group: np.ndarray):
    """(positions, positions, why) of items of one group whose amounts are near, then of those with the same digits."""
    quantity = items["quantity"].to_numpy(float)
    kind = _codes(items["kind"])
    for a, b in _neighbours(group, kind, quantity):
        near = (kind[a] == kind[b]) & (np.abs(quantity[a] - quantity[b]) <= NEAR * np.maximum(quantity[a], quantity[b]))
        a, b = a[near], b[near]
        yield a, b, np.where(quantity[a] == quantity[b], "same_amount", "near_amount").astype(object)
    digits = _significant(items["quantity_reported"].to_numpy(float))
    at = np.flatnonzero(digits > 0)
    for a, b in _neighbours(group[at], digits[at], quantity[at]):
        a, b = at[a], at[b]
        far = np.abs(quantity[a] - quantity[b]) > NEAR * np.maximum(quantity[a], quantity[b])
        slipped = (digits[a] == digits[b]) & ((kind[a] != kind[b]) | far)
        yield a[slipped], b[slipped], np.full(int(slipped.sum()), "same_digits", dtype=object)


def _neighbours(group: np.ndarray, within: np.ndarray, amount: np.ndarray):
    """Positions of items and of their next ones by (group, within, amount), one step after the other, inside a group."""
    order = np.lexsort((amount, within, group))
    ranked, inside = group[order], within[order]
    for step in range(1, NEIGHBOURS + 1):
        together = np.flatnonzero((ranked[:-step] == ranked[step:]) & (inside[:-step] == inside[step:]))
        if not len(together):
            return
        yield order[together], order[together + step]


def _significant(values: np.ndarray) -> np.ndarray:
    """The digits of a number without its decimal point and its zeros at the ends; 0 when they are too few to tell."""
    safe = np.where(np.isfinite(values) & (values > 0), values, 1.0)
    digits = np.rint(safe / 10.0 ** np.floor(np.log10(safe)) * 1e8).astype(np.int64)
    digits = np.where(digits >= 10**9, digits // 10, digits)
    return np.where(digits % 10 ** (9 - _DIGITS + 1) == 0, 0, digits)


def _group(items: pd.DataFrame, columns: list[str], base: np.ndarray | None = None) -> np.ndarray:
    """A number for each distinct combination of `columns` (and of `base`); null is a value like any other."""
    group = np.zeros(len(items), dtype=np.int64) if base is None else base
    for name in columns:
        codes = _codes(items[name]) + 1
        group = pd.factorize(group * (int(codes.max(initial=0)) + 1) + codes)[0].astype(np.int64)
    return group


def _codes(values: pd.Series) -> np.ndarray:
    """A number for each distinct value, -1 for null."""
    return pd.factorize(values)[0].astype(np.int64)
