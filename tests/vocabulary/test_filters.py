"""The filter language: what is said can be read back, and what cannot be read is refused in one sentence."""

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.errors import FilterError, MonitorError, VersionGone
from monitoring.language import use_language
from monitoring.vocabulary.admin1 import ADMIN1
from monitoring.vocabulary.countries import COUNTRIES, country_name
from monitoring.vocabulary.drugs import DRUG_GROUPS, DRUGS, drug_name
from monitoring.vocabulary.filter_sentence import ROOM
from monitoring.vocabulary.filters import LISTS, NAMES, Filter, Known, parse_filter
from monitoring.vocabulary.folding import fold
from monitoring.vocabulary.markings import MARKINGS
from monitoring.vocabulary.modes import MODES, mode_name
from monitoring.vocabulary.precisions import PRECISIONS
from monitoring.vocabulary.source_kinds import SOURCE_KINDS

KNOWN = Known(groups={"caricc": "CARICC", "akt_initiative": "AKT initiative"}, version="0123456789ab")


def several(values) -> st.SearchStrategy:
    return st.lists(st.sampled_from(sorted(values)), max_size=4, unique=True).map(tuple)


# What people type: letters of several scripts and everything that has a meaning in a query string.
LETTERS = "abcXYZ 01,&=%+#?/;'\"<>éıسلامЙ漢"
WORDS = st.text(LETTERS, min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(fold)
FREE = st.lists(WORDS, max_size=3, unique=True).map(tuple)
COUNTRY = several(COUNTRIES)
EDGES = st.floats(-90, 90, allow_nan=False).map(lambda value: round(value, 6))
BOXES = st.none() | st.tuples(EDGES, EDGES, EDGES, EDGES).filter(lambda box: box[0] != box[2] and box[1] < box[3])
PERIODS = st.tuples(st.none() | st.dates(), st.none() | st.dates()).map(
    lambda days: days if None in days else tuple(sorted(days))
)


@st.composite
def filters(draw) -> Filter:
    first, last = draw(PERIODS)
    return Filter(
        drug=draw(several(DRUGS)), drug_group=draw(several(DRUG_GROUPS)), country=draw(several([*COUNTRIES, "none"])),
        origin=draw(COUNTRY), departure=draw(COUNTRY), transit=draw(COUNTRY), destination=draw(COUNTRY),
        group=draw(several(KNOWN.groups)), admin1=draw(several(ADMIN1)), place=draw(FREE), text=draw(FREE),
        mode=draw(several(MODES)), source_kind=draw(several(SOURCE_KINDS)), precision=draw(several(PRECISIONS)),
        marking=draw(several(MARKINGS)), from_=first, to=last,
        min_kg=draw(st.none() | st.floats(0, 1e9, allow_nan=False, allow_subnormal=False)), bbox=draw(BOXES),
        v=draw(st.none() | st.just("0123456789ab")),
    )  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(filters())
def test_a_filter_reads_back_what_it_writes(wanted):
    assert parse_filter(wanted.query(), KNOWN) == wanted
    assert parse_filter("?" + wanted.query(), KNOWN).query() == wanted.query()


@settings(deadline=None, max_examples=100)
@given(filters())
def test_the_whole_sentence_names_every_value(wanted):
    said = wanted.sentence(7, KNOWN.groups, full=True)
    for name in ("origin", "departure", "transit", "destination"):
        assert all(country_name(iso3) in said for iso3 in getattr(wanted, name))
    assert all(country_name(iso3) in said for iso3 in wanted.country if iso3 != "none")
    assert all(drug_name(slug).lower() in said.lower() for slug in wanted.drug)
    assert all(KNOWN.groups[slug] in said for slug in wanted.group)
    assert all(mode_name(code) in said for code in wanted.mode)
    assert all(value in said for value in (*wanted.place, *wanted.text))
    assert said.endswith(". 7 seizures.")


@settings(deadline=None, max_examples=100)
@given(filters(), st.sampled_from(["en", "ar"]))
def test_every_active_filter_has_its_words_on_the_screen(wanted, language):
    with use_language(language):
        parts = wanted.parts(1, KNOWN.groups)
    opened = {part.name for part in parts} - {None}
    assert {"from" if name == "to" else name for name in wanted.active()} <= opened
    assert all(part.text for part in parts)


COMMON = ("from=2015&to=2026", "drug=heroin,morphine&country=AFG,PAK&from=2013&to=2014&min_kg=5", "mode=sea&min_kg=1000",
          "place=Kapitan Andreevo&drug=heroin", "departure=IRN&destination=UKR", "source_kind=un,official&drug=heroin")  # fmt: skip


@pytest.mark.parametrize("query", COMMON)
def test_common_sentences_fit_on_one_line(query):
    assert len(parse_filter(query).sentence(209)) <= ROOM


def test_the_sentence_of_the_opening_page():
    parts = parse_filter("from=2015&to=2026").parts(209)
    assert "".join(part.text for part in parts) == (
        "All substances seized 2015 to 2026, in any country, of any quantity, from all sources. 209 seizures."
    )
    assert [part.name for part in parts if part.name] == ["drug", "from", "country", "min_kg", "source_kind"]


def test_long_lists_are_shortened_on_the_screen_and_say_by_how_many():
    wanted = parse_filter("country=AFG,PAK,IRN,TJK,UZB,TKM&min_kg=1")
    assert "in Afghanistan, Iran, Pakistan and 3 more" in wanted.sentence()
    assert "Turkmenistan or Uzbekistan" in wanted.sentence(full=True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("drug=ICE", {"drug": ("methamphetamine",)}),
        ("drug=OPI-HER,hash", {"drug": ("hashish", "heroin")}),
        ("country=af,Iran,TUR", {"country": ("AFG", "IRN", "TUR")}),
        ("country=AFG%2CPAK", {"country": ("AFG", "PAK")}),
        ("country=NONE", {"country": ("none",)}),
        ("place=Spin%2C+Boldak", {"place": ("Spin, Boldak",)}),
        ("place=a%2526b", {"place": ("a%26b",)}),
        ("precision=sea-area", {"precision": ("sea_area",)}),
        ("group=AKT initiative", {"group": ("akt_initiative",)}),
        ("from=2013&to=2014-02", {"from_": date(2013, 1, 1), "to": date(2014, 2, 28)}),
        ("min_kg=0", {}),
        ("min_kg=.5", {"min_kg": 0.5}),
        ("bbox=170,-10,-170,10", {"bbox": (170.0, -10.0, -170.0, 10.0)}),
        ("?&at=1,2,3&", {}),
    ],
)
def test_what_people_type_is_understood(typed, meant):
    assert parse_filter(typed, KNOWN) == Filter(**meant)


