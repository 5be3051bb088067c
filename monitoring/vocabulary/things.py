"""What a person may write of a thing with a public name: its fields, in the order of its form, and how each is asked for."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..language import N_, _
from .countries import COUNTRIES, country_name
from .folding import fold
from .indicators import BASELINE_WINDOW, BASELINE_YEAR, DIRECTIONS, KINDS
from .life_cycle import ALL_PILLARS, MEETING_KINDS, ORIGINS, PILLARS, STATUSES, pillar_name

YEARS = (1961, 2100)  # from the first convention that all of this rests on
Choices = Callable[[], dict[str, str]]  # code -> words, in the language in use


@dataclass(frozen=True)
class Field:
    """One field of a form. `name` is a column of the record, or a word of `components.things.reading`.

    how: line, long, period (a day, a month or a year), day, whole, number, choice, pillars, several (countries and groups that the
    record holds), or thing:<kind> (one of those that it holds). hint: under the field. start: what stands in the form of a new
    thing.
    """

    name: str
    label: str
    how: str = "line"
    needed: bool = False
    longest: int = 300
    hint: str = ""
    choices: Choices | None = None
    start: str = ""
    between: tuple[int, int] = (0, 1_000_000)  # of a whole number


@dataclass(frozen=True)
class Thing:
    """`key`: its column of the public name; `pattern` what a name looks like. `page`: where it is shown, with {name}.

    named: a person gives the name; otherwise it is made of what the form says.
    """

    key: str
    title: str
    new: str
    page: str
    pattern: re.Pattern[str]
    named: bool
    fields: Sequence[Field]


def _words(of: Mapping[str, str]) -> Choices:
    return lambda: {code: _(word) for code, word in of.items()}


def countries_by_name() -> dict[str, str]:
    """Code -> `Afghanistan (AFG)`, in order of the names."""
    named = {code: f"{country_name(code)} ({code})" for code in COUNTRIES}
    return dict(sorted(named.items(), key=lambda each: fold(each[1])))


def _pillars() -> dict[str, str]:
    return {pillar: pillar_name(pillar) for pillar in PILLARS}


def _pillars_or_all() -> dict[str, str]:
    return {pillar: pillar_name(pillar) for pillar in (ALL_PILLARS, *PILLARS)}


_SOURCE = Field("source", N_("Source: address of a document, or its symbol and paragraph"), needed=True, longest=1000)
_PILLARS = Field("pillars", N_("Pillars"), "pillars", needed=True, choices=_pillars_or_all)
_PERIOD = N_("As 2024-06-03, 2024-06 or 2024")

MEETING = Thing(
    "meeting_id", N_("Change a meeting"), N_("Add a meeting"), "/meetings/{name}", re.compile("[a-z0-9-]{1,64}"), False,
    (
        Field("kind", N_("Kind"), "choice", needed=True, choices=_words(MEETING_KINDS)),
        Field("name", N_("Name"), needed=True),
        Field("started", N_("First day"), "period", hint=_PERIOD),
        Field("ended", N_("Last day"), "period", hint=N_("Empty: the same as the first")),
        Field("city", N_("City"), longest=120, hint=N_("A city that the gazetteer knows stands on the map")),
        Field("host_iso3", N_("Country"), "choice", choices=countries_by_name),
        _PILLARS,
        Field("what", N_("What it was about, in own words"), "long", longest=2000),
        Field("countries_reported", N_("Countries, as the source words it")),
        Field("organizations_reported", N_("Organizations, as the source words it")),
        Field("recommendations_reported", N_("Number of its recommendations, as reported"), "whole"),
        Field("endorsed_at", N_("Where they were endorsed, as the source words it")),
        _SOURCE,
    ),
)  # fmt: skip
RECOMMENDATION = Thing(
    "recommendation_id", N_("Change a recommendation"), N_("Add a recommendation"), "/recommendations/{name}",
    re.compile("[A-Za-z0-9-]{1,64}"), True,
    (
        Field("gist", N_("What it asks for, in own words"), "long", needed=True, longest=2000),
        Field("origin", N_("Kind of source"), "choice", needed=True, choices=_words(ORIGINS)),
        Field("document", N_("Meeting or document"), needed=True),
        Field("year", N_("Year"), "whole", between=YEARS),
        Field("paragraph", N_("Paragraph"), longest=60),
        _PILLARS,
        Field("item_id", N_("Item of the Vienna Declaration"), "thing:declaration_item"),
        Field("addressee", N_("Addressee")),
        Field("addressed", N_("Countries and groups that it is addressed to"), "several"),
        Field("due_reported", N_("Due, as the source words it"), longest=120),
        Field("due_on", N_("Last day that these words allow"), "day", hint=N_("As 2024-06-03; empty where they name no day")),
        Field("made", N_("Made at"), "thing:meeting"),
        Field("endorsed", N_("Endorsed at"), "thing:meeting"),
        Field("due", N_("Due at"), "thing:meeting"),
        _SOURCE,
    ),
)  # fmt: skip
PROPOSAL = Thing(
    "proposal_id", N_("Change a proposal"), N_("Add a proposal"), "/proposals/{name}", re.compile("[a-z0-9-]{1,64}"), False,
    (
        Field("title", N_("Title, in own words"), needed=True, longest=160),
        Field("proposer", N_("Who proposed it"), needed=True),
        Field("proposer_iso3", N_("Country of the proposer"), "choice", choices=countries_by_name),
        Field("proposed_on", N_("When"), "period", hint=_PERIOD),
        Field("meeting_id", N_("Proposed at"), "thing:meeting"),
        Field("gist", N_("What is proposed, in own words"), "long", needed=True, longest=2000),
        _PILLARS,
        Field("recommendation_id", N_("Recommendation that takes it up"), "thing:recommendation"),
        Field("project", N_("Project that takes it up: code or title")),
        Field("page", N_("Page of this dashboard that shows it"), longest=120, hint=N_("As /afghanistan")),
        Field("status", N_("Status"), "choice", needed=True, choices=_words(STATUSES)),
        Field("status_reported", N_("The source's own word for it"), longest=120),
        Field("status_as_of", N_("As of"), "period", hint=_PERIOD),
        _SOURCE,
    ),
)  # fmt: skip
INDICATOR = Thing(
    "indicator_id", N_("Change an indicator"), N_("Add an indicator"), "/pillars?indicator={name}",
    re.compile("[a-z][a-z0-9_]{0,63}"), True,
    (
        Field("name", N_("Name"), needed=True, longest=160),
        Field("definition", N_("Definition: what is counted, and what is not"), "long", needed=True, longest=2000),
        Field("pillar", N_("Pillar"), "choice", needed=True, choices=_pillars),
        Field("item_id", N_("Item of the Vienna Declaration"), "thing:declaration_item"),
        Field("unit", N_("Unit"), needed=True, longest=48, hint=N_("One unit: values in another are refused")),
        Field("kind", N_("Kind"), "choice", needed=True, choices=_words(KINDS)),
        Field("direction", N_("Direction"), "choice", choices=_words(DIRECTIONS),
              hint=N_("Empty: nobody has said which way is better, and no status is worked out")),
        Field("estimator", N_("Whose estimate"), hint=N_("Empty: whatever the sources name, each apart")),
        Field("baseline_year", N_("Baseline year"), "whole", needed=True, start=str(BASELINE_YEAR), between=YEARS),
        Field("baseline_window", N_("Years around it in which the nearest value may stand for it"), "whole", needed=True,
              start=str(BASELINE_WINDOW), between=(0, 20)),
        Field("target", N_("Target"), "number", hint=N_("In the unit; empty where none was set")),
        Field("target_year", N_("Year of the target"), "whole", between=YEARS),
        _SOURCE,
    ),
)  # fmt: skip
THINGS: Mapping[str, Thing] = {
    "meeting": MEETING, "recommendation": RECOMMENDATION, "proposal": PROPOSAL, "indicator": INDICATOR,
}  # fmt: skip


def field_label(kind: str, name: str) -> str:
    """The words for a column of a thing; of one that its form does not ask for, the column's name."""
    of = {"started_on": "started", "ended_on": "ended"}
    known = {field.name: field.label for field in THINGS[kind].fields} if kind in THINGS else {}
    return _(known[of.get(name, name)]) if of.get(name, name) in known else name
