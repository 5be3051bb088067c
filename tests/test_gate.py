"""What the gate lets through, and what every answer carries."""

import json
import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CALLBACK = "/_dash-update-component"
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def callbacks_of(app) -> list[dict]:
    """Every callback that runs on the server, as the browser learns of it."""
    return [
        one for one in app.server.test_client().get("/_dash-dependencies").json if one["clientside_function"] is None
    ]


def body_of(callback: dict, value: object = None) -> dict:
    named = callback["output"].strip(".").split("...") if callback["output"].startswith("..") else [callback["output"]]
    outputs = [dict(zip(("id", "property"), name.split("@")[0].rsplit(".", 1))) for name in named]
    return {
        "output": callback["output"],
        "outputs": outputs if callback["output"].startswith("..") else outputs[0],
        "inputs": [{**one, "value": value} for one in callback["inputs"]],
        "state": [{**one, "value": value} for one in callback["state"]],
        "changedPropIds": [f"{one['id']}.{one['property']}" for one in callback["inputs"][:1]],
    }


def post_json(client, body: object):
    return client.post(CALLBACK, data=json.dumps(body), content_type="application/json")


PATHS = [
    "/",
    "/about",
    "/nowhere",
    "/healthz",
    "/_dash-layout",
    "/static/none/own/none.js",
    "/download/seizures.xyz",
    "/?drug=nothing",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    scripts = re.search(r"script-src ([^;]*)", policy).group(1)
    assert "'self'" in scripts and "sha256-" in scripts
    assert "unsafe" not in scripts
    assert "worker-src 'self'" in policy and "frame-ancestors 'none'" in policy


def test_a_foreign_host_header_is_refused(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:8050"}).status_code == 200


def test_requests_from_other_sites_are_refused(app, client):
    body = body_of(callbacks_of(app)[0])
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert client.post(CALLBACK, json=body, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("status", "kwargs"),
    [
        (413, {"data": b"x" * 1_000_001, "content_type": "application/json"}),
        (415, {"data": b"{}", "content_type": "text/plain"}),
        (400, {"data": b"{", "content_type": "application/json"}),
        (400, {"data": b"[" * 100_000, "content_type": "application/json"}),
        (400, {"data": b"null", "content_type": "application/json"}),
        (404, {"json": {"output": "nothing.children"}}),
    ],
)
def test_a_malformed_callback_gets_the_status_that_says_what_is_wrong(client, status, kwargs):
    assert client.post(CALLBACK, **kwargs).status_code == status


@settings(max_examples=120, deadline=None, suppress_health_check=QUIET)
@given(body=ANY_JSON)
def test_no_json_body_makes_the_server_fail(client, body):
    assert post_json(client, body).status_code < 500


@settings(max_examples=150, deadline=None, suppress_health_check=QUIET)
@given(data=st.data())
def test_no_value_in_a_known_callback_makes_the_server_fail(app, client, data):
    callback = data.draw(st.sampled_from(callbacks_of(app)))
    body = body_of(callback)
    for part in ("inputs", "state"):
        for one in body[part]:
            one["value"] = data.draw(
                ANY_JSON | st.sampled_from(["", "/", "?drug=heroin", "?drug=%ff", "?at=1,2", "?from=9999-99"])
            )
    answer = post_json(client, body)
    assert answer.status_code < 500, answer.text


@pytest.mark.long
@settings(max_examples=3000, deadline=None, suppress_health_check=QUIET)
@given(data=st.data())
def test_three_thousand_bodies_and_no_failure(app, client, data):
    callback = data.draw(st.sampled_from(callbacks_of(app)))
    body = body_of(callback, data.draw(ANY_JSON))
    if data.draw(st.booleans()):
        body = data.draw(
            st.sampled_from([body["inputs"], {**body, "inputs": []}, {**body, "outputs": None}, {**body, "state": 1}])
        )
    assert post_json(client, body).status_code < 500


@settings(max_examples=150, deadline=None, suppress_health_check=QUIET)
@given(
    query=st.text(max_size=60) | st.from_regex(r"[a-z_]{1,12}=[^&#]{0,20}(&[a-z_]{1,12}=[^&#]{0,20})?", fullmatch=True)
)
def test_no_query_makes_a_page_or_a_download_fail(client, query):
    for path in ("/", "/download/seizures.geojson", "/about"):
        assert client.get(path, query_string=quote(query, safe="=&,%", errors="replace")).status_code < 500


def test_tools_for_other_programs_and_the_debugger_stay_off(monkeypatch, on_facts):
    from monitoring.server import create

    monkeypatch.setenv("DASH_MCP_ENABLED", "true")
    monkeypatch.setenv("DASH_DEBUG", "true")
    made = create()
    rules = {rule.rule for rule in made.server.url_map.iter_rules()}
    assert not [rule for rule in rules if "mcp" in rule]
    assert made.server.test_client().get("/_reload-hash").status_code == 404
    assert made.server.debug is False


def test_the_first_layout_holds_no_data(client):
    """`/_dash-layout` and `/_dash-dependencies` are the same for everybody, so nothing of the record may be in them."""
    for path in ("/_dash-layout", "/_dash-dependencies"):
        text = client.get(path).text
        assert "heroin" not in text.lower()
        callbacks = len(json.loads(text)) if path.endswith("dependencies") else 1
        assert len(text) < 20_000 + 1_000 * callbacks  # wiring, and nothing that grows with the record


def test_an_error_outside_a_page_says_what_to_do_and_nothing_of_the_machine(client):
    answer = client.get("/static/none/own/none.js", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "make setup" in answer.text
    assert json.dumps("/work")[1:-1] not in answer.text


def test_nothing_above_public_is_served_off_loopback(monkeypatch):
    from monitoring.errors import SettingsError
    from monitoring.server import refuse_unsafe
    from monitoring.settings import Settings

    for audience in ("partner", "restricted"):
        with pytest.raises(SettingsError, match=r"127\.0\.0\.1"):
            refuse_unsafe(Settings(audience=audience, HOST="0.0.0.0"))
        refuse_unsafe(Settings(audience=audience, HOST="127.0.0.1"))
    monkeypatch.setenv("DASH_DEBUG", "1")
    with pytest.raises(SettingsError, match="DASH_DEBUG"):
        refuse_unsafe(Settings(HOST="0.0.0.0"))
