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
    """Return the line (from 1) of the key or item that a fault's location leads to, or of the nearest around it."""
    found = node
    for step in location:
        pair = None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            pair = node.value[step], node.value[step]
        elif isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
        if pair is None:
            break
        found, node = pair
    return found.start_mark.line + 1 if found is not None else 1


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
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise KnowledgeError(f"{name}:{mark.line + 1 if mark else 1}: not YAML: {error}") from None
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
