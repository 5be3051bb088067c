"""The four figures at the top of a country: as values for handouts and slides, and as the cards of the page."""

from dataclasses import dataclass

from dash import html

from ...language import _, number
from .found import Country
from .sources import Source, sources_of, span_behind
from .words import compared, figure, label, rank, year_words

SHOWN = 4


@dataclass(frozen=True)
class Headline:
    """One figure. `said`: its year and what it is compared with. `rank`: where it stands in its group, "" where nowhere."""

    indicator_id: str
    label: str
    value: str
    unit: str
    letter: str
    said: str
    rank: str


def headlines(country: Country) -> list[Headline]:
    """At most four, in the order of found.HEADLINES."""
    at, _sources = sources_of(country)
    of = country.indicators.set_index("indicator_id")
    made = []
    for row in country.headlines.head(SHOWN).itertuples():
        unit, span = of["unit"][row.indicator_id], span_behind(country, row)
        value, short = figure(row.low, row.high, unit, span)
        said = f"{year_words(int(row.year), country.day)} · {compared(row, unit, span)}"
        made.append(
            Headline(
                row.indicator_id, label(row.indicator_id, of["name"][row.indicator_id]), value, short, at[row.indicator_id], said,
                rank(row, country.ranked_name),
            )
        )  # fmt: skip
    return made


def cards(country: Country) -> list[html.Div]:
    """A card a headline; where a country has fewer than four, what else is known of it."""
    made = [_card(each) for each in headlines(country)]
    return [*made, *_others(country)][:SHOWN]


def _card(each: Headline) -> html.Div:
    unit = [html.Span(each.unit, className="headline-unit")] if each.unit else []
    mark = html.Sup(
        html.A(each.letter, href=f"#source-{each.letter}", **{"aria-label": _("Source {letter}", letter=each.letter)})
    )
    return html.Div(
        [
            html.H2(each.label),
            html.P([html.Span(each.value, className="headline-value"), *unit, mark], className="headline-number"),
            html.P(each.said, className="headline-said"),
            *([html.P(each.rank, className="headline-said")] if each.rank else []),
        ],
        className="country-card headline",
    )


def _others(country: Country) -> list[html.Div]:
    """Counts of what the data set holds, for countries without figures of their own."""
    counts = (
        (_("Seizures in the record"), country.seizures, _("case by case, no total of the country")),
        (_("Legs in and out"), len(country.into) + len(country.out), _("from seizure records and published pairs")),
        (_("Crossings and ports"), len(country.places), _("in our list, which is not complete")),
        (
            _("Projects of assistance"),
            len(country.received) + len(country.given),
            _("received or given, as far as we know"),
        ),
    )
    return [
        html.Div(
            [
                html.H2(words),
                html.P(html.Span(number(n), className="headline-value"), className="headline-number"),
                html.P(said, className="headline-said"),
            ],
            className="country-card headline",
        )
        for words, n, said in counts
    ]


def source_list(country: Country) -> html.Dl:
    """The sources behind the letters."""
    _at, sources = sources_of(country)
    return html.Dl([part for one in sources for part in _listed(one)], className="source-letters")


def _listed(one: Source) -> list:
    return [html.Dt(one.letter, id=f"source-{one.letter}"), html.Dd(one.words, dir="auto")]
