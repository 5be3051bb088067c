"""The sentences of a report: singular, plural, nothing, pairs, and never a number that was not given."""

import pandas as pd
import pytest

from monitoring.components.report.words import (
    amount,
    area_name,
    baseline_sentence,
    change_words,
    commitments_sentence,
    coverage_sentence,
    drug_amounts,
    moved_sentence,
    poppy_sentence,
    provinces_sentence,
    seizures_sentence,
    status_sentence,
    year_words,
)

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("low", "high", "kind", "words"),
    [(1.786, 177.0, "amount", "1.786 and 177"), (5.0, 5.0, "amount", "5"), (0.0, 0.0, "amount", "0"), (1.0, 1.0, "yes_no", "yes"),
     (0.0, 0.0, "interval", "no"), (0.0, 1.0, "yes_no", "no and yes"), (float("nan"), float("nan"), "amount", ""),
     (float("nan"), 7.0, "amount", "at most 7"), (7.0, float("nan"), "amount", "at least 7"),
     (38200.0, 38200.0, "amount", "38,200")],
)  # fmt: skip
def test_a_figure_is_one_or_the_two_that_differ(low, high, kind, words):
    assert amount(low, high, kind) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [(-27.232, f"down{NBSP}27.2{NBSP}%"), (14.285, f"up{NBSP}14.3{NBSP}%"), (0.0, "unchanged"), (0.04, "unchanged"),
     (7269.0, f"up{NBSP}7,269{NBSP}%"), (float("nan"), "")],
)  # fmt: skip
def test_a_change_is_up_or_down_in_words(change, words):
    assert change_words(change) == words


def test_commitments_are_counted_by_how_far_they_have_come():
    counts = {"proposed": 1, "not_started": 15, "under_way": 13, "done": 11, "dropped": 0, "not_stated": 0}
    said = commitments_sentence(counts, 2014)
    assert said == (
        "Of the 40 commitments of the report of 2014, at the end of 2014 and as far as any source says: "
        "11 done, 13 under way, 15 not started, 1 proposed."
    )


def test_what_has_moved_is_counted_and_that_nothing_has_is_said():
    assert "2 events" in moved_sentence(2, 2019) and "1 event in" in moved_sentence(1, 2019)
    assert moved_sentence(0, 2019).startswith("No source in this data set says anything")


def test_a_pillar_without_a_value_says_so_and_not_zero():
    assert baseline_sentence(0, 0, 6, 2014).startswith("The 6 indicators of this pillar have no value")
    assert "that is not a zero" in baseline_sentence(0, 0, 1, 2014)
    assert baseline_sentence(67, 56, 13, 2014).startswith(
        "Of 67 series (one indicator of one area each), 56 have a value"
    )


def test_statuses_are_counted_and_what_is_not_measurable_is_said():
    said = status_sentence({"progress": 1, "none": 1, "deterioration": 1, "not_measurable": 67})
    assert "progress 1, no progress 1, deterioration 1" in said and "67 series are not measurable" in said
    assert status_sentence({"not_measurable": 12}).startswith("No status can be computed: none of the 12 series")


def test_seizures_are_never_called_a_total():
    assert "no total of any country" in seizures_sentence(17, 2014, True)
    assert "never add them" in seizures_sentence(17, 2014, False) and seizures_sentence(1, 2014, True).startswith(
        "The record holds 1 seizure of"
    )
    assert seizures_sentence(0, 2020, True).endswith("That is not to say that none was made.")
    assert coverage_sentence(4, 21).startswith("4 of the 21 countries")


def test_poppy_has_its_edition_beside_each_figure():
    assert poppy_sentence(2014, ("224,000", "WDR 2026"), ("6,400", "WDR 2025")) == (
        "In 2014, opium poppy grew on 224,000 ha in Afghanistan (WDR 2026); potential production of opium 6,400 t (WDR 2025)."
    )
    assert poppy_sentence(1998, None, None).startswith("No country total")
    assert poppy_sentence(2014, ("5", "A"), None).endswith("(A).")


def test_each_kind_of_nothing_has_its_own_name():
    said = provinces_sentence({"value": 19, "poppy_free": 13, "zero": 1, "none": 1})
    assert said == (
        "Provinces: 19 with a figure in hectares, 1 with a measured zero, 13 poppy-free (under 100 ha), "
        "1 without anything in our sources."
    )


def test_kinds_of_quantity_stand_apart():
    rows = pd.DataFrame({"kind": ["mass", "volume", None], "quantity": [116500.0, 20520.0, 3.0]})
    assert drug_amounts(rows) == f"116,500{NBSP}kg, 20,520{NBSP}l"


def test_names_and_years():
    assert (area_name("TUR"), area_name("Central Asia")) == ("Türkiye", "Central Asia")
    assert (year_words(2014), year_words(float("nan"))) == ("2014", "")
