"""What the engine makes of small tables, each about one thing."""

from datetime import date

import pytest

from monitoring.sources.mapping.model import FileMapping, Wide, checked
from monitoring.sources.mapping.read import fit
from monitoring.sources.mapping.understand.engine import understand
from monitoring.sources.reading import Asked
from monitoring.vocabulary.lookup import lookups
from tests.sources.fixed_places import FixedPlaces
from tests.sources.opening import opened_table

DAY = date(2026, 11, 25)


@pytest.fixture
def read(tmp_path):
    """A function: rows and a mapping's parts -> the one block, questions ignored."""

    def make(rows, words=None, **parts):
        opened = opened_table(tmp_path, *rows)
        mapping = checked(FileMapping("Table", "table", **parts))
        found = fit(opened, mapping, Asked(today=DAY))
        (block,) = understand(opened, mapping, found.styles, words or lookups(), FixedPlaces())
        return block

    return make


COLUMNS = {"day": "date", "what": "drug", "how much": "quantity", "unit": "unit"}
HEAD = ("day", "what", "how much", "unit")


def test_fiscal_years_begin_in_october_of_the_year_before(read):
    rows = [
        ("FY", "Month", "Drug", "Events"),
        ("2019", "OCT", "Heroin", "3"),
        ("2026 (FYTD)", "SEP", "Heroin", "1"),
        ("FY20", "", "Heroin", "2"),
    ]
    totals = read(
        rows,
        what="totals",
        columns={"FY": "fiscal_year", "Month": "month", "Drug": "drug", "Events": "events"},
        fiscal_year_start=10,
    ).totals
    assert list(zip(totals["first_day"], totals["last_day"])) == [
        (date(2018, 10, 1), date(2018, 10, 31)), (date(2026, 9, 1), date(2026, 9, 30)), (date(2019, 10, 1), date(2020, 9, 30)),
    ]  # fmt: skip
    assert list(totals["events"]) == [3, 1, 2]


def test_weekdays_beside_the_dates_prove_their_order_and_a_wrong_one_is_doubted(read):
    days = [("03/04/2023", "Monday"), ("05/06/2023", "Mon"), ("07/08/2023", "Friday")]
    rows = [("day", "weekday", *HEAD[1:]), *((*each, "Heroin", "1", "kg") for each in days)]
    block = read(rows, columns={**COLUMNS, "weekday": "weekday"})
    assert list(block.seizures["seized_on"]) == [date(2023, 4, 3), date(2023, 6, 5), date(2023, 8, 7)]
    assert [(doubt.row, doubt.column) for doubt in block.doubts] == [(4, "weekday")]


def test_a_row_that_cannot_be_read_names_row_column_and_reason(read):
    rows = [
        HEAD,
        ("2020-01-02", "Heroin", "-3", "kg"),
        ("never", "Heroin", "1", "kg"),
        ("2020-01-02", "Heroin", "inf", "kg"),
        ("", "Heroin", "2", "kg"),
    ]
    block = read(rows, columns=COLUMNS)
    said = [(each.row, each.column, each.value, each.reason.split(":")[0]) for each in block.rejected]
    assert said == [
        (2, "how much", "-3", "is below zero"), (3, "day", "never", "is not a date"),
        (4, "how much", "inf", "is not a finite number"), (5, "day", "", "is empty"),
    ]  # fmt: skip
    assert block.rejected[0].reported == {"day": "2020-01-02", "what": "Heroin", "how much": "-3", "unit": "kg"}


def test_zero_is_kept_as_reported_and_not_counted(read):
    block = read([HEAD, ("2020-01-02", "Heroin", "0", "kg")], columns=COLUMNS)
    assert block.items["quantity_reported"][0] == 0 and block.items["quantity"][0] != block.items["quantity"][0]
    assert "0 is no quantity" in block.doubts[0].text


def test_the_unit_beside_the_number_wins_over_the_column(read):
    block = read(
        [HEAD, ("2020-01-02", "Heroin", "about 500 g", "kg"), ("2020-01-02", "Heroin", "2", "kg")], columns=COLUMNS
    )
    assert list(block.items["mass_kg"]) == [0.5, 2] and list(block.items["quantity_relation"]) == ["about", "exact"]


