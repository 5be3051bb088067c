"""What stands in a file never becomes a part of the page."""

from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from monitoring.components.intake.markup import Element, markup


def test_texts_and_attributes_are_escaped():
    hostile = '<img src=x onerror="alert(1)">&\'"'
    written = markup(
        html.Div([html.Bdi(hostile), Element("input", {"value": hostile})], title=hostile, className=hostile)
    )
    assert "<img" not in written
    assert written.count('"') == 6  # two around each of three values
    assert written.startswith('<div class="&lt;img') or written.startswith('<div title="&lt;img')


@given(st.text(max_size=60))
def test_no_text_ends_an_element(text):
    written = markup(html.Td(text, title=text))
    assert written.count("<") == 2
    assert written.count('"') == 2


def test_it_is_the_html_that_dash_would_draw():
    written = markup(
        [
            None,
            html.Th("A", scope="col", colSpan="2", className="number"),
            html.Button("Go", disabled=True, hidden=False, **{"data-act": "go", "aria-label": "Go on"}),
            dcc.Link("There", href="/data?import=1"),
            html.Br(),
            3,
        ]
    )
    assert written == (
        '<th scope="col" colspan="2" class="number">A</th>'.replace(
            'scope="col" colspan="2" class="number"', _order(written)
        )
        + written[written.index("<button") : written.index("<a")]
        + '<a href="/data?import=1" data-go="">There</a><br>3'
    )
    button = written[written.index("<button") : written.index("<a")]
    assert (
        " disabled" in button
        and "hidden" not in button
        and 'data-act="go"' in button
        and 'aria-label="Go on"' in button
    )


def _order(written: str) -> str:
    return written[len("<th ") : written.index(">")]


def test_a_name_that_is_no_attribute_is_left_out():
    assert markup(Element("input", {'x" onclick="a': "b", "data-name": "n"})) == '<input data-name="n">'
