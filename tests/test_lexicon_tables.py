"""Tables: what is malformed is refused with file and line; the shipped ones are sound."""
from importlib.resources import files

import pytest

from kg.errors import KnowledgeError
from kg.lexicon import column_values, read_table
from kg.lexicon.tables import parse_table

COLUMNS = ("name", "aliases", "scope")
GOOD = "# Programs.\nname\taliases\tscope\n\n双减\t“双减”|双减政策\tnational\n# Others.\n两免一补\n"
CHOICES = {"scope": ("national", "")}


def test_lexicon_tables_are_read_into_rows() -> None:
    assert parse_table(GOOD, "a.tsv", COLUMNS, choices=CHOICES) == [
        {"name": "双减", "aliases": "“双减”|双减政策", "scope": "national"},
        {"name": "两免一补", "aliases": "", "scope": ""}]


def test_lexicon_tables_values_are_alternatives_of_columns() -> None:
    row = {"name": "双减", "aliases": "“双减” | 双减政策 ||", "scope": ""}
    assert column_values(row, "name", "aliases", "scope") == ["双减", "“双减”", "双减政策"]


@pytest.mark.parametrize(("text", "message"), [
    ("name\talias\tscope\n双减\n", r"a\.tsv:1: columns are \['name', 'alias', 'scope'\], must be"),
    ("name\tscope\taliases\n双减\n", r"a\.tsv:1: columns are"),
    ("# c\n\nname\taliases\n双减\n", r"a\.tsv:3: columns are"),
    ("name\taliases\tscope\tmore\n双减\n", r"a\.tsv:1: columns are"),
    ("", r"a\.tsv:1: columns are \[\]"),
    ("# only a comment\n", r"a\.tsv:1: columns are \[\]"),
    ("name\taliases\tscope\n双减\ta\tnational\tb\n", r"a\.tsv:2: 4 cells in"),
    ("name\taliases\tscope\n双减\n\ta\tnational\n", r"a\.tsv:3: 3 cells in .* the first not empty"),
    ("name\taliases\tscope\n双减\ta\tnationl\n", r"a\.tsv:2: scope is 'nationl', must be one of \['', 'national'\]"),
])
def test_lexicon_tables_refuse_what_is_malformed(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=f"^{message}"):
        parse_table(text, "a.tsv", COLUMNS, choices=CHOICES)


@pytest.mark.parametrize(("name", "columns"), [
    ("lexicon/programs.tsv", ("name", "aliases", "scope", "since", "until")),
    ("lexicon/values.tsv", ("name", "kind")),
    ("lexicon/documents.tsv", ("name", "aliases", "issuer", "year")),
    ("lexicon/universities.tsv", ("name", "clipped")),
])
def test_lexicon_tables_name_a_thing_once(name: str, columns: tuple[str, ...]) -> None:
    names = [row[columns[0]] for row in read_table(name, columns)]
    assert [one for one in names if names.count(one) > 1] == []


def test_lexicon_tables_hold_no_stray_blanks() -> None:
    for path in files("kg").joinpath("data", "lexicon").iterdir():
        if path.name.endswith(".tsv"):
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                cells = line.rstrip("\t").split("\t")
                assert cells == [cell.strip() for cell in cells], f"{path.name}:{number}"
