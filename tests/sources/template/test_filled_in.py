"""The workbook that we ask people to fill in: it is read whole, and what cannot be read is refused with its reason."""

from datetime import date

import pytest

from monitoring.language import LANGUAGES
from monitoring.sources.reading import Asked
from monitoring.store.engine import open_engine
from monitoring.store.load_batch import Release
from monitoring.store.load_file import load_file
from monitoring.store.migrate import migrate
from monitoring.vocabulary.choices import choices

LORRY = {"seizure": "2021-0147", "date": "2021-09-17", "country": "TJK", "place": "Panji Poyon", "lon": 68.5, "lat": 37.2,
         "transport_mode": "road", "agency": "Drug Control Agency", "marking": "partner"}  # fmt: skip
MONTH = {"seizure": "№ 7", "date": "2021-09", "country": "Afghanistan", "place": "Herat"}
DRUGS = [
    {"seizure": "2021-0147", "drug": "heroin", "quantity": 38.5, "unit": "kg", "purity_pct": 60},
    {"seizure": "2021-0147", "drug": "opium", "quantity": 12, "unit": "kg", "quantity_relation": "about"},
    {"seizure": "№ 7", "drug": "methamphetamine", "drug_reported": "شیشه"},
]
LEGS = [
    {"seizure": "2021-0147", "role": "departure", "country": "AFG"},
    {"seizure": "2021-0147", "role": "destination", "country": "RUS", "basis": "presumed"},
    {"seizure": "2021-0147", "role": "destination", "country": "KAZ"},
]
ARRESTS = [{"seizure": "2021-0147", "nationality": "TJK", "number": 2}, {"seizure": "2021-0147", "number": 1}]
WHOLE = {"seizures": [LORRY, MONTH], "drugs": DRUGS, "legs": LEGS, "arrests": ARRESTS}


def _all(blocks, table: str, column: str) -> list:
    return [value for block in blocks for value in getattr(block, table).get(column, [])]


def _refused(blocks) -> list[tuple[str, int, str]]:
    return [(each.sheet, each.row, (each.column or "").splitlines()[0]) for block in blocks for each in block.rejected]


def test_a_filled_workbook_is_read_whole(fill, understood):
    _opened, found, blocks = understood(fill(**WHOLE))
    assert found.key == "template"
    assert found.release["producer"] == "Drug Control Agency, Tajikistan"
    assert not _refused(blocks)
    assert _all(blocks, "seizures", "seized_on") == [date(2021, 9, 17), date(2021, 9, 1)]
    assert _all(blocks, "seizures", "seized_until") == [date(2021, 9, 17), date(2021, 9, 30)]
    assert _all(blocks, "seizures", "country_iso3") == ["TJK", "AFG"]
    assert _all(blocks, "seizures", "marking") == ["partner", None]
    assert _all(blocks, "items", "drug") == ["heroin", "opium", "methamphetamine"]
    assert _all(blocks, "items", "mass_kg") == [38.5, 12.0, None]
    assert _all(blocks, "items", "purity_pct") == [60, None, None]
    assert _all(blocks, "items", "quantity_relation") == ["exact", "about", "exact"]
    assert _all(blocks, "items", "drug_reported")[2] == "شیشه"
    assert list(zip(_all(blocks, "legs", "role"), _all(blocks, "legs", "position"), _all(blocks, "legs", "basis"))) == [
        ("departure", 1, "stated"), ("destination", 1, "presumed"), ("destination", 2, "stated"),
    ]  # fmt: skip
    assert _all(blocks, "legs", "alternative") == [False, True, True]
    assert _all(blocks, "arrests", "number") == [2, 1]
    assert sum(block.rows_read for block in blocks) == 3


def test_a_place_in_words_is_found_and_a_point_stays_as_written(fill, understood):
    _opened, _found, blocks = understood(fill(**WHOLE))
    assert _all(blocks, "seizures", "lon")[0] == 68.5
    assert _all(blocks, "seizures", "location_precision")[1] in ("place", "admin1")
    assert _all(blocks, "seizures", "admin1")[1] == "AF-HER"
    assert abs(_all(blocks, "seizures", "lat")[1] - 34.35) < 1


