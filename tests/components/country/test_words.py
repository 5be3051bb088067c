"""Each sentence of a country, made of figures of this test: what it says, and what it says where there is nothing."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from monitoring.components.country import gaps, words
from monitoring.language import use_language
from monitoring.measures.countries import SEIZED
from monitoring.vocabulary.life_cycle import PILLARS

NB = "\N{NO-BREAK SPACE}"
DAY = date(2026, 11, 23)
KG = "kg equivalent"


def row(
    indicator="seizure_heroin_kg",
    year=2023,
    low=422.48,
    high=None,
    before=(2022, 243.59, 243.59),
    rank=8,
    of=20,
    estimator="UNODC",
):
    """One row of measures.countries.headline."""
    before_year, before_low, before_high = before or (pd.NA, float("nan"), float("nan"))
    return SimpleNamespace(
        indicator_id=indicator, estimator=estimator, year=year, low=low, high=low if high is None else high,
        before_year=before_year, before_low=before_low, before_high=before_high, rank=rank, of=of,
    )  # fmt: skip


def headlines(*rows) -> pd.DataFrame:
    return pd.DataFrame([vars(each) for each in rows] or None, columns=list(vars(row())))


def totals(*found) -> pd.DataFrame:
    """(drug, year, low) or (drug, year, low, high)."""
    return pd.DataFrame(
        [(each[0], each[1], float(each[2]), float(each[-1])) for each in found], columns=["drug", "year", "low", "high"]
    )


def plain(text: str) -> str:
    return text.replace(NB, " ")


OPIUM = row("seizure_opium_kg", low=405.92, before=(2022, 870.36, 870.36))


def test_the_summary_is_what_an_analyst_would_sign():
    found = words.summary("Tajikistan", headlines(row(), OPIUM), 15, True)
    assert [plain(each) for each in found] == [
        "Tajikistan reported 422 kg of heroin seized in 2023, up from 244 kg in 2022 (UNODC national totals).",
        "Opium fell to 406 kg from 870 kg.",
    ]
    assert "%" not in "".join(found)


def test_the_summary_says_when_there_is_nothing():
    assert words.summary("Nauru", headlines(), 0, True) == [
        "No national total of seizures in Nauru is in this data set; that is not a zero.",
        "The record here holds no seizure made there, which is not to say that none was made.",
    ]


def test_a_summary_of_one_drug_goes_on_with_the_record():
    found = words.summary("Kosovo", headlines(row()), 1, True)
    assert found[1] == "The record here holds 1 seizure made there, an illustration from public texts and no total."


def test_two_totals_of_one_year_are_both_told_and_neither_is_chosen():
    pair = row(low=1.786, high=177.0, year=2012)
    said = plain(words.seized("Türkiye", pair))
    assert said == (
        "Two figures differ for heroin seized in Türkiye in 2012, 1.786 and 177 kg; neither is chosen (UNODC national totals)."
    )
    assert "178" not in said


def test_a_total_of_nobodys_name_is_told_without_one():
    assert words.seized("Iraq", row(estimator="")).endswith("(national totals).")


def test_a_second_drug_rose_fell_or_is_of_another_year():
    assert plain(words.then(row(low=500.0, before=(2022, 100.0, 100.0)), 2023)) == "Heroin rose to 500 kg from 100 kg."
    other = row("seizure_morphine_kg", year=2012, low=3.948, before=(2011, 7.606, 7.606))
    assert plain(words.then(other, 2023)) == "Morphine: 3.9 kg in 2012, down from 7.6 kg in 2011."
    assert plain(words.then(row(before=None), 2023)) == "Heroin: 422 kg in 2023, no other year at hand."


@pytest.mark.parametrize(
    ("found", "unit", "span", "said"),
    [
        (row(), KG, False, "up from 244 kg in 2022"), (OPIUM, KG, False, "down from 870 kg in 2022"),
        (row(low=243.59), KG, False, "the same as in 2022"), (row(before=None), KG, False, "no other year at hand"),
        (row(low=17.0, high=23.0), "per cent", True, "a range, not a point"),
        (row(low=1.786, high=177.0), KG, False, "two figures that differ; neither is chosen"),
        (row(before=(2012, 1.786, 177.0)), KG, False, "after 1.786 and 177 kg in 2012, which differ"),
    ],
)  # fmt: skip
def test_a_figure_is_compared_in_words(found, unit, span, said):
    assert plain(words.compared(found, unit, span)) == said


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ((422.48, 422.48, KG), ("422", "kg")), ((116500.0, 116500.0, KG), ("120", "t")), ((0.4, 0.4, KG), ("400", "g")),
        ((1.786, 177.0, KG), ("1.786 and 177", "kg")), ((17.0, 23.0, "per cent", True), ("17 to 23", "%")),
        ((34000.0, 34000.0, "people"), ("34,000", "")), ((7.0, 7.0, "offices"), ("7", "offices")),
    ],
)  # fmt: skip
def test_a_figure_and_its_unit_stand_apart(figure, said):
    assert words.figure(*figure) == said


def test_an_amount_never_parts_from_its_unit():
    assert words.amount(422.48, 422.48, KG) == f"422{NB}kg" and words.amount(198.0, 198.0, "people") == "198"


def test_a_headline_has_our_word_or_the_indicators_name():
    assert (
        words.label("ost_patients") == "People in opioid substitution" and words.label("pcu_count", "Units") == "Units"
    )


def test_an_old_figure_is_said_to_be_the_newest():
    assert words.year_words(2023, DAY) == "2023" and words.year_words(2011, DAY) == "2011, the newest at hand"


def test_a_rank_says_among_whom():
    assert words.rank(row(), "paris_pact_partners") == "no. 8 by size among 20 partner countries with a figure"
    assert words.rank(row(rank=1, of=2), "").endswith("no. 1 by size among 2 countries on the routes with a figure")
    assert words.rank(row(rank=pd.NA), "") == ""


def test_tripled_is_said_only_above_three_times():
    assert words.change("Heroin", 422.48, 118.45, 2020) == "Heroin more than tripled since 2020"
    assert words.change("Heroin", 300.0, 100.0, 2020) == "Heroin more than doubled since 2020"
    assert words.change("Heroin", 200.0, 100.0, 2020) == "Heroin: more seized than in 2020"


def test_a_fall_is_told_as_far_as_it_went():
    assert words.change("Opium", 30.0, 100.0, 2020) == "Opium fell to less than a third since 2020"
    assert words.change("Opium", 40.0, 100.0, 2020) == "Opium fell to less than half since 2020"
    assert words.change("Opium", 50.0, 100.0, 2020) == "Opium: less seized than in 2020"
    assert words.change("Opium", 5.0, 5.0, 2020) == "Opium the same as in 2020"


def test_nothing_is_no_factor():
    assert words.change("Opium", 5.0, 0.0, 2020) == "Opium up from none in 2020"
    assert words.change("Opium", 0.0, 5.0, 2020) == "Opium down to none since 2020"


def test_a_finding_looks_back_about_three_years():
    assert words.finding(
        totals(("heroin", 2019, 172), ("heroin", 2020, 118.45), ("heroin", 2022, 244), ("heroin", 2023, 422.48))
    ) == ("Heroin more than tripled since 2020")
    assert words.finding(totals(("heroin", 2012, 5), ("heroin", 2023, 9))) == "Heroin: the newest total is of 2023"
    assert words.finding(totals(("heroin", 2012, 1.786, 177))) == "Heroin: two figures for 2012 that differ"
    assert words.finding(totals()) == "No national totals of seizures here"


def test_a_finding_passes_over_a_year_of_two_figures():
    assert words.finding(totals(("heroin", 2020, 1, 177), ("heroin", 2021, 100), ("heroin", 2023, 250))).endswith(
        "since 2021"
    )


@pytest.mark.parametrize("slug", list(SEIZED.values()))
def test_no_title_is_longer_than_ten_words(slug):
    for low in (0, 20, 40, 90, 100, 150, 250, 400):
        assert len(words.finding(totals((slug, 2020, 100), (slug, 2023, low))).split()) <= 10
    assert len(words.finding(totals((slug, 2023, 1, 2))).split()) <= 10


def beside(*found) -> pd.DataFrame:
    return pd.DataFrame(found, columns=["national_low", "national_high", "records_kg"])


def test_records_and_national_totals_disagree_in_words():
    said = words.side_by_side_sentence(
        beside((515.2, 515.2, 19.9), (100.0, 100.0, 120.0), (1.0, 9.0, 5.0), (1.0, 1.0, None))
    )
    assert said == (
        "3 drugs and years have both: the records come to less than the national total in 1, more in 1, as much, or between its "
        "two figures, in 1. National totals and single records are two products: laid side by side, never added."
    )
    assert words.side_by_side_sentence(beside((None, None, 5.0), (4.0, 4.0, None))) == ""


def test_an_illustration_says_what_to_import():
    assert "Import the case records" in words.import_hint(True) and words.import_hint(False) == ""
    assert words.held(15, False) == "The record here holds 15 seizures made there, case by case."


def test_coverage_counts_the_indicators():
    assert gaps.coverage(50, 16, 2023) == "16 of 50 indicators have a value; the newest is of 2023."
    assert gaps.coverage(50, 1, None) == "1 of 50 indicators has a value."
    assert gaps.coverage(50, 0, None) == "None of the 50 indicators has a value for it here."


def test_the_years_of_national_totals_are_counted_once():
    said = gaps.totals_coverage(totals(("heroin", 2010, 1), ("opium", 2010, 1), ("heroin", 2023, 1)))
    assert said == "National totals: 2 years between 2010 and 2023." and gaps.totals_coverage(totals()) == ""


def test_drugs_without_a_total_are_named():
    said = gaps.missing_totals(totals(("heroin", 2010, 1), ("opium", 2010, 1)))
    assert said == "No national total here of: morphine, acetic anhydride. Whether any was published is not known."
    assert gaps.missing_totals(totals(*((slug, 2010, 1) for slug in SEIZED.values()))) == ""


def test_pillars_without_a_value_are_named():
    assert gaps.missing_pillars(["1", "4"]) == "No value of any indicator of: Financial flows, Precursors."
    assert gaps.missing_pillars(list(PILLARS)) == ""


def test_old_totals_are_said_to_be_old():
    assert gaps.old_totals(totals(("heroin", 2012, 1)), DAY) == "No national total after 2012."
    assert gaps.old_totals(totals(("heroin", 2023, 1)), DAY) == gaps.old_totals(totals(), DAY) == ""


def test_seizures_without_a_place_are_counted():
    assert (
        gaps.not_placed(15, 13) == "2 seizures name no place more exact than the country."
        and gaps.not_placed(3, 3) == ""
    )
    assert (
        words.placed_sentence(15, 13) == "13 of 15 seizures have a place"
        and words.placed_sentence(0, 0) == "No seizure in the record"
    )


def test_crossings_without_a_coordinate_are_counted():
    said = gaps.crossings_without_point(pd.DataFrame({"lon": [68.8, None, None]}))
    assert said == "2 crossings and ports have no published coordinate."
    assert gaps.crossings_without_point(pd.DataFrame({"lon": [68.8]})) == ""


def test_missing_and_old_prices_are_told():
    assert gaps.missing_prices(pd.DataFrame({"year": []}), DAY) == "No price here."
    assert gaps.missing_prices(pd.DataFrame({"year": [2000, 2002]}), DAY) == "No price after 2002."
    assert gaps.missing_prices(pd.DataFrame({"year": [2024]}), DAY) == ""


def test_budgets_are_not_summed():
    said = gaps.without_budget(pd.DataFrame({"budget": [1.0, None, None]}))
    assert said == "2 projects have no public total, and most cover several countries: budgets are not summed."
    assert gaps.without_budget(pd.DataFrame({"budget": [1.0]})) == ""


def test_promises_that_nobody_speaks_of_are_counted():
    assert gaps.silent_promises(pd.DataFrame({"status": ["done", "not_stated"]})) == (
        "Of 1 recommendation or commitment no source says how it stands."
    )
    assert gaps.silent_promises(pd.DataFrame({"status": ["done"]})) == ""


def test_a_country_without_anything_is_told_so():
    assert gaps.nothing("Nauru").startswith("This data set holds nothing about Nauru") and "not a zero" in gaps.nothing(
        "Nauru"
    )


def test_a_year_before_any_data_is_told_so():
    assert gaps.nothing_yet(1998, 1990) == "Nothing here is older than 1998; the link asks for 1990."


def test_routes_are_counted_in_and_out():
    some, none = pd.DataFrame({"leg": ["AFG-TJK"]}), pd.DataFrame({"leg": []})
    assert words.routes_title(some, none, "Tajikistan") == "Routes that touch Tajikistan"
    assert words.routes_title(none, none, "Nauru") == "No route touches Nauru here"
    assert words.routes_counts(some, none) == "1 leg in, 0 legs out; from seizure records and published pairs"


def test_a_price_of_the_year_before_is_marked():
    assert words.carried_forward() == "same as the year before, probably carried forward"


def test_only_kosovo_has_its_note():
    assert "resolution 1244 (1999)" in words.kosovo_note("XKX") and words.kosovo_note("SRB") == ""


def test_a_former_name_is_told():
    assert words.former_name("Türkiye", "Turkey", date(2022, 6, 1)) == "Called Turkey in sources before Jun 2022."
    assert words.former_name("Tajikistan", "Tajikistan", date(2022, 6, 1)) == ""


@pytest.mark.parametrize("what", ["totals", "records", "indicators", "prices"])
def test_every_table_of_a_comparison_says_what_must_not_be_compared(what):
    said = words.not_to_compare(what)
    assert "must not be" in said or "neither better nor worse" in said


def test_a_group_is_a_range_and_a_median():
    found = SimpleNamespace(group_min=0.5, group_median=120.0, group_max=8406.0, group_n=20)
    assert plain(words.ranged(found, KG)) == "500 g to 8.4 t, median 120 kg; 20 countries"
    assert words.ranged(SimpleNamespace(group_n=0), KG) == "no figure in the group"


def test_seizures_are_work_done():
    assert words.work_done() == "Seizures show work done, not the size of the flow."


def test_numbers_and_years_follow_the_language():
    with use_language("ar"):
        said = words.seized("X", row())
        assert "٢٠٢٣" in said and "٤٢٢" in said and "2023" not in said
