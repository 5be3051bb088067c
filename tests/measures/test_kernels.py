"""The kernels against a slow and obvious pandas version, and what each rule of counting means."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.errors import FilterError
from monitoring.measures import kernels
from monitoring.measures.grouping import BY, DIMENSIONS
from monitoring.measures.kernels import counts, not_mapped, order, page, select, totals
from monitoring.vocabulary.columns import ROLES
from monitoring.vocabulary.fields import SORTABLE
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, in_copy_order, item_frame, made_frame, matching

FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 30))


def slow_selection(frame: pd.DataFrame, wanted: Filter) -> pd.DataFrame:
    found = frame[matching(frame, wanted).to_numpy()]
    return found if wanted.min_kg is None else found[found["mass_kg"] >= wanted.min_kg]


@settings(max_examples=150, deadline=None)
@given(FRAMES, FEW)
def test_the_same_items_as_the_slow_version(frame, wanted):
    columns = copy_of(frame)
    found, slow = select(columns, wanted, MEMBERS), slow_selection(frame, wanted)
    assert in_copy_order(frame)["item_id"].iloc[found.rows].isin(slow["item_id"]).all() and len(found.rows) == len(slow)
    assert list(found.rows) == sorted(set(found.rows))
    assert found.seizures == slow["seizure_id"].nunique()
    everything_else = frame[matching(frame, wanted).to_numpy()]
    no_mass = set(everything_else[everything_else["mass_kg"].isna()]["seizure_id"]) - set(slow["seizure_id"])
    assert found.without_mass == (len(no_mass) if wanted.min_kg else 0)


@settings(max_examples=80, deadline=None)
@given(FRAMES, FEW, st.lists(st.sampled_from(BY), max_size=3, unique=True))
def test_the_same_sums_as_the_slow_version(frame, wanted, by):
    found = totals(*with_selection(frame, wanted), by)
    assert list(found.columns) == [*by, "kind", "seizures", "quantity", "unit"]
    assert table(found) == slow_totals(slow_selection(frame, wanted), by)


def with_selection(frame, wanted):
    columns = copy_of(frame)
    return columns, select(columns, wanted, MEMBERS)


def slow_totals(frame: pd.DataFrame, by: list[str]) -> set:
    same_year = frame["seized_on"].dt.year == frame["seized_until"].dt.year
    same_month = same_year & (frame["seized_on"].dt.month == frame["seized_until"].dt.month)
    frame = frame.assign(
        country=frame["country_iso3"], mode=frame["transport_mode"], year=frame["seized_on"].dt.year.where(same_year),
        month=frame["seized_on"].dt.strftime("%Y-%m").where(same_month),
    )  # fmt: skip
    rows = set()
    for key, group in frame.groupby([*by, "kind"], dropna=False):
        total = group["quantity"].sum(min_count=1)
        rows.add((*map(plain, key), group["seizure_id"].nunique(), plain(total)))
    return rows


def plain(value):
    return None if pd.isna(value) else round(value, 6) if isinstance(value, float) else value


def table(found: pd.DataFrame) -> set:
    return {tuple(map(plain, row)) for row in found.drop(columns="unit").itertuples(index=False)}


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.sampled_from(DIMENSIONS))
def test_each_seizure_counts_once_for_each_value(frame, wanted, dimension):
    columns, selection = with_selection(frame, wanted)
    slow = {}
    for row in slow_selection(frame, wanted).to_dict("records"):
        for value in slow_values(row, dimension):
            slow.setdefault(value, set()).add(row["seizure_id"])
    found = counts(columns, selection, dimension)
    assert {plain(value): n for value, n in found.itertuples(index=False)} == {
        value: len(ids) for value, ids in slow.items()
    }


def slow_values(row: dict, dimension: str) -> list:
    if dimension in ROLES:
        value = row[f"{dimension}_iso3"]
        return [None] if pd.isna(value) else value.split(";")
    first, last = row["seized_on"], row["seized_until"]
    if dimension == "year":
        return [first.year if first.year == last.year else None]
    if dimension == "month":
        return [f"{first:%Y-%m}" if f"{first:%Y-%m}" == f"{last:%Y-%m}" else None]
    name = {"country": "country_iso3", "mode": "transport_mode", "precision": "location_precision",
            "place": "place_reported"}.get(dimension, dimension)  # fmt: skip
    return [plain(row[name])]


@settings(max_examples=25, deadline=None)
@given(FRAMES, FEW, st.integers(1, 7))
def test_the_size_of_a_block_changes_nothing(frame, wanted, size):
    columns = copy_of(frame)
    whole = select(columns, wanted, MEMBERS)
    usual, kernels.BLOCK = kernels.BLOCK, size
    try:
        pieces = select(columns, wanted, MEMBERS)
    finally:
        kernels.BLOCK = usual
    assert np.array_equal(whole.rows, pieces.rows)
    assert (whole.seizures, whole.without_mass) == (pieces.seizures, pieces.without_mass)


@settings(max_examples=60, deadline=None)
@given(FRAMES, st.sampled_from([sign + name for name in SORTABLE for sign in ("", "-")]))
def test_rows_in_the_order_of_a_column_with_the_unknown_last(frame, sort):
    columns, selection = with_selection(frame, Filter())
    rows = order(columns, selection, sort)
    assert sorted(rows) == list(selection.rows)
    if sort.removeprefix("-") not in ("country", "place_reported", "departure_iso3"):
        values = in_copy_order(frame).iloc[rows]
        column = values[sort.removeprefix("-")]
        for _kind, known in column.dropna().groupby(values["kind"].fillna("") if "quantity" in sort else lambda _: 0):
            assert known.is_monotonic_increasing if sort[0] != "-" else known.is_monotonic_decreasing
        if sort.removeprefix("-") != "quantity":
            assert not column.isna().any() or column.isna().to_numpy()[len(column.dropna()) :].all()


def one(**values) -> dict:
    day = pd.Timestamp("2014-05-03")
    return {"item_id": "a-1", "seizure_id": "a", "seized_on": day, "seized_until": day, "drug": "heroin",
            "drug_code": "OPI-HER", "drug_group": "opioids", "kind": "mass", "quantity": 6.0, "mass_kg": 6.0,
            "location_precision": "country", **values}  # fmt: skip


def test_a_drug_and_a_least_weight_must_meet_in_one_item():
    frame = item_frame([one(mass_kg=2.0, quantity=2.0), one(item_id="a-2", drug="opium", drug_code="OPI-OPM")])
    columns = copy_of(frame)
    assert select(columns, Filter(drug=("heroin",), min_kg=5)).seizures == 0
    found = select(columns, Filter(drug=("opium",), min_kg=5))
    assert found.seizures == 1
    assert list(totals(columns, found, ["drug"])["quantity"]) == [6.0]


def test_seizures_without_a_mass_are_counted_when_a_least_weight_leaves_them_out():
    frame = item_frame([one(), one(item_id="b-1", seizure_id="b", kind="volume", quantity=9.0, mass_kg=None)])
    found = select(copy_of(frame), Filter(min_kg=5))
    assert (found.seizures, found.without_mass) == (1, 1)


@pytest.mark.parametrize(("first", "last", "found"), [("2014-06-01", None, 0), ("2014-05-31", None, 1), (None, "2014-04-30", 0),
                                                       (None, "2014-05-01", 1), ("2014-05-10", "2014-05-12", 1)])  # fmt: skip
def test_a_month_matches_when_its_span_touches_the_period(first, last, found):
    frame = item_frame([one(seized_on=pd.Timestamp("2014-05-01"), seized_until=pd.Timestamp("2014-05-31"))])
    wanted = Filter(from_=date.fromisoformat(first) if first else None, to=date.fromisoformat(last) if last else None)
    assert select(copy_of(frame), wanted).seizures == found


def test_kilograms_and_litres_stay_apart():
    frame = item_frame([one(), one(item_id="a-2", kind="volume", quantity=20.0, mass_kg=None)])
    found = totals(*with_selection(frame, Filter()), ["drug"])
    assert found.to_dict("records") == [
        {"drug": "heroin", "kind": "mass", "seizures": 1, "quantity": 6.0, "unit": "kg"},
        {"drug": "heroin", "kind": "volume", "seizures": 1, "quantity": 20.0, "unit": "l"},
    ]


def test_a_year_known_only_to_the_decade_has_no_year():
    frame = item_frame([one(seized_until=pd.Timestamp("2015-05-03"))])
    columns, selection = with_selection(frame, Filter())
    assert counts(columns, selection, "year")["value"].isna().all()


def test_an_unknown_group_is_refused_and_not_taken_for_an_empty_one():
    with pytest.raises(FilterError):
        select(copy_of(item_frame([one()])), Filter(group=("unheard_of",)), MEMBERS)


@pytest.mark.parametrize("by", [["weather"], ["kind"], ["drug", "drug"]])
def test_totals_by_something_else_are_refused(by):
    columns, selection = with_selection(item_frame([one()]), Filter())
    with pytest.raises(FilterError):
        totals(columns, selection, by)


def test_an_empty_result_has_its_full_types():
    found = totals(*with_selection(item_frame([]), Filter()), ["drug", "year", "month"])
    assert found.dtypes.astype(str).to_dict() == {"drug": "str", "year": "Int64", "month": "str", "kind": "str",
                                                  "seizures": "int64", "quantity": "float64", "unit": "str"}  # fmt: skip


def test_what_is_not_on_the_map_is_counted_by_precision():
    frame = item_frame([one(), one(item_id="a-2"), one(item_id="b-1", seizure_id="b", location_precision="sea_area"),
                        one(item_id="c-1", seizure_id="c", lon=62.0, lat=33.0)])  # fmt: skip
    assert not_mapped(*with_selection(frame, Filter())).to_dict() == {"country": 1, "sea_area": 1}


@settings(max_examples=80, deadline=None)
@given(FRAMES, FEW, st.integers(1, 12))
def test_the_largest_seizures_come_with_all_their_selected_items(frame, wanted, most):
    columns, selection = with_selection(frame, wanted)
    rows = kernels.largest(columns, selection, most)
    by_weight = columns.seizure[order(columns, selection, "-mass_kg")]
    expected = list(dict.fromkeys(by_weight.tolist()))[:most]
    assert list(dict.fromkeys(columns.seizure[rows].tolist())) == expected
    assert sorted(rows) == [row for row in selection.rows if columns.seizure[row] in expected]


SORTS = st.none() | st.sampled_from([sign + name for name in SORTABLE for sign in ("", "-")])


@settings(max_examples=150, deadline=None)
@given(FRAMES, FEW, SORTS, st.integers(-3, 60), st.integers(-1, 40))
def test_a_page_is_what_the_whole_order_holds_at_its_place_and_never_runs_over_the_end(
    frame, wanted, sort, offset, limit
):
    columns, selection = with_selection(frame, wanted)
    start = max(offset, 0)
    whole = order(columns, selection, sort)
    assert list(page(columns, selection, sort, offset, limit)) == list(whole[start : start + max(limit, 0)])
