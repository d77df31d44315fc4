"""Schools that documents say to be at two stages in one year."""
from __future__ import annotations

from collections.abc import Iterator

from kg.graph.states import Stated, same_schools, stated_stages
from kg.types import Finding, Graph


def two_stages(graph: Graph) -> Iterator[Finding]:
    """Yield schools at two stages of one work in one year, by texts of one kind.

    That a plan names a stage and the summary of the year another is what plans are for, and no finding.
    """
    linked = {id for item in graph.relationships if item.label == "SAME_AS" for id in (item.start, item.end)}
    groups: dict[tuple[str, int, str, bool], list[Stated]] = {}
    for one in stated_stages(graph):
        school = min(same_schools(graph, one.school)) if one.school in linked else one.school
        groups.setdefault((school, one.year, one.work, one.promised), []).append(one)
    for (school, year, work, promised), found in sorted(groups.items()):
        stages = {one.stage: one for one in found}
        if len(stages) > 1:
            shown = "; ".join(f"{stage} ({one.claim.properties.get('source', '')}: "
                              f"{one.claim.properties.get('evidence', '')})" for stage, one in stages.items())
            what = f" ({work})" if work else ""
            verb = "is to be" if promised else "is"
            yield Finding("two-stages", f"{school}{what} {verb} at {len(stages)} stages in {year}: {shown}")
