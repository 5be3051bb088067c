"""Districts that an operator has imported: found by their province, with their scheme and from when they hold."""

import pandas as pd
import pytest
from dash._utils import to_json

from monitoring.components.afghanistan_of import checks_of, district_checks_of, district_figures_of, districts_of
from monitoring.components.current import data, engine, forget
from monitoring.components.opening import Options, import_file
from monitoring.errors import SourceError
from monitoring.pages.afghanistan_districts import districts
from monitoring.settings import settings
from tests.sources.boundaries.test_boundaries import DISTRICTS, frame


@pytest.fixture
def on_copy(facts_database, tmp_path, monkeypatch):
    """A record of the test's own with what ships."""
    file = tmp_path / "record.sqlite"
    file.write_bytes(facts_database.read_bytes())
    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    monkeypatch.delenv("DRUGS_MONITOR_AUDIENCE", raising=False)
    caches = (settings.cache_clear, engine.cache_clear, forget)
    for clear in caches:
        clear()
    yield tmp_path
    engine().dispose()
    for clear in caches:
        clear()


def test_imported_districts_are_found_by_their_province(on_copy):
    assert districts_of(data(), "AF-PAN").empty
    frame(*DISTRICTS).to_file(on_copy / "adm2.gpkg")
    options = Options(source="boundaries", level="2", scheme="COD-AB", valid_from="2010")
    assert import_file(on_copy / "adm2.gpkg", options).accepted == 5
    (found,) = districts_of(data(), "AF-PAN").to_dict("records")
    assert (found["name"], found["code"], found["valid_from"]) == ("Bazarak", "cod-ab:AF0801", pd.Timestamp(2010, 1, 1))
    assert districts_of(data(), "AF-KAB").empty
    assert "cod-ab:AF0801" in to_json(districts(data(), "AF-PAN"))


def test_figures_of_districts_from_a_survey_table_are_added_up_against_the_province(on_copy):
    (on_copy / "survey.csv").write_text(
        "Province,District,2016,2017\nHilmand,Nad Ali,40,50\nHilmand,Garmser,60,70\nHilmand Total,,100,190\n",
        encoding="utf-8",
    )
    import_file(on_copy / "survey.csv", Options(source="opium_survey", accept="sums"))
    found = district_figures_of(data(), "AF-HEL")
    assert set(found["district"]) == {"Nad Ali", "Garmser"}
    checks = district_checks_of(data()).set_index("year")
    assert checks["verdict"].to_dict() == {2016: "agrees", 2017: "differs"}
    assert checks.loc[2017, "difference_ha"] == -70
    page = to_json(districts(data(), "AF-HEL"))
    assert "2017: 2 districts come to 120 ha, the province to 190 ha: differs." in page
    assert "2016: 2 districts come to 100 ha, the province to 100 ha: agrees." in page and "Garmser" in page


def test_a_survey_that_would_break_the_sum_of_a_year_is_asked_about_and_named(on_copy):
    path = on_copy / "survey.csv"
    path.write_text(
        "Province,District,2016,2017\nHilmand Total,,100,144018\nBalkh Total,,2085,12116\n", encoding="utf-8"
    )
    with pytest.raises(
        SourceError, match="2016: the provinces would come to 121,139 ha instead of 201,312 ha"
    ) as asked:
        import_file(path, Options(source="opium_survey"))
    assert "--accept sums" in str(asked.value)
    assert "2017" not in str(asked.value)
    assert import_file(path, Options(source="opium_survey", accept="sums")).accepted == 2
    sums, _texts = checks_of(data())
    assert set(sums.loc[sums["year"] == 2016, "verdict"]) == {"differs"}


def test_a_survey_that_says_the_same_is_taken_without_a_question(on_copy):
    path = on_copy / "survey.csv"
    path.write_text("Province,District,2016,2017\nHilmand Total,,80273,144018\n", encoding="utf-8")
    assert import_file(path, Options(source="opium_survey")).accepted == 1
