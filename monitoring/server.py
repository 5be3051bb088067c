"""The web application: pages, files and downloads behind one gate. `create()` makes it; nothing happens at import."""

import os
from collections.abc import Callable
from functools import cache
from types import ModuleType

from dash import ClientsideFunction, Dash, Input, Output, dcc
from dash import html as tags
from dash._utils import to_json
from flask import Flask, Response, request
from flask_compress import Compress

from .components.current import data
from .components.filter_rail import register as register_rail
from .components.link import view_of
from .components.shell import framed, problem_page
from .components.shell import register as register_shell
from .document import kept_address, whole_page
from .errors import MonitorError, SettingsError
from .files import address, serve_files
from .gate import answer_errors, guard
from .language import _, use_language
from .pages import (
    about,
    afghanistan,
    afghanistan_province,
    afghanistan_sheet,
    change,
    corridors,
    countries,
    country,
    edit,
    explore,
    meeting,
    meetings,
    missing,
    pillars,
    proposals,
    questionnaires,
    recommendations,
    report,
    review,
    route,
    routes,
    seizure,
)
from .pages import data as data_page
from .pages.brief_files import serve_briefs
from .pages.corridor_files import serve_corridors
from .pages.download import serve_downloads
from .pages.download_pillars import serve_pillar_downloads
from .pages.download_routes import serve_route_downloads
from .pages.meeting_files import serve_meetings
from .pages.questionnaire_files import serve_questionnaires
from .pages.report_files import serve_reports
from .pages.upload import serve_uploads
from .paths import ASSETS
from .settings import LOOPBACK, Settings, settings

PAGES: tuple[ModuleType, ...] = (
    explore, routes, route, afghanistan, afghanistan_sheet, afghanistan_province, countries, country, corridors, pillars,
    recommendations, meetings, proposals, questionnaires, report, change, data_page, review, edit, seizure, meeting, about,
)  # fmt: skip
# Dash takes these from the environment; here each is said once, in code.
DASH_SWITCHES = ("DASH_DEBUG", "DASH_MCP_ENABLED", "DASH_SUPPRESS_CALLBACK_EXCEPTIONS", "DASH_HOT_RELOAD")


class Monitor(Dash):
    """Dash with a page of our own around it, in the reader's language and direction."""

    def _setup_plotlyjs(self) -> None:
        """`_config` says where the charts' library is, so Dash need not register its own."""

    def _config(self) -> dict:
        return super()._config() | {"serve_locally": False, "plotlyjs_url": address("plotly", "plotly.min.js")}

    def _collect_and_register_resources(self, resources, include_async=True, url_attr="src"):
        found = super()._collect_and_register_resources(resources, include_async, url_attr)
        return [kept for one in found if (kept := kept_address(one))]

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        return whole_page(request.path, request.query_string.decode("ascii", "replace"), parts, self.sent())

    @cache  # noqa: B019 - one application a process
    def sent(self) -> dict[str, str]:
        """What the browser's code asks for first, as JSON: the same for everybody, so it goes with the page."""
        return {"_dash-layout": to_json(self.get_layout()), "_dash-dependencies": to_json(self._callback_list)}


def create(config: Settings | None = None) -> Monitor:
    """The application, ready for a WSGI server as `create().server`. Raises SettingsError where it must not be served."""
    config = config or settings()
    refuse_unsafe(config)
    app = Monitor(
        __name__,
        assets_folder=str(ASSETS),
        assets_ignore=r".*\.(svg|md)$",
        serve_locally=True,
        title=_("Drugs monitor"),
        update_title="",
        suppress_callback_exceptions=True,  # pages come one at a time, so most outputs are not there at first
        health_endpoint=None,
        enable_mcp=False,
        websocket_callbacks=False,
        add_log_handler=False,
        compress=False,
    )
    server: Flask = app.server
    app.layout = skeleton
    place = [Input("url", "pathname"), Input("url", "search")]
    app.clientside_callback(ClientsideFunction("frame", "address"), Output("address", "data"), *place)
    page_of_address = app.callback(
        Output("page", "children"), inputs={"address": Input("address", "data")}, prevent_initial_call=True
    )
    page_of_address(draw_page)
    for page in PAGES:
        page.register(app)
    register_shell(app)
    register_rail(app)
    serve_files(server)
    serve_downloads(server)
    serve_route_downloads(server)
    serve_pillar_downloads(server)
    serve_uploads(server)
    serve_corridors(server)
    serve_questionnaires(server)
    serve_reports(server)
    serve_briefs(server)
    serve_meetings(server)
    server.add_url_rule("/healthz", view_func=healthz)
    real_404(server)
    answer_errors(server, problem_page)
    guard(server, lambda: app.callback_map, hosts(config), app.csp_hashes)
    compress(server)
    # Before there are several processes: what Dash would do at the first request, and reading the files.
    with server.test_request_context("/"):
        app._setup_server()
        app.index()
    return app


