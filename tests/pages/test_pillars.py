"""`/pillars`: what the page shows of the shipped facts, checked against the files themselves; the form of a status; downloads."""

import csv
import io
import json
import re
from datetime import date

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from monitoring.components.current import data, engine
from monitoring.components.pillars_of import progress
from monitoring.components.things.change import save as save_thing
from monitoring.errors import FilterError
from monitoring.pages import pillars, recommendations
from monitoring.paths import GEODATA
from monitoring.store.imports import undo_import
from monitoring.store.indicators import overrides
from monitoring.store.recommendations import add_event, newest_event
from monitoring.vocabulary.pillar_words import ON_THE_ROUTES
from monitoring.vocabulary.things import INDICATOR

HEROIN = "?indicator=seizure_heroin_kg&area=IRN"
AA = "?indicator=seizure_aa_kg&area=TUR"


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


def text_of(drawn) -> str:
    """What is written, one part after the other, without what lies around it."""
    found: list[str] = []

    def walk(one) -> None:
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, (list, tuple)):
            for each in one:
                walk(each)
        elif one is not None and hasattr(one, "children"):
            walk(one.children)

    walk(drawn)
    return " ".join("".join(f" {part}" for part in found).split())


def nodes(drawn, wanted) -> list:
    """Every component for which `wanted` holds, in order."""
    found, left = [], [drawn]
    while left:
        one = left.pop(0)
        if isinstance(one, (list, tuple)):
            left = [*one, *left]
        elif hasattr(one, "to_plotly_json"):
            if wanted(one):
                found.append(one)
            left = [getattr(one, "children", None), *left]
    return found


def part(search: str, id: str):
    return nodes(pillars.layout(search), lambda one: getattr(one, "id", None) == id)[0]


def matrix_cells(search: str = "") -> dict[str, str]:
    """ "indicator|area" -> what the cell says."""
    table = part(search, "pillars-matrix")
    return {
        one.to_plotly_json()["props"]["data-pillar-cell"]: one.children
        for one in nodes(table, lambda each: type(each).__name__ == "Button")
        if "data-pillar-cell" in one.to_plotly_json()["props"]
    }