def test_unknown_words_are_counted_and_the_row_stays_as_reported(read):
    rows = [HEAD, *[("2020-01-02", "Zzyzx", "1", "crate")] * 3, ("2020-01-02", "Heroin", "1", "kg")]
    block = read(rows, columns=COLUMNS)
    assert {key: (each.count, tuple(each.rows)) for key, each in block.unknown.items()} == {
        ("drug", "Zzyzx"): (3, (2, 3, 4)), ("unit", "crate"): (3, (2, 3, 4)),
    }  # fmt: skip
    assert block.items["drug"][0] == "other" and block.items["drug_reported"][0] == "Zzyzx"
    assert (
        block.items["kind"][0] is None
        and block.items["unit_reported"][0] == "crate"
        and block.items["quantity_reported"][0] == 1
    )


def test_words_of_the_mapping_win_over_the_tables(read):
    rows = [HEAD, ("2020-01-02", "Chem", "1", "bundle"), ("2020-01-02", "Heroin", "1", "bundle")]
    block = read(
        rows, columns=COLUMNS, values={"drug": {"Chem": "methamphetamine", "heroin": "opium"}, "unit": {"bundle": "kg"}}
    )
    assert (
        list(block.items["drug"]) == ["methamphetamine", "opium"]
        and list(block.items["mass_kg"]) == [1, 1]
        and not block.unknown
    )


def test_blank_lines_headings_notes_and_totals_are_left_out_with_their_reason(read):
    rows = [
        HEAD, ("2020-01-02", "Heroin", "1", "kg"), ("", " ", "", ""), HEAD, ("2020-01-03", "Opium", "2.5", "kg"),
        ("", "", "3.5", ""), ("Total", "", "3.5", "kg"), ("* provisional figures", "", "", ""), ("", "", "9.9", ""),
    ]  # fmt: skip
    block = read(rows, columns=COLUMNS)
    assert [(each.row, each.reason) for each in block.left_out] == [
        (3, "blank"),
        (4, "heading"),
        (6, "total"),
        (7, "total"),
        (8, "note"),
    ]
    assert [each.row for each in block.rejected] == [9]  # a number alone that is no sum of the rows above
    assert block.left_out[3].text == "Total · 3.5 · kg"


def test_a_place_called_total_is_no_total(read):
    rows = [(*HEAD, "where"), ("2020-01-02", "Heroin", "1", "kg", "Total station, Kabul")]
    block = read(rows, columns={**COLUMNS, "where": "place"})
    assert not block.left_out and len(block.items["id"]) == 1


def test_each_filled_cell_of_a_wide_table_is_a_row(read):
    rows = [("province", "2019", "2020"), ("Herat", "1,200", ""), ("Balkh", "-5", "3"), ("Kabul", "", "7")]
    wide = Wide("quantity", {"2019": {"year": "2019"}, "2020": {"year": "2020"}})
    block = read(
        rows,
        what="totals",
        columns={"province": "admin1"},
        wide=wide,
        decimal=".",
        defaults={"unit": "kg", "drug": "opium"},
    )
    totals = block.totals
    assert list(zip(totals["area_reported"], totals["first_day"], totals["quantity"])) == [
        ("Herat", date(2019, 1, 1), 1200), ("Kabul", date(2020, 1, 1), 7),
    ]  # fmt: skip
    assert [(each.row, each.column, each.value) for each in block.rejected] == [(3, "2019", "-5")]
    assert totals["admin1"][0] == "AF-HER" and len(set(totals["key"])) == 2


def test_a_wide_table_of_drugs_takes_drug_and_unit_from_its_headings(read):
    rows = [("day", "Heroin (kg)", "Tramadol tablets"), ("2020-01-02", "1", "500"), ("2020-01-03", "", "")]
    wide = Wide(
        "quantity",
        {"Heroin (kg)": {"drug": "heroin", "unit": "kg"}, "Tramadol tablets": {"drug": "tramadol", "unit": "tablet"}},
    )
    block = read(rows, columns={"day": "date"}, wide=wide)
    assert list(zip(block.items["drug"], block.items["kind"], block.items["source_row"])) == [
        ("heroin", "mass", 2),
        ("tramadol", "count", 2),
    ]
    assert [(each.row, each.reason) for each in block.left_out] == [(3, "note")]


