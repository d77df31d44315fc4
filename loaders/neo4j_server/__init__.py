"""A Neo4j server on this machine: fetched once, started, stopped, its data kept."""
