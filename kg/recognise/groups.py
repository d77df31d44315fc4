"""Education groups whose own name is quoted: “龙山”教育集团, “向日葵”园所联盟."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.types import Mention, Span

_GROUP = re.compile(
    r"“([^“”\n,。+]{1,12})”"
    r"([一-鿿]{0,6}?(?:教育集团|教育共同体|教共体|办学共同体|发展共同体|联盟|学区))(?![型式化制建内])")
# “融合型”教共体, “紧密型”教育集团: a kind of group, not the name of one.
_KIND = re.compile(r"(?:型|式|化|双|多|新)$")


def quoted_groups(text: str) -> Iterator[Mention]:
    """Yield mentions of education groups by their quoted name and what follows it."""
    for match in _GROUP.finditer(text):
        if not _KIND.search(match.group(1)):
            span = Span(match.start(), match.end())
            yield Mention(span, "SchoolGroup", "".join(match.groups()), "group-quoted", 0.85, (match.group(1),))
