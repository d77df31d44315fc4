"""Rule files in ``kg/data/rules``: YAML, each entry checked against a model, faults told with file and line."""
from __future__ import annotations

from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from kg.errors import KnowledgeError

T = TypeVar("T")


class Example(BaseModel):
    """A sentence and what a rule must find in it, as ``source → target`` or target names; an empty list: nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    expect: list[str]


class Rule(BaseModel):
    """What every rule has: a name, what it states, words that trigger it, and examples that the tests run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    triggers: tuple[str, ...] = ()
    confidence: float = 0.9
    examples: tuple[Example, ...] = ()


def _line(node: yaml.Node, location: tuple[int | str, ...]) -> int:
    """Return the line (from 1) of the YAML node that a validation error's location leads to, or the nearest above it."""
    for step in location:
        below = None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            below = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == step), None)
            below = below or next((key for key, _ in node.value if key.value == step), None)
        if below is None:
            break
        node = below
    return int(node.start_mark.line) + 1


def parse_rules(text: str, name: str, model: type[T] | Any) -> T:
    """Parse YAML and check it against a pydantic model or type. Raises KnowledgeError with file and line."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{name}: not YAML: {error}") from None
    try:
        return TypeAdapter(model).validate_python(data)  # type: ignore[no-any-return]
    except ValidationError as error:
        faults = "\n".join(
            f"{name}:{_line(root, fault['loc'])}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            for fault in error.errors())
        raise KnowledgeError(faults) from None


def read_rules(name: str, model: type[T] | Any) -> T:
    """Read ``kg/data/rules/<name>.yaml`` as ``parse_rules`` does."""
    path = files("kg").joinpath("data", "rules", f"{name}.yaml")
    return parse_rules(path.read_text(encoding="utf-8"), f"rules/{name}.yaml", model)
