"""Charts that filter one another, and the document of totals."""

import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings

from monitoring.errors import FilterError
from monitoring.measures.kernels import counts, select
from monitoring.measures.linked import by_drug, counts_apart, over_time
from monitoring.measures.questions import asking
from monitoring.measures.totals import totals_document
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, item_frame
from .test_kernels import FRAMES, one


@settings(max_examples=40, deadline=None)
@given(FRAMES, FEW)
def test_a_chart_shows_what_could_be_chosen_beside_what_is(frame, wanted):
    columns = copy_of(frame)
    for name in ("country", "drug", "mode"):
        shown = counts_apart(asking(columns, MEMBERS), wanted, name)
        for value, seizures in shown.dropna().itertuples(index=False):
            narrowed = select(columns, wanted.replace(**{name: (value,)}), MEMBERS)
            # A drug may also be meant by its finer code, in an item that is drawn under another name.
            assert narrowed.seizures >= seizures if name == "drug" else narrowed.seizures == seizures


@settings(max_examples=40, deadline=None)
@given(FRAMES, FEW)
def test_bars_inside_the_period_are_those_of_the_filter(frame, wanted):
    columns = copy_of(frame)
    for step in ("year", "month"):
        found = over_time(asking(columns, MEMBERS), columns, wanted, step)
        chosen = counts(columns, select(columns, wanted, MEMBERS), step).dropna()
        assert found["inside"].sum() == chosen["seizures"].sum()
        assert (found["inside"] <= found["seizures"]).all()
        assert found["first"].is_monotonic_increasing
        assert found["period"].is_unique
    shown = over_time(asking(columns, MEMBERS), columns, wanted).query("seizures > 0")
    every_year = select(columns, wanted.without("from", "to"), MEMBERS)
    assert list(shown["period"]) == sorted(counts(columns, every_year, "year")["value"].dropna())


def test_a_year_that_is_not_over_is_marked():
    days = [pd.Timestamp("2014-05-03"), pd.Timestamp("2016-01-10")]
    frame = item_frame(
        [one(item_id=f"{n}", seizure_id=f"{n}", seized_on=day, seized_until=day) for n, day in enumerate(days)]
    )
    found = over_time(asking(copy_of(frame), {}), copy_of(frame), Filter())
    assert list(found["period"]) == [2014, 2015, 2016]
    assert list(found["seizures"]) == [1, 0, 1]
    assert list(found["part"]) == [False, False, True]
    whole = over_time(asking(copy_of(frame), {}), copy_of(frame, date(2016, 12, 31)), Filter())
    assert not whole["part"].any()


def test_the_table_of_drugs_keeps_litres_apart_and_has_no_total():
    frame = item_frame([one(), one(item_id="a-2", kind="volume", quantity=20.0, mass_kg=None),
                        
                        one(item_id="b-1", seizure_id="b", drug="opium", drug_code="OPI-OPM", kind=None, quantity=None,
                            mass_kg=None)])  # fmt: skip
    columns = copy_of(frame)
    found = by_drug(asking(columns, {}), Filter())
    assert list(found["drug"]) == ["heroin", "opium"]
    assert list(found["mass_kg"].fillna(-1)) == [6.0, -1]
    assert list(found["volume_l"].fillna(-1)) == [20.0, -1]


def test_nothing_selected_gives_tables_of_the_same_shape():
    columns = copy_of(item_frame([]))
    assert list(by_drug(asking(columns, {}), Filter(drug=("heroin",))).columns) == [
        "drug",
        "seizures",
        "mass_kg",
        "volume_l",
        "count_units",
        "plants",
        "area_m2",
    ]
    assert over_time(asking(columns, {}), columns, Filter()).empty
    assert counts_apart(asking(columns, {}), Filter(), "transit").empty


def test_the_document_of_totals_is_plain_json_with_null_for_not_stated():
    frame = item_frame(
        [one(), one(item_id="b-1", seizure_id="b", kind=None, quantity=None, mass_kg=None, country_iso3="AFG")]
    )
    columns, wanted = copy_of(frame), Filter(drug=("heroin",))
    document = totals_document(columns, wanted, select(columns, wanted), ["drug", "country", "year"])
    assert json.loads(json.dumps(document, allow_nan=False)) == {
        "data_version": "0123456789ab", "filter": "drug=heroin", "seizures": 2,
        "rows": [
            {"drug": "heroin", "country": "AFG", "year": 2014, "kind": None, "seizures": 1, "quantity": None, "unit": None},
            {"drug": "heroin", "country": None, "year": 2014, "kind": "mass", "seizures": 1, "quantity": 6.0, "unit": "kg"},
        ],
    }  # fmt: skip
    assert (
        totals_document(columns, Filter(min_kg=5), select(columns, Filter(min_kg=5)), [])["seizures_without_mass"] == 1
    )


def test_totals_by_an_unknown_name_are_refused():
    columns = copy_of(item_frame([one()]))
    with pytest.raises(FilterError):
        totals_document(columns, Filter(), select(columns, Filter()), ["weather"])
