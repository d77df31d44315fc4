"""The tables of divisions: sound in themselves, loaded on demand, refused where malformed."""
import subprocess
import sys
from importlib.resources import files
from itertools import pairwise

import pytest

from kg.divisions import ancestors, by_code, lookup, successors
from kg.divisions.tables import HEADER, parse_divisions, parse_townships, table, township_counties, townships_of, words
from kg.errors import KnowledgeError

ALL = [item for group in table().by_code.values() for item in group]
ROW = "330203\t海曙区\t海曙\t-\tcounty\t330200\t2000\t-\t-"


def test_divisions_tables_are_complete() -> None:
    present = [item for item in ALL if item.until is None]
    assert {level: sum(item.level == level for item in present) for level in ("province", "city", "county")} == {
        "province": 34, "city": 333, "county": 2847}
    assert sum(len(counties) for counties in township_counties().values()) > 38_000


def test_divisions_tables_are_small() -> None:
    folder = files("kg").joinpath("data", "divisions")
    assert sum(len(item.read_bytes()) for item in folder.iterdir() if item.is_file()) < 5_000_000


def test_divisions_tables_have_a_parent_for_everything_but_provinces() -> None:
    for item in ALL:
        above = by_code(item.parent, year=item.since) if item.parent else None
        assert (above is None) == (item.level == "province"), item
        assert above is None or above.exists_in(item.since), item


def test_divisions_tables_have_successors_that_began_by_the_end() -> None:
    for item in ALL:
        assert item.until is not None or not item.successors, item
        for heir in successors(item):
            assert item.until is not None
            assert heir.exists_in(item.until), (item, heir)
    ceased = [item for item in ALL if item.until is not None]
    assert [item.name for item in ceased if not item.successors] == ["郊区", "郊区", "市郊区", "市郊区"]


def test_divisions_tables_give_a_code_one_division_at_a_time() -> None:
    for group in table().by_code.values():
        for later, earlier in pairwise(group):
            assert earlier.until is not None
            assert earlier.until <= later.since


def test_divisions_tables_words_are_names_of_divisions() -> None:
    assert words().ordinary <= set(table().by_short)
    assert words().common | words().fragment <= set(table().by_name)


@pytest.mark.parametrize(("code", "expected"), [
    ("330203", ["宁波市", "浙江省"]), ("110108", ["北京市"]), ("429004", ["湖北省"]), ("330000", []),
    ("330304010", ["瓯海区", "温州市", "浙江省"]),
])
def test_divisions_ancestors_lead_to_the_province(code: str, expected: list[str]) -> None:
    division = by_code(code)
    assert division is not None
    assert [item.name for item in ancestors(division)] == expected


@pytest.mark.parametrize(("name", "year", "expected"), [
    ("闸北区", 2014, ["静安区"]), ("襄樊市", 2005, ["襄阳市"]), ("达县", 2010, ["达川区"]),
    ("思茅市", 2005, ["普洱市"]), ("宣武区", 2005, ["西城区"]), ("塘沽区", 2005, ["滨海新区"]),
    ("下城区", 2015, ["拱墅区"]), ("江北区", 2020, None), ("矿区", 2010, None),
])
def test_divisions_successors_follow_a_change(name: str, year: int, expected: list[str] | None) -> None:
    found = lookup(name, year=year)
    if expected is None:
        assert len(found) == 2  # one that lasts, one that ceased
        assert sorted(bool(successors(item)) for item in found) == [False, True]
    else:
        assert [item.name for item in successors(found[0])] == expected


def test_divisions_tables_know_the_townships_of_a_county() -> None:
    assert townships_of("330324")["桥头镇"].parent == "330324"
    assert townships_of("000000") == {}


@pytest.mark.parametrize(("row", "fault"), [
    (ROW.replace("county", "parish"), "parish"), (ROW.replace("330203", "3302"), "3302"),
    (ROW.replace("2000", "long ago"), "long ago"), ("330203\t海曙区", "unpack"),
])
def test_divisions_tables_refuse_a_malformed_line(row: str, fault: str) -> None:
    with pytest.raises(KnowledgeError, match=f"divisions.tsv:3: .*{fault}"):
        parse_divisions("\n".join((HEADER, ROW, row)), "divisions.tsv")


def test_divisions_tables_refuse_a_malformed_list_of_townships() -> None:
    with pytest.raises(KnowledgeError, match=r"townships.tsv:2: "):
        parse_townships("330324\t100桥头镇\n桥头镇", "townships.tsv")


def test_divisions_import_reads_no_table() -> None:
    program = ("import kg.divisions\nfrom kg.divisions import scan, tables\n"
               "caches = tables.table, tables.words, tables._township_lines, scan._automaton\n"
               "raise SystemExit(sum(item.cache_info().currsize for item in caches))")
    subprocess.run([sys.executable, "-c", program], check=True)
