"""What ships, after it has travelled: every line has a fate, and the sums can be checked by hand against the files."""

import csv
import re

import pandas as pd
import pytest

from monitoring.paths import FACTS
from monitoring.sources.recognise import READERS
from monitoring.sources.registry import HERE, ORDER, describe, shipped_sources
from monitoring.store.groups import country_groups, members
from monitoring.store.items import item_frame
from monitoring.store.load import load_source, row_counts
from monitoring.store.observations import observations
from monitoring.store.organizations import offices, organizations, partner_countries
from monitoring.store.places import places
from monitoring.store.prices import prices
from monitoring.store.routes import route_legs, route_values
from monitoring.store.seizures import seizure_record
from monitoring.store.sources import source_releases
from monitoring.store.versions import current_version
from monitoring.vocabulary.countries import COUNTRIES


def lines(name):
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def items(imported):
    with imported[0].connect() as db:
        return item_frame(db, "public")


def test_every_folder_with_a_description_ships_or_reads_files_of_agencies():
    described = {path.parent.name for path in HERE.glob("*/source.toml")}
    assert described == {*ORDER, *described & set(READERS)}


def test_no_line_of_the_shipped_facts_is_rejected(imported):
    assert {key: result.rejected for key, result in imported[1].items()} == dict.fromkeys(ORDER, 0)


def test_importing_again_changes_nothing(imported):
    engine, _ = imported
    with engine.connect() as db:
        before = row_counts(db), current_version(db)
    assert not any(load_source(engine, source).changed for source in shipped_sources())
    with engine.connect() as db:
        assert (row_counts(db), current_version(db)) == before


def test_every_source_says_where_it_is_from_and_what_it_does_not_say(db):
    found = source_releases(db)
    assert sorted(found["key"]) == sorted(ORDER)
    for column in ("producer", "title", "citation", "licence", "edition", "limits"):
        assert (found[column].str.len() > 3).all()
    assert (found["retrieved"] <= pd.Timestamp(2026, 11, 23)).all()


def test_there_are_297_seizures_with_393_items(items):
    assert (items["seizure_id"].nunique(), len(items), items["item_id"].nunique()) == (297, 393, 393)


def test_acetic_anhydride_by_mass_and_by_volume_is_never_added(items):
    found = items[items["drug"] == "acetic_anhydride"].groupby("kind")["quantity"].sum()
    assert found.to_dict() == {"mass": pytest.approx(116_500), "volume": pytest.approx(20_520)}


def test_sums_equal_those_of_the_file_worked_out_here_by_hand(items):
    kilograms = {"kg": 1, "t": 1000, "lb": 0.453592}
    by_drug: dict[str, float] = {}
    for line in lines("seizure_events.csv"):
        if line["unit"] in kilograms:
            drug = line["drug"].replace(" ", "_")
            by_drug[drug] = by_drug.get(drug, 0) + float(line["quantity"]) * kilograms[line["unit"]]
    assert items.groupby("drug")["mass_kg"].sum().to_dict() == pytest.approx(by_drug)


def test_litres_and_gallons_have_no_mass(items):
    volumes = items[items["kind"] == "volume"]
    assert len(volumes) == 3 and volumes["mass_kg"].isna().all()
    assert (items["mass_kg"].isna() == (items["kind"] != "mass")).all()


def test_every_quantity_is_the_reported_one_times_its_factor(items):
    assert (items["quantity"] - items["quantity_reported"] * items["factor"]).abs().max() < 1e-9
    assert items["factor_source"].str.startswith("unit_factors.csv: ").all()


def test_kapitan_andreevo_heroin_is_six_seizures(items):
    found = items[items["place_reported"].str.contains("Kapitan Andreevo", na=False) & (items["drug"] == "heroin")]
    assert found["seizure_id"].nunique() == 6 and round(found["mass_kg"].sum(), 2) == 1465.78
    assert found["source_name"].notna().all()


def test_four_seizures_left_iran_for_ukraine(items):
    found = items[(items["departure_iso3"] == "IRN") & items["destination_iso3"].str.contains("UKR", na=False)]
    assert found["seizure_id"].nunique() == 4


def test_every_reported_province_got_its_iso_code(items):
    reported = {line["event_id"]: line["admin1"] for line in lines("seizure_events.csv")}
    for row in items.itertuples():
        assert bool(reported[row.seizure_id]) == pd.notna(row.admin1), row.seizure_id
    known = items.dropna(subset=["admin1"])
    assert known["admin1_name"].notna().all()
    assert all(
        row.admin1[:2] == COUNTRIES[row.country_iso3].iso2 for row in known.itertuples() if row.country_iso3 != "XKX"
    )


