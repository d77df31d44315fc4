"""Rule files in ``kg/data/rules``: YAML, each entry checked against a model, faults told with file and line."""
from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from kg.errors import KnowledgeError

T = TypeVar("T")


class Example(BaseModel):
    """A sentence and what its rules must find in it, in the form that the file's tests read; an empty list: nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    expect: list[str]


def _line(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """Return the line (from 1) of the YAML node that a fault's location leads to, or the nearest above it."""
    for step in location:
        below = None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            below = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == step), None)
        if below is None:
            break
        node = below
    return node.start_mark.line + 1 if node is not None else 1


def _repeated(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield the keys that stand twice in a mapping: YAML keeps the last and drops the others without a word."""
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item)


def parse_rules(text: str, name: str, model: type[T]) -> T:
    """Parse YAML and check it against a pydantic model or type.

    Raises KnowledgeError with file and line where it is not YAML, a key stands twice, or a value is not the model's.
    """
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise KnowledgeError(f"{name}:{mark.line + 1 if mark else 1}: not YAML: {error.problem}") from None
    if twice := next(_repeated(root), None):
        raise KnowledgeError(f"{name}:{twice.start_mark.line + 1}: the key {twice.value} stands twice")
    try:
        return TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        faults = "\n".join(
            f"{name}:{_line(root, fault['loc'])}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            for fault in error.errors())
        raise KnowledgeError(faults) from None


def read_rules(name: str, model: type[T]) -> T:
    """Read ``kg/data/rules/<name>.yaml`` as ``parse_rules`` does."""
    path = files("kg").joinpath("data", "rules", f"{name}.yaml")
    return parse_rules(path.read_text(encoding="utf-8"), f"rules/{name}.yaml", model)