def test_leading_zeros_come_back_in_the_code_and_not_in_the_cells_as_reported(read):
    rows = [(*HEAD, "office"), ("2020-01-02", "Heroin", "1", "kg", "7.0"), ("2020-01-02", "Heroin", "1", "kg", "007")]
    block = read(rows, columns={**COLUMNS, "office": "agency"}, zero_pad={"office": 3})
    assert list(block.seizures["agency"]) == ["007", "007"] and block.items["reported"][0][-1] == "7.0"


def test_several_countries_in_a_cell_are_told_apart(read):
    rows = [
        (*HEAD, "via", "to"),
        ("2020-01-02", "Heroin", "1", "kg", "Iran; Turkey", "Germany / France"),
        ("2020-01-02", "Opium", "1", "kg", "Mordor", ""),
    ]
    block = read(rows, columns={**COLUMNS, "via": "transit", "to": "destination"})
    legs = block.legs
    assert list(zip(legs["of"], legs["role"], legs["position"], legs["country_iso3"], legs["alternative"])) == [
        (0, "transit", 1, "IRN", False), (0, "transit", 2, "TUR", False), (0, "destination", 1, "DEU", True),
        (0, "destination", 2, "FRA", True),
    ]  # fmt: skip
    assert list(block.unknown) == [("country", "Mordor")]


def test_legs_and_arrests_of_rejected_rows_go_with_them(read):
    rows = [
        (*HEAD, "to", "held"),
        ("never", "Heroin", "1", "kg", "Germany", "2"),
        ("2020-01-02", "Heroin", "1", "kg", "France", "3"),
    ]
    block = read(rows, columns={**COLUMNS, "to": "destination", "held": "arrests"})
    assert (
        list(block.legs["of"]) == [0]
        and list(block.legs["country_iso3"]) == ["FRA"]
        and list(block.arrests["number"]) == [3]
    )


def test_a_stated_point_is_taken_only_where_it_can_be(read):
    head = (*HEAD, "country", "lat", "lon")
    points = [("34.3", "62.2"), ("62.2", "34.3"), ("95", "62"), ("34°20'N", "62°12'E"), ("x", "62"), ("10", "10")]
    rows = [head, *(("2020-01-02", "Heroin", "1", "kg", "Afghanistan", *point) for point in points)]
    block = read(rows, columns={**COLUMNS, "country": "country", "lat": "lat", "lon": "lon"})
    taken = [
        None if lon != lon else (round(float(lon), 2), round(float(lat), 2))
        for lon, lat in zip(block.seizures["lon"], block.seizures["lat"])
    ]
    assert taken == [(62.2, 34.3), None, None, (62.2, 34.33), None, (10, 10)]
    assert [(doubt.row, doubt.suggestion) for doubt in block.doubts] == [
        (3, "62.2,34.3"),
        (4, None),
        (6, None),
        (7, None),
    ]


def test_places_that_are_open_are_queued_with_their_rows_and_candidates(read):
    rows = [
        (*HEAD, "where"),
        *[("2020-01-02", "Heroin", "1", "kg", "Nowhere")] * 2,
        ("2020-01-02", "Heroin", "1", "kg", "Heart"),
        ("never", "x", "1", "kg", "Nowhere"),
    ]
    block = read(rows, columns={**COLUMNS, "where": "place"})
    ((asked, told),) = block.places.items()
    assert (asked.place, told.outcome, told.count, tuple(told.rows), told.candidates[0][0]) == (
        "Nowhere",
        "ambiguous",
        2,
        (2, 3),
        "gn:1",
    )
    assert block.seizures["admin1"][2] == "AF-HER" and block.seizures["location_precision"][2] == "place"


def test_a_purity_or_number_of_people_that_cannot_be_is_doubted_and_the_row_kept(read):
    rows = [
        (*HEAD, "pure", "held"),
        ("2020-01-02", "Heroin", "1", "kg", "140", "two"),
        ("2020-01-02", "Heroin", "1", "kg", "45 %", "none"),
    ]
    block = read(rows, columns={**COLUMNS, "pure": "purity", "held": "arrests"})
    assert (
        [doubt.column for doubt in block.doubts] == ["pure", "held"]
        and block.items["purity_pct"][1] == 45
        and not block.arrests
    )


