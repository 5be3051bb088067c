"""What the handout of a country is made of, whatever it is written as: PDF, HTML and slides tell these parts and no others."""

from dataclasses import dataclass

from .report import Picture, Table


@dataclass(frozen=True)
class Number:
    """A figure that stands out. `letter`: of its source. `said`: its year, and what it is compared with. `rank`: may be ""."""

    label: str
    value: str
    unit: str
    letter: str
    said: str
    rank: str


@dataclass(frozen=True)
class Trend:
    """National totals of one drug in kg, oldest first: year, low, high, which differ where a year has two figures.

    ink: its colour, #RRGGBB. unit: as it is written. said: the chart for who cannot see it. letter: of its sources.
    """

    name: str
    ink: str
    unit: str
    totals: tuple[tuple[int, float, float], ...]
    said: str
    letter: str


@dataclass(frozen=True)
class Section:
    """A part with a title. `table` and `items` may be there or not; `said` and `notes` are lines above and below.

    most: rows of the table that paper has room for, the first, and `least` where room is short; whoever leaves out rows says
    how many.
    """

    key: str
    title: str
    said: str
    table: Table | None = None
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    most: int = 8
    least: int = 2


@dataclass(frozen=True)
class Brief:
    """The handout of one country in one language. Its only date is that of the data, so that equal data give equal files.

    kind: what this is, and the groups of the country. notes: to be read before the figures. sentence: the filter in words.
    running: data version, date and marking; short_sources: whose figures these are: both for the foot of every page. trends_title,
    trends_said: what stands over the trends. sources: letter and words.
    """

    iso3: str
    name: str
    kind: str
    notes: tuple[str, ...]
    sentence: str
    summary: tuple[str, ...]
    numbers: tuple[Number, ...]
    map: Picture
    trends_title: str
    trends_said: str
    trends: tuple[Trend, ...]
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    running: str
    short_sources: str
    publisher: str
    version: str
    stated_on: str  # ISO 8601: the day of the data
    language: str
    direction: str

    @property
    def title(self) -> str:
        return f"{self.name}: {self.kind}"