def facts(code: str) -> list[dict[str, str]]:
    with (GEODATA / "facts" / "pillar_indicators.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["indicator_code"] == code]


def sent(**different):
    said = {
        "status": "progress", "as_of": "2024-06", "said_by": "UNODC", "evidence": "https://example.org/a", "reason": "we looked",
    }  # fmt: skip
    return said | different


def keep(seen=None, search=HEROIN, indicator="seizure_heroin_kg", area="IRN", **different):
    now = pillars.seen_now(indicator, area) if seen is None else seen
    of = {"indicator": indicator, "area": area}
    return pillars.keep(asked=1, search=search, seen=now, of=of, **sent(**different))


def test_the_sentence_says_what_the_page_shows(on_facts):
    said = text_of(part("", "pillars-sentence"))
    assert said.startswith("Progress on four pillars ") and "14 countries on the routes" in said and "2014 " in said
    other = text_of(part("?pillar=3&level=region&against=2012", "pillars-sentence"))
    assert "pillar III Precursors" in other and "7 regions" in other and "2012 " in other


def test_all_40_commitments_are_counted_in_the_words_of_the_report_and_28_concern_all(on_facts):
    said = text_of(part("", "pillars-cards"))
    assert "40 commitments of the report, in its own words" in said
    for each in ("“planned” 14", "“in progress” 10", "“done” 11", "“ongoing” 3", "“proposed” 1", "“open” 1"):
        assert each in said
    assert "28 of the report’s 40 commitments concern all pillars" in said


def test_a_card_counts_every_status_and_every_reason_and_hides_none(on_facts):
    found = progress(data())
    here = found.standing[(found.standing["level"] == "country") & found.standing["area"].isin(ON_THE_ROUTES)]
    for pillar, card in zip(
        "1234", nodes(part("", "pillars-cards"), lambda one: getattr(one, "className", "") == "pillar-card-one")
    ):
        counts = nodes(card, lambda one: getattr(one, "className", "") == "pstat-counts")[0]
        numbers = [int(one.children.replace(",", "")) for one in nodes(counts, lambda one: type(one).__name__ == "B")]
        mine = here[here["pillar"] == pillar]
        measured = mine[mine["status"] != "not_measurable"]["status"].value_counts()
        not_yet = len(mine) - int(measured.sum())
        without = found.indicators[found.indicators["pillar"] == pillar]["indicator_id"]
        nowhere = int((~without.isin(found.standing["indicator_id"])).sum())
        reasons = numbers[len(measured) + 1 :]
        assert sorted(numbers[: len(measured)]) == sorted(measured) and numbers[len(measured)] == not_yet + nowhere
        assert sum(reasons) == not_yet + nowhere and len(reasons) > 0


@pytest.mark.parametrize("code", ["seizure_heroin_kg", "seizure_aa_kg", "prevalence_opiates", "hiv_pwid", "pwid"])
def test_a_cell_of_the_matrix_is_the_newest_year_of_the_file_and_empty_where_it_has_none(on_facts, code):
    newest: dict[str, int] = {}
    for row in facts(code):
        if row["year"]:
            newest[row["country_iso3"]] = max(newest.get(row["country_iso3"], 0), int(row["year"]))
    cells = matrix_cells()
    for iso3 in ON_THE_ROUTES:
        assert cells[f"{code}|{iso3}"] == (str(newest[iso3]) if iso3 in newest else "")


def test_few_measures_are_left_out_by_a_rule_that_is_said_and_a_link_brings_them(on_facts):
    some, everything = matrix_cells(), matrix_cells("?once=shown")
    assert "have values for fewer than 4 of these areas" in text_of(part("", "pillars-matrix"))
    have: dict[str, set] = {}
    for row in progress(data()).values.itertuples():
        if row.level == "country" and row.area in ON_THE_ROUTES:
            have.setdefault(row.indicator_id, set()).add(row.area)
    assert {key.partition("|")[0] for key in some} == {name for name, areas in have.items() if len(areas) >= 4}
    assert set(have) <= {key.partition("|")[0] for key in everything}


@pytest.mark.parametrize(
    ("search", "rows"), [("", 14), ("?group=caricc", 7), ("?level=global", 1), ("?level=region", 7)]
)
def test_level_and_group_choose_the_rows(on_facts, search, rows):
    assert len({key.partition("|")[2] for key in matrix_cells(search)}) == rows


def test_every_country_with_a_value_has_a_row_where_the_link_asks(on_facts):
    areas = {key.partition("|")[2] for key in matrix_cells("?among=all")}
    assert areas == {row["country_iso3"] for row in _every_fact() if row["country_iso3"]}


def _every_fact() -> list[dict[str, str]]:
    with (GEODATA / "facts" / "pillar_indicators.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_two_values_of_one_year_stay_a_pair_wherever_they_stand(on_facts):
    page = words(pillars.layout(AA))
    assert "1.786 and 177\u00a0kg equivalent" in page and "178.786" not in page
    with_year = text_of(part(f"{AA}&year=2012", "pillars-twin"))
    assert "Türkiye 2012 1.786 and 177" in with_year


def test_a_range_of_one_source_is_a_range(on_facts):
    row = next(row for row in facts("hiv_pwid") if row["country_iso3"] == "AZE" and row["value_low"])
    assert (row["value_low"], row["value_high"]) == ("19", "24")
    assert "19 to 24 per cent" in text_of(part("?indicator=hiv_pwid&area=AZE", "pillars-panel"))


def test_the_panel_has_every_value_with_its_source_and_the_formula_with_its_inputs(on_facts):
    panel = text_of(part("?indicator=opium_cultivation&area=AFG", "pillars-panel"))
    assert "Baseline used 2014: 224,000" in panel and "^(1/11)" in panel and "less is better" in panel
    assert "2014, or the nearest within 2 years" in panel and "Less is better" in panel and "none was set" in panel
    heroin = part(HEROIN, "pillars-panel")
    rows = [row for row in facts("seizure_heroin_kg") if row["country_iso3"] == "IRN"]
    assert len(nodes(heroin, lambda one: type(one).__name__ == "Tbody")) == len(rows)
    said = text_of(heroin)
    for row in rows:
        assert row["source"][:40] in said and row["confidence"] in said


def test_a_listing_is_told_as_a_dated_interval(on_facts):
    panel = text_of(part("?indicator=fatf_grey_list&area=TUR", "pillars-panel"))
    assert "from 21 Oct 2021 to 1 Jun 2024" in panel
    assert "said as of 2022; start and end are not known" in text_of(
        part("?indicator=moneyval_evaluated&area=ALB", "pillars-panel")
    )


def test_map_and_table_have_the_same_rows_and_looks(on_facts):
    for search in ("", AA, f"{AA}&year=2012", "?indicator=opium_cultivation&show=status", "?indicator=ost_available"):
        asked = pillars.Asked(search)
        table = nodes(
            part(search, "pillars-twin"),
            lambda one: type(one).__name__ == "Tr" and "data-look" in one.to_plotly_json()["props"],
        )
        looks = [one.to_plotly_json()["props"]["data-look"] for one in table]
        assert looks == [row.look for row in asked.measure.rows] and len(looks) == 14
        spec = part(search, "pillars-map-spec").data
        filled = json.dumps(
            next(layer for layer in spec["style"]["layers"] if layer["id"] == "pillar-fill-mid")["paint"]
        )
        for row in asked.measure.rows:
            assert (f'"{row.area}"' in filled) == (row.look != "no-value")


def test_a_year_without_a_value_is_no_lack_of_values(on_facts):
    asked = pillars.Asked(f"{AA}&year=2012")
    looks = {row.area: row.look for row in asked.measure.rows}
    assert looks["KAZ"] == "other-year" and looks["AFG"] == "no-value"
    assert pillars.Asked(AA).measure.least == asked.measure.least  # the classes are those of all years


def test_all_twenty_items_are_there_and_three_are_said_not_to_be_read(on_facts):
    listed = part("", "pillars-items")
    entries = nodes(listed, lambda one: type(one).__name__ == "Li")
    assert len(entries) == 20 and "3 of them were not read" in text_of(listed)
    assert [text_of(one).split()[0] for one in entries if getattr(one, "className", None) == "is-unread"] == [
        "I.7-8",
        "II.4+",
        "IV.5+",
    ]
    assert "VD-II-1" in text_of(listed)


@pytest.mark.parametrize(
    "search", ["?indicator=nothing", "?area=Atlantis", "?level=town", "?show=ha", "?group=nobody", "?among=few"]
)
def test_a_link_that_cannot_be_read_is_refused_and_changes_nothing(on_facts, search):
    with pytest.raises(FilterError):
        pillars.status(search)
    answer = pillars.show(search=search, pathname="/pillars", drawn={})
    assert answer["matrix"] is no_update and "data-problem" in words(answer["announce"])


def test_only_what_a_link_changes_is_drawn_anew(on_facts):
    drawn = pillars.Asked("").keys()
    opened = pillars.show(search=HEROIN, pathname="/pillars", drawn=drawn)
    assert opened["panel"] is not no_update and opened["matrix"] is no_update and opened["cards"] is no_update
    same = pillars.show(search="", pathname="/pillars", drawn=drawn)
    assert {name for name, value in same.items() if value is not no_update} == {"drawn", "announce"}
    elsewhere = pillars.show(search="?lang=ar", pathname="/", drawn=drawn)
    assert set(elsewhere.values()) == {no_update}
    assert pillars.show(search="?lang=ar", pathname="/pillars", drawn=drawn)["matrix"] is not no_update


def test_a_status_stated_by_hand_shows_who_when_and_why_and_is_taken_back(on_copy):
    before = data().version.id
    answer = keep()
    assert "Progress, stated by hand" in text_of(answer["panel"]) and data().version.id != before
    for said in ("UNODC", "30 Jun 2024", "we looked", "https://example.org/a"):
        assert said in text_of(answer["panel"])
    assert "Not measurable Neither more nor less is better" in text_of(
        answer["panel"]
    )  # the computed one stays beside it
    number = int(re.search(r"import=(\d+)", words(answer["panel"]))[1])
    assert undo_import(on_copy, number, "me", "wrong").id == before
    with engine().connect() as db:
        assert overrides(db).empty


@pytest.mark.parametrize(
    ("different", "field", "remedy"),
    [
        ({"status": None}, "status", "Choose a status"),
        ({"status": "finished"}, "status", "Choose a status"),
        ({"said_by": " "}, "said_by", "Say who said so"),
        ({"as_of": ""}, "as_of", "Say as of when"),
        ({"as_of": "03/04/2015"}, "as_of", "Say as of when"),
        ({"reason": ""}, "reason", "Say why"),
        ({"reason": 7}, "reason", "Say why"),
    ],
)
def test_what_is_wrong_with_a_stated_status_is_said_at_its_field(on_copy, different, field, remedy):
    before = data().version.id
    answer = keep(**different)
    assert remedy in answer[f"{field}_error"] and data().version.id == before and answer["panel"] is no_update


def test_the_second_of_two_tabs_is_told_and_keeps_its_words(on_copy):
    opened = pillars.seen_now("seizure_heroin_kg", "IRN")
    keep(seen=opened)
    answer = keep(seen=opened, status="none", reason="second tab")
    assert (
        answer["panel"] is no_update
        and "data-problem" in words(answer["said"])
        and "we looked" in text_of(answer["history"])
    )
    again = keep(seen=answer["seen"], status="none", reason="second tab")
    assert "No progress, stated by hand" in text_of(again["panel"])


def test_off_this_machine_no_status_can_be_stated(off_loopback):
    assert "override-save" not in words(pillars.layout(HEROIN))
    assert "at the machine that serves it only" in words(keep()["said"])


def test_before_anybody_asks_nothing_is_stated(on_copy):
    answer = pillars.keep(asked=None, search=HEROIN, seen=0, of=None, **sent())
    assert set(answer.values()) == {no_update}


def test_an_indicator_that_an_editor_adds_is_in_the_matrix_without_a_value(on_copy):
    form = {field.name: field.start for field in INDICATOR.fields} | {
        "thing_name": "labs_closed", "name": "Laboratories closed", "definition": "Closed, by year", "pillar": "3",
        "unit": "laboratories", "kind": "amount", "direction": "up", "source": "UN", "reason": "asked for",
    }  # fmt: skip
    save_thing("indicator", None, form, 0)
    cells = matrix_cells()
    assert [cells[f"labs_closed|{iso3}"] for iso3 in ON_THE_ROUTES] == [""] * 14
    panel = text_of(part("?indicator=labs_closed&area=AFG", "pillars-panel"))
    assert "No value in this data set; that is not a zero" in panel and "Closed, by year" in panel


def test_a_commitment_that_is_done_moves_the_cards_and_the_list(on_copy):
    before = text_of(part("", "pillars-cards"))
    event = {
        "recommendation_id": "UN-13", "status": "done", "as_of": date(2015, 3, 31), "as_of_precision": "month",
        "said_by": "UNODC", "evidence": "https://example.org/report", "detail": None,
    }  # fmt: skip
    with engine().connect() as db:
        seen = newest_event(db, "UN-13")
    add_event(engine(), event, "it came out", "me", seen)
    bars = nodes(part("", "pillars-cards"), lambda one: getattr(one, "className", "") == "life-bar pillar-bar")
    label = bars[-1].to_plotly_json()["props"]["aria-label"]
    assert (
        before and "Done 10" in label and "Not started 9" in label
    )  # of all that concern all pillars: 9 and 10 before
    assert "Done 9" in words(recommendations.layout("", None))


def test_every_page_of_the_pillars_has_their_row_and_says_which_it_is(on_facts):
    from monitoring.components.shell import framed
    from monitoring.pages import about, meetings

    for page, name in ((pillars, "Overview"), (recommendations, "Recommendations"), (meetings, "Meetings")):
        row = nodes(framed("", page, "?lang=en", ""), lambda one: getattr(one, "className", "") == "pillar-nav")
        current = nodes(row, lambda one: one.to_plotly_json()["props"].get("aria-current") == "page")
        assert [one.children for one in current] == [name]
        assert len(nodes(row, lambda one: type(one).__name__ == "Li")) == 6
    assert "pillar-nav" not in words(framed("", about, "", ""))


@pytest.mark.parametrize("kind", ["standing", "values", "matrix"])
def test_a_download_has_what_is_on_the_screen_with_its_sentence(client, kind):
    answer = client.get(f"/download/pillars-{kind}.csv?group=caricc", headers={"Host": "127.0.0.1"})
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert {row["area"] for row in rows} <= {"AZE", "KAZ", "KGZ", "RUS", "TJK", "TKM", "UZB"} and rows
    assert "7 countries: CARICC" in rows[0]["sentence"] and "that is not a zero" in rows[0]["notes"]
    assert rows[0]["data_version"] == data().version.id


def test_the_matrix_of_a_file_is_that_of_the_screen(client):
    answer = client.get("/download/pillars-matrix.csv", headers={"Host": "127.0.0.1"})
    rows = {row["area"]: row for row in csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))}
    assert list(rows) == list(ON_THE_ROUTES)
    for key, said in matrix_cells().items():
        name, _sign, area = key.partition("|")
        assert rows[area][name] == said


def test_the_standing_of_a_file_has_the_inputs_of_the_formula(client):
    answer = client.get("/download/pillars-standing.csv?once=shown", headers={"Host": "127.0.0.1"})
    rows = [
        row
        for row in csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))
        if row["indicator_id"] == "opium_cultivation"
    ]
    assert [
        (row["baseline_year"], row["baseline_low"], row["baseline_wanted"], row["baseline_window"]) for row in rows
    ] == [("2014", "224000", "2014", "2")]
    assert rows[0]["progress_rate"] == "0.015" and rows[0]["status"] == rows[0]["computed_status"] == "progress"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/pillars", 200), (f"/pillars{AA}", 200), ("/pillars?indicator=x", 400), ("/pillars?v=000000000000", 409),
     ("/download/pillars-all.csv", 404), ("/download/pillars-matrix.csv?indicator=x", 400)],
)  # fmt: skip
def test_an_address_has_the_status_that_fits_it(client, path, status):
    assert client.get(path, headers={"Host": "127.0.0.1"}).status_code == status
