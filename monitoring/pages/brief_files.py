"""`/brief/<ISO3>.pdf|.pptx|.html?<link>`: the handout of a country as a file; a plain link that works without script."""

from flask import Flask, Response, abort, request

from ..components.country.asked import country_asked
from ..components.country.brief_files import KINDS, checked_year, kept_brief
from ..components.current import data
from ..components.link import read_link
from ..errors import FilterError
from ..language import use_language


def serve_briefs(server: Flask) -> None:
    def brief(country: str, kind: str) -> Response:
        if f".{kind}" not in KINDS:
            abort(404, f"There is no handout of that kind; there are {', '.join(KINDS)}.")
        chosen, view = read_link(request.query_string.decode("ascii", "replace"))
        current = data(chosen.v)
        with use_language(view.lang or "en"):
            try:
                iso3 = country_asked(country)
            except FilterError as problem:
                abort(404, problem.remedy)
            year = checked_year(current, view.year)
            content, name = kept_brief(current, iso3, f".{kind}", chosen, year)
        answer = Response(content, mimetype=KINDS[f".{kind}"])
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    server.add_url_rule("/brief/<country>.<kind>", "brief", brief)
