"""How our answers grow with the data: the exponent by which time follows the number of rows. 1 is in proportion, 0 is flat."""

from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise
from math import log

from rich.table import Table

from .fed import size_name
from .figures import GROWTH, significant
from .questions import QUESTIONS
from .run import Run
from .sides import OURS, running
from .taking_turns import Taken, taken

PAGE = replace(QUESTIONS[3], name="newest page", part="page")
ROUNDS = 7


def run(run: Run) -> None:
    sizes = run.sizes((1_000_000, 10_000_000))
    found = measured(sizes)
    run.show(table(found))
    if sizes[0] == 1_000_000 and 10_000_000 in sizes:
        kept = {name: exponent(found, name, 1_000_000, 10_000_000) for name in names()}
        worst = max((name for name in names() if name != PAGE.name), key=kept.__getitem__)
        run.figures.keep(
            GROWTH, "exponent, worst type", kept[worst], (min(kept.values()), kept[worst]), f"1.0 ({worst})"
        )
        run.figures.keep(GROWTH, "exponent of the newest page", kept[PAGE.name], floor="0")
    if 100_000_000 in sizes:
        further = max(exponent(found, question.name, 10_000_000, 100_000_000) for question in QUESTIONS)
        run.figures.keep(GROWTH, "and 10 M to 100 M: exponent, worst type", further, floor="1.0")
    else:
        why = "on request: SIZES=1M,10M,100M ONLY=growth make bench"
        run.figures.miss(GROWTH, "and 10 M to 100 M: exponent, worst type", why)


def names() -> list[str]:
    return [question.name for question in (*QUESTIONS, PAGE)]


def measured(sizes: tuple[int, ...]) -> dict[int, dict[str, Taken]]:
    """Every size in turn, so that a busy minute falls on all of them."""
    ms: dict[tuple[int, str], list[float]] = {}
    with ExitStack() as stack:
        sides = {rows: stack.enter_context(running([OURS], rows))[0][0] for rows in sizes}
        for round_ in range(ROUNDS + 1):
            for rows, side in sides.items():
                for question in (*QUESTIONS, PAGE):
                    took = side.ask(question.plain())["ms"]
                    if round_:  # the first brings the pages into memory
                        ms.setdefault((rows, question.name), []).append(took)
    return {rows: {name: taken(ms[rows, name]) for name in names()} for rows in sizes}


def exponent(found: dict[int, dict[str, Taken]], name: str, smaller: int, larger: int) -> float:
    return log(found[larger][name].ms / found[smaller][name].ms) / log(larger / smaller)


def table(found: dict[int, dict[str, Taken]]) -> Table:
    made = Table(
        title=f"Growth of our answers: median ms of {ROUNDS}, exponent from one size to the next", title_justify="left"
    )
    made.add_column("")
    for name in names():
        made.add_column(name, justify="right")
    for rows, answers in found.items():
        made.add_row(size_name(rows), *(f"{each.ms:,.2f}" for each in answers.values()))
    for smaller, larger in pairwise(found):
        exponents = (f"{significant(exponent(found, name, smaller, larger)):g}" for name in names())
        made.add_row(f"exponent {size_name(smaller)} to {size_name(larger)}", *exponents)
    return made
