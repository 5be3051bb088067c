"""How complete the answers to a questionnaire are, and what was answered to one question: counts only, nothing is averaged."""

from collections.abc import Sequence

import pandas as pd

from ..vocabulary.questions import ANSWER_STATES, ANSWERED, EMPTY, Question

COUNTED = (*ANSWER_STATES, EMPTY)


def completeness(asked: Sequence[Question], answers: pd.DataFrame) -> pd.DataFrame:
    """One row per country and year that sent a form to one edition, by country and year.

    answers: store.answers of that edition. answered, not_known, not_applicable, empty: questions, which together are all that
    were `asked`; an answer to something else counts nowhere. required_empty: of the empty ones those that were required.
    """
    names = {one.question_id for one in asked}
    required = {one.question_id for one in asked if one.required}
    rows = []
    for (iso3, year), form in answers.groupby(["country_iso3", "year"], sort=True):
        mine = form[form["question_id"].isin(names)]
        counts = {state: int((mine["state"] == state).sum()) for state in ANSWER_STATES}
        said = set(mine["question_id"])
        rows.append(
            {"country_iso3": iso3, "year": int(year), **counts, EMPTY: len(names) - len(said),
             "required_empty": len(required - said), "filled_by": form["filled_by"].iloc[0]}
        )  # fmt: skip
    types = {
        "country_iso3": "str",
        "year": "int64",
        **dict.fromkeys(COUNTED, "int64"),
        "required_empty": "int64",
        "filled_by": "str",
    }
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def in_year(counts: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The rows of `completeness` of one year; None: the newest that any country answered for."""
    if counts.empty:
        return counts
    return counts[counts["year"] == (year if year is not None else counts["year"].max())]


def choices_counted(asked: Question, answers: pd.DataFrame) -> pd.DataFrame:
    """Columns choice, countries, n: the answers of one question in one year, every choice of it, also those nobody took.

    countries: their codes, a tuple. Choices of an older edition that some country took come after its own.
    """
    said = answers[answers["state"] == ANSWERED]
    named = list(dict.fromkeys([*asked.choices, *said["words"]]))
    took = [tuple(sorted(said.loc[said["words"] == one, "country_iso3"])) for one in named]
    found = pd.DataFrame({"choice": pd.Series(named, dtype="str"), "countries": pd.Series(took, dtype=object)})
    return found.assign(n=[len(one) for one in took])
