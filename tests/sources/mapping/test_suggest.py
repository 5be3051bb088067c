"""A first draft by headings in several languages and by the cells below them; a person confirms it."""

import pytest

from monitoring.sources.mapping.suggest import suggest
from monitoring.vocabulary.lookup import lookups
from tests.sources.opening import opened_table

WORDS = lookups()


def fields(tmp_path, *rows):
    return {each.heading: each.field for each in suggest(opened_table(tmp_path, *rows), WORDS).columns}


@pytest.mark.parametrize(
    "headings",
    [
        ("Date of seizure", "Drug type", "Quantity", "Unit", "Country", "City"),
        ("Дата изъятия", "Наркотик", "Количество", "Ед. изм.", "Страна", "Город"),
        ("تاریخ", "نوع مواد", "مقدار", "واحد", "کشور", "محل"),
        ("التاريخ", "نوع المخدر", "الكمية", "الوحدة", "البلد", "المدينة"),
        ("Fecha", "Sustancia", "Cantidad", "Unidad", "País", "Municipio"),
        ("Date de saisie", "Stupéfiant", "Quantité saisie", "Unité", "Pays", "Ville"),
        ("DateDDMMYYYY", "Drug", "Drugquantity", "Measurement Unit", "Countryofseizure", "City/Town"),
    ],
)
def test_headings_in_many_languages_are_understood(headings, tmp_path):
    row = ("2020-01-02", "Heroin", "1.5", "kg", "Iran", "Zabol")
    assert list(fields(tmp_path, headings, row).values()) == ["date", "drug", "quantity", "unit", "country", "place"]


def test_cells_tell_what_a_heading_does_not(tmp_path):
    rows = [("A", "B", "C", "D", "E"), *[("2020-01-02", "Heroin", "kg", "Afghanistan", "7")] * 5]
    assert fields(tmp_path, *rows) == {"A": "date", "B": "drug", "C": "unit", "D": "country", "E": ""}


def test_a_heading_that_its_cells_contradict_is_not_believed(tmp_path):
    rows = [("Date", "Drug", "Amount"), *[("pending", "Heroin", "5 kg")] * 5]
    assert fields(tmp_path, *rows) == {"Date": "", "Drug": "drug", "Amount": "quantity"}


def test_the_unit_in_a_heading_is_the_unit_of_the_file(tmp_path):
    mapping = suggest(opened_table(tmp_path, ("Year", "Drug", "Sum Qty (lbs)"), ("2020", "Heroin", "5")), WORDS).mapping
    assert mapping.defaults == {"unit": "pound"} and mapping.what == "totals"


def test_columns_of_years_and_of_drugs_become_rows(tmp_path):
    years = suggest(
        opened_table(tmp_path, ("Province", "2018", "2019", "2020"), ("Herat", "1", "2", "3")), WORDS
    ).mapping
    assert years.wide.columns == {year: {"year": year} for year in ("2018", "2019", "2020")} and years.what == "totals"
    head = ("Date", "Heroin (kg)", "Opium (kg)", "Methamphetamine (g)")
    drugs = suggest(opened_table(tmp_path, head, ("2020-01-02", "1", "2", "3")), WORDS).mapping
    assert (
        drugs.wide.columns["Methamphetamine (g)"] == {"drug": "methamphetamine", "unit": "gram"}
        and drugs.what == "seizures"
    )


def test_every_column_says_why_and_how_sure(tmp_path):
    for each in suggest(opened_table(tmp_path, ("Date", "Drug", "x"), ("2020-01-02", "Heroin", "y")), WORDS).columns:
        assert each.why and 0 <= each.confidence <= 1


def test_a_file_without_rows_has_no_draft(tmp_path):
    assert suggest(opened_table(tmp_path, ("Date", "Drug")), WORDS) is None


def test_one_heading_that_means_two_things_is_told_by_its_cells(tmp_path):
    rows = [("شهر", "تاریخ"), ("زاهدان", "1399/05/12")]
    assert fields(tmp_path, *rows)["شهر"] == "place"  # a city in Persian
    assert fields(tmp_path, ("شهر", "السنة"), ("أغسطس", "2020"))["شهر"] == "month"  # a month in Arabic