def test_points_are_where_the_file_has_them_and_nowhere_else(items):
    reported = {line["event_id"]: line for line in lines("seizure_events.csv")}
    for row in items.itertuples():
        line = reported[row.seizure_id]
        if row.location_precision in ("place", "admin1"):
            assert (row.lon, row.lat) == (float(line["lon"]), float(line["lat"]))
            assert (row.geometry.x, row.geometry.y) == (row.lon, row.lat) and row.location_method == line["gazetteer"]
        else:
            assert not line["lon"]
    assert items[items["location_precision"] == "country"].geometry.isna().all()


def test_only_the_record_knows_that_a_sea_seizure_has_no_point(items, db):
    at_sea = items[items["location_precision"] == "sea_area"]
    assert at_sea["seizure_id"].nunique() == 59 and at_sea["country_iso3"].isna().all()
    labelled = at_sea[at_sea["lon"].notna()]
    assert labelled["location_method"].str.contains("not the position of the seizure").all()
    assert set(at_sea[at_sea["lon"].isna()]["place_reported"]) == {"international waters, Middle East (CTF 150 area)"}
    assert seizure_record(db, "public", at_sea.iloc[0]["seizure_id"]).seizure["lon"] is None


def test_transit_countries_keep_their_order(items):
    assert items[items["seizure_id"] == "tur-20020331-morphine"].iloc[0]["transit_iso3"] == "IRN;TUR"


def test_alternative_destinations_are_marked_and_kept_in_order(db):
    legs = [leg for leg in seizure_record(db, "public", "ind-20230513-kochi").legs if leg["role"] == "destination"]
    assert [(leg["country_iso3"], leg["alternative"]) for leg in legs] == [("IND", True), ("LKA", True), ("MDV", True)]


def test_presumed_countries_are_told_from_stated_ones(db):
    bases = {leg["role"]: leg["basis"] for leg in seizure_record(db, "public", "bgr-201705-vidin").legs}
    assert bases == {"departure": "presumed", "transit": "stated", "destination": "stated"}


def test_every_presumption_in_the_description_meets_a_leg_and_its_words_the_note(db):
    for each in describe("seizure_events").settings["presumed"]:
        record = seizure_record(db, "public", each["event"])
        assert each["why"] in record.seizure["note"]
        assert {leg["role"] for leg in record.legs if leg["basis"] == "presumed"} == set(each["roles"])


def test_other_drugs_stay_other_with_the_code_of_the_word(items):
    other = items[items["drug"] == "other"].set_index("drug_reported")["drug_code"]
    assert set(other["cocaine"]) == {"COC-UNS"} and set(other["marijuana"]) == {"CAN-HRB"}
    assert other["skunk"] == "CAN-HRB"


def test_reposts_are_graded_as_copies_and_only_they(items):
    names = items.drop_duplicates("seizure_id").set_index("source_name")["source_grade"]
    copies = {name for name, grade in names.items() if grade == "copy"}
    assert copies == {name for name in names.index if re.search(r" via |repost|Blog|digest|Drugs-Forum", name)}
    assert (names == "copy").sum() == 33
    assert names["Dawn (AFP)"] == "original"


def test_a_record_shows_what_was_reported_word_for_word(db):
    reported = [line for line in lines("seizure_events.csv") if line["event_id"] == "afg-20110926-baghran"]
    record = seizure_record(db, "public", "afg-20110926-baghran")
    assert list(record.reported) == reported
    assert record.release["key"] == "seizure_events" and record.batch["status"] == "current"


def test_other_figures_stay_beside_the_one_that_counts(db):
    record = seizure_record(db, "public", "grc-20140612-attica")
    item = record.items[0]
    assert (item["quantity"], [each["quantity"] for each in item["figures"]]) == (1100, [1113, 1133])


def test_every_other_figure_is_named_in_the_note_and_belongs_to_an_item(db):
    with (HERE / "seizure_events" / "figures.csv").open(encoding="utf-8", newline="") as file:
        figures = list(csv.DictReader(file))
    for figure in figures:
        record = seizure_record(db, "public", figure["event_id"])
        assert any(item["reported"]["drug"] == figure["drug"] and item["figures"] for item in record.items)
        assert figure["quantity"] in record.seizure["note"].replace(",", "")


