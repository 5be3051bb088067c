"""Axe finds nothing serious or critical on any page, in both themes, in a left-to-right and a right-to-left language."""

import re

import pytest

from monitoring.paths import BROWSER_LIBRARIES
from monitoring.server import PAGES

pytestmark = pytest.mark.browser
AXE = BROWSER_LIBRARIES / "axe-core" / "axe.min.js"
PATHS = (
    "/", "/about", "/seizure/tur-20020331-morphine", "/routes", "/route/IRN-TUR", "/corridors", "/corridors/balkan/trunk",
    "/afghanistan", "/afghanistan/years", "/afghanistan/AF-HEL", "/countries", "/countries?compare=TJK,UZB", "/country/TJK",
    "/country/NRU", "/meeting?countries=TJK", "/pillars", "/pillars?indicator=seizure_aa_kg&area=TUR", "/recommendations",
    "/recommendations/UN-13", "/meetings", "/meetings/pcg-2012-09-03", "/proposals", "/proposals/interactive-map-of-afghanistan",
    "/questionnaires", "/questionnaires/new", "/report", "/report/2014", "/data", "/data/review", "/edit", "/change/meeting",
    "/change/indicator/pwid",
)  # fmt: skip


def test_every_kind_of_page_is_among_them():
    asked = [path.partition("?")[0] for path in PATHS]
    missed = [page.PAGE["name"] for page in PAGES if not any(re.fullmatch(page.PAGE["path"], path) for path in asked)]
    assert missed == []


@pytest.mark.parametrize("look", ["theme=light", "theme=dark&lang=ar"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(open_page, path, look):
    page = open_page(f"{path}{'&' if '?' in path else '?'}{look}", bypass_csp=True)
    page.locator("main h1, main .sentence, main h2").first.wait_for(timeout=60_000)
    page.wait_for_timeout(500)
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")["violations"]
    serious = [
        f"{one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
    assert serious == []
