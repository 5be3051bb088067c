"""Markdown of an editor: what is plain comes through, and nothing that could act does."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.exports.report_markdown import safe_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://example.org/tracker.png)",
    "![x](file:///etc/passwd)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
    "<svg/onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "`</code><script>alert(1)</script>`",
    "```\n</pre><script>alert(1)</script>\n```",
    '[x](https://example.org "onmouseover=alert(1)")',
    '[x](https://example.org/"onmouseover="alert(1))',
]
ELEMENTS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a", "h3", "h4", "h5", "table", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip


class Elements(HTMLParser):
    """Every element that a browser would make of the text, and what it says of itself."""

    def __init__(self, made: str):
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(made)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def harmless(made: str) -> bool:
    """No element but the allowed ones, none that says more than where a link of the web leads or where a list starts."""
    return all(
        tag in ELEMENTS
        and set(said) <= {"href", "rel", "start"}
        and (said.get("href") or "https://").startswith(("http://", "https://", "mailto:"))
        for tag, said in Elements(made).found
    )


@pytest.mark.parametrize("markdown", HOSTILE)
def test_nothing_that_could_act_comes_through(markdown):
    assert harmless(safe_html(markdown)), safe_html(markdown)


@given(st.lists(st.sampled_from([*HOSTILE, "\n", "**", "|", "- ", "> ", "<", ">", '"', "text"]), max_size=8))
def test_nor_does_any_mixture_of_it(parts):
    assert harmless(safe_html("".join(parts)))


def test_what_is_plain_comes_through():
    made = safe_html("# Heading\n\nFirst *and* **second**\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert "<h3>Heading</h3>" in made and "<em>and</em> <strong>second</strong>" in made
    assert "<li>one</li>" in made and "<td>2</td>" in made


def test_headings_stay_below_those_of_the_chapter():
    assert safe_html("# a\n\n## b\n\n### c\n\n###### d").count("<h") == 4
    assert not re.search(r"<h[126]", safe_html("# a\n\n## b\n\n### c\n\n###### d"))


def test_a_link_to_the_web_stays_a_link_and_other_scripts_stay_words():
    assert (
        safe_html("[x](https://example.org/a)")
        == '<p><a href="https://example.org/a" rel="noopener noreferrer">x</a></p>'
    )
    assert safe_html("[x](/data)") == '<p><a rel="noopener noreferrer">x</a></p>'  # leads nowhere in a file
    assert safe_html("النص <b>") == "<p>النص &lt;b&gt;</p>"


def test_nothing_written_is_nothing():
    assert safe_html("") == "" and safe_html("  \n ") == ""
