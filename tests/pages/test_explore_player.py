"""What a played year means for the record panel and for the picture: the same filter and scale as on the screen."""

from datetime import date

import pytest

from monitoring.pages.explore import save_picture
from monitoring.pages.explore_player import Played, played
from monitoring.vocabulary.filters import Filter
from monitoring.vocabulary.view import View


def test_a_year_narrows_the_filter_and_never_widens_it():
    chosen = Filter(drug=("opium",), from_=date(2013, 6, 1))
    assert Played(2013).of(chosen) == Filter(drug=("opium",), from_=date(2013, 6, 1), to=date(2013, 12, 31))
    assert Played(2014).of(chosen) == Filter(drug=("opium",), from_=date(2014, 1, 1), to=date(2014, 12, 31))


@pytest.mark.parametrize(
    "said", [None, 7, [], {}, {"year": None}, {"year": "2014"}, {"year": 0}, {"year": 10**9}, {"year": 2014.5}]
)
def test_what_names_no_year_plays_none(said):
    assert played(said) is None


@pytest.mark.parametrize("scale", [None, "9", 0, -1, float("nan"), float("inf")])
@pytest.mark.parametrize("level", [None, "x", 0, 99])
def test_a_scale_that_cannot_be_is_the_ordinary_one(scale, level):
    assert played({"year": 2014, "scale": scale, "level": level}) == Played(2014)


def test_the_legend_is_in_the_scale_that_is_played():
    legend = played({"year": 2014, "scale": 5, "level": 9}).legend(View(size="count"), 35.0)
    assert [entry["label"] for entry in legend["entries"]] == ["5", "25", "100", "250 and more"]
    assert "60" in legend["title"]
    classes = played({"year": 2014, "breaks": [2, 10, 50]}).legend(View(), 35.0)
    assert [entry["label"] for entry in classes["entries"]] == ["under 2", "2 to 9", "10 to 49", "50 and more"]


def test_the_picture_says_the_year_and_its_scale(client):
    shown = {"year": 2014, "scale": 20, "level": 9}
    ((_method, pieces),) = save_picture(clicks=1, search="?lang=en", seen={"lat": 35.0, "zoom": 3.4}, shown=shown)
    assert "2014" in pieces["title"]
    assert pieces["legend"][0]["entries"][-1]["label"] == "200\N{NO-BREAK SPACE}t"
    ((_method, all_years),) = save_picture(clicks=1, search="?lang=en", seen=None, shown=None)
    assert "2014" not in all_years["title"]
