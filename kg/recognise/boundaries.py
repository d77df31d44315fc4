"""Where a name begins: walking left from its last part over words until one that no name holds."""
from __future__ import annotations

import functools
import re

from kg.lexicon import column_values, read_rules, read_table
from kg.recognise.tokens import Tokens

# Verbs by the dictionary that names of institutions hold.
_IN_NAMES = frozenset(
    "实验 试验 开发 规划 配套 发展 创新 服务 探索 开放 解放 交通 合作 附属 建设 培育 协作 共建 学习 培训 教育 研究 体验 实践 进修 辅导 指导 管理 资助 活动 评估 监测 考试 招生 "
    "资源 支持 融合 团结 友好 互助 联合 保护 康复 救助 成长 运动 育才 启智 培智 启明 求知 创业 和平 共青 新建 未来 中德 国际".split())
_NAME_BRACKETS = re.compile(r"\((?:暂名|暂定名|暂定|暂用名|拟|筹|筹建|原[^()]{2,12}|[^()]{1,4}校区|园|校|单位|总校|本部|[东西南北中]区)\)$")
_LONGEST = 22
# Function words: never inside a name where the dictionary tags them as such.
_STOP_TAGS = ("p", "c", "u", "d", "r", "y", "q", "t", "e", "o")
_TAG_EXCEPTIONS = frozenset("中 新 区 东 西 南 北 高 明 正 特 重 常 将 光 先 向 永 长 安 双 元 春 秋 夏 冬 今 古 一中 附中".split())
_CHINESE_NUMERAL = re.compile("[一二三四五六七八九十百]+$")


@functools.cache
def verbs() -> frozenset[str]:
    """Return all governing verbs of ``rules/verbs.yaml``."""
    return frozenset(verb for words in read_rules("verbs", dict[str, tuple[str, ...]]).values() for verb in words)


@functools.cache
def generic_words() -> frozenset[str]:
    """Return the words that make no name before an institution's suffix (公办, 全区, 薄弱 …)."""
    rows = read_table("lexicon/generic_modifiers.tsv", ("word", "note"))
    return frozenset(value for row in rows for value in column_values(row, "word"))


@functools.cache
def _cutting() -> frozenset[str]:
    return (verbs() - _IN_NAMES)


def left_bound(text: str, tokens: Tokens, end: int, floor: int) -> int:
    """Return where the name begins whose last part begins at ``end``: at or after ``floor``, at most 22 characters left.

    Stops behind marks, governing verbs, function words, amounts (5所) and generic words (全区, 各).
    """
    begin = end
    floor = max(floor, end - _LONGEST)
    index = tokens.at(end - 1) if end else -1
    while index >= 0 and begin > floor:
        start = tokens.starts[index]
        word, tag = tokens.words[index], tokens.tags[index]
        if start + len(word) > begin:  # a word that reaches into the last part: only what stands before it counts
            word = text[start:begin]
            tag = "n"
        if start < floor:
            break
        if word == ")":
            found = _NAME_BRACKETS.search(text[floor:begin])
            if not found:
                break
            begin = floor + found.start()
            index = tokens.at(begin - 1) if begin else -1
            continue
        if _stops(word, tag, text, start):
            break
        begin = start
        index -= 1
    return begin


def _stops(word: str, tag: str, text: str, start: int) -> bool:
    if word in _cutting() or word in generic_words():
        return True
    if tag == "m":
        return not (word.startswith("第") or _CHINESE_NUMERAL.match(word) or re.match(r"\d+(?=[号中小])", text[start:start + 4]))
    if tag == "x":
        return word not in ("·", "-") and not word.isalnum()
    if tag == "eng":
        return False
    if word in _TAG_EXCEPTIONS:
        return False
    return tag.startswith(_STOP_TAGS)


def strip_generic(name: str) -> str:
    """Drop generic words from the front of a name (各公办幼儿园 gives 幼儿园)."""
    words = generic_words()
    changed = True
    while changed:
        changed = False
        for length in range(min(8, len(name)), 0, -1):
            if name[:length] in words:
                name, changed = name[length:], True
                break
    return name
