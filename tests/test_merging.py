"""Merging files in several processes: the same bytes from any number of them, and from shares of any size."""
from __future__ import annotations

import random
from pathlib import Path

import pytest
from graphs import graphs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.derive import base, derive
from kg.errors import ExchangeError
from kg.graph.exchange import lines, write
from kg.graph.merge import merge
from kg.merging import merged_lines
from kg.pipeline import document_graph
from kg.read import discover, read_file
from kg.types import Graph, Node
from kg.vocabulary import labels

DISTRICTS = Path(__file__).parent / "data" / "districts"


def _whole(parts: list[Graph]) -> bytes:
    graph = base(merge(parts))
    return b"".join(lines(merge([graph, derive(graph)])))


@pytest.fixture(scope="module")
def documents() -> list[Graph]:
    return [document_graph(read_file(path)) for path in discover([DISTRICTS])]


@pytest.fixture(scope="module")
def files(documents: list[Graph], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("graphs")
    for number, graph in enumerate(documents):
        write(graph, folder / f"{number}.jsonl")
    return [(path, path.name) for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_merging_gives_the_same_bytes_from_any_number_of_processes(
        jobs: int, documents: list[Graph], files: list[tuple[Path, str]]) -> None:
    shuffled = random.Random(jobs).sample(files, len(files))
    assert b"".join(merged_lines(shuffled, jobs=jobs, share=100_000)) == _whole(documents)


@pytest.mark.parametrize("share", [1, 5_000, 1 << 20])
def test_merging_gives_the_same_bytes_from_shares_of_any_size(
        share: int, documents: list[Graph], tmp_path: Path) -> None:
    one = tmp_path / "one.jsonl"
    one.write_bytes(b"".join(line for graph in documents[:6] for line in lines(graph)))
    assert b"".join(merged_lines([(one, "one")], share=share)) == _whole(documents[:6])


@given(st.lists(graphs(), max_size=4), st.integers(1, 3000))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_is_merging_and_deriving(tmp_path: Path, parts: list[Graph], share: int) -> None:
    files = []
    for number, part in enumerate(parts):
        files.append((tmp_path / f"{number}.jsonl", str(number)))
        files[-1][0].write_bytes(b"".join(lines(part)))
    assert b"".join(merged_lines(files, share=share)) == _whole(parts)


def test_merging_makes_anew_what_was_derived(documents: list[Graph], tmp_path: Path) -> None:
    once = tmp_path / "once.jsonl"
    once.write_bytes(_whole(documents))
    assert b"".join(merged_lines([(once, "once")])) == once.read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_merging_names_the_line_that_is_damaged(jobs: int, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    nodes = [Node(id, labels("Program"), {"id": id, "name": id}) for id in map(str, range(200))]
    path.write_bytes(b"".join(lines(nodes)) + b'{"type": "edge"}\n' + b"".join(lines(nodes)))
    with pytest.raises(ExchangeError, match="bad:201: not a node or relationship"):
        list(merged_lines([(path, "bad")], jobs=jobs, share=1000))
