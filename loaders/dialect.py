"""Which store answers at the other end of a Bolt connection."""
from __future__ import annotations

from enum import Enum

from neo4j import Driver


class Dialect(Enum):
    """The stores whose differences this package knows."""

    NEO4J = "Neo4j"
    ARCADEDB = "ArcadeDB"


def dialect(driver: Driver) -> Dialect:
    """Tell the store from its greeting (``Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)``)."""
    return Dialect.ARCADEDB if "ArcadeDB" in driver.get_server_info().agent else Dialect.NEO4J


def writers(driver: Driver) -> int:
    """Return how many transactions at a time fill the store fastest.

    Neo4j works on each with one thread; on two processors more than two gain nothing, and meet in each other's locks
    (docs/performance.md). The embedded store refuses a transaction that has met another.
    """
    return 1 if dialect(driver) is Dialect.ARCADEDB else 2
