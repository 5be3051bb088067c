"""The routes of a link as a file: the legs, stubs and lines of the map, with what they rest on."""

from dataclasses import replace
from typing import BinaryIO

import pandas as pd

from ..exports.about import About
from ..exports.route_content import EVIDENCE, FIELDS, RouteContent
from ..exports.routes import route_file_name, write_routes
from ..figures.route_words import node_name
from ..language import _, ngettext
from ..measures.chains import chains
from ..measures.leg_groups import first_rows, seizures_by_group
from ..measures.route_matrix import matrix
from ..measures.routes import Fates, Routes
from ..store.leg_documents import document_of_each
from ..store.routes import leg_evidence_of
from ..vocabulary.filters import Filter
from ..vocabulary.view import View
from .current import Data, data, engine
from .exporting import describe
from .leg_words import definition
from .route_look import look_of
from .routes_of import (
    collections_of,
    ends_of,
    faded,
    names_opiates,
    published_legs,
    routes_of,
    shown_layers,
    sums_of,
    width_times,
)


def export_routes(chosen: Filter, view: View, target: BinaryIO, suffix: str) -> str:
    """Write the routes of a link to a buffer in the format of a suffix of ROUTE_FORMATS; gives the file's name."""
    current = data(chosen.v)
    about = _about(current, chosen, view)
    write_routes(content_of(current, chosen, view), about, target, suffix)
    return route_file_name(about, suffix)


def content_of(current: Data, chosen: Filter, view: View) -> RouteContent:
    """Everything that a file of the link's routes holds."""
    found, drawn = routes_of(current, chosen, view), collections_of(current, chosen, view)
    evidence = _evidence(current, chosen, view, found)
    nodes = {*found.legs["start"], *found.legs["end"], *found.stubs["node"]}
    names = {node: node_name(node) for node in sorted(nodes)}
    legs = _legs(found, view, names, evidence)
    stubs = found.stubs.assign(name=found.stubs["node"].map(names))[["node", "name", "way", "seizures", "mass_kg"]]
    return RouteContent(
        legs=legs,
        stubs=stubs,
        evidence=evidence,
        matrix=matrix(found.legs[legs["on_map"]], found.stubs),
        chains=chains(*sums_of(current, chosen)),
        fates=_fates(found.fates),
        names=names,
        collections=drawn,
        look=look_of(view, drawn, width_times(current, view)),
    )


def _legs(found: Routes, view: View, names: dict[str, str], evidence: pd.DataFrame) -> pd.DataFrame:
    """The legs as FIELDS: what the measures know, in words where a person reads them, and the documents."""
    shown = ["reported", *shown_layers(view)]
    documents = evidence.assign(named=_named(evidence)).groupby("leg", sort=False)["named"].agg(" ; ".join)
    legs = found.legs.rename(columns={"end_name": "end_place"})
    return legs.assign(
        start_name=legs["start"].map(names),
        end_name=legs["end"].map(names),
        on_map=~legs["hidden"] & legs["basis"].isin(shown),
        faded=legs["leg"].isin(faded(found, view)),
        sources=legs["leg"].map(documents),
    )[list(FIELDS)]


def _named(evidence: pd.DataFrame) -> list[str]:
    return [
        f"{row.source} ({row.url})" if isinstance(row.url, str) and row.url not in row.source else row.source
        for row in evidence.itertuples()
    ]


def _evidence(current: Data, chosen: Filter, view: View, found: Routes) -> pd.DataFrame:
    """EVIDENCE: the documents of the seizures that state each leg, then the publications that name it; by leg."""
    rows = first_rows(current.columns.seizure, current.select(chosen).rows)
    known, _sums = sums_of(current, chosen)
    with engine().connect() as db:
        group, documents = document_of_each(db, current.audience, current.columns.seizure[rows])
        published = _published(current, chosen, db, found)
    counted = seizures_by_group(known, ends_of(view), rows, group)
    reported = counted.merge(documents, left_on="group", right_index=True).assign(basis="reported")
    whole = pd.concat([reported, published], ignore_index=True).reindex(columns=list(EVIDENCE)).astype(EVIDENCE)
    place = {leg: at for at, leg in enumerate(found.legs["leg"])}
    return whole.iloc[whole["leg"].map(place).argsort(kind="stable")].reset_index(drop=True)


def _published(current: Data, chosen: Filter, db, found: Routes) -> pd.DataFrame:
    """The publications that name a leg of the map, whatever else it rests on; none where the filter leaves no opiates in."""
    legs = published_legs(current.version.id)
    legs = legs.assign(leg=legs["from_iso3"] + "-" + legs["to_iso3"])
    legs = legs[legs["leg"].isin(found.legs["leg"]) & names_opiates(chosen)]
    said = leg_evidence_of(db, legs["leg_id"].tolist())
    merged = legs.drop(columns="source").merge(said, on="leg_id")
    gist = merged["note"].where(merged["note"].notna(), merged["basis_reported"])
    return merged.assign(source=merged["citation"], gist=gist, route=merged["route_name"])


def _fates(fates: Fates) -> pd.DataFrame:
    rows = [("drawn", fates.drawn), ("hidden", fates.hidden), ("stub", fates.stub), ("none", fates.none)]
    return pd.DataFrame(rows, columns=["fate", "seizures"])


def _about(current: Data, chosen: Filter, view: View) -> About:
    """As for a file of seizures, with the view's part of the link and the notes that a reader of routes needs."""
    about = describe(current, chosen, current.select(chosen))
    query = "&".join(filter(None, (chosen.query(), view.query())))
    fates = routes_of(current, chosen, view).fates
    notes = (
        definition(ends_of(view)),
        _("Several departures or destinations of one record are alternatives: each of their legs counts the seizure."),
        fates_words(fates),
        _("A line joins the ends of a leg; it is not the way that was taken."),
    )
    return replace(about, query=query, disclaimer=(*about.disclaimer, *notes))


def fates_words(fates: Fates) -> str:
    """Where each seizure of the filter is, each counted once."""
    return _(
        "{all}, each counted once: {drawn} on a drawn line, {hidden} on a hidden line, {stub} with one end not stated, "
        "{none} that state no route.",
        all=ngettext("{n} seizure", "{n} seizures", fates.seizures),
        drawn=fates.drawn,
        hidden=fates.hidden,
        stub=fates.stub,
        none=fates.none,
    )
