"""Full-text search in names and aliases: one function, whatever the store."""
from __future__ import annotations

from typing import Any

from neo4j import Driver

from loaders.dialect import Dialect, dialect
from loaders.schema import NAMES_INDEX

# The embedded store names an index after its type and property.
_INDEXES = {Dialect.NEO4J: (NAMES_INDEX,), Dialect.ARCADEDB: ("Entity[name]", "Entity[aliasesbyitem]")}
_SEARCH = """
UNWIND $indexes AS index
CALL db.index.fulltext.queryNodes(index, $phrase) YIELD node, score
WITH node, max(score) AS score
RETURN node.id AS id, node.name AS name, coalesce(node.aliases, []) AS aliases, labels(node) AS labels, score
ORDER BY score DESC, id LIMIT $limit
"""


def _phrase(text: str) -> str:
    """Quote a text, so that it is searched as it stands and no character of it is an operator of Lucene."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def search_names(driver: Driver, text: str, *, limit: int = 20, database: str | None = None) -> list[dict[str, Any]]:
    """Return the entities whose name or an alias contains a text of two characters or more, best first.

    Each is a map of id, name, aliases, labels and score.
    """
    parameters = {"indexes": list(_INDEXES[dialect(driver)]), "phrase": _phrase(text), "limit": limit}
    with driver.session(database=database) as session:
        return session.execute_read(lambda transaction: transaction.run(_SEARCH, parameters).data())
