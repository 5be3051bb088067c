"""Handouts from what ships: every number in PDF, slides and HTML is that of the frames of the country, in every language."""

import io
import re
from html.parser import HTMLParser

import pypdf
import pytest
from pptx import Presentation

from monitoring.components.country.asked import country_asked, group_asked
from monitoring.components.country.brief import brief_from, brief_of
from monitoring.components.country.brief_files import brief_bytes, checked_kind, checked_year, write_briefs
from monitoring.components.country.brief_map import bounds
from monitoring.components.country.found import country_found
from monitoring.components.country.headlines import headlines
from monitoring.components.current import data
from monitoring.components.leg_words import leg_name
from monitoring.errors import FilterError
from monitoring.language import LANGUAGES, RIGHT_TO_LEFT, number, use_language
from monitoring.measures.countries import SEIZED
from monitoring.vocabulary.countries import COUNTRIES
from monitoring.vocabulary.drugs import drug_name
from monitoring.vocabulary.filters import Filter

pytestmark = pytest.mark.usefixtures("on_facts")
FEW = ("TJK", "TUR", "XKX", "NRU")
GROUPS = ("caricc", "aotp_south_eastern_europe_2014", "rp_afghanistan_neighbours")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


class _Text(HTMLParser):
    """What an HTML file says outside its head and its drawings, and the cells of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.cells: list[str] = []
        self._in: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("head", "svg", "th", "td"):
            self._in.append(tag)
            if tag in ("th", "td"):
                self.cells.append("")

    def handle_endtag(self, tag):
        if self._in and self._in[-1] == tag:
            self._in.pop()

    def handle_data(self, data):
        if "head" in self._in or "svg" in self._in:
            return
        self.said.append(data)
        if self._in:
            self.cells[-1] += data


def read_html(content: bytes) -> _Text:
    parser = _Text()
    parser.feed(content.decode())
    return parser


def text_of_pdf(content: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def told(content: bytes) -> tuple[str, list]:
    """All texts of a deck, and its charts in order."""
    texts, charts = [], []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if getattr(shape, "has_table", False) and shape.has_table:
                texts += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
            elif getattr(shape, "has_chart", False) and shape.has_chart:
                charts.append(shape.chart)
            elif shape.has_text_frame:
                texts.append(shape.text_frame.text)
    return squeezed(" ".join(texts)), charts


def as_written(low: float, high: float) -> str:
    return number(low) if low == high else f"{number(low)} and {number(high)}"


def check(iso3: str) -> None:
    """The numbers of the frames, read back from each of the three files."""
    country = country_found(data(), iso3)
    brief = brief_from(country)
    html, pdf = read_html(brief_bytes(brief, ".html")), text_of_pdf(brief_bytes(brief, ".pdf"))
    slides, charts = told(brief_bytes(brief, ".pptx"))
    page = squeezed("".join(html.said))
    for each in headlines(country):
        for where in (page, pdf, slides):
            assert squeezed(f"{each.value}{each.unit}") in where, (iso3, each)
            assert squeezed(each.said) in where
    newest = sorted(set(country.totals["year"]))[-8:]
    for row in country.totals.itertuples():
        if row.year in newest:
            for where in (page, pdf, slides):
                assert squeezed(as_written(row.low, row.high)) in where, (iso3, row)
    check_charts(country, charts)
    for leg in [*country.into["leg"].head(1), *country.out["leg"].head(1)]:
        for where in (page, pdf, slides):
            assert squeezed(leg_name(leg)) in where, (iso3, leg)
    check_counts(country, page, pdf, slides)


def check_charts(country, charts) -> None:
    drugs = [slug for slug in SEIZED.values() if (country.totals["drug"] == slug).any()]
    assert len(charts) == len(drugs)
    for chart, slug in zip(charts, drugs, strict=True):
        mine = country.totals[country.totals["drug"] == slug].set_index("year")
        plot = chart.plots[0]
        assert list(plot.categories) == [str(year) for year in range(mine.index.min(), mine.index.max() + 1)]
        series = [dict(zip(plot.categories, one.values, strict=True)) for one in plot.series]
        for year, low, high in mine[["low", "high"]].itertuples():
            at = str(year)
            if low == high:
                assert series[0][at] == low and all(one[at] is None for one in series[1:])
            else:
                assert series[0][at] is None and (series[1][at], series[2][at]) == (low, high)
        assert sum(value is not None for value in series[0].values()) == (mine["low"] == mine["high"]).sum()


def check_counts(country, *files: str) -> None:
    """How many seizures, legs, promises and projects there are."""
    said = [squeezed(country.chosen.sentence(country.seizures, full=True))]
    if len(country.promises):
        n = len(country.promises)
        said.append(squeezed(f"{n} row addressed to it" if n == 1 else f"{n} rows addressed to it"))
    if len(country.received) + len(country.given):
        said.append(squeezed(f"{len(country.received)} project"))
    for drug, n in country.drugs.groupby("drug")["seizures"].max().nlargest(1).items():
        said.append(squeezed(f"{drug_name(str(drug))}{number(int(n))}"))
    for words in said:
        for where in files:
            assert words in where, words


@pytest.mark.parametrize("iso3", FEW)
def test_the_numbers_of_the_three_files_are_those_of_the_frames(iso3):
    check(iso3)


@pytest.mark.long
@pytest.mark.parametrize("group", GROUPS)
def test_the_same_of_every_member_of_a_group(group):
    current = data()
    members = group_asked(current, group, current.version.data_date)
    assert len(members) > 4
    for iso3 in members:
        check(iso3)


def test_the_html_tables_hold_every_row_of_the_frames():
    country = country_found(data(), "PAK")
    cells = read_html(brief_bytes(brief_from(country), ".html")).cells
    assert sum(cell in set(country.promises["recommendation_id"]) for cell in cells) == len(country.promises)
    assert len(country.received)
    for row in country.received.itertuples():
        assert any(squeezed(cell).startswith(squeezed(row.title)) for cell in cells)


def test_equal_data_give_equal_files():
    brief = brief_of(data(), "TJK")
    for suffix in (".pdf", ".pptx", ".html"):
        assert brief_bytes(brief, suffix) == brief_bytes(brief_of(data(), "TJK"), suffix)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "zh"])
def test_a_handout_has_two_pages_in_every_language(language):
    with use_language(language):
        brief = brief_of(data(), "TUR")
        content = brief_bytes(brief, ".pdf")
    file = pypdf.PdfReader(io.BytesIO(content))
    assert len(file.pages) == 2
    assert file.trailer["/Root"]["/Lang"] == language
    assert brief.direction == ("rtl" if language in RIGHT_TO_LEFT else "ltr")


def test_a_country_without_data_says_so_and_what_to_do():
    brief = brief_of(data(), "NRU")
    text = text_of_pdf(brief_bytes(brief, ".pdf"))
    assert squeezed("This data set holds nothing about Nauru") in text and squeezed("That is not a zero.") in text
    assert squeezed("Import the case records") in text
    assert brief.sections == () and brief.numbers == ()


def test_kosovo_has_its_note_and_turkiye_its_former_name():
    assert any("1244" in note for note in brief_of(data(), "XKX").notes)
    assert any("Turkey" in note for note in brief_of(data(), "TUR").notes)
    assert brief_of(data(), "TUR").name == "Türkiye"
    assert brief_of(data(), "TUR", year=2015).name == "Turkey"


def test_a_year_before_any_data_says_so():
    brief = brief_of(data(), "TJK", year=1850)
    assert any("1850" in note and "older" in note for note in brief.notes)
    assert brief.numbers == () and brief.trends == ()


def test_a_year_leaves_out_what_is_later():
    brief = brief_of(data(), "TJK", year=2015)
    assert {year for trend in brief.trends for year, _low, _high in trend.totals} <= set(range(1900, 2016))
    assert any("2015" in note for note in brief.notes)
    with pytest.raises(FilterError, match="2026"):
        checked_year(data(), 2027)


def test_a_filter_narrows_the_seizures_and_is_said():
    every, heroin = brief_of(data(), "TJK"), brief_of(data(), "TJK", Filter(drug=("heroin",)))
    assert "Heroin" in heroin.sentence and heroin.sentence != every.sentence
    records = {one.key: one for one in heroin.sections}["records"]
    assert records.table is not None and [row[0].text for row in records.table.rows] == ["Heroin"]
    assert heroin.trends == every.trends


def test_a_letter_stands_for_one_source_and_every_letter_is_listed():
    brief = brief_of(data(), "TJK")
    listed = dict(brief.sources)
    assert len(listed) == len(brief.sources) == len({words for _mark, words in brief.sources})
    given = {cell.beside for one in brief.sections if one.table for row in one.table.rows for cell in row} - {""}
    assert given | {one.letter for one in brief.numbers} | {one.letter for one in brief.trends} <= set(listed)


def test_every_country_has_a_map_of_a_reasonable_shape():
    for iso3 in COUNTRIES:
        west, south, east, north = bounds(iso3)
        assert 7 <= east - west <= 150 and north - south >= 2 and -85 <= south < north <= 85, iso3


def test_a_map_draws_the_seizures_that_have_a_place():
    country = country_found(data(), "TJK")
    brief = brief_from(country)
    assert "13 of 15 seizures have a place" in brief.map.said
    assert brief.map.svg.count("<circle") >= 8


@pytest.mark.parametrize(
    ("word", "iso3"), [("TJK", "TJK"), ("tjk", "TJK"), ("Türkiye", "TUR"), ("Côte d'Ivoire", "CIV")]
)
def test_a_country_is_asked_for_by_code_or_name(word, iso3):
    assert country_asked(word) == iso3


def test_a_code_of_the_past_names_its_successors_and_an_unknown_one_suggests():
    with pytest.raises(FilterError, match=r"RUS .*TJK"):
        country_asked("SUN")
    with pytest.raises(FilterError, match=r"TJK \(Tajikistan\)"):
        country_asked("TJX")


def test_a_group_is_asked_for_by_name_or_slug():
    current, day = data(), data().version.data_date
    assert group_asked(current, "CARICC", day) == group_asked(current, "caricc", day)
    with pytest.raises(FilterError, match="Paris Pact partner countries"):
        group_asked(current, "Paris Pact partner", day)


def test_only_files_that_can_be_written_are_named(tmp_path):
    assert checked_kind(tmp_path / "a.PDF") == ".pdf"
    with pytest.raises(FilterError, match="pptx"):
        checked_kind(tmp_path / "a.doc")


def test_a_group_is_written_one_by_one_and_nothing_half_is_left(tmp_path):
    done = []
    write_briefs(data(), ["XKX", "NRU"], tmp_path / "new", ".html", Filter(), None, done.append)
    assert [one.name for one in done] == sorted(["xkx-en.html", "nru-en.html"], reverse=True)
    assert {one.name for one in (tmp_path / "new").iterdir()} == {"xkx-en.html", "nru-en.html"}


def test_a_translation_that_nobody_has_reviewed_says_so_on_every_page():
    assert "native speaker" not in brief_of(data(), "XKX").running
    with use_language("ru"):
        brief = brief_of(data(), "XKX")
        pages = pypdf.PdfReader(io.BytesIO(brief_bytes(brief, ".pdf"))).pages
    assert "перевод" in brief.running
    assert all(squeezed(brief.running) in squeezed(page.extract_text()) for page in pages)
