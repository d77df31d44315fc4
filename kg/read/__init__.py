"""Reading: a file's bytes to a Document, with its encoding, tables, metadata and page furniture."""
from kg.read.discover import discover
from kg.read.document import read_bytes, read_file

__all__ = ["discover", "read_bytes", "read_file"]
