"""`/corridors`: the callbacks as functions, on a real record; what is exported comes back in and changes nothing."""

import json

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from monitoring.components.corridor_drafts import import_corridors
from monitoring.components.corridor_form import line_text
from monitoring.components.corridor_list import frame_of
from monitoring.components.corridors_of import corridors_of
from monitoring.components.current import data
from monitoring.components.opening import Options
from monitoring.errors import SourceError
from monitoring.exports.corridors import corridors_geojson
from monitoring.pages import corridors
from monitoring.store.imports import undo_import

NAME = "balkan/trunk"
PATH = f"/corridors/{NAME}"


def words(drawn) -> str:
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


def sent(**different):
    """What the form of the branch sends when nobody has changed it, and then what somebody has."""
    row = frame_of(data(), NAME).iloc[0]
    held = {name: row[name] for name in ("width_km", "pairs", "pairs_why", "seas", "note")}
    return held | {"line": line_text(row), "reason": "a road was closed"} | different


def see(**different):
    return corridors.see(asked=1, search="", pathname=PATH, **sent(**different))


def keep(**different):
    seen = int(frame_of(data(), NAME).iloc[0]["row_id"])
    return corridors.keep(asked=1, search="", pathname=PATH, seen=seen, **sent(**different))


def test_every_branch_is_listed_with_its_pairs_and_what_it_is(on_copy):
    page = words(corridors.layout("", None))
    assert page.count('"href": "/corridors/') >= 13
    assert "Iran to Türkiye" in page and "an interpretation" in page and "Not assigned" in page


def test_the_seizures_of_all_rows_add_up_to_the_data_version(on_copy):
    page = corridors.layout("", None)
    table = next(part for part in _walk(page) if type(part).__name__ == "Tbody")
    numbers = [int(row.children[-1].children.replace(",", "")) for row in table.children]
    assert sum(numbers) == 297 == len(set(data().columns.seizure.tolist()))


def _walk(part):
    yield part
    children = getattr(part, "children", None)
    for child in children if isinstance(children, list | tuple) else [children]:
        if child is not None and not isinstance(child, str):
            yield from _walk(child)


def test_a_branch_has_its_page_with_its_form_only_where_the_record_may_be_changed(on_copy):
    page = words(corridors.layout("", NAME))
    assert "corridor-save" in page and "Ships with the program" in page and "an interpretation" in page


def test_off_this_machine_nothing_can_be_changed(off_loopback):
    assert "corridor-save" not in words(corridors.layout("", NAME))
    answer = keep(width_km=900)
    assert "at the machine that serves it only" in words(answer["said"])
    assert frame_of(data(), NAME).iloc[0]["width_km"] == 160


def test_what_moves_is_shown_before_anything_is_saved(on_copy):
    version = data().version.id
    answer = see(width_km=900)
    assert "seizures would belong elsewhere" in words(answer["moves"]) and '"/seizure/' in words(answer["moves"])
    assert answer["commands"][0][:2] == ["setData", "corridor-bands"]
    assert data().version.id == version
    assert "No seizure would belong elsewhere" in words(see()["moves"])


def test_a_saved_corridor_is_a_data_version_and_is_taken_back(on_copy):
    before = data().version.id
    answer = keep(width_km=900)
    assert "Saved." in words(answer["said"]) and "a road was closed" in words(answer["history"])
    assert data().version.id != before and frame_of(data(), NAME).iloc[0]["width_km"] == 900
    number = int(words(answer["history"]).partition("import=")[2].partition("#")[0])
    assert undo_import(on_copy, number, "me", "wrong").id == before
    assert frame_of(data(), NAME).iloc[0]["width_km"] == 160


