"""The engine as other clients see it."""
from __future__ import annotations

import pytest
from store_sample import sample_graph

from loaders.target import Connection

pytest_plugins = ["store_fixtures"]

LARGEST_EXACT = 2**53  # in JavaScript, where Neo4j Browser asks for relationships by the ids of nodes


@pytest.mark.parametrize(("pattern", "count"), [
    ("(n) WHERE NOT n:KgSchema", len(sample_graph().nodes)),
    ("()-[n]->()", len(sample_graph().relationships)),
])
def test_engine_ids_are_exact_in_javascript(sample_store: Connection, pattern: str, count: int) -> None:
    records = sample_store.driver.execute_query(f"MATCH {pattern} RETURN id(n) AS id",
                                                database_=sample_store.database).records
    assert len({float(record["id"]) for record in records}) == count
    assert max(record["id"] for record in records) < LARGEST_EXACT
