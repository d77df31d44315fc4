"""Identity shapes: the label sets and relationship types that may be written, a closed list.

Labels and types cannot be parameters of a statement, so nothing else than these ever gets into its text.
"""
from __future__ import annotations

from kg.errors import ExchangeError
from kg.types import Node, Relationship
from kg.vocabulary import CLAIM_RELATIONS, STRUCTURE_RELATIONS, SUPERCLASSES, labels

NODE_SHAPES = frozenset({("Source",), *(labels(name) for name in SUPERCLASSES)})
RELATIONSHIP_TYPES = (*CLAIM_RELATIONS, *STRUCTURE_RELATIONS)


def node_shape(node: Node) -> tuple[str, ...]:
    """Return the sorted label set of a node. Raises ExchangeError where the vocabulary has no such set."""
    shape = tuple(sorted(set(node.labels)))
    if shape not in NODE_SHAPES:
        raise ExchangeError(
            f"node {node.id!r}: no class of the ontology has the labels {list(node.labels)}; legal are Source "
            f"and, each with its superclasses and Entity, {', '.join(SUPERCLASSES)}")
    return shape


def relationship_shape(item: Relationship) -> str:
    """Return the type of a relationship. Raises ExchangeError where the vocabulary has no such type."""
    if item.label not in RELATIONSHIP_TYPES:
        raise ExchangeError(f"relationship {item.id!r}: the ontology has no type {item.label!r}; "
                            f"legal types are {', '.join(RELATIONSHIP_TYPES)}")
    return item.label


def key_label(id: str) -> str:
    """Return the label that carries the unique constraint on a node's id: Source or Entity."""
    return "Source" if id.startswith("source/") else "Entity"


def end_labels(type: str) -> tuple[str, str]:
    """Return the key labels of the start and the end of a relationship type."""
    return "Entity", "Source" if type == "MENTIONED_IN" else "Entity"
