"""The group of commands: help, exit statuses, and ends without a traceback."""
from __future__ import annotations

import logging
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg import errors
from kg.cli import SUBCOMMANDS, cli

_START = "from kg.cli import main; main()"


def _command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_cli_help_line_says_what_the_command_says(name: str) -> None:
    text = (_command(name).help or "").replace("\n", " ")
    assert text.startswith(SUBCOMMANDS[name].help.rstrip("."))


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_cli_help_has_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"kg {name}" in result.stdout


def test_cli_help_lists_all_commands_and_imports_none() -> None:
    code = ("import sys; from kg.cli import cli; cli.main(['--help'], standalone_mode=False); "
            "print(sorted({'spacy', 'neo4j', 'rdflib', 'rich', 'kg.pipeline', 'loaders'} & set(sys.modules)))")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert all(f"  {name}  " in out for name in SUBCOMMANDS)
    assert out.splitlines()[-1] == "[]"


def test_cli_version_is_that_of_the_package() -> None:
    result = CliRunner().invoke(cli, ["--version"])
    assert result.stdout.startswith("kg, version 0.")


@pytest.mark.parametrize("arguments", [["nonsense"], ["extract"], ["run", "x", "--jobs", "0"],
                                       ["extract", "x", "--min-confidence", "2"]])
def test_cli_wrong_usage_has_status_2(arguments: list[str]) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error" in result.stderr


@pytest.mark.parametrize(("error", "status"), [
    (errors.KgError("what"), 1), (errors.ReadError("a.txt", "what"), 3), (errors.StoreError("what"), 4),
    (errors.KnowledgeError("what"), 5), (errors.ExchangeError("what"), 6), (errors.WriteError("what"), 7)])
def test_cli_error_is_a_message_and_its_status(
        monkeypatch: pytest.MonkeyPatch, error: errors.KgError, status: int) -> None:
    def fail() -> None:
        raise error
    monkeypatch.setattr(type(cli), "get_command", lambda *_: click.Command("fail", callback=fail))
    result = CliRunner().invoke(cli, ["fail"])
    assert (result.exit_code, result.stdout, result.stderr) == (status, "", f"Error: {error}\n")


def test_cli_does_not_show_what_the_driver_tries_again() -> None:
    logger = logging.getLogger("neo4j")
    before = logger.level
    try:
        assert CliRunner().invoke(cli, ["query", "--list"]).exit_code == 0
        assert not logging.getLogger("neo4j.pool").isEnabledFor(logging.WARNING)
        assert logging.getLogger("neo4j.pool").isEnabledFor(logging.ERROR)
    finally:
        logger.setLevel(before)


def test_cli_interrupt_ends_quietly() -> None:
    command = [sys.executable, "-c", _START, "read", "-"]
    # A shell starts what it runs in the background with Ctrl-C ignored, which children inherit.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as process:
        assert process.stderr is not None
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=3)  # it waits for standard input
        process.send_signal(signal.SIGINT)
        message = process.stderr.read()
    assert (process.returncode, message) == (130, b"Interrupted.\n")


def test_cli_closed_pipe_ends_quietly(plan: Path) -> None:
    plan.write_text(plan.read_text(encoding="utf-8") * 5000, encoding="utf-8")  # more than a pipe holds
    with subprocess.Popen([sys.executable, "-c", _START, "read", str(plan)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        message = process.stderr.read()
    assert (process.returncode, message) == (141, b"")
