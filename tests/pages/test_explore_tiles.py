"""Tiles as the browser gets them: nothing lost, nothing sent twice, nothing answered that was not asked rightly."""

import gzip

import brotli
import pytest

from monitoring.components.current import data
from monitoring.figures.seizures import SHAPES
from monitoring.measures.at_points import drawn_rows
from monitoring.measures.grouping import distinct
from monitoring.vocabulary.filters import Filter
from tests.tiles import read_tile


def version(client) -> str:
    return client.get("/healthz").json["data_version"]


def cells(client, zoom: int, query: str = "") -> list[dict]:
    """The features of all tiles of a zoom."""
    found, at = [], version(client)
    for x in range(1 << zoom):
        for y in range(1 << zoom):
            answer = client.get(f"/tiles/seizures/{at}/{zoom}/{x}/{y}.mvt{query}")
            assert answer.status_code in (200, 204)
            found += [one for layer in read_tile(answer.data).values() for one in layer.features]
    return found


@pytest.mark.parametrize(
    ("query", "chosen"),
    [("", Filter()), ("?drug=heroin&size=count", Filter(drug=("heroin",))), ("?text=lorry", Filter(text=("lorry",)))],
)
@pytest.mark.parametrize("zoom", [0, 3])
def test_the_tiles_of_a_zoom_add_up_to_the_seizures_that_are_drawn(client, query, chosen, zoom):
    current = data()
    drawn = drawn_rows(current.columns, current.select(chosen), SHAPES)
    found = cells(client, zoom, query)
    assert sum(one["properties"]["n"] for one in found) == distinct(current.columns.seizure[drawn])
    assert all(one["properties"]["of"] <= one["properties"]["n"] for one in found)


def test_a_tile_is_sent_once_and_kept_by_its_reader_alone(client):
    address = f"/tiles/seizures/{version(client)}/0/0/0.mvt"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "private" in first.headers["Cache-Control"] and "max-age" in first.headers["Cache-Control"]
    other = client.get(f"{address}?drug=opium", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200 and other.headers["ETag"] != first.headers["ETag"]


def test_a_tile_speaks_no_language_but_where_words_are_searched(client):
    address = f"/tiles/seizures/{version(client)}/0/0/0.mvt"
    tags = {lang: client.get(f"{address}?lang={lang}").headers["ETag"] for lang in ("en", "ar")}
    assert tags["en"] == tags["ar"]
    searched = {lang: client.get(f"{address}?text=iran&lang={lang}").headers["ETag"] for lang in ("en", "ar")}
    assert searched["en"] != searched["ar"]


@pytest.mark.parametrize(("encoding", "unpacked"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_packed_tile_is_the_plain_one(client, encoding, unpacked):
    address = f"/tiles/seizures/{version(client)}/2/2/1.mvt"
    packed = client.get(address, headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding and "Accept-Encoding" in packed.headers["Vary"]
    assert unpacked(packed.data) == client.get(address, headers={"Accept-Encoding": "identity"}).data


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("{v}/0/0/0.mvt", 200), ("{v}/0/1/0.mvt", 404), ("{v}/3/8/0.mvt", 404), ("{v}/99/0/0.mvt", 404), ("{v}/-1/0/0.mvt", 404),
        ("{v}/0/0/0.png", 404), ("{v}/0/0/0.mvt?drug=unobtainium", 400), ("{v}/0/0/0.mvt?colour=red", 400),
        ("000000000000/0/0/0.mvt", 409), ("nonsense/0/0/0.mvt", 409), ("{v}/0/0/0.mvt?bbox=1,2", 400),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_so(client, path, status):
    assert client.get("/tiles/seizures/" + path.format(v=version(client))).status_code == status


def test_tiles_pass_the_gate(client):
    answer = client.get(f"/tiles/seizures/{version(client)}/0/0/0.mvt", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400


def years(client, tiles: str, query: str = "") -> dict:
    return client.get(f"/map/years/{version(client)}/{tiles}.json{query}").json


def test_the_years_of_the_world_hold_every_drawn_seizure_whose_year_is_known(client):
    current = data()
    rows = drawn_rows(current.columns, current.select(Filter()), SHAPES)
    first, last = (days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
                   for days in (current.columns.first_day[rows], current.columns.last_day(rows)))  # fmt: skip
    found = years(client, "0/0-0-0-0")
    assert found["kind"] == "cells"
    assert found["years"] == list(range(found["years"][0], found["years"][-1] + 1))
    for year in found["years"]:
        known = rows[(first == year) & (last == year)]
        told = found["cells"].get(str(year), {"n": []})
        assert sum(told["n"]) == distinct(current.columns.seizure[known])
        assert len({len(values) for values in told.values()}) == 1


def test_years_speak_the_readers_language(client):
    assert years(client, "0/0-0-0-0", "?lang=ar")["words"] != years(client, "0/0-0-0-0")["words"]


def test_a_view_without_a_seizure_has_no_year(client):
    assert years(client, "9/0-0-1-1")["years"] == []


@pytest.mark.parametrize("tiles", ["3/0-0-8-0", "3/2-0-1-0", "10/0-0-0-0", "3/0-0--1-0"])
def test_years_of_no_tiles_are_not_found(client, tiles):
    assert client.get(f"/map/years/{version(client)}/{tiles}.json").status_code == 404
