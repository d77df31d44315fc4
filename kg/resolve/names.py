"""Normal forms of names, by which forms of one thing meet."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kg.recognise.home import Home

# 一完小, 第二完小: the complete primary schools of a county town.
_COMPLETE = re.compile(r"第?([一二三四五六七八九十]{1,3})完小$")
_NUMBERED = re.compile(r"(?<!第)(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,3})(小|中|幼|高|职)$")
_FULL = {"小": "小学", "中": "中学", "幼": "幼儿园", "高": "高级中学", "职": "职业学校"}
_CLIPPED = {
    "实小": "实验小学", "实幼": "实验幼儿园", "附小": "附属小学", "附中": "附属中学", "附幼": "附属幼儿园",
    "中心小": "中心小学", "中心幼": "中心幼儿园", "机关幼": "机关幼儿园", "职教中心": "职业教育中心",
    "特校": "特殊教育学校", "进修校": "教师进修学校", "完小": "完全小学", "外校": "外国语学校", "外国语": "外国语学校"}
_CLIPPED_END = re.compile(f"(?:{'|'.join(_CLIPPED)})$")
_EXPERIMENTAL_NUMBERED = re.compile("(?<!第)([一二三四五六七八九十]{1,2})实(小|中|幼)$")
_NUMBERED_EXPERIMENTAL = re.compile("实验([一二三四五六七八九十])(小|中|幼)$")
# 甲小学集团, 甲小学集团学校 and 甲小学教育集团 are one group.
_GROUP = re.compile("(?<=[学园校中])(?:教育)?集团(?:学校|校)?$")
# 国家级, 市级 …: the level without its 级.
_LEVEL = re.compile("^(国家|[省市区县州])级")
_BRACKETS = re.compile(r"\((?:暂名|暂定名|暂定|暂用名|拟|筹|筹建)\)")
# 市北小学, 松江中学, 县前小学: the first character is no level.
_AFTER_NO_LEVEL = frozenset("东西南北城前后府海门桥河江")
_MARKED = re.compile("[“”《》\"' \n]")
_MARKS = str.maketrans("", "", "“”《》\"' \n")


def plain(name: str) -> str:
    """Drop quotation marks, title marks and blanks."""
    return name.translate(_MARKS) if _MARKED.search(name) else name


@functools.lru_cache(maxsize=1024)
def written_out(name: str) -> str:
    """Write clipped endings out: 瓯北一小 is 瓯北第一小学, 实验二小 is 实验第二小学."""
    bare = _BRACKETS.sub("", plain(name))
    bare = _NUMBERED_EXPERIMENTAL.sub(lambda match: f"实验第{match.group(1)}{_FULL[match.group(2)]}", bare)
    bare = _EXPERIMENTAL_NUMBERED.sub(r"第\1实\2", bare)
    bare = _COMPLETE.sub(r"第\1完全小学", bare)
    bare = _NUMBERED.sub(lambda match: f"第{match.group(1)}{_FULL[match.group(2)]}", bare)
    bare = _CLIPPED_END.sub(lambda match: _CLIPPED[match.group()], bare)
    return _GROUP.sub("教育集团", bare)


def _prefixes(home: Home) -> Iterator[str]:
    """Yield the full names of a district, with and without those above it, longest first."""
    yield from ("".join(home.places[count:]) for count in range(len(home.places)))
    yield from home.names


def institution(name: str, home: Home) -> str:
    """Return the normal form of an institution's name: written out, without the own district's full name before it.

    瓯北一小 and 瓯北第一小学 are one; 甲市乙区实验小学, 乙区实验小学, 区实验小学 and 实验小学 are one in 乙区;
    乙实验小学 keeps its 乙.
    """
    bare = written_out(name)
    for prefix in _prefixes(home):
        if bare.startswith(prefix) and len(bare) > len(prefix) + 2:
            return bare[len(prefix):]
    for level in home.levels:
        if bare.startswith(level) and len(bare) >= len(level) + 2 and bare[len(level)] not in _AFTER_NO_LEVEL:
            return bare[len(level):]
    return bare


def honour(name: str) -> str:
    """Return the normal form of a title: 市级文明校园 and 市文明校园 are one."""
    return _LEVEL.sub(r"\1", plain(name))
