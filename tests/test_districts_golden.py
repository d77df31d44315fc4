"""The graph of the five districts and all answers against reviewed ones; ``make golden`` renews them."""
from __future__ import annotations

import pytest
from districts_golden import FILES
from golden_form import GOLDEN


@pytest.mark.parametrize("name", FILES)
def test_districts_golden_is_as_reviewed(name: str) -> None:
    expected = (GOLDEN / "districts" / name).read_text(encoding="utf-8").splitlines()
    assert FILES[name]() == expected
