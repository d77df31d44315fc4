"""Constraints and indexes that a store gets before the first load, and the version of the form that its data have."""
from __future__ import annotations

from collections.abc import Iterator

from neo4j import Driver, Session

from kg.errors import StoreError
from kg.vocabulary import CLAIM_RELATIONS
from loaders.dialect import Dialect, dialect
from loaders.shapes import RELATIONSHIP_TYPES

NAMES_INDEX = "kg_names"
EVIDENCE_INDEX = "kg_evidence"
SCHEMA_VERSION = 2
_WAIT_SECONDS = 3600
_CJK = "`fulltext.analyzer`: 'cjk'"
# What named queries start from; ids have their constraints.
_LOOKED_UP = (
    ("Entity", "name"), ("District", "adcode"), ("Source", "name"), ("Source", "url"), ("Source", "year"),
    ("Figure", "indicator"), ("Figure", "year"),
)

_VERSION = "MATCH (k:KgSchema {id: 'kg'}) RETURN k.version AS version"
_SET_VERSION = "MATCH (k:KgSchema {id: 'kg'}) SET k.version = $version"
_NEW_VERSION = "CREATE (k:KgSchema {id: 'kg', version: $version, withdrawals: 0})"
_IS_FILLED = "MATCH (s:Source) RETURN s.id AS id LIMIT 1"
# Version 1 kept nothing of what a single document says: each mention gets what all documents say together, which is
# made exact when the document is loaded again.
_SAY_WHAT_ALL_SAY = """
MATCH (n:Entity)-[m:MENTIONED_IN]->(:Source) WHERE n.name IS NOT NULL AND m.name IS NULL
WITH n, m LIMIT 5000
SET m.name = n.name, m.aliases = n.aliases RETURN count(m) AS changed
"""


def schema_statements(kind: Dialect) -> Iterator[str]:
    """Yield the statements that make constraints and indexes; each does nothing where its own is there."""
    for label in ("Entity", "Source", "KgSchema"):
        yield f"CREATE CONSTRAINT kg_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for type in RELATIONSHIP_TYPES:
        yield f"CREATE CONSTRAINT kg_{type.lower()}_id IF NOT EXISTS FOR ()-[r:{type}]-() REQUIRE r.id IS UNIQUE"
        yield f"CREATE INDEX kg_{type.lower()}_source IF NOT EXISTS FOR ()-[r:{type}]-() ON (r.source)"
    if kind is Dialect.NEO4J:
        # The embedded store has one index a property, and its owner makes that a full-text one (loaders.engine).
        for label, key in _LOOKED_UP:
            yield f"CREATE INDEX kg_{label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
        yield (f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] "
               f"OPTIONS {{indexConfig: {{{_CJK}}}}}")
        # Eventually consistent: a load does not wait for it at each batch, but at its end.
        yield (f"CREATE FULLTEXT INDEX {EVIDENCE_INDEX} IF NOT EXISTS FOR ()-[r:{'|'.join(CLAIM_RELATIONS)}]-() "
               f"ON EACH [r.evidence] OPTIONS {{indexConfig: {{{_CJK}, `fulltext.eventually_consistent`: true}}}}")


def prepare(driver: Driver, *, database: str | None = None) -> None:
    """Make the constraints and indexes where they are not there yet, and bring the data to the present form.

    Raises StoreError where a later version of this program has written the store.
    """
    kind = dialect(driver)
    with driver.session(database=database) as session:
        present = _present(session, kind)
        found = _version(session, present)
        if found is not None and found > SCHEMA_VERSION:
            raise StoreError(f"a later version of kg wrote this store (its form is {found}, known here is "
                             f"{SCHEMA_VERSION}); install that version, or load into another store")
        _make_missing(session, kind, present)
        if found != SCHEMA_VERSION:
            _upgrade(session, found)


def _present(session: Session, kind: Dialect) -> set[str] | None:
    """Return the names of the constraints and indexes, None where the store does not tell them."""
    return None if kind is Dialect.ARCADEDB else {record["name"] for record in session.run("SHOW INDEXES YIELD name")}


def _make_missing(session: Session, kind: Dialect, present: set[str] | None) -> None:
    if present is None and session.run(_VERSION).single() is not None:
        return
    missing = [statement for statement in schema_statements(kind) if _name(statement) not in (present or ())]
    for statement in missing:
        session.run(statement).consume()
    if missing and kind is Dialect.NEO4J:
        session.run("CALL db.awaitIndexes($seconds)", seconds=_WAIT_SECONDS).consume()


def _name(statement: str) -> str:
    """Return the name of a constraint or index; a constraint has an index of its name."""
    return statement.partition(" IF NOT EXISTS")[0].rpartition(" ")[2]


def _version(session: Session, present: set[str] | None) -> int | None:
    """Return the version that the store says it has; 1 where a loader from before versions has written it."""
    record = session.run(_VERSION).single()
    if record is not None:
        return int(record["version"])
    # A bulk import is in the present form, and leaves a Neo4j without constraints, or with those of now.
    if present is not None and ("kg_entity_id" not in present or "kg_runs_source" in present):
        return None
    return None if session.run(_IS_FILLED).single() is None else 1


def _upgrade(session: Session, found: int | None) -> None:
    if found == 1:
        while session.run(_SAY_WHAT_ALL_SAY).single(strict=True)["changed"]:
            pass
    session.run(_SET_VERSION if session.run(_VERSION).single() else _NEW_VERSION, version=SCHEMA_VERSION).consume()


def await_indexes(driver: Driver, *, database: str | None = None) -> None:
    """Wait until full text finds what was loaded."""
    if dialect(driver) is Dialect.NEO4J:
        with driver.session(database=database) as session:
            session.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()").consume()
