"""Constraints and indexes that a store gets before the first load."""
from __future__ import annotations

from collections.abc import Iterator

from neo4j import Driver

from loaders.dialect import Dialect, dialect
from loaders.shapes import RELATIONSHIP_TYPES

NAMES_INDEX = "kg_names"


def schema_statements(kind: Dialect) -> Iterator[str]:
    """Yield the statements that make constraints and indexes; each does nothing where its own is there."""
    for label in ("Entity", "Source"):
        yield f"CREATE CONSTRAINT kg_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for type in RELATIONSHIP_TYPES:
        yield f"CREATE CONSTRAINT kg_{type.lower()}_id IF NOT EXISTS FOR ()-[r:{type}]-() REQUIRE r.id IS UNIQUE"
    if kind is Dialect.NEO4J:
        # The embedded store has one index a property, and its owner makes that a full-text one (loaders.engine).
        yield "CREATE INDEX kg_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)"
        yield (f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] "
               "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}")


def prepare(driver: Driver, *, database: str | None = None) -> None:
    """Make the constraints and indexes where they are not there yet."""
    kind = dialect(driver)
    with driver.session(database=database) as session:
        for statement in schema_statements(kind):
            session.run(statement).consume()
        if kind is Dialect.NEO4J:
            session.run("CALL db.awaitIndexes(300)").consume()
