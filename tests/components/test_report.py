"""The annual reports of 2014 and 2019 from what ships: every number in the PDF is that of the measures, and none is later."""

import io
import re
from collections import Counter
from datetime import date

import pandas as pd
import pypdf
import pytest

from monitoring.components.current import data, engine
from monitoring.components.report.build import checked_year, report_bytes, report_of, write_report, years_of
from monitoring.components.report.found import found_for
from monitoring.components.report.words import amount, area_name, change_words
from monitoring.errors import ExportError, FilterError
from monitoring.language import number
from monitoring.measures.kernels import totals
from monitoring.measures.pillars import standing
from monitoring.measures.recommendations import standing as life_standing
from monitoring.store.assistance import assistance_projects
from monitoring.store.indicators import indicator_values, indicators, overrides
from monitoring.store.recommendations import recommendation_events, recommendations
from monitoring.vocabulary.filters import Filter
from monitoring.vocabulary.indicators import indicator_status_name
from monitoring.vocabulary.report import CHAPTERS, Figures, Heading, Items, Picture, Prose, Table

YEARS = (2014, 2019)


@pytest.fixture(scope="module")
def made(facts_database):
    """Year -> the report and the text of its PDF, made once: laying a report out takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        from monitoring.components import current
        from monitoring.settings import settings

        patch.setenv("DRUGS_MONITOR_DATABASE_URL", f"sqlite:///{facts_database}")
        patch.delenv("DRUGS_MONITOR_AUDIENCE", raising=False)
        caches = (settings.cache_clear, current.forget)
        for clear in caches:
            clear()
        built = {year: (report_of(data(), year), _text(report_bytes(data(), year, ".pdf"))) for year in YEARS}
        yield built
        for clear in caches:
            clear()


def _text(pdf: bytes) -> str:
    """Everything that the PDF says, without the white space that laying out puts between."""
    return _squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def tables(report, chapter: str) -> list[Table]:
    return [block for one in report.chapters if one.key == chapter for block in one.blocks if isinstance(block, Table)]


def numbers_in(report) -> list[str]:
    """Every line of the report that can hold a number: sentences, list items, and the rows of tables, each as one text."""
    lines = []
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, Heading | Prose):
                lines.append(block.text)
            elif isinstance(block, Items):
                lines += block.texts
            elif isinstance(block, Figures):
                lines += [f"{one.label}{one.value}{one.said}" for one in block.figures]
            elif isinstance(block, Table):
                lines += ["".join(f"{cell.text}{cell.beside}{cell.under}" for cell in row) for row in block.rows]
    return lines


@pytest.mark.parametrize("year", YEARS)
def test_the_pdf_holds_every_sentence_and_every_row_of_every_table(made, year):
    report, text = made[year]
    lines = [line for line in numbers_in(report) if line]
    assert len(lines) > 250
    assert [line for line in lines if _squeezed(line) not in text] == []


@pytest.mark.parametrize("year", YEARS)
def test_every_value_of_an_indicator_in_the_report_is_that_of_the_measure(made, year):
    with engine().connect() as db:
        known, values, stated = indicators(db), indicator_values(db), overrides(db)
    measured = standing(known, values, stated, baseline=2014, until=year)
    report = made[year][0]
    wanted, found = Counter(), Counter()
    for row in measured.itertuples():
        told = [
            amount(row.baseline_low, row.baseline_high, row.kind),
            amount(row.latest_low, row.latest_high, row.kind),
        ]
        wanted[tuple(one for one in told if one)] += 1
        if year > 2014:
            wanted[indicator_status_name(row.status), change_words(row.change_pct)] += 1
    for pillar in "1234":
        for table in tables(report, f"pillar-{pillar}"):
            heads = [column.title for column in table.columns]
            if "Baseline" not in heads:
                continue
            for row in table.rows:
                cell = dict(zip(heads, row))
                told = [cell[head].text for head in ("Baseline", "Latest", "Earlier value only") if head in cell]
                found[tuple(one for one in told if one and one != "no value")] += 1
                if year > 2014:
                    found[cell["Status"].text, cell["Change"].text if "Change" in cell else ""] += 1
    assert found == wanted and found.total() == len(measured) * (2 if year > 2014 else 1)


def test_two_readings_stay_a_pair_and_are_never_added(made):
    with engine().connect() as db:
        known, values, stated = indicators(db), indicator_values(db), overrides(db)
    pair = (
        standing(known, values, stated, baseline=2012, until=2012)
        .set_index(["indicator_id", "area"])
        .loc[("seizure_aa_kg", "TUR")]
    )
    assert amount(float(pair["baseline_low"]), float(pair["baseline_high"]), "amount") == "1.786 and 177"
    morphine = next(table for table in tables(made[2014][0], "pillar-1") if table.caption.startswith("Morphine"))
    told = {row[0].text: row[1].text for row in morphine.rows}
    assert told["Kazakhstan"] == "0 and 0.009" and "178.786" not in made[2014][1]


@pytest.mark.parametrize("year", YEARS)
def test_commitments_stand_as_they_stood_at_the_end_of_the_year(made, year):
    end = pd.Timestamp(year, 12, 31)
    with engine().connect() as db:
        every, events = recommendations(db), recommendation_events(db)
    stood = life_standing(every[every["year"] <= year], events[events["as_of"] <= end], end.date())
    report, text = made[year]
    rows = [row for key in ("all-pillars", "pillar-1", "pillar-2", "pillar-3", "pillar-4") for table in tables(report, key)
            if table.columns[0].title == "No." for row in table.rows]  # fmt: skip
    told = {row[0].text: row[4].text for row in rows}
    assert set(told) == set(stood["recommendation_id"])
    done = set(stood.loc[stood["status"] == "done", "recommendation_id"])
    assert {name for name, status in told.items() if status.startswith("Done")} == done
    report_of_2014 = stood[stood["origin"] == "report commitment"]
    assert len(report_of_2014) == 40
    counts = report_of_2014["status"].value_counts()
    words = {"done": "done", "under_way": "under way", "not_started": "not started", "proposed": "proposed"}
    said = ", ".join(f"{counts[status]} {word}" for status, word in words.items())
    assert _squeezed(said) in text


def test_no_status_is_of_a_later_year(made):
    for year in YEARS:
        report = made[year][0]
        dates = [
            cell.under
            for key in CHAPTERS
            for table in tables(report, key)
            for row in table.rows
            for cell in row
            if cell.under
        ]
        told = [int(found) for under in dates for found in re.findall(r"\b(20\d\d), ", under)]
        assert told and max(told) <= year


@pytest.mark.parametrize("year", YEARS)
def test_seizures_are_those_of_the_kernels_and_said_to_be_no_total(made, year):
    current = data()
    selection = current.select(Filter(from_=date(year, 1, 1), to=date(year, 12, 31)))
    report, text = made[year]
    assert _squeezed(f"The record holds {selection.seizures} seizures of {year}.") in text
    assert "nototalofanycountry" in text
    by_drug = totals(current.columns, selection, ("drug",))
    drugs = next(table for table in tables(report, "routes") if "by drug" in table.caption)
    assert [row[2].text for row in drugs.rows] == [
        f"{number(each)}\N{NO-BREAK SPACE}kg" for each in by_drug["quantity"]
    ]
    places = totals(current.columns, selection, ("country",))
    coverage = next(table for table in tables(report, "routes") if table.caption.startswith("Coverage"))
    told = {row[0].text: row[1].text for row in coverage.rows}
    for row in places.itertuples():
        name = area_name(row.country) if isinstance(row.country, str) else "at sea or not stated"
        assert told[name] == number(int(row.seizures))


@pytest.mark.parametrize("year", YEARS)
def test_provinces_and_country_are_those_of_the_measure(made, year):
    found = found_for(data(), year)
    report, text = made[year]
    table = next(
        table for table in tables(report, "afghanistan") if table.caption.startswith("Opium poppy by province")
    )
    areas = found.poppy.loc[found.poppy["state"] == "value", "area_ha"].sort_values(ascending=False)
    assert [row[1].text for row in table.rows][: len(areas)] == [number(area) for area in areas]
    country = found.national["area_ha"].set_index("year")["value"][year]
    assert _squeezed(f"opium poppy grew on {number(country)} ha") in text


def test_budgets_are_told_one_by_one_and_never_added(made):
    with engine().connect() as db:
        budgets = assistance_projects(db)["budget"].dropna()
    for year in YEARS:
        report, text = made[year]
        (table,) = tables(report, "assistance")
        told = [row[4].text for row in table.rows if not row[4].none]
        assert told and all(float(one.split(" ")[0].replace(",", "")) in set(budgets) for one in told)
        assert all(row[0].href and row[0].href.startswith("http") for row in table.rows)
        sums = {number(part.sum()) for part in (budgets, budgets[budgets > 1e6])}
        assert not any(one in text for one in sums)


@pytest.mark.parametrize("year", YEARS)
def test_the_report_is_whole_and_says_its_version(made, year):
    report, text = made[year]
    assert [chapter.key for chapter in report.chapters] == list(CHAPTERS)
    assert all(chapter.blocks for chapter in report.chapters)
    pictures = [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, Picture)]
    maps = [one for one in pictures if one.name.endswith("-map")]
    assert len(maps) == 7 and all("do not imply official endorsement" in " ".join(one.notes) for one in maps)
    assert text.count(_squeezed(f"Data version {data().version.id}")) > 20  # on every page
    assert ("thebaseline" in text) == (year == 2014 or "progresssincethebaseline" in text)


def test_pillars_without_a_later_value_say_so(made):
    assert "Novaluelaterthanthebaselineyear" not in made[2014][1]
    from monitoring.components.report.words import silent_sentence

    assert (
        silent_sentence(["3"], 2014)
        == "No value later than the baseline year 2014 is in this data set for: III Precursors."
    )
    assert silent_sentence([], 2014) == ""


@pytest.mark.parametrize("year", [2013, 2027, 1])
def test_a_year_without_a_report_is_refused_with_those_that_have_one(on_facts, year):
    assert years_of(data())[-1] == 2014
    with pytest.raises(FilterError, match="reports of 2014"):
        checked_year(data(), year)


def test_a_file_of_another_kind_or_place_is_refused_and_nothing_is_left(on_facts, tmp_path):
    with pytest.raises(FilterError, match="ends in"):
        write_report(2014, tmp_path / "report.doc")
    with pytest.raises(ExportError, match="Nothing was written"):
        write_report(2014, tmp_path / "none" / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_arabic_has_digits_of_its_own(on_facts):
    from monitoring.language import use_language

    with use_language("ar"):
        report = report_of(data(), 2014)
    assert report.direction == "rtl"
    values = [
        row[1].text
        for table in tables(report, "pillar-3")
        for row in table.rows
        if not row[1].none and len(table.columns) < 5
    ]
    assert any(set(value) & set("٠١٢٣٤٥٦٧٨٩") for value in values)