def test_a_place_that_nobody_knows_is_queued_and_a_swapped_point_is_doubted(fill, understood):
    unknown = MONTH | {"place": "Qwxzyville"}
    swapped = LORRY | {"lon": 37.2, "lat": 68.5}
    _opened, _found, blocks = understood(fill(seizures=[swapped, unknown], drugs=DRUGS))
    (text,) = [text for block in blocks for text in block.places]
    assert (text.iso3, text.place) == ("AFG", "Qwxzyville")
    (doubt,) = [doubt for block in blocks for doubt in block.doubts if doubt.field == "lat"]
    assert "exchanged" in doubt.text
    assert doubt.suggestion
    assert _all(blocks, "seizures", "lon")[0] != 37.2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_of_any_language_says_the_same(fill, understood, language):
    _opened, found, blocks = understood(fill(language, **WHOLE))
    assert found.key == "template"
    assert _all(blocks, "items", "drug") == ["heroin", "opium", "methamphetamine"]
    assert _all(blocks, "legs", "country_iso3") == ["AFG", "RUS", "KAZ"]


def test_words_of_the_lists_are_understood_as_their_codes(fill, understood):
    row = LORRY | {name: list(choices(kind).values())[2] for name, kind in
                   (("transport_mode", "mode"), ("place_type", "place_type"), ("direction", "direction"))}  # fmt: skip
    _opened, _found, blocks = understood(fill(seizures=[row], drugs=DRUGS[:1]))
    assert _all(blocks, "seizures", "transport_mode") == [list(choices("mode"))[2]]
    assert _all(blocks, "seizures", "place_type") == [list(choices("place_type"))[2]]
    assert _all(blocks, "seizures", "direction") == [list(choices("direction"))[2]]


def test_a_drug_and_a_unit_that_nobody_has_read_are_kept_and_queued(fill, understood):
    drugs = [{"seizure": "2021-0147", "drug": "zzz powder", "quantity": 3, "unit": "wagonloads"}]
    _opened, _found, blocks = understood(fill(seizures=[LORRY], drugs=drugs))
    assert _all(blocks, "items", "drug") == ["other"]
    assert _all(blocks, "items", "quantity_reported") == [3]
    assert _all(blocks, "items", "kind") == [None]
    unknown = {key: word.count for block in blocks for key, word in block.unknown.items()}
    assert unknown == {("drug", "zzz powder"): 1, ("unit", "wagonloads"): 1}


