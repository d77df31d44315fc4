"""Why a merged graph has a node, and why a link was derived: lines for people and programs."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from kg.derive import is_derived
from kg.types import Node, Relationship


class Explanation:
    """Collects, while the items of a merged graph pass by, what says why they are there."""

    def __init__(self) -> None:
        self._nodes: dict[str, tuple[str, bool]] = {}
        self._sources: dict[str, str] = {}
        self._names: dict[str, dict[str, set[str]]] = {}
        self._links: list[Relationship] = []

    def note(self, item: Node | Relationship) -> None:
        """Take note of an item of the merged graph."""
        if isinstance(item, Relationship):
            if item.label == "MENTIONED_IN":
                names = self._names.setdefault(item.start, {})
                for name in _strings(item.properties.get("names")):
                    names.setdefault(name, set()).add(item.end)
            elif is_derived(item):
                self._links.append(item)
        elif "Source" in item.labels:
            self._sources[item.id] = str(item.properties.get("name", item.id))
        elif "Figure" not in item.labels or is_derived(item):
            self._nodes[item.id] = (str(item.properties.get("name", "")), is_derived(item))

    def lines(self) -> Iterator[bytes]:
        """Yield one line of JSON for each node apart from figures, then for each derived relationship, by id."""
        for id, (name, derived) in sorted(self._nodes.items()):
            yield _line({"kind": "node", "id": id, "name": name, "derived": derived, **self._why(id)})
        for item in sorted(self._links, key=lambda link: link.id):
            yield _line({
                "kind": "derived", "id": item.id, "type": item.label, "start": self._end(item.start),
                "end": self._end(item.end), "rule": item.properties.get("rule"),
                "reason": item.properties.get("reason")})

    def _why(self, id: str) -> dict[str, Any]:
        names = self._names.get(id, {})
        documents = set().union(*names.values())
        if len(documents) > 1:
            reason = f"{len(documents)} documents name it by the same class, scope and normal name"
        elif documents:
            reason = "one document names it"
        else:
            reason = "no document names it; it follows from others"
        return {"reason": reason, "names": {
            name: sorted({self._sources.get(source, source) for source in sources})
            for name, sources in sorted(names.items())}}

    def _end(self, id: str) -> dict[str, str]:
        return {"id": id, "name": self._nodes.get(id, ("", False))[0]}


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _line(data: dict[str, Any]) -> bytes:
    return orjson.dumps(data, option=orjson.OPT_APPEND_NEWLINE)