@pytest.mark.parametrize(
    ("different", "field", "remedy"),
    [
        ({"width_km": None}, "width_km", "Write kilometres from 1 to 1500"),
        ({"width_km": "wide"}, "width_km", "Write kilometres from 1 to 1500"),
        ({"pairs": "AFG-XXX"}, "pairs", "is no pair of known countries"),
        ({"seas": "sea_of_stars"}, "seas", "is no known sea area"),
        ({"line": ""}, "line", "There is no line"),
        ({"line": "{"}, "line", "cut off"),
        ({"line": '{"type": "Point", "coordinates": [1, 2]}'}, "line", "is no line"),
        ({"line": '{"type": "LineString", "coordinates": [[170, 0], [-170, 0]]}'}, "line", "crosses the date line"),
        ({"line": "x" * 900_000}, "line", "too long"),
        ({"line": 7}, "line", "holds no features"),
        ({"reason": " "}, "reason", "Say why"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_with_the_remedy(on_copy, different, field, remedy):
    before = data().version.id
    answer = keep(**different)
    said = answer[f"{field}_error"] if field != "reason" else words(answer)
    assert remedy in said
    assert data().version.id == before


def test_a_saved_draft_that_changes_nothing_is_refused(on_copy):
    assert "Nothing is different" in words(keep()["said"])


def test_a_draft_rests_on_what_the_person_saw(on_copy):
    answer = corridors.keep(asked=1, search="", pathname=PATH, seen=999_999, **sent(width_km=900))
    assert "Somebody changed this corridor" in words(answer["said"])


@pytest.mark.parametrize("pathname", [None, "/corridors", "/corridors/balkan/nothing", 4])
def test_a_draft_of_no_branch_is_refused_in_words(on_copy, pathname):
    assert "There is no corridor" in words(corridors.see(asked=1, search="", pathname=pathname, **sent())["moves"])


def test_before_anybody_asks_nothing_is_done(on_copy):
    assert set(corridors.see(asked=None, search="", pathname=PATH).values()) == {no_update}
    assert set(corridors.keep(asked=None, search="", pathname=PATH, seen=None).values()) == {no_update}


def test_what_is_exported_comes_back_and_changes_nothing(on_copy, tmp_path):
    path = tmp_path / "out.geojson"
    path.write_bytes(corridors_geojson(corridors_of(data())))
    report = import_corridors(path, Options())
    assert (report.rows_read, report.accepted, report.already_held, report.batch) == (13, 0, 13, None)
    assert report.adds_up


def test_an_edited_export_changes_only_what_was_edited_and_a_dry_run_nothing(on_copy, tmp_path):
    path, before = tmp_path / "out.geojson", data().version.id
    document = json.loads(corridors_geojson(corridors_of(data())))
    document["features"][0]["properties"]["width_km"] = 222
    path.write_text(json.dumps(document))
    assert import_corridors(path, Options(), dry_run=True).accepted == 1 and data().version.id == before
    report = import_corridors(path, Options())
    assert (report.accepted, report.already_held) == (1, 12) and report.data_version == data().version.id != before
    assert frame_of(data(), NAME).iloc[0]["width_km"] == 222


def test_a_hostile_file_is_refused_and_nothing_changes(on_copy, tmp_path):
    path, before = tmp_path / "bad.geojson", data().version.id
    document = json.loads(corridors_geojson(corridors_of(data())))
    document["features"][3]["properties"]["corridor"] = "nowhere"
    path.write_text(json.dumps(document))
    with pytest.raises(SourceError, match=r"bad.geojson, row 4: corridor “nowhere” is no known corridor"):
        import_corridors(path, Options())
    assert data().version.id == before


def test_files_are_links_that_work_without_script(client):
    host = {"Host": "127.0.0.1"}
    whole = client.get("/corridors.geojson", headers=host)
    assert whole.status_code == 200 and len(whole.json["features"]) == 13
    one = client.get(f"{PATH}.geojson", headers=host)
    assert [each["properties"]["branch"] for each in one.json["features"]] == ["trunk"]
    assert client.get("/corridors/balkan/nothing.geojson", headers=host).status_code == 404
    assert client.get("/corridors/balkan/nothing", headers=host).status_code == 404
    assert client.get(PATH, headers=host).status_code == 200
