"""The tree keeps its shape: imports run one way, and what the README promises is there."""

import re
import tomllib

import pytest
from importlinter.cli import lint_imports_command
from typer.main import get_command
from typer.testing import CliRunner

from monitoring.commands import app
from monitoring.paths import ROOT
from monitoring.settings import Settings

README = (ROOT / "README.md").read_text("utf-8")


def test_imports_run_one_way():
    from click.testing import CliRunner as ClickRunner

    done = ClickRunner().invoke(lint_imports_command, ["--config", str(ROOT / "pyproject.toml"), "--no-cache"])
    assert done.exit_code == 0, done.output


COMMANDS = {name for name, command in get_command(app).commands.items() if not command.hidden}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_readme_and_has_help(command):
    assert f"drugs-monitor {command}" in README
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_in_the_readme(name):
    variable = Settings.model_fields[name].validation_alias or f"DRUGS_MONITOR_{name.upper()}"
    assert f"`{variable}`" in README


def test_every_make_target_that_the_readme_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z-]+)`", README)) <= targets


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "package-lock.json"])
def test_lock_files_record_no_address(name):
    text = (ROOT / name).read_text("utf-8")
    assert "resolved" not in text
    text = re.sub(
        r'"funding": (\[.*?\]|\{.*?\})', "", text, flags=re.S
    )  # where authors may be thanked, in words of their own
    assert not re.search(r"(--index|--find-links|https?://(?!github))", text)


def test_the_lock_pins_everything_with_hashes():
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        pinned = [line for line in lines if re.match(r"^[a-z0-9]", line)]
        assert pinned and all("==" in line and line.endswith("\\") for line in pinned)


def test_the_console_script_is_the_command():
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"drugs-monitor": "monitoring.commands:main"}
