"""Write the golden graphs of the sample documents, and graph and answers of the five districts of the tests, to be
reviewed as a diff: ``make golden``.
"""
from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from districts_answers import OPEN, open_text  # noqa: E402  (the tests are no installed package)
from districts_golden import FILES  # noqa: E402
from golden_form import GOLDEN, SAMPLES, golden_lines  # noqa: E402


def main() -> None:
    """Write one file a sample, and those of the five districts."""
    folder = Path(str(files("kg").joinpath("data", "samples")))
    for name in SAMPLES:
        text = "\n".join(golden_lines(folder / name)) + "\n"
        (GOLDEN / f"{Path(name).stem}.txt").write_text(text, encoding="utf-8")
        print(name)
    (GOLDEN / "districts").mkdir(exist_ok=True)
    for name, lines in FILES.items():
        (GOLDEN / "districts" / name).write_text("\n".join(lines()) + "\n", encoding="utf-8")
        print(f"districts/{name}")
    OPEN.write_text(open_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
