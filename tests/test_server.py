"""Addresses and their status, downloads, files."""

import pytest


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/?drug=heroin&from=2015&at=60,30,4&layers=none&theme=dark&lang=ar", 200),
        ("/about", 200),
        ("/seizure/tur-20020331-morphine", 200),
        ("/seizure/no-such-seizure", 404),
        ("/nowhere", 404),
        ("/assets/none.css", 404),
        ("/?drug=unobtainium", 400),
        ("/?colour=red", 400),
        ("/?from=2021-02-30", 400),
        ("/?v=000000000000", 409),
        ("/download/seizures.csv?drug=heroin", 404),
        ("/download/seizures.geojson?drug=unobtainium", 400),
        ("/healthz", 200),
    ],
)
def test_an_address_has_the_status_that_fits_it(client, path, status):
    assert client.get(path).status_code == status


def test_the_index_speaks_the_language_of_its_link(client):
    page = client.get("/?lang=ar").text
    assert '<html lang="ar" dir="rtl"' in page
    assert '<html lang="en" dir="ltr"' in client.get("/").text


@pytest.mark.parametrize("suffix", ["zip", "xlsx", "linked.xlsx", "geojson", "gpkg", "parquet"])
def test_a_download_is_named_after_its_data_version(client, suffix):
    version = client.get("/healthz").json["data_version"]
    answer = client.get(f"/download/seizures.{suffix}?drug=opium")
    assert answer.status_code == 200
    assert version in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].rstrip('"').endswith(f".{suffix}")


def test_only_listed_library_files_are_served(client):
    assert client.get("/browser/maplibre-gl/maplibre-gl.mjs").headers["Content-Type"].startswith("text/javascript")
    for path in ("/browser/maplibre-gl/package.json", "/browser/../package.json", "/geodata/browser/../countries.csv"):
        assert client.get(path).status_code == 404


def test_static_files_are_compressed_and_keep_their_content(client):
    path = "/browser/plotly/plotly-cartesian.min.js"
    plain = client.get(path)
    small = client.get(path, headers={"Accept-Encoding": "br"})
    assert small.headers["Content-Encoding"] == "br"
    assert len(small.data) < len(plain.data) / 2


def test_plotly_is_the_cartesian_bundle_where_dash_looks_for_the_whole(client):
    assert (
        client.get("/_dash-component-suites/plotly/package_data/plotly.min.js").data
        == client.get("/browser/plotly/plotly-cartesian.min.js").data
    )
