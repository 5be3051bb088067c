"""The table of provinces: codes of ISO 3166-2 (through admin1_crosswalk.csv), names, other spellings, size, a point inside.

Names that Natural Earth has wrong, and those of provinces joined from smaller units, are in `hand/admin1_names.csv`.
"""

import re

import geopandas as gpd
import pandas as pd
import pycountry

from .boundaries import area_km2
from .countries import plain_arabic

COLUMNS = [
    "code",
    "iso3",
    "name_en",
    "name_ar",
    "other_names",
    "lon",
    "lat",
    "area_km2",
    "ne_adm1_code",
    "status",
    "note",
]
NAMES = [
    "name",
    "name_en",
    "name_alt",
    "name_local",
    "gn_name",
    "woe_name",
    "gns_name",
    "name_fr",
    "name_de",
    "name_tr",
]
# What a province is called besides its name; without it "Viloyati Khatlon" and "Khatlon Region" are one name.
KINDS = re.compile(
    r"\b(provinc(e|ia)|province of|region|regiune|oblast['ʹ]?|oblasty|okrug|governorate|county|judet|district|viloyati?|"
    r"vilayati?|welayaty|velayati?|velayat-e|wilayat-e|viloyati mukhtori|ostan-e|ostan|muhafazat|mintaqat|emirate of|"
    r"prefecture|region of|zupanija|županija|opstina|komuna e|rayonu?|raionul|voblasts'?|voblasc'|marz|oblysy|"
    r"governorate of|state|department|voivodeship)\b",
    re.IGNORECASE,
)
ARABIC_KINDS = re.compile(r"^(ولاية|محافظة|مقاطعة|منطقة|إقليم|أوبلاست|إمارة|ولايت) | (أوبلاستي|أوبلاست)$")
PARENTS = ("RS-VO", "RS-KM", "BE-VLG", "BE-WAL", "IQ-KR")  # drawn as their parts, or (RS-KM) as Kosovo
ELSEWHERE = re.compile(
    r"^(FR-(9|B|C|M|N|P|S|T|W)\w*|NL-(AW|CW|SX|BQ\d)|CN-(HK|MO|TW)|PS-.*)$"
)  # countries here, or not matched


def admin1_table(pieces: gpd.GeoDataFrame, cover: gpd.GeoDataFrame, crosswalk: pd.DataFrame, names: pd.DataFrame):
    """One row per code of the crosswalk, then ISO's units without a polygon of ours (lon, lat, area empty); by code.

    `other_names` joins every other spelling with "|". `ne_adm1_code` joins the Natural Earth units with a space.
    """
    shapes = cover[cover["code"] != ""].dissolve("code")
    sizes, points = area_km2(shapes).round(0), shapes.geometry.representative_point()
    told = names.pivot(index="code", columns="column", values="value").fillna("").to_dict("index")
    raw = pieces.drop(columns="geometry").drop_duplicates("ne").set_index("ne")
    rows = []
    for code, units in crosswalk.groupby("code"):
        single = raw.loc[units["ne_adm1_code"].iloc[0]] if len(units) == 1 else None
        row = {"code": code, "iso3": units["iso3"].iloc[0], "status": units["status"].iloc[0], **named(code, single)}
        row["ne_adm1_code"] = " ".join(units["ne_adm1_code"])
        row["note"] = units["reason"].iloc[0] if row["status"] == "exception" else ""
        row |= {"lon": round(points[code].x, 3), "lat": round(points[code].y, 3), "area_km2": str(int(sizes[code]))}
        rows.append(told_over(row, told.get(code, {})))
    for code, iso3, name in without_polygon(crosswalk):
        row = {"code": code, "iso3": iso3, "name_en": bare(name), "other_names": name, "status": "iso"}
        rows.append(told_over(row | {"note": "no polygon of its own"}, told.get(code, {})))
    return pd.DataFrame(rows, columns=COLUMNS).fillna("").sort_values("code", ignore_index=True)


def named(code: str, unit: pd.Series | None) -> dict[str, str]:
    """The names of a code: ISO's, and Natural Earth's where a single unit of it stands for the code."""
    known = pycountry.subdivisions.get(code=code)
    spellings = re.split(r"[,;\[\]]", known.name.replace("†", "")) if known else []
    if unit is None:
        return {"name_en": bare(spellings[0]), "name_ar": "", "other_names": joined(spellings, "")}
    for column in NAMES:
        spellings += re.split(r"[|/;]|, ", unit[column] or "") if isinstance(unit[column], str) else []
    # In Kosovo the translated names are those of other places (Plužine for Prizren).
    kosovo = code.startswith("XK-")
    english = bare(unit["name"] if kosovo else unit["name_en"] or unit["name"])
    if kosovo:
        return {"name_en": english, "name_ar": "", "other_names": joined([unit["gn_name"] or ""], english)}
    arabic = ARABIC_KINDS.sub("", plain_arabic(unit["name_ar"] or "")) if isinstance(unit["name_ar"], str) else ""
    return {"name_en": english, "name_ar": arabic.strip(), "other_names": joined(spellings, english)}


def joined(spellings: list[str], name: str) -> str:
    clean = [word.strip() for word in spellings] + [bare(word) for word in spellings]
    return "|".join(
        dict.fromkeys(word for word in clean if word and word != name and KINDS.sub("", word).strip(" -,'"))
    )


def bare(name: str) -> str:
    """`name` without the words for its kind: "Kabul" for "Kabul Province"."""
    return re.sub(r"\s+", " ", KINDS.sub("", name)).strip(" -,") or name.strip()


def told_over(row: dict, told: dict[str, str]) -> dict:
    """`row` with the names told by hand: `instead_of` drops every spelling we had, `other_names` adds to them."""
    if told.get("instead_of"):
        row["other_names"] = ""
    added = [row.get("other_names", ""), told.get("instead_of", ""), told.get("other_names", "")]
    row["other_names"] = "|".join(dict.fromkeys("|".join(filter(None, added)).split("|")))
    return row | {column: told[column] for column in ("name_en", "name_ar", "note") if told.get(column)}


def without_polygon(crosswalk: pd.DataFrame) -> list[tuple[str, str, str]]:
    """ISO's first-level units of the countries we cover that no polygon of Natural Earth stands for."""
    found = []
    for iso3 in sorted(set(crosswalk["iso3"]) - {"", "XKX"}):
        country = pycountry.countries.get(alpha_3=iso3)
        for unit in pycountry.subdivisions.get(country_code=country.alpha_2):
            ours = unit.code in set(crosswalk["code"]) or unit.code in PARENTS or ELSEWHERE.match(unit.code)
            if not ours and not unit.parent_code:
                found.append((unit.code, iso3, unit.name))
    return found
