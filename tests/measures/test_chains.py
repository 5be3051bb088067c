"""Chains: each seizure once, the same numbers as the legs, and flows that lose nothing."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.measures.chains import BANDS, CHAINS, LINKS, OTHERS, STAGES, chains, links
from monitoring.measures.kernels import select
from monitoring.measures.paths import path_sums, paths
from monitoring.measures.routes import ENDS, routes
from monitoring.vocabulary.filters import Filter

from .made import FEW, MEMBERS, copy_of, item_frame, made_frame

FRAMES = st.builds(made_frame, st.integers(0, 10_000), st.integers(0, 40))
NOTHING_PUBLISHED = pd.DataFrame(columns=["from_iso3", "to_iso3", "basis", "mode"])


def chained(frame, wanted):
    columns = copy_of(frame)
    known, selection = paths(columns), select(columns, wanted, MEMBERS)
    sums = path_sums(columns, known, selection)
    return columns, known, selection, sums, chains(known, sums)


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW)
def test_every_seizure_has_one_chain(frame, wanted):
    columns, _known, selection, _sums, found = chained(frame, wanted)
    assert found["seizures"].sum() == selection.seizures
    assert not found.duplicated(list(STAGES)).any()
    assert np.isclose(found["mass_kg"].sum(), np.nansum(columns.mass_kg(selection.at)))


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.sampled_from(ENDS))
def test_chains_taken_apart_are_the_legs(frame, wanted, ends):
    columns, known, _selection, sums, found = chained(frame, wanted)
    legs = routes(columns, known, sums, sums.seizures, NOTHING_PUBLISHED, ends).legs
    end = "seized" if ends == "seizure" else "destination"
    apart = found.dropna(subset=["departure", end])
    for name in ("departure", end):
        apart = apart.assign(**{name: apart[name].str.split(";")}).explode(name)
    counted = apart.groupby(["departure", end])["seizures"].sum()
    assert counted.to_dict() == legs.set_index(["start", "end"])["seizures"].to_dict()


@settings(max_examples=60, deadline=None)
@given(FRAMES, FEW, st.integers(1, 4), st.sampled_from(["seizures", "mass_kg"]))
def test_bands_and_links_add_up_at_every_stage(frame, wanted, top, by):
    *_rest, selection, _sums, found = chained(frame, wanted)
    flows = links(found, top, by)
    for stage in STAGES:
        bands = flows.bands[flows.bands["stage"] == stage]
        assert bands["seizures"].sum() == selection.seizures
        own = bands[bands["node"].notna() & (bands["node"] != OTHERS)]
        assert len(own) <= top + 1
        assert own["merged"].sum() + bands.loc[bands["node"] == OTHERS, "merged"].sum() == found[stage].nunique()
        assert bands["node"].isna().sum() == (1 if found[stage].isna().any() else 0)
    for stage in STAGES[:-1]:
        assert flows.links.loc[flows.links["stage"] == stage, "seizures"].sum() == selection.seizures


def test_alternatives_are_one_chain_and_the_way_keeps_its_order():
    rows = [
        {"seizure_id": "a", "departure_iso3": "TUR;IRN", "transit_iso3": "UKR;BGR", "country_iso3": "BGR"},
        {"seizure_id": "b", "departure_iso3": "IRN;TUR", "transit_iso3": "UKR;BGR", "country_iso3": "BGR"},
        {"seizure_id": "c", "sea_area": "Arabian Sea"},
    ]
    days = {"seized_on": pd.Timestamp(2014, 1, 1), "seized_until": pd.Timestamp(2014, 1, 1), "drug": "heroin"}
    frame = item_frame([row | days for row in rows])
    *_rest, found = chained(frame, Filter())
    assert found[[*STAGES, "seizures"]].astype(object).where(found.notna(), None).to_numpy().tolist() == [
        ["IRN;TUR", "UKR;BGR", "BGR", None, 2],
        [None, None, "arabian_sea", None, 1],
    ]
    assert found["mass_kg"].isna().all()


def test_nothing_gives_empty_frames_of_the_full_shape():
    *_rest, found = chained(made_frame(1, 0), Filter())
    flows = links(found)
    for frame, shape in ((found, CHAINS), (flows.bands, BANDS), (flows.links, LINKS)):
        assert frame.empty and frame.dtypes.astype(str).to_dict() == shape
