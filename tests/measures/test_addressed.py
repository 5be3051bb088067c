"""To which countries recommendations are addressed: each row counts once for a country, by itself or with its group."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from monitoring.measures.recommendations import by_country
from monitoring.vocabulary.life_cycle import CLOSED, NOT_STATED, STATUSES

MEMBERS = {"all_of_them": {"AFG", "IRN", "TJK"}, "two": {"IRN", "TUR"}}
NAMES = ["AFG", "IRN", "RUS", "TUR", *MEMBERS]
rows = st.lists(
    st.tuples(
        st.none() | st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), st.sampled_from([*STATUSES, NOT_STATED])
    ),
    max_size=12,
)


def frame(given_rows):
    said = [";".join(names) if names else None for names, _status in given_rows]
    return pd.DataFrame(
        {"addressed": pd.Series(said, dtype="str"), "status": [status for _names, status in given_rows]}
    )


@given(rows)
def test_every_row_counts_once_for_each_country_that_it_reaches(given_rows):
    found = by_country(frame(given_rows), MEMBERS).set_index("iso3")
    for iso3 in ("AFG", "IRN", "TJK", "RUS", "TUR"):
        reached = [
            status for names, status in given_rows if any(iso3 == name or iso3 in MEMBERS.get(name, ()) for name in names or ())
        ]  # fmt: skip
        closed = sum(status in CLOSED for status in reached)
        told = found.loc[iso3, ["open", "closed"]].tolist() if iso3 in found.index else [0, 0]
        assert told == [len(reached) - closed, closed]
        assert (iso3 in found.index) == bool(reached)


def test_a_country_that_is_named_beside_its_group_counts_once_and_by_name():
    found = by_country(frame([(["TJK", "all_of_them"], "proposed"), (["all_of_them"], "done")]), MEMBERS)
    assert found[found["iso3"] == "TJK"].values.tolist() == [["TJK", 1, 1, 1]]
    assert found[found["iso3"] == "AFG"].values.tolist() == [["AFG", 1, 1, 0]]


def test_where_no_row_names_a_country_there_is_an_empty_frame_of_the_same_shape():
    assert by_country(frame([(None, "done")]), MEMBERS).dtypes.astype(str).to_dict() == {
        "iso3": "str", "open": "int64", "closed": "int64", "by_name": "int64",
    }  # fmt: skip
