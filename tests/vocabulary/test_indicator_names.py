"""Every name and unit of an indicator that ships is marked for translation."""

import csv

import pandas as pd

from monitoring.language import use_language
from monitoring.sources.registry import HERE
from monitoring.vocabulary.indicator_names import NAMES, UNITS, in_words

SYMBOLS = {"ha", "t", "kg"}  # the same in every language


def shipped():
    with (HERE / "pillar_indicators" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_name_and_unit_that_ships_can_be_translated():
    assert {row["name"] for row in shipped()} == set(NAMES)
    assert {row["unit"] for row in shipped()} - SYMBOLS == set(UNITS)


def test_a_name_that_an_editor_wrote_stays_as_it_is():

    frame = pd.DataFrame({"indicator_id": ["a", "b"], "name": [NAMES[0], "Boats seized on the lake"]})
    with use_language("fr"):
        said = in_words(frame)["name"].tolist()
    assert said[0] != NAMES[0] and said[1] == "Boats seized on the lake"
