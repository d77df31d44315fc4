"""Divisions named in running text: full names anywhere, short ones where they are no ordinary words."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.divisions import mentions as named_divisions
from kg.recognise.home import Home
from kg.types import Mention, Span

# A short name stands for the division only at the edge of a phrase or before such words.
_SHORT_AFTER = re.compile(r"[^一-鿿]|教育|等|和|与|及|两|三|四|的|\d|、|各|市|全|在|山区|地区|区|县|结|对口|考察|支教|籍|教师|职教|学子|学生|中小学|学校|部分")
_SHORT_BEFORE = re.compile(r"[^一-鿿]$|[与和对赴到在向往及从去来驻援帮助我省市区县州]$|学在$|新$|支援$|帮扶$|对口$|结对$|前往$|走进$|辐射$|协作$")


def districts(text: str, home: Home) -> Iterator[Mention]:
    """Yield mentions of divisions; those that stand inside a school's name are for the caller to drop."""
    own = {place for place in (*home.places, home.short) if place}
    for found in named_divisions(text, year=home.year, short=True, townships=True):
        if found.name in own:
            continue
        before, after = text[max(0, found.start - 2):found.start], text[found.end:found.end + 3]
        if found.short and (found.ordinary or not (_SHORT_BEFORE.search(before) or found.start == 0) or not (_SHORT_AFTER.match(after) or not after)):
            continue
        if found.ordinary and not found.short and not _SHORT_BEFORE.search(before):
            continue
        yield Mention(Span(found.start, found.end), "District", found.name, "division-short" if found.short else "division",
                      0.7 if found.short else 0.9)
    for place in sorted(own, key=len, reverse=True):
        for match in re.finditer(re.escape(place), text):
            yield Mention(Span(match.start(), match.end()), "District", place, "division-own", 0.95)


