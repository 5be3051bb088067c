"""Frames of legs and stubs for tests of the route map."""

import pandas as pd

NODES = {"AFG": (66.0, 34.0), "IRN": (54.3, 32.5), "TUR": (35.4, 39.1), "RUS": (97.0, 62.0), "USA": (-98.5, 39.5),
         "JPN": (138.0, 36.5), "BIH": (17.8, 44.2), "MNE": (19.2, 42.8), "IND": (78.7, 22.9), "OMN": (56.3, 20.8),
         "sea-area/arabian_sea": (63.5, 17.5)}  # fmt: skip
_COLUMNS = ["leg", "start", "end", "basis", "also", "seizures", "mass_kg", "ever", "hidden", "family", "sea", "end_lon",
            "end_lat", "end_kind"]  # fmt: skip


def leg(start: str, end: str, basis: str = "reported", **given) -> dict:
    """A row of a LEGS frame that ends at its end's node."""
    lon, lat = NODES.get(end, (None, None))
    row = {
        "leg": f"{start}-{end}", "start": start, "end": end, "basis": basis, "also": "", "mass_kg": None,
        "seizures": 4 if basis == "reported" else 0, "ever": 4, "hidden": False, "family": None, "sea": False,
        "end_lon": lon, "end_lat": lat, "end_kind": "country",
    }  # fmt: skip
    return row | given


def legs(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=_COLUMNS)


def stubs(*rows: tuple[str, str, int]) -> pd.DataFrame:
    listed = [{"node": node, "way": way, "seizures": n, "mass_kg": None} for node, way, n in rows]
    return pd.DataFrame(listed, columns=["node", "way", "seizures", "mass_kg"])
