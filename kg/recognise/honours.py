"""Titles that institutions and districts hold or seek: a level, a grade and a head (省 + 一级 + 幼儿园)."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs

from kg.lexicon import read_table
from kg.recognise.boundaries import verbs
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

# Heads that are a plain noun as well: a title only behind a grade (一级 + 幼儿园).
_PLAIN = frozenset("幼儿园 园 学校 校 校园 小学 中学 高中 初中 中职学校 中等职业学校 单位 集体 基地 品牌 强区 强县 强市 强镇 教育基地 家长学校 培育校 项目学校 项目校 联盟校 成员校 伙伴学校 名校 重点学校 骨干学校 培育单位 项目单位 未来学校 优质学校 优质校 优质园 优质幼儿园 "
                   "教学基地 研究基地 实训基地 实践基地 培训基地 特色项目 联系点 创新区 强乡 党建品牌 试点校 试点学校 试点园 实验学校 实验幼儿园 实验校 基地学校 基地校 基地园 普惠性幼儿园 等级幼儿园 课改园 阳光厨房 发展学校 优秀案例 典型案例 友好学校 创建区 创建县 窗口学校 教师发展学校".split())
_FIRST = re.compile(r"^(?:全国|国家级?|教育部|部级|省级?|自治区级?|市级?|州级?|盟级?|县级?|区级?|镇级?|校级|旗级?|[\u4e00-\u9fff]{1,6}(?:省|市|区|县|州|自治区)级?)")
_EDITION = re.compile(r"^(?:20\d\d年度?|第[一二三四五六七八九十\d]+批|首批|新一批|一批)+")
_ANY_LEVEL = re.compile(r"全国|国家级|省部级|省级|市级以上|市级|州级|县级|区级|校级|自治区级|国家(?=示范|重点|卫生|级)|(?<![\u4e00-\u9fff])[省市区县](?=[^\u4e00-\u9fff]|[一二三](?:级|类)|[\u4e00-\u9fff]{2})")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Title:
    """What a title ends in and who may hold it (School, Kindergarten, District, any …)."""

    text: str
    holder: str


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"level": {}, "grade": {}, "head": {}, "award": {}}
    for row in read_table("lexicon/honours.tsv", ("kind", "text", "holder")):
        found[row["kind"]].setdefault(row["text"], row["holder"])
    return found


def holder_of(name: str) -> str:
    """Return who may hold a title by its longest head: a class of the ontology, or ``any``."""
    heads = _table()["head"]
    for length in range(len(name), 0, -1):
        if (tail := name[-length:]) in heads:
            return heads[tail]
    return "any"


@functools.cache
def _heads() -> tuple[Any, tuple[str, ...]]:
    table = _table()
    words = set(table["head"]) | set(table["award"])
    for grade in table["grade"]:
        for head in ("幼儿园", "园", "学校", "校", "校园", "小学", "中学", "高中", "基地", "单位", "集体"):
            words.add(grade + head)
    # Alone these are ordinary nouns; with a grade before them they are in the list as one word.
    words -= {"园", "校", "校园", "学校", "幼儿园", "小学", "中学", "高中", "初中", "单位", "集体", "品牌", "基地"} | {
        "先进校", "未来校", "新时代校", "培育园", "创建园", "文明校", "实验小学", "实验中学", "实验学校", "实验幼儿园", "实验高中", "重点高中", "重点中学", "重点学校", "重点小学", "重点单位", "优质高中", "优质学校", "优质幼儿园", "试点单位", "特殊教育学校", "未来学校", "家庭教育学校", "标准学校", "现代学校", "红色基地", "教师发展学校"}
    ordered = tuple(sorted(words))
    return ahocorasick_rs.AhoCorasick(ordered, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), ordered


@functools.cache
def _openers() -> frozenset[str]:
    return verbs() - frozenset("教育 发展 创新 服务 建设 规范 保护 体验 实践 学习 管理 研究 培训 创建 达标 健康 实验 试点 示范 引领 培育 改革 合作 协作 开放 评价 监测 融合 普及 交流 结对 友好 组织 展示 传承 指导 支持".split())


def _begin(text: str, tokens: Tokens, end: int) -> int:
    """Return where a title begins: behind a verb, an amount, a mark or a function word, at most 24 characters left."""
    index = tokens.at(end - 1) if end else -1
    begin = end
    openers = _openers()
    while index >= 0 and end - tokens.starts[index] <= _LONGEST:
        word, tag, start = tokens.words[index], tokens.tags[index], tokens.starts[index]
        if tag == "x" and word not in ("·", "-", "+", "“", "”") and not word.isalnum():
            break
        if word in openers or tag in ("p", "uj", "ul", "d", "r", "y", "q") or tag == "c":
            break
        if tag == "m" and not re.match(r"第|[一二三四五六七八九]|首批|20\d\d|\d(?=[A-Za-z])", word):
            break
        begin = start
        index -= 1
    return begin


def honours(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield candidate titles; whether they are held, sought or only spoken of is decided by their context."""
    automaton, words = _heads()
    awards = _table()["award"]
    for index, start, end in automaton.find_matches_as_indexes(text):
        head = words[index]
        begin = _begin(text, tokens, start)
        if text[start - 1:start] == "”" and (quote := text.rfind("“", max(0, start - 20), start)) >= 0:
            begin = min(begin, _begin(text, tokens, quote))
        while text[begin:begin + 1] in "、和与及的":
            begin += 1
        if text.count("“", begin, end) != text.count("”", begin, end):
            begin = text.rfind("”", begin, start) + 1 if text.count("”", begin, end) > text.count("“", begin, end) else begin
        phrase = text[begin:end]
        edition = _EDITION.match(phrase)
        name = phrase[edition.end():] if edition else phrase
        level = _FIRST.match(name)
        if head in awards:
            confidence = 0.9
        elif level and len(name) > len(level.group()) + 1:
            confidence = 0.8 if head not in _PLAIN else 0.65
        elif _ANY_LEVEL.search(name):
            confidence = 0.6
        elif head in _PLAIN:
            confidence = 0.35
        else:
            confidence = 0.5
        if len(name) < 3 or "“" in name and "”" not in name:
            continue
        aliases = tuple(dict.fromkeys(a for a in (phrase, name.replace("“", "").replace("”", "")) if a != name))
        yield Mention(Span(begin + len(phrase) - len(name), end), "Honor", name, f"honour-{'award' if head in awards else 'head'}", confidence, aliases)
