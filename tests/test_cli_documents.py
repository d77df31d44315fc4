"""Documents that cannot be read, and documents that are odd: each is named, none stops the others."""
from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import PLAN

from kg.cli import cli
from kg.graph.exchange import read


def _run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), **options)  # type: ignore[arg-type]


def _zip(member: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, "x")
    return stream.getvalue()


BAD = [
    ("empty.txt", b""),
    ("blank.txt", " \r\n\u3000".encode()),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ("bytes.txt", "教育局".encode() * 20 + b"\xff\xfe\xfd\x80" * 5 + "教育局".encode() * 20),
    ("broken.docx", b"PK\x03\x04cut off"),
    ("hollow.docx", _zip("a.txt")),
    ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
]


@pytest.mark.parametrize("command", ["extract", "read", "show", "check"])
@pytest.mark.parametrize(("name", "data"), BAD, ids=[name for name, _ in BAD])
def test_cli_bad_document_is_named_with_status_3(tmp_path: Path, command: str, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = _run(command, path)
    assert result.exit_code == 3
    assert result.stderr.startswith(f"Error: {path}: ")
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["extract", "read", "show", "check"])
def test_cli_missing_document_is_named_with_status_3(tmp_path: Path, command: str) -> None:
    result = _run(command, tmp_path / "nowhere.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "nowhere.txt: no such file" in result.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_cli_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    result = _run("extract", tmp_path / "pipe.txt")
    assert result.exit_code == 3
    assert "not a file" in result.stderr


def test_cli_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x")
    result = _run("extract", tmp_path)
    assert result.exit_code == 3
    assert "no document here" in result.stderr


def test_cli_bad_documents_do_not_stop_the_good_ones(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name, data in BAD:
        (folder / name).write_bytes(data)
    for number in range(3):
        (folder / f"good{number}.txt").write_text(PLAN.replace("2024", f"202{number}"), encoding="utf-8")
    result = _run("extract", folder, "-o", f"{out}/", "--jobs", 2)
    assert result.exit_code == 3
    assert sorted(path.name for path in out.iterdir()) == ["good0.jsonl", "good1.jsonl", "good2.jsonl"]
    for name, _ in BAD:
        assert f"Error: {folder / name}: " in result.stderr
    assert f"{len(BAD)} of {len(BAD) + 3} documents failed" in result.stderr


@pytest.mark.parametrize("text", [
    "今天天气很好。", "a", "1234567890", "。。。。", "\ufeff标题", "(((《《《“““" * 50, "𠮷野家中学" * 10,
    "\r\n\r\n教育\r\n", "\x0b教育局",
])
def test_cli_text_without_district_or_facts_gives_a_graph(tmp_path: Path, text: str) -> None:
    path, out = tmp_path / "odd.txt", tmp_path / "odd.jsonl"
    path.write_bytes(text.encode("utf-8"))
    assert _run("extract", path, "-o", out).exit_code == 0
    graph = read(out)
    assert [node.properties["name"] for node in graph.nodes_with("Source")] == ["odd.txt"]


def test_cli_read_prints_the_bytes_that_were_decoded(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes("\ufeff区教育局\r\n全角　空格ＡＢ\n".encode())
    result = _run("read", path)
    assert (result.exit_code, result.stdout_bytes) == (0, path.read_bytes())


def test_cli_standard_input_is_a_document() -> None:
    result = _run("extract", "-", input=PLAN.encode())
    assert result.exit_code == 0
    assert '"<stdin>"' in result.stdout
    assert _run("read", "-", input=PLAN.encode()).stdout == PLAN


def _seconds(tmp_path: Path, text: str) -> float:
    path = tmp_path / f"{len(text)}.txt"
    path.write_text(text, encoding="utf-8")
    began = time.perf_counter()
    assert _run("extract", path, "-o", os.devnull).exit_code == 0
    return time.perf_counter() - began


@pytest.mark.parametrize(("unit", "length"), [
    (PLAN, 1_800_000),  # many texts in a file of 5 MB
    (PLAN.replace("\n", ""), 1_000_000),  # one line of a million characters
    ("区教育局", 240_000),  # a line without any mark
], ids=["lines", "one-line", "no-marks"])
def test_cli_time_grows_with_the_length_and_not_faster(tmp_path: Path, unit: str, length: int) -> None:
    _seconds(tmp_path, unit)  # knowledge is loaded once
    count = length // len(unit) // 8
    small, large = _seconds(tmp_path, unit * count), _seconds(tmp_path, unit * (count * 8))
    assert large < 8 * small * 3 + 1  # 8 for what is linear, 64 for what is quadratic
