"""What the route of uploads takes and refuses, and that nothing of a refused file stays."""

import errno
import json
import shutil
from pathlib import Path

import pytest

from monitoring.components import jobs
from monitoring.pages import upload
from monitoring.settings import settings

SENT = {"content_type": "application/octet-stream"}


@pytest.fixture
def own(client, monkeypatch, tmp_path):
    """The client of a dashboard with an instance folder of its own, where no step is really begun."""
    monkeypatch.setenv("DRUGS_MONITOR_INSTANCE", str(tmp_path))
    monkeypatch.setenv("DRUGS_MONITOR_DATABASE_URL", settings().database_url)
    settings.cache_clear()
    begun: list[tuple[str, str]] = []
    monkeypatch.setattr(jobs, "start", lambda job, step, options=None: begun.append((job.id, step)) or job)
    client.begun = begun
    yield client
    settings.cache_clear()


def kept(tmp_path: Path) -> list[str]:
    return [file.name for file in (tmp_path / "uploads").glob("*")] if (tmp_path / "uploads").is_dir() else []


def test_the_body_lies_on_disk_as_it_was_sent_and_a_look_begins(own, tmp_path):
    content = bytes(range(256)) * 9_000  # more than two pieces, and more than the gate lets a callback send
    answer = own.post("/data/upload?name=a.csv", data=content, **SENT)
    assert answer.status_code == 201
    job = jobs.find_job(answer.json["job"])
    assert job.file.read_bytes() == content
    assert (job.name, job.size_bytes) == ("a.csv", len(content))
    assert own.begun == [(job.id, "look")]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\data 2014.xlsx", "data 2014.xlsx"),
        ("a‮vsc.exe", "avsc.exe"),
        ("line\nbreak\x00.csv", "linebreak.csv"),
        ("..", ".."),
        ("", "file without a name"),
        ("/", "file without a name"),
        ("<script>.csv", "<script>.csv"),
        ("مضبوطات.xlsx", "مضبوطات.xlsx"),
        ("x" * 500 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_name_is_shown_and_is_no_path(own, tmp_path, given, shown):
    answer = own.post("/data/upload", query_string={"name": given}, data=b"a", **SENT)
    assert answer.status_code == 201
    assert jobs.find_job(answer.json["job"]).name == shown
    assert {path.parent.name for path in tmp_path.glob("uploads/*/file")} == {answer.json["job"]}


def test_a_file_over_the_limit_is_refused_with_the_limit_also_without_a_stated_length(own, tmp_path, monkeypatch):
    monkeypatch.setattr(upload, "Limits", lambda: type("Small", (), {"size": 1_000})())
    answer = own.post("/data/upload?name=a.csv", data=b"x" * 1_001, **SENT)
    assert answer.status_code == 413
    assert "most that is taken" in answer.text
    from io import BytesIO

    unknown = own.post(
        "/data/upload", input_stream=BytesIO(b"x" * 5_000), environ_overrides={"wsgi.input_terminated": True}, **SENT
    )
    assert unknown.status_code == 413
    assert kept(tmp_path) == []
    assert own.begun == []


def test_only_a_raw_body_is_a_file(own, tmp_path):
    for mimetype in (
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json",
    ):
        assert own.post("/data/upload?name=a.csv", data=b"x", content_type=mimetype).status_code == 415
    assert kept(tmp_path) == []


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(own, method):
    assert getattr(own, method)("/data/upload").status_code == 405


def test_another_site_cannot_send_a_file(own, tmp_path):
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ):
        assert own.post("/data/upload?name=a.csv", data=b"x", headers=headers, **SENT).status_code == 403
    assert kept(tmp_path) == []


def test_off_this_machine_nothing_is_taken_and_nothing_of_a_file_is_given(own, tmp_path, monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    settings.cache_clear()
    answer = own.post("/data/upload?name=a.csv", data=b"x", **SENT)
    assert answer.status_code == 403
    assert "HOST=127.0.0.1" in answer.text
    assert own.get(f"/data/mapping/{'a' * 24}.toml").status_code == 403
    assert own.get("/data/rejected/1.xlsx").status_code == 403
    assert own.get("/data/template.xlsx").status_code == 200
    assert kept(tmp_path) == []


def test_a_full_disk_is_said_before_and_while_a_file_comes(own, tmp_path, monkeypatch):
    full = shutil.disk_usage(tmp_path)._replace(free=1_000)
    with monkeypatch.context() as now:
        now.setattr(upload.shutil, "disk_usage", lambda folder: full)
        answer = own.post("/data/upload?name=a.csv", data=b"x" * 10, **SENT)
    assert answer.status_code == 507
    assert "room" in answer.text

    def no_space(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(jobs, "save", no_space)
    assert own.post("/data/upload?name=a.csv", data=b"x" * 10, **SENT).status_code == 507


def test_the_gate_keeps_its_limit_for_everything_else(own):
    assert (
        own.post("/_dash-update-component", data=b"x" * 1_000_001, content_type="application/json").status_code == 413
    )


def test_the_mapping_and_the_refused_rows_come_as_files_with_names_of_their_own(own, tmp_path):
    job = jobs.new_job("a.csv", "me")
    assert own.get(f"/data/mapping/{job.id}.toml").status_code == 404
    (job.folder / "mapping.toml").write_text('title = "A"\nkey = "customs"\n', encoding="utf-8")
    answer = own.get(f"/data/mapping/{job.id}.toml")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="customs.toml"'
    assert own.get(f"/data/mapping/{'0' * 24}.toml").status_code == 409
    assert own.get("/data/rejected/7.xlsx").status_code == 404
    (tmp_path / "rejected").mkdir()
    (tmp_path / "rejected" / "import-7-rejected.xlsx").write_bytes(b"PK")
    assert own.get("/data/rejected/7.xlsx").data == b"PK"


def test_the_template_is_a_workbook_in_the_language_of_the_link(own):
    for lang in ("en", "ar", "nonsense"):
        answer = own.get(f"/data/template.xlsx?lang={lang}")
        assert answer.status_code == 200
        assert answer.data[:2] == b"PK"


def test_the_state_of_an_upload_names_no_path(own, tmp_path):
    answer = own.post("/data/upload?name=a.csv", data=b"a", **SENT)
    state = json.loads((tmp_path / "uploads" / answer.json["job"] / "job.json").read_text("utf-8"))
    assert str(tmp_path) not in json.dumps(state)
