"""The new names of institutions that lose a word of their name: 青禾国际学校去除“国际”字样 is 青禾学校 from then on."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.types import Mention

RULE = "institution-renamed"
DROPPED = re.compile(
    r"(?:去除|去掉|删除|取消|清除|清理|规范|剔除)(?:校名|园名|名称|其?名称中|校名中|其)?(?:的|含有的)?"
    r"((?:“[一-鿿]{1,4}”[、和及或]?)+)等?(?:的)?(?:字样|字眼|冠名|二字|名称)")
_WORD = re.compile("“([一-鿿]{1,4})”")
# A new name of its own that follows.
_NAMED_ANEW = re.compile("[,，、;；]?[^。;；\n]{0,6}(?:更|改)名为")
_NAMED = frozenset({"School", "Kindergarten", "SchoolGroup"})
_LEAST = 4  # characters of a name that is left


def renamed(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield a mention of the new name over the old one for each institution that a sentence says to lose a word."""
    known = list(mentions)
    for match in DROPPED.finditer(text):
        start = max(text.rfind("。", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        words = _WORD.findall(match.group(1))
        if _NAMED_ANEW.match(text, match.end()):
            continue  # 去除“国际”字样,更名为青禾双语学校
        for mention in known:
            if mention.label in _NAMED and start <= mention.span.start and mention.span.end <= match.start():
                name = mention.name
                for word in words:
                    name = name.replace(word, "")
                if name != mention.name and len(name) >= _LEAST:
                    yield Mention(mention.span, mention.label, name, RULE, mention.confidence)
