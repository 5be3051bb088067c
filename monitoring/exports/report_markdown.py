"""An editor's Markdown as HTML that can do no harm, on the page and in the file alike.

Two walls: the parser takes no HTML and no pictures, and what it makes passes a list of allowed elements and addresses.
"""

from functools import cache

import nh3
from markdown_it import MarkdownIt

_TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a", "h3", "h4", "h5", "table", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip
_ADDRESSES = {"http", "https", "mailto"}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def safe_html(markdown: str) -> str:
    """The text as HTML: paragraphs, lists, emphasis, quotations, tables, links to the web, headings below a chapter's own."""
    tokens = _parser().parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 5)}"
    made = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(made, tags=_TAGS, attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
                     url_schemes=_ADDRESSES, url_relative="deny", link_rel="noopener noreferrer").strip()  # fmt: skip
