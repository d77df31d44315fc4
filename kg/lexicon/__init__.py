"""Domain knowledge as data: tables of names and words, read once and checked."""
from kg.lexicon.tables import Row, column_values, read_table
from kg.lexicon.rules import Rule, read_rules

__all__ = ["Row", "Rule", "column_values", "read_rules", "read_table"]
