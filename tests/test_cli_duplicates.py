"""The command duplicates, and the answers that merge and load keep to."""
from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from test_derive_same_as import document

from kg.cli import cli
from kg.derive.review import COLUMNS
from kg.graph.exchange import collect, lines, read
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from kg.vocabulary import labels

_GRAPH = merge([document("a", ["滨江初级中学", "第三初级中学", "瑞祥云江小学"]),
                document("b", ["滨江中学", "第三高级中学"]), document("c", ["第三中学", "瑞祥云汇小学"]),
                document("d", ["塘下第一小学", "塘下第二小学"])])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "graph.jsonl"
    path.write_bytes(b"".join(lines(_GRAPH)))
    return path


def _run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(cli, list(map(str, arguments)))
    assert result.exit_code == 0, result.stderr
    return result.stdout


def _rows(text: str) -> list[dict[str, str]]:
    head, *rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert tuple(head) == COLUMNS
    return [dict(zip(head, row, strict=True)) for row in rows]


def _links(path: Path) -> set[tuple[str, str, str]]:
    return {(item.label, item.start.split("/")[2], item.end.split("/")[2]) for item in read(path).relationships
            if item.label in ("SAME_AS", "DIFFERENT_FROM")}


def test_cli_duplicates_lists_what_is_open_and_what_was_linked(file: Path) -> None:
    rows = _rows(_run("duplicates", file))
    found = [(row["state"], row["name"], row["other_name"]) for row in rows]
    assert found == [
        ("open", "瑞祥云汇小学", "瑞祥云江小学"), ("open", "第三中学", "第三初级中学"),
        ("open", "第三中学", "第三高级中学"), ("linked", "滨江中学", "滨江初级中学")]
    assert rows[1]["against"] == "2 institutions of the district fit"
    assert all(row["for"] and not row["answer"] for row in rows)


def _titled(source: str, *ids: str, **properties: str) -> Graph:
    """A document that names programs, documents and honours by their ids."""
    file = f"source/{source}"
    items: list[Node | Relationship] = [Node(file, ("Source",), {"id": file, "name": source})]
    for id in ids:
        label = {"program": "Program", "document": "Document", "honor": "Honor"}[id.split("/")[0]]
        items.append(Node(id, labels(label), {"id": id, "name": id.rsplit("/", 1)[1], **properties}))
        items.append(Relationship(f"mentioned/{source}{id}", "MENTIONED_IN", id, file, {
            "id": f"mentioned/{source}{id}", "source": file, "names": ("x",), "starts": (0,), "ends": (1,)}))
    return collect(items)


@pytest.mark.parametrize(("one", "other", "reason"), [
    ("program/330381/强师工程", "program/330381/强师计划", "…工程 and …计划 around 强师"),
    ("program/330381/县管校聘改革", "program/县管校聘", "…改革 and … around 县管校聘"),
    ("program/330381/阳光厨房", "program/阳光厨房", "the same title, once of the district and once of what it is in"),
    ("program/330381/清廉学校建设", "program/330381/清廉校园建设", ""),
    ("program/330381/星火教育联盟", "program/330381/星光教育联盟", "火 for 光"),
    ("program/330381/第三轮提升计划", "program/330381/第四轮提升计划", ""),
    ("program/330381/2022年强师工程", "program/330381/2023年强师计划", ""),
    ("program/330381/强师工程", "program/330382/强师计划", ""),
    ("document/330381/关于加强校园安全的意见", "document/330381/加强校园安全", "关于…的意见 and … around 加强校园安全"),
    ("document/330381/学前教育发展实施方案", "document/330381/学前教育布局实施方案", ""),
    ("honor/33/省文明校园", "honor/33/省文明校园称号", "… and …称号 around 省文明校园"),
    ("honor/33/省学习型城区", "honor/33/省学习型城市", ""),
])
def test_cli_duplicates_lists_near_titles_with_the_reason(tmp_path: Path, one: str, other: str, reason: str) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_bytes(b"".join(lines(merge([_titled("a", one), _titled("b", other)]))))
    found = [(row["one"], row["other"], row["state"], row["for"]) for row in _rows(_run("duplicates", path))]
    first, second = sorted((one, other))
    assert [row[:3] for row in found] == ([(first, second, "open")] if reason else [])
    if reason:
        words = reason.split(" and ")
        assert found[0][3] in (reason, f"{words[-1].split(' around')[0]} and {words[0]} around {reason.split()[-1]}",
                               " for ".join(reversed(reason.split(" for "))))


