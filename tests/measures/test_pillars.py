"""Where indicators stand: pairs stay pairs, what is missing is said, and a better value never gives a worse status."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.measures.indicator_intervals import intervals, states
from monitoring.measures.indicator_status import Aim, judge, judge_state
from monitoring.measures.pillars import NO_LEVEL, cells, freshness, standing, summary
from monitoring.vocabulary.indicators import STATUSES, WHYS

WORST_FIRST = ("deterioration", "none", "moderate", "progress", "target_met")
AMOUNTS = st.floats(0.001, 1e6)


def indicator(name="i", **different):
    return {
        "indicator_id": name, "position": 1, "pillar": "1", "item_id": "I.1", "name": name, "definition": "d", "unit": "kg",
        "kind": "amount", "direction": "up", "estimator": None, "baseline_year": 2014, "baseline_window": 2, "target": None,
        "target_year": None, "source": "s", "edited": False,
    } | different  # fmt: skip


def value(year, number, name="i", area="AFG", **different):
    day = pd.Timestamp(year, 12, 31) if year else pd.Timestamp(2026, 11, 23)
    return {
        "indicator_id": name, "level": "country", "area": area, "year": year, "period": str(year) if year else "undated",
        "first_day": pd.Timestamp(year, 1, 1) if year else day, "last_day": day, "value": number, "value_low": None,
        "value_high": None, "unit": "kg", "state": "value" if number else "zero", "estimator": "UNODC", "edition": None,
        "confidence": None, "note": None, "source": "s", "batch": 1,
    } | different  # fmt: skip


def pair(year, low, high, **different):
    return value(year, None, value_low=low, value_high=high, state="value", **different)


def frames(indicators, values):
    known = pd.DataFrame(indicators).astype({"target": "float64", "target_year": "Int64"})
    said = pd.DataFrame(values, columns=list(value(2014, 1))).astype({
        "year": "Int64", "value": "float64", "value_low": "float64", "value_high": "float64",
    } | dict.fromkeys(("first_day", "last_day"), "datetime64[us]"))  # fmt: skip
    return known, said


def override(status="progress", name="i", area="AFG", **different):
    return {
        "override_id": f"{name}/{area}", "indicator_id": name, "area": area, "status": status, "said_by": "Ministry",
        "as_of": pd.Timestamp("2020-06-30"), "evidence": "letter", "reason": "why", "entered_by": "me",
        "entered_at": pd.Timestamp("2020-07-01"), "batch": 1,
    } | different  # fmt: skip


def stand(values, indicators=None, overrides=(), **asked):
    known, said = frames(indicators or [indicator()], values)
    stated = pd.DataFrame(list(overrides), columns=list(override())).astype({"as_of": "datetime64[us]"})
    return standing(known, said, stated, **asked)


def one(values, indicators=None, **asked):
    (row,) = stand(values, indicators, **asked).to_dict("records")
    return row


# Properties of the formula


@st.composite
def aims(draw, directions=("up", "down")):
    target = draw(st.none() | st.just(0.0) | AMOUNTS)
    return Aim(draw(st.sampled_from(directions)), target, draw(st.none() | st.integers(-3, 30)))


@given(AMOUNTS, st.floats(0, 1e6), st.floats(0, 1e6), st.integers(1, 30), aims())
def test_a_better_latest_value_never_gives_a_worse_status(baseline, one_value, other, years, aim):
    worse, better = sorted((one_value, other), reverse=aim.direction == "down")
    before, after = (judge(baseline, latest, years, aim).status for latest in (worse, better))
    assert WORST_FIRST.index(after) >= WORST_FIRST.index(before)


@given(
    AMOUNTS, st.floats(0, 1e6), st.integers(1, 30), aims(), st.sampled_from([1e-6, 0.001, 0.453592, 3.0, 1000.0, 1e6])
)
def test_the_unit_of_the_values_changes_no_status(baseline, latest, years, aim, factor):
    scaled = Aim(aim.direction, None if aim.target is None else aim.target * factor, aim.years)
    assert judge(baseline * factor, latest * factor, years, scaled) == judge(baseline, latest, years, aim)


@given(st.floats(0.5, 90), st.floats(0.5, 90), st.floats(1, 90), st.sampled_from(["up", "down"]), st.floats(1e-3, 1e3))
def test_pairs_and_targets_of_a_whole_series_may_be_in_any_unit(baseline, latest, target, direction, factor):
    def judged(by):
        known = indicator(direction=direction, target=target * by, target_year=2022)
        row = one([value(2014, baseline * by), pair(2018, latest * by, 1.5 * latest * by)], [known])
        return row["status"], row["why"]

    assert judged(1.0) == judged(factor)


@given(
    st.lists(st.sampled_from([2012, 2013, 2014, 2015, 2019, 2022, None]), max_size=4, unique=True),
    st.sampled_from(["up", "down", "none", None]),
)
def test_missing_in_is_not_measurable_out(years, direction):
    rows = stand([value(year, 10.0 + (year or 0) - 2000) for year in years], [indicator(direction=direction)])
    dated = [year for year in years if year]
    near = [year for year in dated if abs(year - 2014) <= 2]
    for row in rows.to_dict("records"):
        enough = (
            direction in ("up", "down") and near and max(dated) > min(near, key=lambda year: (abs(year - 2014), year))
        )
        assert (row["status"] != "not_measurable") == bool(enough)
        assert row["status"] in STATUSES and (row["why"] in WHYS) == (row["status"] == "not_measurable")
    assert len(rows) == bool(years)


@given(st.floats(0.1, 100), st.floats(0.1, 100), st.floats(0.1, 100), st.sampled_from(["up", "down"]))
def test_a_pair_is_never_averaged(low, high, later, direction):
    low, high = sorted((low, high))
    row = one([pair(2014, low, high), value(2018, later)], [indicator(direction=direction)])
    ends = {judge(end, later, 4, Aim(direction)).status for end in (low, high)}
    assert row["status"] == (ends.pop() if len(ends) == 1 else "not_measurable")
    assert (row["baseline_low"], row["baseline_high"]) == (low, high)


# The thresholds


@pytest.mark.parametrize(("change", "status"), [
    (1.5, "progress"), (1.49, "moderate"), (0.5, "moderate"), (0.49, "none"), (0, "none"), (-0.1, "deterioration"),
])  # fmt: skip
def test_without_a_target_growth_of_a_year_is_held_against_fixed_rates(change, status):
    assert judge(100, 100 + change, 1, Aim("up")).status == status
    assert judge(100, 100 - change, 1, Aim("down")).status == status
    assert judge(100, 100 * (1 + change / 100) ** 7, 7, Aim("up")).status == status


@pytest.mark.parametrize(("latest", "status"), [
    (200, "target_met"), (195, "progress"), (160, "moderate"), (159, "none"), (99, "deterioration"),
])  # fmt: skip
def test_with_a_target_growth_is_held_against_what_the_target_asks_for(latest, status):
    assert judge(100, latest, 1, Aim("up", 200, 1)).status == status


def test_less_is_better_where_the_direction_says_so():
    assert (
        judge(100, 50, 5, Aim("down")).status == "progress"
        and judge(100, 150, 5, Aim("down")).status == "deterioration"
    )
    assert (
        judge(100, 0, 5, Aim("down")).status == "progress"
        and judge(100, 0, 5, Aim("down", 0, 10)).status == "target_met"
    )
    assert judge(100, 60, 5, Aim("down", 0, 10)).status == "progress"  # a target of zero asks for no rate of growth


# Bad input


def test_a_baseline_of_zero_has_no_rate():
    row = one([value(2014, 0.0), value(2018, 5.0)])
    assert (row["status"], row["why"]) == ("not_measurable", "zero_baseline") and pd.isna(row["change_pct"])


def test_a_target_already_met_at_the_baseline_is_said():
    with_target = indicator(target=10.0, target_year=2020)
    met = one([value(2014, 12.0), value(2018, 11.0)], [with_target])
    assert (met["status"], met["why"]) == ("target_met", "met_at_baseline")
    assert one([value(2014, 12.0), value(2018, 9.0)], [with_target])["status"] == "deterioration"
    assert one([value(2014, 8.0), value(2018, 11.0)], [with_target])["why"] == ""


def test_without_a_direction_there_is_no_status_and_the_values_stand():
    row = one([value(2014, 10.0), value(2018, 20.0)], [indicator(direction=None)])
    assert (row["status"], row["why"], row["change_pct"]) == ("not_measurable", "no_direction", 100.0)
    assert one([value(2014, 10.0), value(2018, 20.0)], [indicator(direction="none")])["why"] == "neither"


def test_values_in_two_units_are_not_compared():
    row = one([value(2014, 10.0), value(2018, 20.0, unit="l")])
    assert (row["status"], row["why"]) == ("not_measurable", "two_units")
    mixed = [value(2014, 10.0), value(2018, 20.0), value(2018, 30.0, unit="l")]
    cell = cells(*frames([indicator()], mixed)).iloc[-1]
    assert not cell["unit_ok"] and pd.isna(cell["unit"]) and pd.isna(cell["low"]) and cell["count"] == 2


def test_a_value_below_zero_is_no_amount():
    assert one([value(2014, -1.0), value(2018, 2.0)])["why"] == "not_numeric"


# Cells, baselines, until


def test_two_values_of_one_cell_are_a_low_and_a_high():
    found = cells(
        *frames([indicator()], [pair(2012, 1.786, 177.0), value(2013, 5.0), value(2013, 5.0), value(2014, 0.0)])
    )
    said = found[["year", "low", "high", "several", "count"]].values.tolist()
    assert said == [[2012, 1.786, 177.0, True, 1], [2013, 5.0, 5.0, False, 2], [2014, 0.0, 0.0, False, 1]]


def test_a_pair_with_one_end_unknown_stays_open_and_gives_no_status():
    row = one([value(2014, 5.0), pair(2018, 7.0, None)])
    assert (row["latest_low"], row["status"], row["why"]) == (7.0, "not_measurable", "pair") and pd.isna(
        row["latest_high"]
    )


def test_values_of_the_one_estimator_and_of_another_are_rows_of_their_own():
    said = [
        value(2014, 10.0),
        value(2018, 20.0),
        value(2018, 1.0, estimator="US Government"),
        value(2014, 9.0, estimator=None),
    ]
    assert stand(said)["estimator"].tolist() == ["", "UNODC", "US Government"]
    assert stand(said, [indicator(estimator="UNODC")])["status"].tolist() == ["progress"]


@pytest.mark.parametrize(("years", "used"), [
    ((2013, 2015, 2020), 2013), ((2012, 2015, 2020), 2015), ((2012, 2020), 2012), ((2014, 2013, 2020), 2014),
])  # fmt: skip
def test_the_baseline_is_the_nearest_year_in_the_window_the_earlier_of_two(years, used):
    assert one([value(year, float(year)) for year in sorted(years)])["baseline_year"] == used


def test_outside_the_window_there_is_no_baseline_and_the_newest_value_stands():
    row = one([value(2010, 10.0), value(2020, 20.0)])
    assert (row["why"], row["latest_year"]) == ("no_baseline", 2020) and pd.isna(row["baseline_year"])
    assert one([value(2010, 10.0), value(2020, 20.0)], baseline=2010)["status"] == "progress"
    assert one([value(2010, 10.0), value(2020, 20.0)], [indicator(baseline_window=4)])["baseline_year"] == 2010


def test_a_report_of_a_year_uses_nothing_of_a_later_one():
    said = [value(2014, 10.0), value(2018, 20.0), value(2023, 1.0)]
    early = one(said, until=2019, overrides=[override("none")])
    assert (early["latest_year"], early["status"], early["overridden"]) == (2018, "progress", False)
    assert one(said, until=2014)["why"] == "no_later_value"
    assert stand([value(2023, 1.0)], until=2019).empty


# Yes or no, memberships, dates


@pytest.mark.parametrize(("first", "last", "direction", "status", "why"), [
    (0, 1, "up", "progress", ""), (1, 0, "up", "deterioration", ""), (0, 0, "up", "none", ""),
    (1, 1, "up", "target_met", "met_at_baseline"), (1, 0, "down", "progress", ""), (0, 1, "down", "deterioration", ""),
    (1, 1, "down", "none", ""), (0, 0, "down", "target_met", "met_at_baseline"), (0, 2, "up", "not_measurable", "not_numeric"),
])  # fmt: skip
def test_a_yes_or_no_is_judged_by_its_change(first, last, direction, status, why):
    judged = judge_state(float(first), float(last), direction)
    assert (judged.status, judged.why) == (status, why)


LISTED = [indicator(kind="interval", direction="down", unit="yes/no")]


def said(number, first, last, note, **different):
    first, last = pd.Timestamp(first), pd.Timestamp(last)
    return value(last.year, number, first_day=first, last_day=last, note=note, unit="yes/no", **different)


def test_a_listing_runs_from_its_start_to_its_end_and_an_as_of_is_neither():
    found = intervals(*frames(LISTED, [
        said(1.0, "2021-10-21", "2021-10-21", "added 21 October 2021"), said(0.0, "2024-06-01", "2024-06-30", "removed June 2024"),
        said(1.0, "2022-03-01", "2022-03-31", "listed March 2022", area="MLT"),
        said(1.0, "2023-10-27", "2023-10-27", "listed", area="HRV"), said(1.0, "2024-01-01", "2024-12-31", "listed", area="HRV"),
        said(1.0, "2022-03-01", "2022-03-31", "added March 2022", area="ARE"),
        said(1.0, "2023-10-27", "2023-10-27", None, area="ARE"),
    ]))  # fmt: skip
    rows = [
        (row.area, str(row.from_day.date()), row.from_known, None if pd.isna(row.to_day) else str(row.to_day.date()),
         row.to_known, str(row.as_of.date()))
        for row in found.itertuples()
    ]  # fmt: skip
    assert rows == [
        ("AFG", "2021-10-21", True, "2024-06-01", True, "2021-10-21"), ("ARE", "2022-03-01", True, None, False, "2023-10-27"),
        ("HRV", "2023-10-27", False, None, False, "2023-10-27"), ("HRV", "2024-01-01", False, None, False, "2024-12-31"),
        ("MLT", "2022-03-01", False, None, False, "2022-03-31"),
    ]  # fmt: skip


def test_a_state_is_known_only_for_years_of_which_a_source_says_it():
    found = states(*frames(LISTED, [
        said(1.0, "2012-05-01", "2012-05-01", "added"), said(0.0, "2015-06-01", "2015-06-30", "removed"),
        said(1.0, "2010-03-01", "2010-03-31", "listed", area="PAK"), said(1.0, "2013-03-01", "2013-03-31", "listed", area="PAK"),
    ]))  # fmt: skip
    years = {area: group.set_index("year")["value"].to_dict() for area, group in found.groupby("area")}
    assert years == {"AFG": {2012: 1, 2013: 1, 2014: 1, 2015: 0}, "PAK": {2010: 1, 2013: 1}}


def test_what_was_said_last_of_a_year_is_its_state():
    listed_then_not = [
        said(1.0, "2022-03-01", "2022-03-31", "listed"),
        said(0.0, "2022-10-01", "2022-10-31", "not listed"),
    ]
    assert states(*frames(LISTED, listed_then_not))["value"].tolist() == [0]


def test_leaving_a_list_is_progress_and_a_membership_that_lasts_is_met():
    left = [said(1.0, "2012-05-01", "2012-05-01", "added"), said(0.0, "2018-06-01", "2018-06-30", "removed")]
    assert one(left, LISTED)["status"] == "progress" and one(left, LISTED, until=2016)["status"] == "none"
    member = [indicator(kind="interval", direction="up", unit="yes/no")]
    row = one([said(1.0, "2004-01-01", "2026-11-23", "since 2004")], member)
    assert (row["baseline_year"], row["latest_year"], row["status"], row["why"]) == (
        2014,
        2026,
        "target_met",
        "met_at_baseline",
    )


def test_a_date_and_a_value_without_a_year_are_not_measurable_and_say_so():
    due = value(2027, None, unit="date", state="not_measurable")
    assert one([due], [indicator(kind="date")])["why"] == "dated"
    assert one([value(None, 571.0)])["why"] == "undated"


# Overrides


def test_an_override_stands_beside_what_was_computed():
    row = one([value(2014, 10.0), value(2018, 5.0)], overrides=[override("moderate")])
    assert (row["status"], row["computed_status"], row["overridden"]) == ("moderate", "deterioration", True)
    assert (row["override_by"], row["override_reason"], row["override_as_of"]) == (
        "Ministry",
        "why",
        pd.Timestamp("2020-06-30"),
    )


def test_an_override_of_an_area_without_a_value_has_a_row():
    found = stand([value(2014, 10.0)], overrides=[override(area="Central Asia")])
    row = found[found["area"] == "Central Asia"].iloc[0]
    assert (row["level"], row["status"], row["computed_status"], row["why"]) == (
        "region",
        "progress",
        "not_measurable",
        "no_value",
    )


# Freshness and counts


def test_freshness_says_the_newest_year_and_where_there_is_nothing():
    known, values = frames(
        [indicator(), indicator("j")], [value(2014, 1.0), value(2018, 0.0), value(None, 2.0, area="PAK")]
    )
    found = freshness(known, values, ["AFG", "PAK", "IRN"]).set_index(["indicator_id", "area"])
    assert found.loc[("i", "AFG"), "newest_year"] == 2018 and found.loc[("i", "AFG"), "count"] == 2
    assert pd.isna(found.loc[("i", "PAK"), "newest_year"]) and found.loc[("i", "PAK"), "undated"]
    assert len(found) == 6 and found.loc["j", "count"].sum() == 0 and found.loc["j", "newest_year"].isna().all()


def test_the_summary_counts_every_row_once_and_indicators_without_a_value():
    known = [indicator(), indicator("j", pillar="2"), indicator("k", direction="none")]
    values = [value(2014, 10.0), value(2018, 20.0), value(2014, 1.0, name="k"), value(2014, 1.0, name="k", area="PAK")]
    found = summary(pd.DataFrame(known), stand(values, known))
    assert found.values.tolist() == [
        ["1", "country", "not_measurable", "neither", 2], ["1", "country", "progress", "", 1],
        ["2", NO_LEVEL, "not_measurable", "no_value", 1],
    ]  # fmt: skip


def test_without_values_every_frame_keeps_its_shape():
    known, values = frames([indicator()], [])
    filled = frames([indicator()], [value(2014, 1.0)])
    for empty, full in ((cells(known, values), cells(*filled)), (stand([]), stand([value(2014, 1.0)]))):
        assert empty.empty and empty.dtypes.equals(full.dtypes)
