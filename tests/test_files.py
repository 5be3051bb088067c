"""Files that the browser keeps for ever: what is served, under which addresses, how small."""

import gzip
import re

import brotli
import pytest

from monitoring.files import KEPT, QUICK_LEVEL, Folder, address, folders, own_files

IN_PAGE = re.compile(r'(?:src|href)="(/[^"]+\.(?:m?js|css|woff2|svg))"')


def loaded(client) -> list[str]:
    """The addresses that the document of Explore names."""
    return IN_PAGE.findall(client.get("/").text)


def test_every_file_of_a_page_is_kept_for_ever_under_an_address_of_its_content(client):
    found = loaded(client)
    assert len(found) > 15
    for one in found:
        answer = client.get(one, headers={"Accept-Encoding": "br"})
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, KEPT), one
        assert re.match(r"/static/[0-9a-f]{12}/", one)


@pytest.mark.parametrize("folder", ["own", "maplibre-gl", "plotly", "fonts", "geodata", "dash", "dash_ag_grid"])
def test_every_file_of_a_folder_is_kept_for_ever(client, folder):
    assert folders()[folder].files
    for name in folders()[folder].files:
        answer = client.head(address(folder, name))
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, KEPT), name


def test_a_changed_byte_gives_another_address_and_what_names_the_file_gives_the_new_one(tmp_path):
    style = tmp_path / "style.css"
    style.write_text("@font-face { src: url(/browser/fonts/a.woff2); }")
    before = {"fonts": Folder("fonts", {"a.woff2": b"one"}), "maplibre-gl": Folder("maplibre-gl", {})}
    after = before | {"fonts": Folder("fonts", {"a.woff2": b"two"})}
    assert before["fonts"].address != after["fonts"].address
    first, second = (own_files(folders, tmp_path)["page.css"] for folders in (before, after))
    assert before["fonts"].address.encode() in first and after["fonts"].address.encode() in second
    assert Folder("own", {"page.css": first}).address != Folder("own", {"page.css": second}).address


def test_no_file_of_ours_speaks_of_an_address_that_is_not_kept(client):
    for name in folders()["own"].files:
        text = client.get(address("own", name)).text
        assert "/browser/" not in text and "/geodata/browser" not in text, name


def test_a_page_older_than_the_server_gets_the_file_and_does_not_keep_it(client):
    answer = client.get(address("own", "page.js").replace(folders()["own"].address, "/static/0123456789ab/own/"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize(
    "path",
    [
        "maplibre-gl/package.json", "maplibre-gl/../package.json", "geodata/../countries.csv", "own/map_host.js",
        "dash/dash.py", "dash/dcc/metadata.json", "dash_ag_grid/async-enterprise.js", "nothing/page.js",
    ],
)  # fmt: skip
def test_only_listed_files_are_served(client, path):
    assert client.get(f"/static/0123456789ab/{path}").status_code == 404


@pytest.mark.parametrize(("encoding", "opened"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_files_are_compressed_and_keep_their_content(client, encoding, opened):
    there = address("plotly", "plotly.min.js")
    plain, small = client.get(there), client.get(there, headers={"Accept-Encoding": encoding})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == encoding and small.headers["Vary"] == "Accept-Encoding"
    assert opened(small.data) == plain.data and len(small.data) < len(plain.data) / 2.5


def test_set_up_has_compressed_what_a_first_visit_loads(client):
    sizes = {one: len(client.get(one, headers={"Accept-Encoding": "br"}).data) for one in loaded(client)}
    for one in (one for one in sizes if one.endswith("js") and "/own/" not in one):
        assert sizes[one] < 0.97 * len(brotli.compress(client.get(one).data, quality=QUICK_LEVEL)), one
    assert sum(sizes.values()) < 1_250_000, sizes


def test_callbacks_answers_are_compressed(client):
    plain = client.get("/_dash-dependencies")
    answer = client.get("/_dash-dependencies", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br" and len(answer.data) < len(plain.data) / 8
    assert len(answer.data) < 8_000
