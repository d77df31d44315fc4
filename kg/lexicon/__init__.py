"""Domain knowledge as data: tables of names and words, read once and checked."""
from kg.lexicon.rules import Example, read_rules
from kg.lexicon.tables import Row, column_values, read_table

__all__ = ["Example", "Row", "column_values", "read_rules", "read_table"]
