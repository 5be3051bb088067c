"""What is packed for the way to the map comes out as it went in, to a thousandth of a degree."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.figures import routes
from monitoring.figures.route_pack import packed, unpacked

from .made_legs import NODES, leg, legs, stubs

PAIRS = st.lists(st.tuples(st.sampled_from(sorted(NODES)), st.sampled_from(sorted(NODES))), max_size=8, unique=True)


@settings(deadline=None, max_examples=60)
@given(PAIRS, st.booleans(), st.sampled_from(["one", "group"]))
def test_lines_and_heads_come_out_as_they_went_in(pairs, faded, ink):
    frame = (
        legs(*(leg(start, end, family="heroin") for start, end in pairs)) if pairs else legs(leg("AFG", "IRN")).iloc[:0]
    )
    names = frozenset(frame["leg"]) if faded else frozenset()
    found = routes.collections(frame, stubs(("IRN", "to", 3)), NODES, ink=ink, faded=names)
    before = [found[name]["features"] for name in ("route-lines", "route-arrows")]
    after = unpacked(packed(*before))
    for was, now in zip(before, after, strict=True):
        assert [one["properties"] for one in now] == [one["properties"] for one in was]
        for one, other in zip(was, now, strict=True):
            assert one["geometry"]["type"] == other["geometry"]["type"]
            assert all(abs(a - b) <= 0.0005001 for a, b in zip(flat(one), flat(other), strict=True))


def flat(feature: dict) -> list[float]:
    coordinates = feature["geometry"]["coordinates"]
    return (
        [number for point in coordinates for number in point]
        if isinstance(coordinates[0], list | tuple)
        else coordinates
    )
