"""Government and party bodies: a division or a level before a stem (宁波市 + 教育局, 区 + 编办), and national ones."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import ahocorasick_rs

from kg.divisions import split_prefix
from kg.lexicon import column_values, read_table
from kg.recognise.boundaries import left_bound
from kg.recognise.home import Home
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

_LEVELS = "省市区县州旗镇乡盟"
_CHAIN = re.compile(r"(?:[一-鿿]{2,7}?(?:自治区|省|自治州|市|州|盟|地区))?[一-鿿]{1,7}?(?:自治县|自治旗|新区|开发区|高新区|园区|区|县|市|旗|镇|乡|街道)$")
_OWN = re.compile(r"(?:我|本|全)(?=[局委厅办])$")
# Words that a stem in the lexicon is a part of, not a body.
_NOT_AFTER = re.compile(r"部门|系统|干部|人员|工作|局长|会议|委员(?!会)|书记|部长|机关|民警|主任|代表|编制|章程|活动|精神|意见|要求|文件|决策|部署")
# Levels that are the last character of another word (教育系统, 校区政府).
_LEVEL_IN_WORD = re.compile(r"(?:校|学|城|社|片|地|园|山|城市|超|都|各|全|灾|库|辖|老|新|小|景|责任|战)[区市]$")


@functools.cache
def _stems() -> tuple[Any, tuple[str, ...], dict[str, tuple[str, bool]]]:
    kinds: dict[str, tuple[str, bool]] = {}
    for row in read_table("lexicon/government.tsv", ("stem", "clipped", "type", "national")):
        for value in column_values(row, "stem", "clipped"):
            kinds.setdefault(value, (row["type"], row["national"] == "yes"))
    words = tuple(sorted(kinds))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words, kinds


def _prefix(text: str, start: int, tokens: Tokens, home: Home) -> int:
    """Return where the division before a stem begins, or ``start`` where none stands there."""
    floor = text.rfind("\n", 0, start) + 1
    for place in (*("".join(home.places[i:]) for i in range(len(home.places))), home.place, home.short):
        if place and text.endswith(place, max(floor, start - len(place)), start):
            return start - len(place)
    region_start = left_bound(text, tokens, start, max(floor, start - 14))
    region = text[region_start:start]
    for cut in range(len(region)):
        pieces, rest = split_prefix(region[cut:])
        if pieces and not rest:
            return region_start + cut
    if match := _CHAIN.search(region):
        return region_start + match.start()
    if text[start - 1:start] in _LEVELS and start > floor and not _LEVEL_IN_WORD.search(text[max(floor, start - 3):start]):
        return start - 1
    return start


def bodies(text: str, tokens: Tokens, home: Home) -> Iterator[Mention]:
    """Yield mentions of bodies; a bare stem (公安, 教育局) has a low confidence, for those who know its context."""
    automaton, words, kinds = _stems()
    for index, start, end in automaton.find_matches_as_indexes(text):
        label, national = kinds[words[index]]
        if _NOT_AFTER.match(text, end) and len(words[index]) < 4:
            continue
        begin = start if national else _prefix(text, start, tokens, home)
        name = text[begin:end]
        if begin < start or national:
            yield Mention(Span(begin, end), label, name, "body-national" if national else "body-division", 0.9)
        elif words[index] in ("局党委", "局党组", "局党工委"):
            yield Mention(Span(begin, end), label, name, "body-own", 0.8)
        else:
            yield Mention(Span(begin, end), label, name, "body-bare", 0.3)
    for match in re.finditer(r"(?<![一-鿿])(?:我局|我委|我厅|本局|本委)(?![一-鿿]属)|(?<=[,。;、])(?:我局|我委)|我局", text):
        yield Mention(Span(match.start(), match.end()), "GovernmentBody", match.group(), "body-own", 0.8)
