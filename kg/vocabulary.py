"""Classes and relationship types of the graph, as the ontology declares them (tested against ``ontology/kg.ttl``)."""

SUPERCLASSES: dict[str, tuple[str, ...]] = {
    "District": (),
    "School": ("Institution",),
    "Kindergarten": ("Institution",),
    "University": ("Institution",),
    "SchoolGroup": ("Institution",),
    "GovernmentBody": ("Institution",),
    "Organization": ("Institution",),
    "Program": (),
    "Document": (),
    "Honor": (),
    "Indicator": (),
    "Target": ("Figure",),
    "Result": ("Figure",),
}

RELATIONS = (
    "RUNS", "PARTICIPATES_IN", "PAIRS_WITH", "MANAGES", "MEMBER_OF", "PART_OF", "MERGES_WITH", "BUILDS", "ISSUED",
    "IMPLEMENTS", "AWARDED", "SEEKS", "COOPERATES_WITH",
)
FIGURE_RELATIONS = ("TARGETS", "REPORTS")
# Stated by texts like RELATIONS, but apart from what the annotated documents are scored on.
IDENTITY_RELATIONS = ("RENAMED_TO",)
STRUCTURE_RELATIONS = (
    "MEASURES", "LOCATED_IN", "GOVERNS", "FULFILS", "SAME_AS", "DIFFERENT_FROM", "SUCCEEDED_BY", "MENTIONED_IN",
)
# The relationships that a text states: claims, with their evidence.
CLAIM_RELATIONS = (*RELATIONS, *IDENTITY_RELATIONS, *FIGURE_RELATIONS)


def labels(name: str) -> tuple[str, ...]:
    """Return the sorted labels of a class's nodes: itself, its superclasses and Entity."""
    return tuple(sorted({"Entity", name, *SUPERCLASSES[name]}))
