"""How exactly the place of a seizure is known; the map draws each differently."""

from ..language import N_, _

PRECISIONS = {
    "place": N_("place"),  # a town, a crossing, a port: a dot
    "admin1": N_("province"),  # a point inside the province: a ring
    "sea_area": N_("sea area"),  # a label point of ours
    "country": N_("country only"),  # nothing on the map, counted beside it
}


def precision_name(code: str) -> str:
    return _(PRECISIONS[code])
