"""Documents of an invented district that share schools and programs, with some thousands of items together."""
from __future__ import annotations

from store_sample import entity, mention, relationship, source

from kg.graph.exchange import collect
from kg.types import Graph, Node, Relationship

DOCUMENTS, SCHOOLS = 12, 60


def document(number: int, year: int = 2023) -> Graph:
    """A document that shares its programs, and every third of its schools, with the others."""
    id = f"source/{number:032x}"
    items: list[Node | Relationship] = [source(id, f"要点{number}", "plan", year)]
    for place in range(SCHOOLS):
        school = f"school/990101/第{place if place % 3 == 0 else 1000 * number + place}小学"
        program = f"program/计划{place % 7}"
        form = f"{school.rpartition('/')[2]}（{number % 2}）"
        items += [entity("School", school, name=form), entity("Program", program, name=program[8:]),
                  mention(school, id, form, place), mention(program, id, program[8:], place),
                  relationship("PARTICIPATES_IN", school, program, id, year=year)]
    return collect(_own(item, id) for item in items)


def _own(item: Node | Relationship, source: str) -> Node | Relationship:
    if isinstance(item, Node):
        return item
    name = f"{item.label}/{item.start}/{item.end}/{item.properties.get('year', '')}/{source}"
    return Relationship(name, item.label, item.start, item.end, {**item.properties, "id": name, "source": source})


def documents() -> list[Node | Relationship]:
    """The items of all documents, one document after the other, as files of a folder come."""
    return [item for number in range(DOCUMENTS) for item in document(number).items()]