REFUSED = (
    "drgu=heroin", "drug", "drug=", "drug=heroin&drug=opium", "drug=heroin,,opium", "drug=unobtainium", "country=Atlantis",
    "origin=none", "group=nobody", "admin1=AF99", "mode=car", "marking=secret", "precision=exact", "place=%zz", "place=%",
    "place=%ff", "place=%ED%A0%80", "place=\ud800", "place=a%00b", "place=a%0Ab", "text=%E2%80%AEabc", "place=%20",
    "text=" + "x" * 201, "text=" + "x" * 10_000, "text=" + ",".join(["x"] * 300), "min_kg=nan", "min_kg=inf", "min_kg=-1",
    "min_kg=1e999", "min_kg=1_0", "min_kg=five", "min_kg=٥", "from=2015&to=2014", "from=2021-02-30", "from=0000",
    "to=2021-13", "to=21", "to=2021-1-1", "bbox=1,2,3", "bbox=1,2,3,4,5", "bbox=a,b,c,d", "bbox=0,9,9,0", "bbox=0,0,0,9",
    "bbox=-181,0,0,9", "bbox=0,0,9,91", "bbox=nan,0,9,9", "v=latest", "v=01234567", "=x", "%ff=1",
    "x" * 7_000, "x=" + "y" * 7_000, "drug=heroin&drug=" + "y" * 7_000,
)  # fmt: skip


@pytest.mark.parametrize("query", REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_read_is_refused_with_a_remedy(query):
    with pytest.raises(FilterError) as refused:
        parse_filter(query, KNOWN)
    assert refused.value.remedy
    assert len(str(refused.value)) < 700


def test_a_near_miss_is_named():
    with pytest.raises(FilterError, match="heroin"):
        parse_filter("drug=heroine2")
    with pytest.raises(FilterError, match="departure"):
        parse_filter("deparure=IRN")
    with pytest.raises(FilterError, match="AFG"):
        parse_filter("country=Afganistan")


def test_another_data_version_is_gone_and_not_misread():
    with pytest.raises(VersionGone):
        parse_filter("v=ffffffffffff", KNOWN)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60) | st.tuples(st.sampled_from(NAMES), st.text(max_size=40)).map("=".join))
def test_no_text_at_all_raises_anything_else(query):
    try:
        wanted = parse_filter(query, KNOWN)
    except MonitorError:
        return
    assert parse_filter(wanted.query(), KNOWN) == wanted


@given(st.sampled_from(["place", "text"]), WORDS)
def test_a_single_value_survives_encoding(name, value):
    assert getattr(parse_filter(f"{name}={quote(value, safe='')}"), name) == (value,)


def test_toggle_adds_and_takes_away():
    wanted = Filter().toggle("drug", "opium").toggle("drug", "heroin")
    assert wanted.drug == ("heroin", "opium")
    assert wanted.toggle("drug", "opium") == Filter(drug=("heroin",))


def test_without_lifts_any_filter():
    wanted = parse_filter("drug=heroin&from=2015&to=2016&min_kg=5&bbox=0,0,9,9&v=0123456789ab")
    assert wanted.active() == ("drug", "from", "to", "min_kg", "bbox")
    assert wanted.without(*NAMES) == Filter()
    assert set(LISTS) < set(NAMES)


@pytest.mark.parametrize("query", ["text=" + "+".join(f"w{n}" for n in range(13)), "place=" + ",".join("abcdefghijk")])
def test_a_filter_of_very_many_words_is_refused_before_anything_is_searched(query):
    with pytest.raises(FilterError, match="Too many words: at most 12, in at most 10 values"):
        parse_filter(query)
    assert parse_filter("text=" + "+".join(f"w{n}" for n in range(12))).text
