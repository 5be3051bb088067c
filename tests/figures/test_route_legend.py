"""The legend of the route map shows what is drawn, in the widths in which it is drawn."""

import pytest

from monitoring.figures import routes
from monitoring.figures.icons import ICONS
from monitoring.figures.route_scale import KG_PX, SEIZURES_PX, UNSTATED_PX, steps, times_of, width_px
from tests.figures.made_legs import NODES, leg, legs, stubs


def groups(found: dict, **how) -> dict[str, list[dict]]:
    return {group["title"]: group["entries"] for group in routes.legend_of("light", found, **how)}


@pytest.mark.parametrize(
    ("seizures", "words"), [(1, "1"), (2, "2 to 4"), (4, "2 to 4"), (9, "5 to 9"), (10, "10 and more")]
)
def test_the_words_of_a_width_by_seizures_hold_for_every_number(seizures, words):
    assert dict(steps("count"))[words] == width_px("reported", seizures)


def test_the_words_of_a_width_by_weight_hold_at_their_limits():
    by_words = {words.replace("\N{NO-BREAK SPACE}", " "): width for words, width in steps("mass")}
    assert by_words == {
        "no weight stated": width_px("reported", 1, None, "mass"), "under 100 kg": width_px("reported", 1, 99.9, "mass"),
        "100 kg to 1 t": width_px("reported", 1, 100.0, "mass"), "1 t to 10 t": width_px("reported", 1, 9_999.0, "mass"),
        "10 t and more": width_px("reported", 1, 10_000.0, "mass"),
    }  # fmt: skip
    assert len({UNSTATED_PX, *(width for _least, width in KG_PX)}) == len(KG_PX) + 1 == len(SEIZURES_PX) + 1


def test_the_legend_names_what_is_drawn_and_nothing_else():
    only = routes.collections(legs(leg("AFG", "IRN", "published")), None, NODES)
    assert [*groups(only)] == ["What a line rests on", "Ends of a line"]
    every = routes.collections(
        legs(leg("AFG", "IRN", family="heroin"), leg("IRN", "IRN", "interpreted"),
             leg("IRN", "TUR", end_lon=44.0, end_lat=39.0, end_kind="place")),
        stubs(("IRN", "to", 3)), NODES, ink="group",
    )  # fmt: skip
    found = groups(every, ink="group")
    assert [entry["label"] for entry in found["What a line rests on"]][-1] == "inside one country"
    assert [entry["label"] for entry in found["Drug group most often found"]] == ["Heroin"]
    assert {entry["sign"] for entry in found["Ends of a line"]} == {"ring", "dot", "stub-to"}


def test_every_sign_is_one_that_can_be_drawn():
    signs = {
        entry["sign"]
        for group in routes.legend(
            "dark", by="mass", ends=("country", "sea_area", "admin1", "place"), loops=True, stubs=("from", "to")
        )
        for entry in group["entries"]
    }
    assert signs <= {"dot", "ring", "line", *ICONS}


def test_the_scale_grows_with_the_data_and_legend_and_lines_with_it():
    assert [times_of(most) for most in (0, 13, 400, 401, 4_000, 60_000)] == [1, 1, 1, 10, 10, 1000]
    for times in (1, 10, 1000):
        words = dict(steps("count", times))
        assert words[f"{10 * times:,} and more"] == width_px("reported", 10 * times, by="count", times=times)
        assert width_px("reported", 10 * times - 1, times=times) < width_px("reported", 10 * times, times=times)
    assert [word for word, _width in steps("count", 10)] == ["1 to 19", "20 to 49", "50 to 99", "100 and more"]
