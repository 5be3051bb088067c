"""The view beside the filter in a link."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.errors import FilterError
from monitoring.vocabulary.fields import FIELDS, SORTABLE
from monitoring.vocabulary.filters import Filter
from monitoring.vocabulary.view import LENSES, View, link, parse_link

DEGREES = st.floats(-85, 85).map(lambda value: round(value, 5) + 0.0)
SLUGS = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True).filter(lambda word: word != "none")
NODES = st.from_regex(r"[A-Z]{3}", fullmatch=True) | st.from_regex(r"[a-z][a-z0-9_]{3,30}", fullmatch=True)
LEGS = st.tuples(NODES | st.just(""), NODES).map("-".join) | NODES.map(lambda node: f"{node}-")
VIEWS = st.builds(
    View, at=st.none() | st.tuples(DEGREES, DEGREES, st.floats(0, 24).map(lambda value: round(value, 5))),
    layers=st.none() | st.sets(SLUGS, max_size=4).map(lambda names: tuple(sorted(names))),
    size=st.sampled_from(["mass", "count"]), sort=st.none() | st.sampled_from([*SORTABLE, *("-" + name for name in SORTABLE)]),
    year=st.none() | st.integers(1000, 2999), leg=st.none() | LEGS, lens=st.none() | st.sampled_from(LENSES),
    ends=st.sampled_from([None, "seizure", "destination"]), width=st.sampled_from([None, "count", "mass"]),
    ink=st.sampled_from([None, "one", "group"]), once=st.sampled_from([None, "shown"]),
    top=st.none() | st.integers(1, 9999), on=st.none() | st.dates().map(str),
    twin=st.sampled_from([None, "matrix", "flow", "legs"]),
    gate=st.none() | st.tuples(DEGREES, DEGREES, DEGREES, DEGREES).filter(lambda ends: ends[:2] != ends[2:]),
    near=st.none() | st.tuples(DEGREES, DEGREES, st.floats(1, 10_000).map(lambda value: round(value, 5))),
    show=st.none() | SLUGS, against=st.none() | st.integers(1000, 2999),
    status=st.sampled_from([None, "done", "not_stated"]), pillar=st.sampled_from([None, "all", "3"]),
    indicator=st.none() | SLUGS, level=st.sampled_from([None, "global", "region"]),
    among=st.sampled_from([None, "all", "neighbours"]),
    area=st.none() | st.sampled_from(["TUR", "Central Asia and Azerbaijan", "Region (operations of 2008)"]),
    addressee=st.none() | st.just("Europol, EU"), words=st.none() | SLUGS, late=st.sampled_from([None, "overdue", "silent"]),
    by=st.sampled_from([None, "status", "origin"]), order=st.sampled_from([None, "due", "-said"]),
    compare=st.sampled_from([(), ("TJK", "UZB"), ("UZB", "TJK", "XKX")]), ranked=st.sampled_from([None, "heroin", "-records"]),
    lang=st.none() | st.sampled_from(["en", "ar"]), theme=st.none() | st.sampled_from(["light", "dark"]),
)  # fmt: skip


@settings(deadline=None)
@given(VIEWS)
def test_a_link_reads_back_what_it_writes(view):
    chosen = Filter(drug=("heroin",), place=("A, b & c",))
    assert parse_link(link(chosen, view)) == (chosen, view)
    assert parse_link("?" + view.query()) == (Filter(), view)


def test_the_opening_page_needs_no_query():
    assert link(Filter(), View()) == ""


BAD = ("at=1,2", "at=nan,1,2", "at=200,1,2", "layers=", "layers=a,,b", "layers=<b>", "size=volume", "sort=title", "sort=--drug",
       "year=14", "leg=../x", "lang=xx", "theme=pink", "lens=" + "x" * 200, "lens=flow", "leg=-", "leg=IR-TUR",
       "ends=origin", "once=1", "top=0",
       "top=many", "on=2022-13-01", "on=20220403", "gate=1,2,3", "gate=1,2,1,2", "gate=1,2,200,4", "near=1,2", "near=1,2,0",
       "twin=chord", "status=finished", "pillar=5", "late=maybe", "by=year", "level=world", "among=some",
       "indicator=a b", "area=" + "x" * 121,
       "order=gist", "compare=", "compare=TJK,SUN", "compare=" + ",".join(["AFG", "IRN", "PAK", "TJK", "UZB", "KAZ", "TKM"]),
       "ranked=gist", "words=" + "x" * 121, "at=1,2,3&at=1,2,3", "colour=red")  # fmt: skip


@pytest.mark.parametrize("query", BAD)
def test_a_broken_view_is_refused(query):
    with pytest.raises(FilterError) as refused:
        parse_link(query)
    assert refused.value.remedy


def test_rows_are_sorted_by_public_columns_only():
    assert set(SORTABLE) <= set(FIELDS)
