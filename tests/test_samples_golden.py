"""The graphs of the shipped samples against reviewed ones; ``make golden`` renews them, the diff is for review."""
from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from golden_form import GOLDEN, SAMPLES, golden_lines


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_golden_graph_is_as_reviewed(name: str) -> None:
    found = golden_lines(Path(str(files("kg").joinpath("data", "samples", name))))
    expected = (GOLDEN / f"{Path(name).stem}.txt").read_text(encoding="utf-8").splitlines()
    assert found == expected


def test_samples_golden_covers_all_samples() -> None:
    folder = Path(str(files("kg").joinpath("data", "samples")))
    assert sorted(SAMPLES) == sorted(p.name for p in folder.iterdir() if p.suffix in (".txt", ".html", ".docx", ".pdf"))
