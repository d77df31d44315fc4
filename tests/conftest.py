"""What tests of several modules share."""
from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from neo4j_run import end_run, make_run_folder

from loaders.engine import leave_if_java_runs

# The same examples in every run: a failure in CI is one that can be repeated.
settings.register_profile("kg", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("kg")

_STATUS = pytest.StashKey[int]()


pytest_plugins = ["neo4j_fixtures"]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # a process of pytest-xdist uses the folder of the one that started it
        make_run_folder()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Stores of the tests live in this process: it ends as ``kg`` does, with the status of the tests."""
    if not hasattr(config, "workerinput"):
        end_run()
    config.get_terminal_writer().flush()
    leave_if_java_runs(config.stash.get(_STATUS, 1))


PLAN = """青禾区教育局2024年工作要点

一、推进学前教育普及普惠
深化“双减”工作，新建青禾区第三幼儿园，公办园在园幼儿占比达到60%。
二、建设高质量教师队伍
青禾区实验小学与松涛小学结对，引进高层次人才30名以上。
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan of an invented district, as a file."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def kg() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command kg in a process of its own, as a user does."""
    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
        return subprocess.run(command, **{"capture_output": True, "timeout": 120, "check": False, **options})  # type: ignore[call-overload]
    return run
