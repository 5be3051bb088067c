import geopandas as gpd
import pytest
import shapely

from monitoring.paths import BOUNDARIES
from monitoring.vocabulary.countries import COUNTRIES

AT = {  # places whose showing says how a map depicts a disputed area: lon, lat, area
    "Srinagar": (74.8, 34.08, "XJK"), "Gilgit": (74.31, 35.92, "XJK"), "Leh": (77.58, 34.16, "XJK"),
    "Aksai Chin": (79.3, 35.3, "XAC"), "Simferopol": (34.1, 44.95, "UKR"), "Sevastopol": (33.6, 44.58, "UKR"),
    "Donetsk": (37.8, 48.0, "UKR"), "Laayoune": (-13.18, 27.13, "ESH"), "Bir Lehlou": (-9.6, 26.35, "ESH"),
    "Pristina": (21.16, 42.66, "XKX"), "Belgrade": (20.46, 44.81, "SRB"), "Hargeisa": (44.06, 9.56, "SOM"),
    "North Nicosia": (33.36, 35.2, "CYP"), "Baikonur": (63.3, 45.85, "KAZ"), "Ramallah": (35.2, 31.9, "PSE"),
    "Gaza": (34.45, 31.5, "PSE"), "Quneitra": (35.82, 33.12, "SYR"), "Katzrin": (35.69, 32.99, "SYR"),
    "Abyei": (28.43, 9.75, "XAB"), "Itanagar": (93.6, 27.1, "IND"), "Kabul": (69.17, 34.53, "AFG"),
}  # fmt: skip


@pytest.fixture(scope="module", params=["low", "mid", "high"])
def countries(request):
    return gpd.read_parquet(BOUNDARIES / f"countries-{request.param}.parquet")


@pytest.fixture(scope="module")
def detailed():
    return gpd.read_parquet(BOUNDARIES / "countries-high.parquet")


@pytest.fixture(scope="module")
def lines():
    return gpd.read_parquet(BOUNDARIES / "lines.parquet")


def area_km2(frame):
    return frame.to_crs("ESRI:54034").area / 1e6


def test_no_country_is_invalid_or_overlaps_another(countries):
    assert countries.crs == "EPSG:4326" and countries.is_valid.all() and not countries.is_empty.any()
    near = countries[countries.intersects(shapely.box(-25, -40, 120, 75))]
    assert shapely.coverage_is_valid(near.geometry.to_numpy())
    assert countries["shown"].is_unique


def test_every_iso_country_has_a_shape_at_every_level(countries):
    assert set(COUNTRIES) - set(countries["iso3"]) == {"TKL"}  # Natural Earth does not draw Tokelau
    assert set(countries.loc[countries["iso3"] == "", "shown"]) == {"XJK", "XAC", "XAB"}


@pytest.mark.parametrize("place", AT)
def test_places_lie_where_maps_of_the_united_nations_show_them(detailed, place):
    lon, lat, shown = AT[place]
    assert detailed.loc[detailed.contains(shapely.Point(lon, lat)), "shown"].to_list() == [shown]


@pytest.mark.parametrize("shown, km2, within", [("AFG", 642_200, 0.005), ("XJK", 186_541, 0.005), ("XAC", 31_456, 0.05),
                                                ("UKR", 600_654, 0.005), ("ESH", 268_763, 0.025)])  # fmt: skip
def test_areas_agree_with_other_measurements(detailed, shown, km2, within):
    assert area_km2(detailed[detailed["shown"] == shown]).sum() == pytest.approx(km2, rel=within)


def test_undetermined_boundaries_are_told_apart(lines):
    kinds = lines[lines["level"] == "mid"].groupby("between")["kind"].agg(set)
    assert set(lines["kind"]) == {"international", "undetermined", "line_of_control"}
    assert kinds["XJK"] == {"line_of_control"} and kinds["SRB-XKX"] == {"undetermined"}
    assert kinds["ESH-MAR"] == {"undetermined"} and kinds["SDN-SSD"] == {"undetermined"}
    assert kinds["AFG-PAK"] == {"international"} and kinds["RUS-UKR"] == {"international"}
    assert kinds["CHN-IND"] == {"international", "undetermined"} and kinds["EGY-SDN"] == {
        "international",
        "undetermined",
    }


def test_the_line_of_control_has_its_length(lines):
    line = lines[(lines["level"] == "high") & (lines["kind"] == "line_of_control")]
    assert line.to_crs(32643).length.sum() / 1000 == pytest.approx(
        690, rel=0.1
    )  # 640 km here; 746 km with the edge of Siachen


def test_boundary_lines_run_along_the_countries(lines, detailed):
    line = lines[(lines["level"] == "high") & (lines["between"] == "AFG-IRN")].geometry.iloc[0]
    edge = detailed.loc[detailed["shown"] == "AFG"].geometry.iloc[0].boundary
    assert edge.buffer(1e-9).covers(line)