def test_cli_duplicates_of_titles_tell_what_speaks_against_it(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_bytes(b"".join(lines(merge([
        _titled("a", "document/330381/加强校园安全的意见", number="瑞教〔2022〕5号", year="2022"),
        _titled("b", "document/330381/加强校园安全", number="瑞教〔2023〕7号"),
        _titled("c", "document/330381/安全年行动", number="瑞教〔2023〕7号"),
        _titled("d", "program/330381/强师工程", "program/330381/强师计划")]))))
    rows = {(row["name"], row["other_name"]): row for row in _rows(_run("duplicates", path))}
    numbers = "瑞教〔2023〕7号 and 瑞教〔2022〕5号"
    assert rows["加强校园安全", "加强校园安全的意见"]["against"] == f"their numbers are {numbers}"
    assert rows["加强校园安全", "安全年行动"]["for"] == "both have the number 瑞教〔2023〕7号"
    assert rows["强师工程", "强师计划"]["against"] == "1 document(s) name both"


def test_cli_duplicates_answers_on_titles_are_kept_by_merges(tmp_path: Path) -> None:
    path, names, out, again = (tmp_path / name for name in ("a.jsonl", "names.tsv", "out.jsonl", "again.jsonl"))
    path.write_bytes(b"".join(lines(merge([_titled("a", "program/330381/强师工程", "honor/33/省文明校园"),
                                           _titled("b", "program/330381/强师计划", "honor/33/省文明校园称号")]))))
    _run("duplicates", path, "-o", names)
    text = names.read_text(encoding="utf-8")
    names.write_text(text.replace("\n\tprogram/", "\nsame\tprogram/").replace("\n\thonor/", "\ndifferent\thonor/"),
                     encoding="utf-8")
    _run("merge", path, "--review", names, "-o", out)
    expected = {("SAME_AS", "强师工程", "强师计划"), ("DIFFERENT_FROM", "省文明校园", "省文明校园称号")}
    assert _links(out) == expected
    _run("merge", out, "-o", again)
    assert again.read_bytes() == out.read_bytes()
    assert {(row["answer"], row["state"]) for row in _rows(_run("duplicates", out))} == {
        ("same", "linked"), ("different", "apart")}
    assert _run("check", out, "--strict") == ""


def test_cli_duplicates_answers_are_kept_by_merges(file: Path, tmp_path: Path) -> None:
    names, out, again = tmp_path / "names.tsv", tmp_path / "reviewed.jsonl", tmp_path / "again.jsonl"
    assert _run("duplicates", file, "-o", names) == ""
    text = names.read_text(encoding="utf-8")
    text = text.replace("\n\tschool/330381/滨江中学", "\ndifferent\tschool/330381/滨江中学")
    pair = "\tschool/330381/第三中学\tschool/330381/第三初"
    text = text.replace(f"\n{pair}", f"\nsame{pair}")
    names.write_text(text, encoding="utf-8")
    _run("merge", file, "--review", names, "-o", out)
    expected = {("DIFFERENT_FROM", "滨江中学", "滨江初级中学"), ("SAME_AS", "第三中学", "第三初级中学")}
    assert _links(out) == expected
    _run("merge", out, "-o", again)
    assert again.read_bytes() == out.read_bytes()
    answers = {(row["name"], row["answer"], row["state"]) for row in _rows(_run("duplicates", out)) if row["answer"]}
    assert answers == {("滨江中学", "different", "apart"), ("第三中学", "same", "linked")}
    _run("merge", out, "--review", _emptied(names), "-o", again)
    assert _links(again) == {("SAME_AS", "滨江中学", "滨江初级中学")}


def _emptied(path: Path) -> Path:
    text = path.read_text(encoding="utf-8").replace("\ndifferent\t", "\n\t").replace("\nsame\t", "\n\t")
    path.write_text(text, encoding="utf-8")
    return path


def test_cli_duplicates_answers_are_kept_by_stores(file: Path, tmp_path: Path) -> None:
    store, names, out = tmp_path / "store", tmp_path / "names.tsv", tmp_path / "graph.jsonl"
    _run("load", file, "--store", store)
    _run("duplicates", "--store", store, "-o", names)
    assert [row["state"] for row in _rows(names.read_text(encoding="utf-8"))] == ["open", "open", "open", "linked"]
    names.write_text(names.read_text(encoding="utf-8").replace("\n\tschool/330381/滨", "\ndifferent\tschool/330381/滨"),
                     encoding="utf-8")
    _run("load", "--review", names, "--store", store)
    out.write_bytes(b"".join(lines(document("e", ["滨江初中"]))))
    _run("load", out, "--store", store)
    rows = _rows(_run("duplicates", "--store", store))
    assert ("滨江中学", "different", "apart") in {(row["name"], row["answer"], row["state"]) for row in rows}
    _run("load", "--review", _emptied(names), "--store", store)
    rows = _rows(_run("duplicates", "--store", store))
    assert not any(row["answer"] for row in rows)


@pytest.mark.parametrize(("text", "message"), [
    ("", "no review list"),
    ("a\tb\n", "no review list"),
    ("answer\tone\tother\nperhaps\ta\tb\n", ":2: the answer is 'perhaps'"),
    ("answer\tone\tother\nsame\ta\n", ":2: must name two institutions"),
    ("answer\tone\tother\nsame\ta\ta\n", ":2: must name two institutions"),
    ("answer\tone\tother\nsame\ta\tb\ndifferent\tb\ta\n", ":3: b and a have two answers"),
])
def test_cli_duplicates_damaged_list_is_an_error(file: Path, tmp_path: Path, text: str, message: str) -> None:
    names = tmp_path / "names.tsv"
    names.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["merge", str(file), "--review", str(names)])
    assert result.exit_code == 6
    assert message in result.stderr


def test_cli_load_of_nothing_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["load", "--store", str(tmp_path / "store")])
    assert result.exit_code == 2
    assert not (tmp_path / "store").exists()


def test_cli_check_tells_near_namesakes(file: Path) -> None:
    result = CliRunner().invoke(cli, ["check", str(file), "--only", "near-namesakes"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert "2 institutions of the district fit" in result.stdout
