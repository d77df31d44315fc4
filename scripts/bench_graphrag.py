"""Fill a Neo4j server with a graph of JSON Lines by the writer of neo4j-graphrag.

Run with a Python of its own that has ``neo4j-graphrag``: it wants other versions of libraries than this project.
The password is taken from NEO4J_PASSWORD. The writer makes relationships with APOC, which the server has to have.
"""
from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from neo4j import GraphDatabase
from neo4j_graphrag.experimental.components.kg_writer import Neo4jWriter
from neo4j_graphrag.experimental.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship


def _class(labels: list[str]) -> str:
    return next((label for label in labels if label not in ("Entity", "Institution", "Figure")), labels[0])


def main() -> None:
    """Read and write."""
    uri, path = sys.argv[1:]
    items = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    graph = Neo4jGraph(
        nodes=[Neo4jNode(id=item["id"], label=_class(item["labels"]), properties=item["properties"])
               for item in items if item["type"] == "node"],
        relationships=[Neo4jRelationship(start_node_id=item["start"]["id"], end_node_id=item["end"]["id"],
                                         type=item["label"], properties=item["properties"])
                       for item in items if item["type"] == "relationship"])
    with GraphDatabase.driver(uri, auth=("neo4j", os.environ["NEO4J_PASSWORD"])) as driver:
        result = asyncio.run(Neo4jWriter(driver).run(graph))
        if result.status != "SUCCESS":
            sys.exit(f"the writer failed: {result}")


if __name__ == "__main__":
    main()