def test_the_same_row_twice_has_one_key_and_another_cell_another(read):
    row = ("2020-01-02", "Heroin", "1", "kg")
    keys = list(
        read(
            [HEAD, row, row, ("2020-01-02 00:00:00", "Heroin", "1.0", "kg"), ("2020-01-02", "Heroin ", "1", "kg")],
            columns=COLUMNS,
        ).seizures["key"]
    )
    assert keys[0] == keys[1] == keys[2] != keys[3]


def test_a_line_with_more_cells_than_headings_is_rejected_with_what_was_beyond(read):
    block = read([HEAD, ("2020-01-02", "Heroin", "1", "kg", "surplus")], columns=COLUMNS)
    assert "surplus" in block.rejected[0].reason and not block.items


def test_an_amount_without_any_unit_is_a_question(tmp_path):
    opened = opened_table(tmp_path, HEAD[:3], ("2020-01-02", "Heroin", "1"))
    mapping = FileMapping("Table", columns={"day": "date", "what": "drug", "how much": "quantity"})
    assert [question.choices for question in fit(opened, mapping, Asked()).questions()] == [("unit",)]


def test_a_printed_total_that_the_rows_above_do_not_make_is_doubted_and_one_that_they_make_is_not(read):
    rows = [
        ("year", "drug", "kg"), ("2019", "Heroin", "1"), ("2019", "Opium", "2"), ("Total", "", "4"), ("2020", "Heroin", "5"),
        ("2020", "Opium", "5"), ("Total", "", "10"), ("Grand total", "", "13"),
    ]  # fmt: skip
    block = read(
        rows, what="totals", columns={"year": "year", "drug": "drug", "kg": "quantity"}, defaults={"unit": "kg"}
    )
    assert [(each.row, each.reason) for each in block.left_out] == [(4, "total"), (7, "total"), (8, "total")]
    assert [(doubt.row, doubt.column, doubt.value) for doubt in block.doubts] == [(4, "kg", "4")]
    assert "the rows above make 3" in block.doubts[0].text


def test_a_month_of_another_calendar_than_its_year_is_refused(read):
    rows = [
        ("y", "m", "drug"),
        ("1399", "مرداد", "Heroin"),
        ("2019", "مرداد", "Heroin"),
        ("2019", "4.0", "Heroin"),
        ("2019", "Q2", "Heroin"),
    ]
    block = read(rows, columns={"y": "year", "m": "month", "drug": "drug"})
    assert [(each.row, each.column, each.value) for each in block.rejected] == [(3, "m", "مرداد")]
    assert list(zip(block.seizures["seized_on"], block.seizures["calendar"])) == [
        (date(2020, 7, 22), "solar_hijri"), (date(2019, 4, 1), "gregorian"), (date(2019, 4, 1), "gregorian"),
    ]  # fmt: skip


def test_a_line_that_only_says_something_in_a_column_without_a_heading_is_not_blank(read):
    block = read([(*HEAD, ""), ("2020-01-02", "Heroin", "1", "kg", ""), ("", "", "", "", "17")], columns=COLUMNS)
    assert not block.left_out and [each.row for each in block.rejected] == [3]


def test_a_word_that_is_no_marking_refuses_its_row(read):
    rows = [(*HEAD, "who"), *[("2020-01-02", "Heroin", "1", "kg", who) for who in ("restricted", "", "secret")]]
    block = read(rows, columns={**COLUMNS, "who": "marking"})
    assert list(block.seizures["marking"]) == ["restricted", None] and [each.column for each in block.rejected] == [
        "who"
    ]


def test_a_country_and_a_code_that_contradict_each_other_are_doubted(read):
    pairs = [("Iran", "IRN"), ("Iran", "IRQ"), ("Iran", ""), ("", "IRQ"), ("Utopia", "NAM")]
    block = read([(*HEAD, "land", "code"), *[("2020-01-02", "Heroin", "1", "kg", *pair) for pair in pairs]],
                 columns={**COLUMNS, "land": "country", "code": "iso3"})  # fmt: skip
    assert list(block.seizures["country_iso3"]) == ["IRN", "IRQ", "IRN", "IRQ", "NAM"]
    assert [(doubt.row, doubt.column, doubt.suggestion) for doubt in block.doubts] == [(3, "land", "IRN")]
