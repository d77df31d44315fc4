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

_INSTITUTIONS = ("School", "Kindergarten", "University", "SchoolGroup", "GovernmentBody", "Organization")
_HOLDERS = ("District", *_INSTITUTIONS)
_NAMED = (*_INSTITUTIONS, "Program", "Document", "Honor")
# The classes that a relationship starts and ends at: those of the annotation guideline, wider where texts say it of
# others (kindergartens run programs, groups and universities are awarded titles, schools build).
ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "RUNS": (_HOLDERS, ("Program",)),
    "PARTICIPATES_IN": (("School", "Kindergarten", "SchoolGroup", "District"), ("Program",)),
    "PAIRS_WITH": (_HOLDERS, _HOLDERS),
    "MANAGES": (_INSTITUTIONS, ("School", "Kindergarten")),
    "MEMBER_OF": (("School", "Kindergarten"), ("SchoolGroup",)),
    "PART_OF": (_INSTITUTIONS, ("School", "Kindergarten", "SchoolGroup")),
    "MERGES_WITH": (("School",), ("School",)),
    "BUILDS": (_INSTITUTIONS, ("School", "Kindergarten")),
    "ISSUED": (("GovernmentBody",), ("Document",)),
    "IMPLEMENTS": (("GovernmentBody",), ("Document",)),
    "AWARDED": (_HOLDERS, ("Honor",)),
    "SEEKS": (_HOLDERS, ("Honor",)),
    "COOPERATES_WITH": (_INSTITUTIONS, _INSTITUTIONS),
    "TARGETS": (_HOLDERS, ("Target",)),
    "REPORTS": (_HOLDERS, ("Result",)),
    "MEASURES": (("Target", "Result"), ("Indicator",)),
    "LOCATED_IN": (_HOLDERS, ("District",)),
    "GOVERNS": (("GovernmentBody",), ("District",)),
    "FULFILS": (("Result",), ("Target",)),
    "SAME_AS": (_NAMED, _NAMED),
    "SUCCEEDED_BY": (("District",), ("District",)),
    "DIFFERENT_FROM": (_NAMED, _NAMED),
    "RENAMED_TO": (_INSTITUTIONS, _INSTITUTIONS),
    "MENTIONED_IN": (tuple(SUPERCLASSES), ("Source",)),
}


def labels(name: str) -> tuple[str, ...]:
    """Return the sorted labels of a class's nodes: itself, its superclasses and Entity."""
    return tuple(sorted({"Entity", name, *SUPERCLASSES[name]}))
