"""What holds for every text: real names of the gazetteer whole, misspelt, joined with others, and texts of no sense."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.vocabulary.countries import COUNTRIES
from monitoring.vocabulary.gazetteer import gazetteer, matcher
from monitoring.vocabulary.precisions import PRECISIONS

ROUTES = "AFG IRN PAK TJK TKM UZB KGZ KAZ TUR AZE RUS UKR IND CHN IRQ SAU DEU ITA COL ECU DZA MMR".split()  # noqa: SIM905
WORDS = [
    "province",
    "district",
    "airport",
    "г. ",
    "область",
    "ул. ",
    "police",
    "border",
    "road",
    "شهر",
    "unknown",
    "-",
    "(",
    ", ",
    " / ",
]
NONSENSE = st.text(max_size=30) | st.text(alphabet="абвгдكابلهرات0123456789°'N ,;()", max_size=40)


@st.composite
def names(draw):
    """A name of the gazetteer, with a letter lost, doubled or exchanged now and then."""
    table = matcher()._table
    name = table.name(draw(st.integers(0, len(table) - 1)))
    at = draw(st.integers(0, len(name)))
    return draw(
        st.sampled_from(
            [name, name.upper(), name[:at] + name[at + 1 :], name[:at] + name[at - 1 : at] + name[at:], name[::-1]]
        )
    )


TEXTS = st.one_of(names(), NONSENSE, st.lists(names() | st.sampled_from(WORDS), max_size=4).map(" ".join))


@settings(deadline=None)  # the first question about a country reads its names
@given(st.sampled_from([None, "", "XXX", *ROUTES, *COUNTRIES]), TEXTS, TEXTS)
def test_no_text_raises_and_every_answer_is_whole(iso3, province, place):
    placed = gazetteer().place(iso3, province, place)
    assert placed.outcome in ("found", "ambiguous", "not_found", "missing") and placed.precision in PRECISIONS
    assert (placed.lon is None) == (placed.lat is None) == (placed.precision in ("country", "sea_area"))
    assert (placed.sea_area is not None) == (placed.precision == "sea_area")
    assert 0 <= placed.score <= 1 and all(0 <= one.score <= 1 and one.label for one in placed.candidates)
    assert len({one.key for one in placed.candidates}) == len(placed.candidates)
    assert placed == gazetteer().place(iso3, province, place)


@settings(deadline=None)
@given(st.sampled_from(ROUTES), st.just("") | TEXTS, TEXTS)
def test_a_point_lies_in_the_stated_country(iso3, province, place):
    placed = gazetteer().place(iso3, province, place)
    if placed.lon is not None:
        assert gazetteer().check_point(placed.lon, placed.lat, iso3).verdict == "fits"
    if placed.admin1 is not None:
        assert placed.admin1[:2] == COUNTRIES[iso3].iso2


@settings(deadline=None)
@given(st.sampled_from([None, *ROUTES]), st.just("") | TEXTS, TEXTS)
def test_what_is_open_never_has_the_point_of_a_place(iso3, province, place):
    placed = gazetteer().place(iso3, province, place)
    if placed.outcome in ("ambiguous", "not_found"):
        assert placed.precision in ("admin1", "country")


@settings(deadline=None)
@given(names(), st.sampled_from(ROUTES))
def test_candidates_can_be_decided_for(name, iso3):
    for one in gazetteer().place(iso3, "", name).candidates:
        decided = gazetteer({(iso3, "", name): one.key}).place(iso3, "", name)
        assert decided.outcome == "found" and decided.method == "decided by a person"
