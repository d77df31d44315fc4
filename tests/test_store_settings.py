"""Where commands find a server: options, environment, configuration file; and what becomes of passwords."""
from __future__ import annotations

from pathlib import Path

import click
import pytest

from kg.cli.settings import Settings, settings
from kg.cli.target import target_options
from kg.errors import StoreError
from loaders.target import Target

_VARIABLES = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")


@pytest.fixture(autouse=True)
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "district-education-kg" / "config.toml"
    path.parent.mkdir()
    return path


def write(path: Path, text: str, mode: int = 0o600) -> None:
    path.write_text(f"[neo4j]\n{text}", encoding="utf-8")
    path.chmod(mode)


FILE = 'uri = "neo4j+s://graph.example"\nuser = "reader"\ndatabase = "plans"\npassword = "from the file"\n'


def target(*arguments: str) -> Target:
    found: list[Target] = []
    command = click.command()(target_options(lambda target: found.append(target())))
    command.main(list(arguments), standalone_mode=False)
    return found[0]


def test_settings_nothing_said_is_the_folder() -> None:
    assert target() == Target()


def test_settings_of_the_file(configuration: Path) -> None:
    write(configuration, FILE)
    assert target() == Target(uri="neo4j+s://graph.example", user="reader", password="from the file", database="plans")
    assert target("--store", "somewhere") == Target(store=Path("somewhere"))


def test_settings_options_go_before_environment_before_file(configuration: Path, monkeypatch: pytest.MonkeyPatch
                                                            ) -> None:
    write(configuration, FILE)
    monkeypatch.setenv("NEO4J_URI", "neo4j+s://graph.example")
    monkeypatch.setenv("NEO4J_USERNAME", "writer")
    monkeypatch.setenv("NEO4J_PASSWORD", "from the environment")
    assert target("--database", "other") == Target(uri="neo4j+s://graph.example", user="writer",
                                                   password="from the environment", database="other")


@pytest.mark.parametrize("how", ["option", "environment"])
def test_settings_of_one_server_go_to_no_other(configuration: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    write(configuration, FILE)
    if how == "option":
        found = target("--uri", "bolt://elsewhere")
    else:
        monkeypatch.setenv("NEO4J_URI", "bolt://elsewhere")
        found = target()
    assert found == Target(uri="bolt://elsewhere", user="neo4j")


def test_settings_password_file_stands_beside_the_file(configuration: Path) -> None:
    write(configuration, 'uri = "bolt://a"\npassword_file = "secret"\n', mode=0o644)
    (configuration.parent / "secret").write_text("of the other file\n")
    assert settings().password == "of the other file"


def test_settings_are_not_shown_with_their_password() -> None:
    assert "hidden" not in repr(Settings(password="hidden")) + repr(Target(password="hidden"))


@pytest.mark.parametrize(("text", "mode", "message"), [
    (FILE, 0o644, "others can read the file; run chmod 600"),
    ("uri = bolt", 0o600, "cannot be read"),
    ('url = "bolt://a"', 0o600, "the setting 'url' is not known; there are uri"),
    ("uri = 7", 0o600, "the setting 'uri' is no text"),
    ('password_file = "none"', 0o600, "cannot read the store's password"),
])
def test_settings_faults_are_messages(configuration: Path, text: str, mode: int, message: str) -> None:
    write(configuration, text, mode)
    with pytest.raises(StoreError, match=message) as caught:
        target()
    assert str(configuration.parent) in str(caught.value)
    assert "from the file" not in str(caught.value)


@pytest.mark.parametrize("option", ["--user", "--database"])
def test_settings_of_no_server_are_wrong_usage(option: str) -> None:
    with pytest.raises(click.UsageError, match=f"{option} is for servers: give --uri too"):
        target(option, "x")
