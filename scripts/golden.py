"""Write the golden graphs of the sample documents, to be reviewed as a diff: ``make golden``."""
from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from golden_form import GOLDEN, SAMPLES, golden_lines  # noqa: E402  (the tests are no installed package)


def main() -> None:
    """Write one file a sample."""
    folder = Path(str(files("kg").joinpath("data", "samples")))
    for name in SAMPLES:
        text = "\n".join(golden_lines(folder / name)) + "\n"
        (GOLDEN / f"{Path(name).stem}.txt").write_text(text, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