def test_arrests_are_those_of_the_file(db):
    reported = {line["event_id"]: line["arrests"] for line in lines("seizure_events.csv")}
    for event in list(reported)[::20]:
        found = sum(each["number"] for each in seizure_record(db, "public", event).arrests)
        assert found == int(reported[event] or 0)


def test_route_legs_say_how_sure_they_are(db):
    legs = route_legs(db)
    assert len(legs) == 43 and legs["basis"].value_counts().to_dict() == {"interpreted": 33, "published": 10}
    assert set(legs["route"]) == {"balkan", "northern", "southern"} and legs["source"].str.contains("http").all()
    assert set(legs[legs["basis"] == "published"]["basis_reported"]) == {"published country sequence"}
    assert len(route_values(db)) == 13


def test_groups_have_members_and_dates_where_a_text_gives_them(db):
    groups = members(db)
    assert len(groups["paris_pact_partners"]) == 58
    assert groups["rp_afghanistan_neighbours"] == {"AFG", "IRN", "PAK", "KAZ", "KGZ", "TJK", "TKM", "UZB"}
    found = country_groups(db).set_index(["group", "iso3"])
    assert found.loc[("rp_south_eastern_europe_2012_2015", "XKX")]["valid_from"] == pd.Timestamp(2012, 5, 23)
    assert pd.isna(found.loc[("paris_pact_partners", "AFG")]["valid_from"])


def test_crossings_ports_and_airports_are_told_apart(db):
    found = places(db, ["crossing", "port", "airport"])
    assert found["kind"].value_counts().to_dict() == {"crossing": 107, "airport": 34, "port": 9}
    assert found["geometry"].notna().sum() == 89 and (found["geometry"].notna() == found["lon"].notna()).all()
    assert "Kapitan Andreevo" in found.set_index("place_id").loc["crossing/kapikule_kapitan_andreevo"]["name"]
    assert found[found["kind"] == "airport"]["other_names"].eq("").all()


def test_poppy_free_zero_and_unknown_are_different_states(db):
    found = observations(db, "opium_cultivation", "AFG")
    provinces = found[found["admin1"].notna() & found["estimator"].eq("UNODC")]
    assert provinces["state"].value_counts().to_dict() == {
        "value": 227,
        "poppy_free": 199,
        "grown_no_figure": 23,
        "zero": 1,
    }
    zero = provinces[provinces["state"] == "zero"].iloc[0]
    assert (zero["admin1"], zero["period"], zero["value"]) == ("AF-HEL", "2001", 0)
    assert provinces[provinces["state"] != "value"]["value"].fillna(0).eq(0).all()


@pytest.mark.parametrize(("year", "affected"), [("2010", 14), ("2011", 17), ("2016", 21), ("2017", 24), ("2018", 24)])
def test_provinces_affected_agree_with_the_published_counts(db, year, affected):
    found = observations(db, "opium_cultivation", "AFG")
    found = found[found["admin1"].notna() & (found["period"] == year)]
    assert len(found) == 34 and (found["state"] == "value").sum() == affected


def test_ranges_and_doubtful_figures_of_the_country_totals_are_kept_as_such(db):
    found = observations(db, "opium_production")
    early = found[(found["period"] == "1996") & (found["estimator"] == "UNDCP")].iloc[0]
    assert (early["value_low"], early["value_high"], early["state"]) == (2200, 2300, "value") and pd.isna(
        early["value"]
    )
    area = observations(db, "opium_cultivation")
    assert area[area["value"] == 221_000].iloc[0]["confidence"].startswith("low")


def test_prices_keep_level_form_and_repeats(db):
    found = prices(db)
    assert len(found) == 752 and found["repeats_year_before"].sum() == 82
    assert set(prices(db, "opium")["form"].dropna()) == {"dry", "fresh"}
    assert found[found["level"] == "mark_up"]["currency"].isna().all()


def test_partners_organizations_and_offices_are_all_there(db):
    assert (len(partner_countries(db)), len(organizations(db)), len(offices(db))) == (58, 23, 18)
    assert offices(db)["city"].isna().any()


def test_empty_tables_give_every_column(db):
    assert list(prices(db, "no such drug").columns) == list(prices(db).columns)
    assert places(db, ["no such kind"]).crs == "EPSG:4326"
    assert observations(db, "no such indicator").dtypes.equals(observations(db).dtypes)
