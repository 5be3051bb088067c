"""Before and after a date: equal periods, each seizure on one side or said to be on none."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.before_after import COMPARED, compare, data_start, halves, legs_compared, periods
from monitoring.measures.kernels import select
from monitoring.measures.paths import path_sums, paths
from monitoring.measures.routes import ENDS, routes
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, item_frame, made_frame

BAN = date(2022, 4, 3)
START, END = date(1995, 1, 1), date(2026, 11, 23)
FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 40))
DAYS = st.dates(date(2010, 1, 1), date(2018, 1, 1))
NOTHING_PUBLISHED = pd.DataFrame(columns=["from_iso3", "to_iso3", "basis", "mode"])


def test_both_periods_have_the_same_number_of_days():
    found = periods(BAN, START, END)
    assert (found.last, found.shorter, found.after_limit) == (END, "after", "data_end")
    assert (found.on - found.first).days == (found.last - found.on).days + 1 == found.days


def test_the_filter_cuts_both():
    found = periods(BAN, START, END, from_=date(2021, 4, 3))
    assert (found.first, found.last, found.shorter, found.before_limit) == (
        date(2021, 4, 3), date(2023, 4, 2), "before", "from",
    )  # fmt: skip
    assert periods(BAN, START, END, to=date(2022, 4, 3)).days == 1
    assert periods(BAN, START, END, days=30).shorter is None


@pytest.mark.parametrize("on", [date(1990, 1, 1), START, END + timedelta(days=1), date(2090, 1, 1)])
def test_a_date_without_data_on_one_side_compares_nothing(on):
    around = periods(on, START, END)
    assert around.days == 0
    columns = copy_of(made_frame(3, 10))
    found = halves(columns, select(columns, Filter()), around)
    assert (found.before.seizures, found.after.seizures, found.across, found.partly) == (0, 0, 0, 0)
    frame = legs_compared(columns, paths(columns), found, "seizure")
    assert frame.empty and frame.dtypes.astype(str).to_dict() == COMPARED


def seizure(name, first, last, start="IRN", kg=None):
    return {"seizure_id": name, "seized_on": pd.Timestamp(first), "seized_until": pd.Timestamp(last), "drug": "heroin",
            "departure_iso3": start, "country_iso3": "AZE", "kind": "mass" if kg else None, "quantity": kg,
            "mass_kg": kg}  # fmt: skip


def test_a_span_across_the_date_is_on_neither_side():
    frame = item_frame([
        seizure("a", "2022-03-01", "2022-03-31", kg=5.0), seizure("b", "2022-04-01", "2022-04-30", kg=100.0),
        seizure("c", "2022-04-03", "2022-04-03", kg=7.0), seizure("d", "2022-05-01", "2022-05-01", "TUR"),
        seizure("e", "2022-01-01", "2022-12-31", kg=1.0), seizure("f", "2022-02-20", "2022-03-05", kg=1.0),
    ])  # fmt: skip
    columns = copy_of(frame)
    found = halves(columns, select(columns, Filter()), periods(BAN, START, END, days=40))
    assert (found.before.seizures, found.after.seizures, found.across, found.partly) == (1, 2, 2, 1)
    legs = legs_compared(columns, paths(columns), found, "seizure").set_index("leg")
    assert legs.loc["IRN-AZE", ["before", "after", "before_kg", "after_kg", "difference_kg"]].tolist() == [
        1,
        1,
        5,
        7,
        2,
    ]
    turkey = legs.loc["TUR-AZE"]
    assert (turkey["before_kg"], turkey["difference"]) == (0, 1) and np.isnan(turkey["difference_kg"])


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, DAYS, st.none() | st.integers(1, 900))
def test_every_seizure_of_the_periods_is_in_one_pile(frame, wanted, on, days):
    columns = copy_of(frame)
    selection = select(columns, wanted, MEMBERS)
    around = periods(on, data_start(columns) or on, columns.data_date, wanted.from_, wanted.to, days)
    found = halves(columns, selection, around)
    piles = {"before": set(), "after": set(), "across": set(), "partly": set()}
    for row in selection.rows:
        first, last = (date(1970, 1, 1) + timedelta(days=int(day)) for day in
                       (columns.first_day[row], columns.last_day(np.array([row]))[0]))  # fmt: skip
        if not around.days or last < around.first or first > around.last:
            continue
        if first < on <= last:
            pile = "across"
        elif first < around.first or last > around.last:
            pile = "partly"
        else:
            pile = "before" if last < on else "after"
        piles[pile].add(columns.seizure[row])
    assert (found.before.seizures, found.after.seizures, found.across, found.partly) == tuple(map(len, piles.values()))


@settings(max_examples=40, deadline=None)
@given(FRAMES, FEW, DAYS, st.sampled_from(ENDS))
def test_legs_before_and_after_are_those_of_the_two_maps(frame, wanted, on, ends):
    columns = copy_of(frame)
    known = paths(columns)
    found = halves(columns, select(columns, wanted, MEMBERS), periods(on, date(2010, 1, 1), columns.data_date))
    table = legs_compared(columns, known, found, ends).set_index("leg")
    for name, half in (("before", found.before), ("after", found.after)):
        legs = routes(
            columns, known, path_sums(columns, known, half), np.ones(len(known)), NOTHING_PUBLISHED, ends
        ).legs
        drawn = legs.set_index("leg")["seizures"].to_dict()
        assert {leg: n for leg, n in table[name].items() if n} == drawn
    assert (table["after"] - table["before"]).equals(table["difference"])


def test_what_one_side_lacks_is_nought():
    found = compare(pd.Series({"balkan": 3}), pd.Series({"northern": 2, "balkan": 5}))
    assert found.T.to_dict("list") == {"balkan": [3, 5, 2], "northern": [0, 2, 2]}
    assert compare(pd.Series(dtype="int64"), pd.Series(dtype="int64")).empty
