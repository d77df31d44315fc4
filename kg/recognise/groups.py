"""Education groups whose own name is quoted (“龙山”教育集团), and groups of companies that somebody works with."""
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


_COMPANIES = re.compile(
    r"(?:与|和|同|联合|携手|会同|引进)([一-鿿]{2,7}?集团|[一-鿿]{4,14}?公司)(?=合作|签|共建|联合|共同|开展|联办|结成|等|、|捐)")
_EDUCATION = re.compile("教育|办学|学|校|园|幼|课|名师")


def companies(text: str) -> Iterator[Mention]:
    """Yield mentions of groups of companies by the verb of working together behind them (与云山集团合作)."""
    for match in _COMPANIES.finditer(text):
        if not _EDUCATION.search(match.group(1)):
            yield Mention(Span(*match.span(1)), "Organization", match.group(1), "organization-group", 0.65)
