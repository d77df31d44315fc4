"""A small graph of invented districts, for the tests of stores and queries."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator

import orjson

from kg.graph.exchange import collect
from kg.types import Graph, Node, Relationship, Value
from kg.vocabulary import labels
from loaders.target import Connection

HOSTILE = "x'}) DETACH DELETE n //"
PLAN, SUMMARY = "source/" + "a" * 32, "source/" + "b" * 32
BUREAU, DISTRICT = "government_body/990101/青云区教育局", "district/990101"
OTHER_BUREAU, OTHER_DISTRICT = "government_body/990102/白塔区教育局", "district/990102"
SCHOOL, KINDERGARTEN = "school/990101/青云区第一小学", "kindergarten/990101/青云区南湖幼儿园"
PROGRAM = "program/双减"


def entity(kind: str, id: str, /, **properties: Value) -> Node:
    return Node(id, labels(kind), {"id": id, **properties})


def source(id: str, title: str, kind: str, year: int) -> Node:
    return Node(id, ("Source",), {"id": id, "digest": id[7:], "name": f"{title}.txt", "title": title, "kind": kind,
                                  "year": year, "titles": (title,), "kinds": (kind,), "years": (year,)})


def relationship(type: str, start: str, end: str, source: str, /, **properties: Value) -> Relationship:
    name = f"{type}/{start}/{end}/{properties.get('year', '')}/{source[7:11]}"
    return Relationship(name, type, start, end, {"id": name, "source": source, **properties})


def claim(type: str, start: str, end: str, source: str, sentence: str, at: int, /, **properties: Value) -> Relationship:
    return relationship(type, start, end, source, evidence=sentence, start=at, end=at + len(sentence), rule="test",
                        confidence=1.0, section="一、", **properties)


def figure(kind: str, source: str, number: int, indicator: str, sentence: str, /, **properties: Value) -> Node:
    id = f"{kind.lower()}/{source[7:11]}/{number}"
    return entity(kind, id, name=indicator, indicator=indicator, evidence=sentence, start=number,
                  end=number + len(sentence), **properties)


def mention(entity_id: str, source: str, name: str, at: int) -> Relationship:
    return relationship("MENTIONED_IN", entity_id, source, source, names=(name,), starts=(at,), ends=(at + len(name),))


def _nodes() -> Iterator[Node]:
    yield source(PLAN, "青云区教育局2023年工作要点", "plan", 2023)
    yield source(SUMMARY, "青云区教育局2023年工作总结", "summary", 2023)
    yield entity("District", DISTRICT, name="青云区", adcode="990101", level="county")
    yield entity("District", OTHER_DISTRICT, name="白塔区", adcode="990102", level="county")
    yield entity("GovernmentBody", BUREAU, name="青云区教育局", aliases=("区教育局",))
    yield entity("GovernmentBody", OTHER_BUREAU, name="白塔区教育局")
    yield entity("School", SCHOOL, name="青云区第一小学", aliases=("青云一小",))
    yield entity("School", "school/990101/青云区东岭小学", name="青云区东岭小学")
    yield entity("Kindergarten", KINDERGARTEN, name="青云区南湖幼儿园")
    yield entity("Program", PROGRAM, name="双减", scope="national")
    yield entity("Program", "program/990101/繁星计划", name="繁星计划")
    yield entity("Program", "program/hostile", name=HOSTILE, aliases=(HOSTILE, "`:Admin"))
    yield entity("Honor", "honor/省级文明校园", name="省级文明校园", level="provincial")
    yield entity("Indicator", "indicator/毛入园率", name="毛入园率", unit="%")
    yield figure("Target", PLAN, 1, "学前毛入园率", "学前毛入园率达到98%", value=98, unit="%", comparator=">=",
                 year=2023)
    yield figure("Target", PLAN, 2, "新增学位", "新增学位3000个", value=3000, unit="个", comparator="=",
                 year=2023)
    yield figure("Result", SUMMARY, 1, "毛入园率", "毛入园率为98.5%", value=98.5, unit="%", comparator="=", year=2023)


def _relationships() -> Iterator[Relationship]:
    yield relationship("GOVERNS", BUREAU, DISTRICT, PLAN, derived=True)
    yield relationship("GOVERNS", BUREAU, DISTRICT, SUMMARY, derived=True)
    yield relationship("GOVERNS", OTHER_BUREAU, OTHER_DISTRICT, SUMMARY, derived=True)
    yield relationship("LOCATED_IN", SCHOOL, DISTRICT, PLAN)
    yield claim("RUNS", BUREAU, PROGRAM, PLAN, "深入推进“双减”工作", 40, year=2023)
    yield claim("RUNS", BUREAU, PROGRAM, SUMMARY, "“双减”工作稳步推进", 30, year=2022)
    yield claim("RUNS", DISTRICT, "program/990101/繁星计划", PLAN, "全区实施繁星计划", 60, year=2023)
    yield claim("RUNS", OTHER_BUREAU, PROGRAM, SUMMARY, "白塔区推进双减", 90, year=2023)
    yield claim("RUNS", OTHER_BUREAU, "program/hostile", SUMMARY, HOSTILE, 95, year=2023)
    yield claim("PARTICIPATES_IN", SCHOOL, PROGRAM, PLAN, "青云一小为双减试点校", 80, year=2023)
    yield claim("TARGETS", BUREAU, "target/aaaa/1", PLAN, "学前毛入园率达到98%", 1, year=2023)
    yield claim("TARGETS", BUREAU, "target/aaaa/2", PLAN, "新增学位3000个", 2, year=2023)
    yield claim("REPORTS", BUREAU, "result/bbbb/1", SUMMARY, "毛入园率为98.5%", 1, year=2023)
    yield relationship("MEASURES", "target/aaaa/1", "indicator/毛入园率", PLAN)
    yield relationship("MEASURES", "result/bbbb/1", "indicator/毛入园率", SUMMARY)
    yield claim("BUILDS", BUREAU, KINDERGARTEN, PLAN, "南湖幼儿园建成投用", 120, year=2023, stage="in_use")
    yield claim("BUILDS", BUREAU, "school/990101/青云区东岭小学", PLAN, "谋划东岭小学扩建", 140, year=2023,
                stage="planned", work="扩建")
    yield claim("AWARDED", SCHOOL, "honor/省级文明校园", SUMMARY, "青云一小获评省级文明校园", 160, year=2023)
    yield claim("SEEKS", BUREAU, "honor/省级文明校园", PLAN, "争创省级文明校园", 170, year=2023)
    yield claim("PAIRS_WITH", SCHOOL, OTHER_DISTRICT, PLAN, "青云一小与白塔区结对", 180, year=2023, kind="pairing")
    yield claim("MANAGES", SCHOOL, KINDERGARTEN, PLAN, "青云一小托管南湖幼儿园", 200, year=2023)
    yield mention(BUREAU, PLAN, "区教育局", 0)
    yield mention(BUREAU, SUMMARY, "青云区教育局", 0)
    yield mention(SCHOOL, PLAN, "青云一小", 80)
    yield mention(PROGRAM, PLAN, "双减", 45)
    yield mention(DISTRICT, PLAN, "青云区", 0)


def sample_graph() -> Graph:
    return collect([*_nodes(), *_relationships()])


def digest(connection: Connection) -> str:
    """Digest of everything that a store holds, but for what the loader notes about loading."""
    statements = (
        "MATCH (n) WHERE NOT n:KgSchema RETURN labels(n) AS labels, properties(n) AS p ORDER BY n.id",
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS p ORDER BY r.id, a, b")
    with connection.driver.session(database=connection.database) as session:
        rows = [session.run(statement).data() for statement in statements]
    for row in rows[0]:
        row["labels"].sort()
    for row in (*rows[0], *rows[1]):
        for key in ("loaded_at", "load_digest", "said"):
            row["p"].pop(key, None)
    return hashlib.sha256(orjson.dumps(rows, option=orjson.OPT_SORT_KEYS)).hexdigest()
