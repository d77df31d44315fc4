"""Generated graphs of documents that share entities and disagree on them, in the form that extraction gives them."""
from __future__ import annotations

from hypothesis import strategies as st
from store_sample import HOSTILE, entity, source

from kg.graph.exchange import collect
from kg.naming import display_names
from kg.types import Graph, Node, Relationship, Value

SOURCES = tuple("source/" + letter * 32 for letter in "abc")
_ENTITIES = (("School", "school/990101/实验小学"), ("Program", "program/双减"), ("Program", "program/990101/繁星计划"),
             ("District", "district/990101"), ("Honor", "honor/省级文明校园"))
_names = st.sampled_from(["双减", "“双减”", "双减政策", "实验小学", "一小", "繁星", HOSTILE, "`}) DELETE n //", "𠮷"])
_values: st.SearchStrategy[Value] = st.sampled_from(
    ["provincial", "city", "", HOSTILE, 7, -1, 0.5, True, ("a", "b"), (1, 2)])


def _drawn_entity(draw: st.DrawFn, kind: str, id: str, document: str) -> tuple[Node, Relationship]:
    names = tuple(draw(st.lists(_names, min_size=1, max_size=3)))
    more = tuple(sorted(set(draw(st.lists(_names, max_size=2))) - set(names)))
    usual = display_names(names)[0]
    name = draw(st.sampled_from(sorted({usual, *names, *more})))
    aliases = tuple(sorted({*names, *more} - {name}))
    said = draw(st.dictionaries(st.sampled_from(["level", "scope", "stage"]), _values, max_size=2))
    node = entity(kind, id, name=name, **({"aliases": aliases} if aliases else {}), **said)
    mention: dict[str, Value] = {"id": f"mentioned/{id}/{document}", "source": document, "names": names,
                                 "starts": tuple(range(len(names))), "ends": tuple(range(1, len(names) + 1))}
    if name != usual:
        mention["name"] = name
    if more:
        mention["aliases"] = more
    return node, Relationship(str(mention["id"]), "MENTIONED_IN", id, document, mention)


@st.composite
def document_graphs(draw: st.DrawFn, document: str) -> Graph:
    """The graph of one document: entities with their mentions, claims, and a figure with its indicator."""
    items: list[Node | Relationship] = [source(document, draw(_names), "plan", draw(st.sampled_from([2022, 2023])))]
    chosen = draw(st.lists(st.sampled_from(_ENTITIES), min_size=1, max_size=4, unique=True))
    for kind, id in chosen:
        items.extend(_drawn_entity(draw, kind, id, document))
    ids = [id for _, id in chosen]
    for number in range(draw(st.integers(0, 3))):
        claim = f"claim/{document[7:9]}/{number}"
        type = draw(st.sampled_from(["RUNS", "BUILDS", "PART_OF"]))
        items.append(Relationship(claim, type, draw(st.sampled_from(ids)), draw(st.sampled_from(ids)),
                                  {"id": claim, "source": document, "evidence": draw(_names), "start": 0, "end": 2}))
    if draw(st.booleans()):
        items.extend(_figure(draw, ids[0], document))
    return collect(items)


def _figure(draw: st.DrawFn, holder: str, document: str) -> list[Node | Relationship]:
    figure, indicator = f"target/{document[7:9]}", f"indicator/{draw(st.sampled_from(['学位', '覆盖率']))}"
    return [entity("Target", figure, name="学位 3", value=draw(st.sampled_from([3, 4.5])), indicator="学位", unit="个"),
            entity("Indicator", indicator, name=indicator[10:]),
            Relationship(f"claim/{figure}", "TARGETS", holder, figure, {"id": f"claim/{figure}", "source": document}),
            Relationship(f"measures/{figure}", "MEASURES", figure, indicator,
                         {"id": f"measures/{figure}", "source": document, "derived": True})]


# Two counties of one city, of which the second took the place of the third, and the city itself.
_COUNTIES = (("330203", "海曙区"), ("330212", "鄞州区"), ("330204", "江东区"))
_CITY = ("330200", "宁波市")


@st.composite
def bureau_graphs(draw: st.DrawFn, document: str) -> Graph:
    """The graph of a document of a bureau: its district, known by GOVERNS alone or named too, perhaps others that the
    text names, schools, and a figure; what is derived follows from several of them.
    """
    code, name = draw(st.sampled_from(_COUNTIES))
    bureau, district = f"governmentbody/{code}/教育局", f"district/{code}"
    items: list[Node | Relationship] = [
        source(document, "要点", "plan", 2023), entity("GovernmentBody", bureau, name=f"{name}教育局"),
        _mention(bureau, document, f"{name}教育局"), _division(draw, code, name),
        _link("GOVERNS", bureau, district, document, derived=True)]
    for other, form in draw(st.lists(st.sampled_from([*_COUNTIES, _CITY]), max_size=3, unique=True)):
        if f"district/{other}" != district:
            items.append(_division(draw, other, form))
        items.append(_mention(f"district/{other}", document, form))
    for form in draw(st.lists(st.sampled_from(["滨江初级中学", "滨江中学", "第三中学"]), max_size=2, unique=True)):
        school = f"school/{code}/{form}"
        items += [entity("School", school, name=form), _mention(school, document, form),
                  _link("BUILDS", bureau, school, document, evidence=form, start=0, end=2, year=2023)]
    if draw(st.booleans()):
        kind, type = draw(st.sampled_from([("Target", "TARGETS"), ("Result", "REPORTS")]))
        figure = f"{kind.lower()}/{code}/2023/新增学位/{document[7:9]}"
        items += [entity(kind, figure, name="新增学位 3", indicator="新增学位", value=draw(st.sampled_from([3, 4])),
                         unit="个", comparator="=", year=2023),
                  entity("Indicator", "indicator/新增学位", name="新增学位"),
                  _link(type, bureau, figure, document, evidence="新增学位3个", start=0, end=6, year=2023),
                  _link("MEASURES", figure, "indicator/新增学位", document, derived=True)]
    return collect(items)


def _division(draw: st.DrawFn, code: str, name: str) -> Node:
    level = "city" if code.endswith("00") else "county"
    return entity("District", f"district/{code}", name=name, adcode=code, level=level,
                  code_year=draw(st.sampled_from([2015, 2022, 2023])))


def _mention(id: str, document: str, name: str) -> Relationship:
    return _link("MENTIONED_IN", id, document, document, names=(name,), starts=(0,), ends=(len(name),))


def _link(type: str, start: str, end: str, document: str, /, **properties: Value) -> Relationship:
    id = f"{type.lower()}/{start}/{end}/{document[7:9]}"
    return Relationship(id, type, start, end, {"id": id, "source": document, **properties})
