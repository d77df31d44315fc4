"""The package: light to import, whole in its wheel, its examples true."""
from __future__ import annotations

import doctest
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kg as package

ROOT = Path(__file__).resolve().parent.parent


def test_package_examples_are_true() -> None:
    results = doctest.testmod(package)
    assert results.attempted > 0
    assert results.failed == 0


def test_package_import_loads_no_stage_and_reads_no_file() -> None:
    code = ("import sys; opened = []; sys.addaudithook(lambda event, arguments: event == 'open' and "
            "'/kg/data/' in str(arguments[0]) and opened.append(arguments[0])); "
            "import kg; assert 'kg.pipeline' not in sys.modules; "
            "import kg.pipeline, kg.components, kg.parallel, loaders.target, loaders.queries; print(opened)")
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "[]\n"), result.stderr


def test_package_extract_takes_a_file_or_a_text(plan: Path) -> None:
    text = package.extract(plan.read_text(encoding="utf-8"))
    file = package.extract(plan)
    assert [node.id for node in file.nodes] == [node.id for node in text.nodes]
    assert package.merge([file, text]).nodes


def test_package_extract_of_nothing_is_an_error() -> None:
    with pytest.raises(package.KgError, match="no text"):
        package.extract("  ")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [path] = out.glob("*.whl")
    return path


def test_package_wheel_holds_every_file_of_its_packages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("kg", "loaders", "ontology", "queries"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert path.relative_to(ROOT).as_posix() in names
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not any(name.startswith(("tests/", "scripts/")) for name in names)


def test_package_installed_from_its_wheel_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    code = ("import kg; from importlib.resources import files; from loaders.queries import library; "
            "graph = kg.extract(files('kg').joinpath('data', 'samples', 'qinghe-2023-summary.txt')); "
            "print(kg.__file__); print(len(graph.relationships) > 10, len(library()) > 5)")
    environment = {**os.environ, "PYTHONPATH": str(target), "PYTHONSAFEPATH": "1"}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path,
                            env=environment)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [str(target / "kg" / "__init__.py"), "True True"]
