"""Areas as others have drawn them: read with their source, in the data version that is asked for."""

import json

import pytest
from shapely.geometry import LineString, box, mapping

from monitoring.components.importing import Options, recognised_in, store, vocabulary
from monitoring.sources.files.opened import open_file
from monitoring.store.areas import areas
from monitoring.store.engine import open_engine
from monitoring.store.migrate import migrate
from monitoring.store.versions import current_version


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'record.sqlite'}")
    migrate(opened)
    yield opened
    opened.dispose()


def drawn(engine, tmp_path):
    """The report of importing one district and one corridor."""
    shapes = [({"name": "Nad Ali", "country": "AFG", "valid_from": "2005"}, box(63, 31, 64, 32)),
              ({"name": "South"}, LineString([(64, 31), (61, 25)]))]  # fmt: skip
    path = tmp_path / "drawn.geojson"
    features = [{"type": "Feature", "properties": said, "geometry": mapping(shape)} for said, shape in shapes]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    opened, known = open_file(path, tmp_path / "work"), vocabulary(engine)
    return store(engine, opened, recognised_in(opened, Options(), known), Options(), known)


def test_no_areas_are_a_frame_of_the_same_shape(engine):
    with engine.connect() as db:
        found = areas(db)
    assert found.empty and {"area_id", "kind", "name", "source_title", "producer", "geometry"} <= set(found.columns)
    assert found.crs == "EPSG:4326"


def test_areas_come_as_drawn_with_their_source(engine, tmp_path):
    assert drawn(engine, tmp_path).accepted == 2
    with engine.connect() as db:
        found = areas(db).set_index("name")
    assert found.loc["Nad Ali", "geometry"].equals(box(63, 31, 64, 32))
    assert found["kind"].to_dict() == {"Nad Ali": "boundary", "South": "corridor"}
    assert found["source_title"].str.len().min() > 0 and found["producer"].notna().all()


def test_an_older_data_version_has_not_what_came_later(engine, tmp_path):
    drawn(engine, tmp_path)
    with engine.connect() as db:
        now = current_version(db).number
        assert (len(areas(db, now - 1)), len(areas(db, now))) == (0, 2)
