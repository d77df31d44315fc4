"""Make ``kg/data/divisions/readings.tsv``: how the characters of divisions' names are read, for names in web addresses.

    pip install pypinyin==0.55.0
    python scripts/build_division_readings.py

Run it after ``build_divisions.py``. Each line holds a character and all its readings without tones, the most usual one
first; which of them a name has is not decided, as 都 is du in 成都 and dou elsewhere.
"""
from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).parent.parent / "kg" / "data" / "divisions"


def readings(character: str) -> list[str]:
    """Return the readings of a character; those that are no syllable of letters (ê, hm) are left out."""
    (found,) = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)
    return [reading for reading in dict.fromkeys(found) if reading.isascii() and reading.isalpha()]


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    with (TARGET / "divisions.tsv").open(encoding="utf-8") as table:
        names = {row[column] for row in csv.DictReader(table, delimiter="\t")
                 for column in ("name", "short", "abbreviation")}
    yield "character\treadings"
    for character in sorted({character for name in names for character in name} - {"-"}):
        yield f"{character}\t{'|'.join(readings(character))}"


def main() -> None:
    """Write the table."""
    content = "".join(line + "\n" for line in lines())
    (TARGET / "readings.tsv").write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
