"""Names of programs: quoted ones by what stands around them, plain ones by their head and the verb before them."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs
from pydantic import BaseModel, ConfigDict

from kg.lexicon import column_values, read_rules, read_table
from kg.lexicon.rules import Example
from kg.recognise.quotes import Quoted
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span


class Heads(BaseModel):
    """What program names end in."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    plain: tuple[str, ...]
    quoted: tuple[str, ...]


class ProgramRules(BaseModel):
    """``rules/programs.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    heads: Heads
    inner: tuple[str, ...]
    strong: tuple[str, ...]
    opening: tuple[str, ...]
    ordinary: tuple[str, ...]
    examples: tuple[Example, ...]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True)
class Patterns:
    """The compiled forms of the rules."""

    tail: re.Pattern[str]
    weak_tail: re.Pattern[str]
    head: re.Pattern[str]
    inner: re.Pattern[str]
    before: re.Pattern[str]
    strong: frozenset[str]
    opening: frozenset[str]
    ordinary: re.Pattern[str]


@functools.cache
def rules() -> ProgramRules:
    """Return the program rules."""
    return read_rules("programs", ProgramRules)  # type: ignore[no-any-return]


@functools.cache
def patterns() -> Patterns:
    """Return the compiled rules."""
    found = rules()
    plain, weak = _alternatives(found.heads.plain), _alternatives(found.heads.quoted)
    strong = _alternatives(found.strong)
    return Patterns(
        tail=re.compile(rf"[^“”《》()、,。;:!?\n|]{{0,14}}?(?:{plain})(?:{plain})*"),
        weak_tail=re.compile(rf"[^“”《》()、,。;:!?\n|的]{{0,6}}?(?:{weak})"),
        head=re.compile(f"(?:{plain})+"),
        inner=re.compile(f"(?:{_alternatives(found.inner)})$"),
        before=re.compile(rf"(?:{strong})(?:好|了|起|出|以|各项|一批|首届|首批|第?[一二三四五六七八九十\d]+[届期批轮次个项所名]|新一[届轮]|新|[^“”《》、,。;:!?\n|的]{{0,10}}(?:的|以)?|[^“”,。;:!?\n|]{{0,12}}的)$"),
        strong=frozenset(found.strong), opening=frozenset(found.opening),
        ordinary=re.compile(f"(?:{_alternatives(found.ordinary)})*$"))


@functools.cache
def values() -> frozenset[str]:
    """Return the expressions that are values, slogans, meetings … and never programs."""
    return frozenset(row["name"].strip("“”") for row in read_table("lexicon/values.tsv", ("name", "kind")))


@functools.cache
def _programs() -> tuple[Any, tuple[str, ...], dict[str, str]]:
    rows = read_table("lexicon/programs.tsv", ("name", "aliases", "scope", "since", "until"))
    canonical = {value: row["name"] for row in rows for value in column_values(row, "name", "aliases")}
    words = tuple(sorted(canonical))
    return (ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words, canonical)


def known_programs(text: str) -> Iterator[Mention]:
    """Yield mentions of programs in the lexicon; a form's canonical name is among the aliases only if the text has it."""
    automaton, words, canonical = _programs()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if text[start - 1:start] == "“" and text[end:end + 1] == "”":
            start, end = start - 1, end + 1
        head = re.compile(r"(?:工程|活动|工作|政策|行动|项目|计划|改革|试点|制度|建设|创建|模式)+").match(text, end)
        aliases = [words[index]]
        stop = end
        if head and head.end() - end <= 4:
            aliases.append(words[index] + head.group())
        yield Mention(Span(start, stop), "Program", words[index], f"program-lexicon:{canonical[words[index]]}", 0.9,
                      tuple(dict.fromkeys(a for a in aliases if a != words[index])))


def _is_known(content: str) -> bool:
    return content in _programs()[2]


_NOT_BEHIND = re.compile(r"(?:纠正|反对|杜绝|防止|克服|解决|严查|整治|树牢|树立|牢固树立|增强|牢记|做到|捍卫|坚定|坚决做到|忠诚|严守|推动|形成|坚持|遵循|秉承|落实|履行|打通|以|成为|称为|叫做|所谓|实现|变|让|从|由|到|突破|避免|扭转|破解)$")
_MARKED = re.compile(r"(?:\d+[+\-x×/]\d+|[^+]{1,8}\+[^+]{1,8}|[一二三四五六七八九十两双\d]+(?:大|个|项|名|微|进|好|心|动|学|化|度|维|段|环|步|融|全|有|讲|比|创|评|建|课|级|清|会|送|推|声|色|自|品|优|美|感|查|支|馆|园|爱|联|节|进校园).*)$")
_PHRASE = re.compile(r"[,;!?]|(?:^|[^一-鿿])不|^要|^有|得到|得来|起来|下去|出去|上来|进来")


def quoted_programs(text: str, quotes: list[Quoted], tokens: Tokens) -> Iterator[Mention]:
    """Yield programs whose name is quoted, with or without a head behind the quotation marks."""
    found = patterns()
    shared: Mention | None = None
    for quote in reversed(quotes):  # from the right: a list of quoted names shares the head behind the last
        mention = _quoted(text, quote, found, tokens)
        after = text[quote.span.end:quote.span.end + 1]
        if mention is None and shared is not None and shared.span.start - quote.span.end <= 1 and after in "、“和及" \
                and quote.content not in values():
            head = shared.name[len(text[shared.span.start:shared.span.end].split("”", 1)[0]) - 1:] if shared.rule == "program-quoted-head" else ""
            name = quote.content + (head if len(head) <= 4 else "")
            mention = Mention(quote.span, "Program", name, "program-quoted-list", 0.7, _forms(quote.content, name))
        if mention is not None:
            yield mention
            shared = mention if mention.span.start == quote.span.start else None
        else:
            shared = None


