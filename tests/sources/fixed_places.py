"""A gazetteer of three places, for tests that are not about finding places and must not wait for the real one."""

from monitoring.vocabulary.placed import Candidate, Placed, PointCheck

HERAT = Placed("found", "place", 62.2, 34.35, "AF-HER", None, "gazetteer", 1.0)
PROVINCE = Placed("not_found", "admin1", 62.0, 34.0, "AF-HER", None, "province", 0.5)
CANDIDATE = Candidate("gn:1", "Somewhere", "AFG", "AF-HER", 62.0, 34.0, 0.7)


class FixedPlaces:
    """Knows Herat (also as Heart) and its province; every other name is open with one candidate."""

    def place(self, iso3: str | None, province: str, place: str) -> Placed:
        if place in ("Heart", "Herat"):
            return HERAT
        if not place.strip():
            return (
                Placed("missing", "country")
                if province != "Herat"
                else Placed("missing", "admin1", 62.0, 34.0, "AF-HER")
            )
        if province == "Herat":
            return PROVINCE
        return Placed("ambiguous", "country", candidates=(CANDIDATE,))

    def check_point(self, lon: float, lat: float, iso3: str | None) -> PointCheck:
        """Afghanistan is a box here."""
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            return PointCheck("impossible")
        inside = 60 <= lon <= 75 and 29 <= lat <= 39
        if iso3 in (None, "AFG") and inside:
            return PointCheck("fits", "AFG")
        swapped = 60 <= lat <= 75 and 29 <= lon <= 39
        return PointCheck("swapped", "AFG", (lat, lon)) if swapped and iso3 == "AFG" else PointCheck("elsewhere", "")
