"""Where questions about a graph are asked: in exchange files, or in a store, with the same answers."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from neo4j.exceptions import ClientError

from kg.cli.graphs import opened_items
from kg.cli.target import TargetOf
from kg.compare import QUESTIONS, Facts
from kg.derive import derive, is_derived
from kg.errors import StoreError
from kg.graph.merge import merge
from kg.types import Graph, Node, Relationship
from loaders.ask import Answer, ask_query
from loaders.queries import ParameterValue, library
from loaders.target import Connection, open_target

# Answers a question of ``kg.compare.QUESTIONS``, which is a query of the library too: its name, and its parameters.
Ask: TypeAlias = Callable[[str, Mapping[str, ParameterValue]], Answer]


@contextmanager
def asking(graphs: tuple[Path, ...], target: TargetOf) -> Iterator[Ask]:
    """Yield what answers questions: the merged graph of some files, or a store where there are none.

    Raises ExchangeError and StoreError.
    """
    with ExitStack() as stack:
        if graphs:
            facts = facts_of(opened_items(graphs, stack)())
            yield lambda name, values: ask_facts(facts, name, values)
        else:
            connection = stack.enter_context(open_target(target()))
            yield lambda name, values: ask_store(connection, name, values)


def facts_of(items: Iterable[Node | Relationship]) -> Facts:
    """Merge items of graphs and derive what follows from all of them together."""
    merged = merge(Graph((item,)) if isinstance(item, Node) else Graph(relationships=(item,))
                   for item in items if not is_derived(item))
    return Facts.of(chain(merged.items(), derive(merged).items()))


def ask_facts(facts: Facts, name: str, values: Mapping[str, Any]) -> Answer:
    """Ask the facts of a graph."""
    question = QUESTIONS[name]
    return Answer(question.columns, tuple(tuple(row) for row in question.answer(facts, **values)))


def ask_store(connection: Connection, name: str, values: Mapping[str, ParameterValue]) -> Answer:
    """Ask a store with the query of the same name. Raises StoreError where the store refuses it."""
    try:
        return ask_query(connection, library()[name], values)
    except ClientError as error:
        raise StoreError(f"the store refuses the query {name}: {error.message}") from error
