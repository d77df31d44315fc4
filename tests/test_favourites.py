"""The query library for Neo4j Browser: the archive of favourites, its parameters, and the style sheet."""
from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from kg.vocabulary import SUPERCLASSES
from loaders.favourites import archive, favourite, style
from loaders.queries import library

Kg = Callable[..., CompletedProcess[bytes]]


def _files() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(archive())) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_favourites_hold_every_query_in_its_folder_with_a_title() -> None:
    found = _files()
    for query in library().values():
        text = found.pop(f"kg-{query.folder}/{query.name}.cypher")
        assert text.startswith(f"// {query.zh} ({query.name})\n// {query.en}\n")
        assert text.endswith(f"{query.cypher}\n")
    assert set(found) == {f"kg-{folder}/0_parameters.cypher" for folder in ("analyst", "researcher", "data")}


def test_favourites_of_parameters_set_those_of_every_query() -> None:
    found = _files()
    for query in library().values():
        text = found[f"kg-{query.folder}/0_parameters.cypher"]
        named = set(re.findall(r"^:param (\w+) => .+;$", text, flags=re.MULTILINE))
        assert {item.name for item in query.parameters} <= named, query.name


def test_favourites_say_the_parameters_of_their_query() -> None:
    assert '\n// :param district => "青禾区"\n// :param stage => null\n// :param year => 2023\nMATCH' in favourite(
        library()["new_schools"])
    assert '// :param before => "青禾区教育局2023年工作要点"' in favourite(library()["diff_documents"])


def test_favourites_are_the_same_bytes_each_time() -> None:
    assert archive() == archive()


def test_favourites_style_every_class() -> None:
    rules = dict(re.findall(r"^(?:node|relationship)\.?(\w*) \{\n(.*?)^\}", style(), flags=re.MULTILINE | re.DOTALL))
    assert set(SUPERCLASSES) <= set(rules)
    for name in SUPERCLASSES:
        assert {"color", "diameter", "caption"} <= {line.split(":")[0].strip() for line in rules[name].splitlines()}


def test_cli_queries_export_writes_both_files(kg: Kg, tmp_path: Path) -> None:
    done = kg("queries", "export", "--for", "browser", tmp_path / "new" / "files")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new" / "files" / "kg-favourites.zip").read_bytes() == archive()
    assert (tmp_path / "new" / "files" / "kg-style.grass").read_text(encoding="utf-8") == style()
    assert f"{len(library())} queries" in done.stdout.decode()


def test_cli_queries_export_into_a_file_is_refused(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert kg("queries", "export", "--for", "browser", tmp_path / "file" / "x").returncode == 7
