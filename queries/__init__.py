"""The named Cypher queries, as data files: ``importlib.resources.files("queries")``."""