def _forms(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _tail(text: str, at: int, pattern: re.Pattern[str], tokens: Tokens, found: Patterns) -> str | None:
    """Return the words from ``at`` to a head, where no verb that opens another phrase stands between."""
    match = pattern.match(text, at)
    if not match:
        return None
    index = tokens.at(at)
    while index < len(tokens.starts) and tokens.starts[index] < match.end() - 2:
        word = tokens.words[index]
        if tokens.starts[index] >= at and (tokens.tags[index] in ("p", "c", "uj", "ul", "d") or word in ("为", "等", "的")
                                           or (word in found.opening and tokens.tags[index] == "v" and word not in ("创新", "服务", "支持", "指导"))):
            return None
        index += 1
    return match.group()


def _quoted(text: str, quote: Quoted, found: Patterns, tokens: Tokens) -> Mention | None:
    start, end = quote.span
    content = quote.content
    line = max(text.rfind("\n", 0, start), text.rfind("。", 0, start), text.rfind(",", 0, start), text.rfind(";", 0, start)) + 1
    before = text[max(line, start - 20):start]
    if content in values() or (len(content) < 2 and not content.isdigit()):
        tail = _tail(text, end, found.tail, tokens, found)
        if not (tail and len(tail) <= 6 and content not in values()):
            return None
    tail = _tail(text, end, found.tail, tokens, found)
    if tail and tail not in ("试点", "改革", "项目", "活动") or tail in ("活动", "项目", "改革", "试点"):
        name = content + tail
        left = _left_words(text, start, tokens, found)
        return Mention(Span(start, end + len(tail)), "Program", name, "program-quoted-head", 0.9,
                       _forms(content, left + name if left else "", left + content if left else ""))
    if _is_known(content):
        return Mention(quote.span, "Program", content, "program-quoted-known", 0.95)
    if text[end:end + 2] in ("规划", "方案", "办法", "意见"):
        return None
    weak = found.weak_tail.match(text, end)
    strong = found.before.search(before) is not None
    if found.inner.search(content) and (strong or weak or before == ""):
        return Mention(quote.span, "Program", content, "program-quoted-inner", 0.8, _forms(content + (weak.group() if weak else "")))
    if _NOT_BEHIND.search(before) and not weak:
        return None
    if _PHRASE.search(content) or len(content) > 16:
        return None
    if weak and weak.group() not in ("工作", "理念", "方案", "策略") and (strong or _MARKED.match(content) or len(weak.group()) >= 2):
        name = content + weak.group()
        return Mention(Span(start, end + len(weak.group())), "Program", name, "program-quoted-weak", 0.7 if strong else 0.55, _forms(content))
    if strong and (_MARKED.match(content) or text[end:end + 1] in ",。;、“和与及(等" or weak):
        return Mention(quote.span, "Program", content, "program-quoted-verb", 0.6)
    return None


def _left_words(text: str, start: int, tokens: Tokens, found: Patterns) -> str:
    """Return the words before a quoted name that belong to it (学校党建“…”工程), up to the verb."""
    index = tokens.at(start - 1) if start else -1
    begin = start
    while index >= 0 and start - tokens.starts[index] <= 12:
        word, tag = tokens.words[index], tokens.tags[index]
        if tag in ("x", "p", "c", "uj", "ul", "d", "r", "y", "q") or word in found.strong or word in found.opening:
            break
        begin = tokens.starts[index]
        index -= 1
    else:
        return ""
    return text[begin:start]


_EDITION = re.compile(r"^(?:(?:20\d\d年度?)|第[一二三四五六七八九十百\d]+(?:届|轮|批|期|次|季)|首届|首批|新一轮|新一届|一批|系列)+")
_PLACE = re.compile(r"^(?:全国|全省|全市|全区|全县|我区|我县|我市|本区|本县)")
_TRIM = re.compile(r"^(?:好|了|以|各|各项|各类|新的|新一轮|一批|中小学生?|全体)(?=.{4})")


def plain_programs(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield programs named without quotation marks: distinctive words before a head, behind a verb that opens them."""
    found = patterns()
    for match in found.head.finditer(text):
        begin = _plain_begin(text, match.start(), tokens, found)
        phrase = text[begin:match.end()]
        words = text[begin:match.start()]
        edition = _EDITION.match(words)
        bare = words[edition.end():] if edition else words
        bare = _PLACE.sub("", bare)
        if not 3 <= len(bare) <= 24 or found.ordinary.match(bare) or "”" in bare or "《" in bare:
            continue
        strength = 0.75 if match.group() in ("工程", "行动", "计划") or match.group().endswith(("行动", "计划", "评选", "大赛", "进校园")) else 0.55
        aliases = _forms(bare + match.group(), phrase)
        yield Mention(Span(begin, match.end()), "Program", phrase, "program-plain", strength,
                      tuple(alias for alias in aliases if alias != phrase))


def _plain_begin(text: str, head: int, tokens: Tokens, found: Patterns) -> int:
    index = tokens.at(head - 1) if head else -1
    begin = head
    while index >= 0 and head - tokens.starts[index] <= 26:
        word, tag, start = tokens.words[index], tokens.tags[index], tokens.starts[index]
        if word == ")" or word == "(":
            pass
        elif tag == "x" and word not in ("·", "-", "+") and not word.isalnum():
            break
        elif word in found.opening or tag in ("uj", "ul", "uz", "p", "y", "d", "r") or (tag == "c" and word not in ("和", "与")):
            break
        begin = start
        index -= 1
    trimmed = _TRIM.match(text[begin:head])
    return begin + trimmed.end() if trimmed else begin
