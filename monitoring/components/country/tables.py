"""The tables of a country: a head, rows whose first cell is their head, and words where there are none."""

from collections.abc import Sequence

from dash import html


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence], numbers: Sequence[int] = (), id: str | None = None
) -> html.Div:
    """`numbers`: the columns that hold numbers. The caption is for who cannot see the heading above it."""
    looks = ["number" if at in numbers else None for at in range(len(heads))]
    top = html.Thead(html.Tr([html.Th(word, scope="col", className=look) for word, look in zip(heads, looks)]))
    body = [
        html.Tr(
            [
                html.Th(cell, scope="row", className=look) if at == 0 else html.Td(cell, className=look)
                for at, (cell, look) in enumerate(zip(row, looks, strict=True))
            ]
        )
        for row in rows
    ]
    named = {"id": id} if id else {}
    made = html.Table(
        [html.Caption(caption, className="visually-hidden"), top, html.Tbody(body)],
        className="facts-table country-table",
        **named,
    )
    return html.Div(made, className="scroll-x", tabIndex=0, role="region", **{"aria-label": caption})


def folded(summary: str, content: object) -> html.Details:
    return html.Details([html.Summary(summary), content], className="country-more")


def box(title: str, sub: str, content: list, name: str) -> html.Section:
    """A panel of the page; `name`: of its place in the grid."""
    under = [html.P(sub, className="country-sub")] if sub else []
    return html.Section(
        [html.H2(title), *under, *content], className=f"country-card country-{name}", id=f"panel-{name}"
    )
