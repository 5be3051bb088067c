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