@pytest.mark.parametrize(
    ("sheet", "change", "column"),
    [
        ("seizures", {"date": "last May"}, "Date"), ("seizures", {"date": None}, "Date"),
        ("seizures", {"transport_mode": "teleport"}, "Transport"), ("seizures", {"lat": None}, "Latitude"),
        ("seizures", {"lat": 95}, "Latitude"), ("seizures", {"country": "Atlantis"}, "Seized in"),
        ("seizures", {"source_url": "see page 3"}, "Address"), ("seizures", {"location_precision": "country"}, "Place known to"),
        ("drugs", {"quantity": "-5"}, "Quantity"), ("drugs", {"quantity": "inf"}, "Quantity"), ("drugs", {"unit": None}, "Unit"),
        ("drugs", {"drug": None}, "Drug"), ("drugs", {"purity_pct": 101}, "Purity"), ("drugs", {"quantity": "many"}, "Quantity"),
        ("legs", {"country": None}, "Country"), ("legs", {"role": "somewhere"}, "Role"),
        ("arrests", {"number": 0}, "People"), ("arrests", {"number": 1.5}, "People"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_refuses_its_seizure_with_the_reason_and_leaves_the_others(
    fill, understood, sheet, change, column
):
    rows = WHOLE | {sheet: [WHOLE[sheet][0] | change, *WHOLE[sheet][1:]]}
    _opened, _found, blocks = understood(fill(**rows))
    assert _all(blocks, "items", "drug") == ["methamphetamine"]
    refused = _refused(blocks)
    assert len(refused) == 1 + 2 + 3 + 2
    own = next(each for block in blocks for each in block.rejected if each.sheet.lower() == sheet and each.row == 2)
    assert own.column.splitlines()[0] == column
    assert own.reason
    others = [each for block in blocks for each in block.rejected if each is not own]
    assert all("seizure that is left out" in each.reason and "row 2" in each.reason for each in others)


def test_rows_that_name_no_seizure_and_references_given_twice_are_refused(fill, understood):
    stray = {"seizure": "nobody", "drug": "heroin"}
    rows = {"seizures": [LORRY, LORRY, MONTH], "drugs": [*DRUGS, stray]}
    _opened, _found, blocks = understood(fill(**rows))
    assert ("Drugs", 5, "Seizure") in _refused(blocks)
    assert ("Seizures", 3, "Seizure") in _refused(blocks)
    assert _all(blocks, "items", "drug") == ["heroin", "opium", "methamphetamine"]


def test_a_seizure_without_a_drug_is_refused(fill, understood):
    _opened, _found, blocks = understood(fill(seizures=[LORRY, MONTH], drugs=DRUGS[2:]))
    assert _refused(blocks) == [("Seizures", 2, "Seizure")]


def test_blank_rows_between_are_left_out(fill, understood):
    _opened, _found, blocks = understood(
        fill(seizures=[LORRY, None, MONTH], drugs=[*DRUGS[:1], None, None, *DRUGS[1:]])
    )
    left = [(each.sheet, each.row, each.reason) for block in blocks for each in block.left_out]
    assert left == [("Seizures", 3, "blank"), ("Drugs", 3, "blank"), ("Drugs", 4, "blank")]
    assert sum(block.rows_read for block in blocks) == 3 + len(left)


def test_dates_whose_order_nobody_can_tell_are_asked_for(fill, understood):
    rows = {"seizures": [LORRY | {"date": "05/06/2021"}, MONTH | {"date": "07/08/2021"}], "drugs": DRUGS}
    path = fill(**rows)
    _opened, found, _blocks = understood(path)
    assert [question.field for question in found.questions] == ["date_order"]
    _opened, found, blocks = understood(path, Asked(date_order="mdy"))
    assert not found.questions
    assert _all(blocks, "seizures", "seized_on") == [date(2021, 5, 6), date(2021, 7, 8)]


def test_an_amount_whose_sign_nobody_can_tell_is_asked_for(fill, understood):
    path = fill(seizures=[LORRY], drugs=[DRUGS[0] | {"quantity": "1,234"}])
    _opened, found, _blocks = understood(path)
    assert [(question.field, question.choices) for question in found.questions] == [("decimal", (".", ","))]
    _opened, _found, blocks = understood(path, Asked(decimal=","))
    assert _all(blocks, "items", "quantity_reported") == [1.234]


def test_a_missing_producer_is_said_and_two_producers_never_share_a_name(fill, understood):
    names = []
    for producer in ("", "Police of A", "Police of B"):
        _opened, found, blocks = understood(fill(producer=producer, **WHOLE))
        assert ("does not say who made" in " ".join(found.why)) == (not producer)
        names += _all(blocks, "seizures", "id")
    assert len(set(names)) == 6
    assert all(len(name) <= 64 for name in names)


def test_the_same_workbook_twice_changes_nothing(fill, understood, tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'record.sqlite'}")
    migrate(engine)
    path, reports = fill(**WHOLE), []
    opened, found, blocks = understood(path)
    said = dict.fromkeys(("title", "citation", "licence", "edition", "limits"), "x") | dict(found.release)
    for _ in range(2):
        release = Release(
            key="template", link=None, published=None, retrieved=date(2026, 1, 1), sha256=opened.sha256, **said
        )
        reports.append(
            load_file(engine, release, iter(blocks), file_name=opened.name, reader=found.reader, settings={},
                      marking="public", by="t")
        )  # fmt: skip
    engine.dispose()
    assert [(each.accepted, each.already_held, each.rejected) for each in reports] == [(3, 0, 0), (0, 3, 0)]
