"""From mentions to entities: the names of one thing in a document, and its id."""
from kg.resolve.entities import Resolved, resolve

__all__ = ["Resolved", "resolve"]