def refuse_unsafe(config: Settings) -> None:
    """Nothing above public leaves this machine before there are accounts; no debugger, no tools for other programs."""
    if config.audience != "public" and not config.on_loopback:
        raise SettingsError(
            f"DRUGS_MONITOR_AUDIENCE={config.audience} may be served on 127.0.0.1 only, because there are no accounts yet. "
            f"Set HOST=127.0.0.1, or DRUGS_MONITOR_AUDIENCE=public to serve on {config.host}."
        )
    switched_on = [name for name in DASH_SWITCHES if os.environ.get(name, "").lower() in ("1", "true", "yes", "on")]
    if switched_on and not config.on_loopback:
        raise SettingsError(f"{switched_on[0]} is set; it is refused off 127.0.0.1. Unset it.")
    for name in switched_on:
        os.environ.pop(name)


def hosts(config: Settings) -> frozenset[str]:
    """The Host headers that are answered."""
    named = {host.strip().lower() for host in config.allowed_hosts.split(",") if host.strip()}
    own = set(LOOPBACK) if config.on_loopback else {*LOOPBACK, config.host.lower()}
    return frozenset(own | named)


def skeleton() -> tags.Div:
    """What the browser gets before it knows the page: no data, so it is the same for everybody."""
    return tags.Div([dcc.Location("url", refresh="callback-nav"), dcc.Store("address"), tags.Div(id="page")])


def draw_page(address: dict) -> object:
    """The page of an address, in its frame; a page that says what is wrong where the address or link is wrong."""
    pathname, search = read_address(address)
    page, found = find_page(pathname)
    with use_language(view_of(search).lang or "en"):
        try:
            content = page.layout(search=search, **found)
        except MonitorError as problem:
            content = missing.said(problem, search)
        return framed(content, page, search, title_of(page, found))


def title_of(page: ModuleType, found: dict[str, str]) -> str:
    """What the browser's window and history call the page: its own title before the dashboard's name."""
    own = page.title(**found) if hasattr(page, "title") else ""
    return f"{own} · {_('Drugs monitor')}" if own else _("Drugs monitor")


def read_address(address: object) -> tuple[str, str]:
    """Path and query of what the browser sends as its address; anything else is the address of nothing."""
    parts = address if isinstance(address, dict) else {}
    pathname, search = parts.get("pathname"), parts.get("search")
    return pathname if isinstance(pathname, str) else "", search if isinstance(search, str) else ""


def find_page(pathname: object) -> tuple[ModuleType, dict[str, str]]:
    """The page module of an address with what the address names; `missing` where there is none."""
    for page in PAGES:
        match = page.PAGE["path"].fullmatch(pathname if isinstance(pathname, str) else "")
        if match and page.exists(**match.groupdict()):
            return page, match.groupdict()
    return missing, {}


def real_404(server: Flask) -> None:
    """Dash answers every address with its index and status 200; an address without a page is a 404 that looks like one."""

    @server.after_request
    def status(response: Response) -> Response:
        rule = request.url_rule.rule if request.url_rule else ""
        if rule in ("/", "/<path:path>") and request.method in ("GET", "HEAD") and response.status_code == 200:
            response.status_code = page_status(request.path, request.query_string.decode("ascii", "replace"))
            response.headers["Cache-Control"] = "no-cache"
        return response


def page_status(path: str, query: str) -> int:
    """200, or the status that fits what is wrong with the address: 404 for the path, 400 or 409 for its query."""
    try:
        page, found = find_page(path)
        return 404 if page is missing else page.status(search=f"?{query}", **found)
    except MonitorError as problem:
        return problem.status


def healthz() -> tuple[dict, int]:
    """Whether pages can be answered: opens the record and names its data version."""
    try:
        return {"status": "ok", "data_version": data().version.id}, 200
    except MonitorError as problem:
        return {"status": "failed", "problem": str(problem)}, 503


def compress(server: Flask) -> None:
    """brotli or gzip on answers; files have theirs (files.py). Level 5: measured on callbacks' answers, 4 is 7 % larger for
    half a millisecond less, 6 no smaller."""
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=500,
        COMPRESS_STREAMS=True,
        COMPRESS_MIMETYPES=[
            "text/html", "text/css", "text/plain", "text/javascript", "application/javascript", "application/json",
            "application/geo+json", "image/svg+xml",
        ],
    )  # fmt: skip
    Compress(server)


def wsgi() -> Callable:
    """The application for a WSGI server."""
    return create().server
