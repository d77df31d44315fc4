"""What of a document was not understood: clauses with a number, a quoted name or an institution that gave nothing."""
from kg.coverage.clauses import Clause, Counts, Coverage, coverage
from kg.coverage.cues import Cue

__all__ = ["Clause", "Counts", "Coverage", "Cue", "coverage"]
