"""Documents: what stands in title marks, known laws and plans, and rules named without marks (出台…实施意见)."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import ahocorasick_rs

from kg.lexicon import column_values, read_table
from kg.recognise.document_rules import is_medium, pattern, rules
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

_MARKED = re.compile(r"《([^《》\n]{2,90}(?:《[^《》\n]{2,60}》[^《》\n]{0,30})?)》")
_BRACKETED = re.compile(r"\([^()]{1,18}\)$")
_PERIOD = re.compile(
    r"“?十[一二三四五六七]五”?(?:时期)?[^\s,。;:、“”《》()的]{0,16}?规划(?:纲要)?(?![一-鿿]?(?:领导|编制组|部门|专家))")
_NUMBERED = re.compile(
    r"(?:中央|国家|教育部)?“?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:条|项)(?:规定|新政|准则|禁令|铁律|红线)”?(?:及其?实施细则|实施细则)?")
_NUMBER_REACH = 8
_NUMBERED_END = re.compile("[条项](?:规定|新政|准则|禁令|铁律|红线)")
_LEVELS = re.compile("(?:(?:国家|[省市区县州])[、和])+(?=国家|[省市区县州])")
_PLACES = re.compile(r"[一-鿿]{1,4}(?:、[一-鿿]{1,4}){1,3}(?:部分|片区|小学|中学|学区)")
_EDITION = re.compile(r"第[一二三四五六七八九十\d]+[轮期]|[三四五六\d]年|20\d\d")
_LEAD = re.compile(
    r"(?:了|好|新修订的?|新一轮(?=的)|并|各|有关|相关|(?:适应|适合|符合)[一-鿿]{1,8}的|的|《|一批|\d+[个项份])+")
_ATTRIBUTE = re.compile(r"(?:适应|适合|符合|有关|相关|修订|配套)[一-鿿]{0,8}$")
_CJK = re.compile("[一-鿿]")  # a word that the dictionary does not have is tagged x
_SEPARATORS = frozenset(",;:!?。\n》《")
_REACH = 30


@functools.cache
def _known() -> tuple[Any, tuple[str, ...]]:
    rows = read_table("lexicon/documents.tsv", ("name", "aliases", "issuer", "year"))
    words = tuple(sorted({value.strip("《》") for row in rows for value in column_values(row, "name", "aliases")}))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words


def _is_document(text: str, title: str, start: int, end: int) -> bool:
    """Tell whether a title in marks is a document: by its kind, or by a verb of implementing right before it."""
    bare = _BRACKETED.sub("", title)
    kind = bool(pattern("kinds", after="$").search(bare)) or bare.startswith("关于")
    before, after = text[max(0, start - 8):start], text[end:end + 8]
    work = bool(pattern("works_before", after=r"(?:了|的|“)?$").search(before)
                or pattern("works_after", before="(?:等)?(?:的)?").match(after))
    if kind:
        firm = pattern("plain", after="$").search(bare) or bare.endswith(("通知", "法", "意见", "报告"))
        return not work or bool(firm)
    return not work and pattern("implement", after="了?$").search(before) is not None


def marked_documents(text: str) -> Iterator[Mention]:
    """Yield what stands in title marks and is a document (not a medium, article, talk, film)."""
    listed = -1
    for match in _MARKED.finditer(text):
        title = match.group(1)
        if is_medium(title):
            continue
        follows = listed >= 0 and text[listed:match.start()] in ("", "、", ",", "和", "与", "及", "以及")
        plain = text[max(0, match.start() - 4):match.start()]
        follows = follows and len(title) <= 12 and not pattern("works_before").search(plain)
        if not (follows or _is_document(text, title, *match.span())):
            listed = -1
            continue
        listed = match.end()
        inner = title.replace("《", "").replace("》", "")
        aliases = tuple(dict.fromkeys(a for a in (_BRACKETED.sub("", title), inner) if a != title))
        yield Mention(Span(match.start(), match.end()), "Document", inner, "document-marked", 0.95, aliases)


def known_documents(text: str) -> Iterator[Mention]:
    """Yield laws and plans of the lexicon that stand without title marks, and rules named by a number (20条规定)."""
    automaton, words = _known()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if len(words[index]) >= 3:
            yield Mention(Span(start, end), "Document", words[index], "document-lexicon", 0.85)
    for match in _numbered(text):
        name = match.group()
        if name.count("“") == name.count("”"):
            yield Mention(Span(*match.span()), "Document", re.sub("[“”]", "", name), "document-numbered", 0.85,
                          (re.sub("^中央|[“”]", "", name),) if name.startswith("中央") else ())


def _numbered(text: str) -> Iterator[re.Match[str]]:
    """Yield the rules named by a number: looked for only around what such names end in."""
    at = 0
    for end in _NUMBERED_END.finditer(text):
        match = _NUMBERED.search(text, max(at, end.start() - _NUMBER_REACH), end.end() + _NUMBER_REACH)
        if match is not None:
            at = match.end()
            yield match


def plain_documents(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield five-year plans, and rules named without marks behind a verb of issuing or implementing (出台…实施意见)."""
    for match in _PERIOD.finditer(text):
        begin, end = match.span()
        if text.count("“", begin, end) != text.count("”", begin, end):
            continue
        begin = _noun_phrase(text, tokens, begin)
        yield Mention(Span(begin, end), "Document", re.sub("[“”]", "", text[begin:end]), "document-period", 0.8)
    for match in pattern("plain", before="“[^“”、,。\\n]{4,36}", after="”").finditer(text):
        yield Mention(Span(*match.span()), "Document", match.group()[1:-1], "document-quoted", 0.8)
    for match in pattern("plain").finditer(text):
        if not pattern("followed").match(text, match.end(), match.end() + 4):
            yield from _plain(text, tokens, match)


def _noun_phrase(text: str, tokens: Tokens, end: int) -> int:
    """Return where the nouns begin that stand right before an offset: at most 16 characters left."""
    begin, index = end, tokens.at(end - 1) if end else -1
    while index >= 0 and end - tokens.starts[index] <= 16:
        word, tag = tokens.words[index], tokens.tags[index]
        noun = tag.startswith(("n", "j", "l", "b", "vn", "a")) or (tag == "x" and _CJK.match(word))
        if not noun or word in rules().implement or word in rules().issue \
                or word in ("主要", "第一") or tokens.starts[index] + len(word) > end:
            break
        begin = tokens.starts[index]
        index -= 1
    return begin


def _plain(text: str, tokens: Tokens, match: re.Match[str]) -> Iterator[Mention]:
    begin, verb = _behind_verb(text, tokens, match.start())
    lead = _LEAD.match(text, begin, match.start())
    begin = lead.end() if lead else begin
    name, words = text[begin:match.end()], text[begin:match.start()]
    if not verb or len(name) < 6 or name.count("“") != name.count("”"):
        return
    levels = _LEVELS.match(words)
    if _names(words[levels.end():] if levels else words, verb, match.group()):
        yield from _written(text, begin, match.end(), levels)


def _names(words: str, verb: str, kind: str) -> bool:
    """Tell whether the words before a kind make it a document's name behind a verb."""
    known = rules()
    formal = verb in known.formal and len(words) >= 4 and kind not in known.weak
    if not formal and pattern("generic", after="*$", before="^").match(words):
        return False
    if _listed(words) or ("和" in words and verb in known.loose):
        return False
    edition = _EDITION.search(words) is not None
    if kind in known.periodic:
        return edition
    if kind in known.weak and verb in known.loose:
        return False
    return kind not in known.weak or verb in known.issue or edition or kind == "办法"


def _listed(words: str) -> bool:
    """Tell whether a list of other things stands before a kind; places may (东湖、西湖部分小学学区调整方案)."""
    return bool(re.search("[、,]", re.sub("“[^”]*”", "", words))) and not _PLACES.match(words)


def _written(text: str, begin: int, end: int, levels: re.Match[str] | None) -> Iterator[Mention]:
    """Yield a document, once for each level where levels are coordinated (省、市第四轮行动计划)."""
    at = begin + (levels.end() if levels else 0)
    name = re.sub("[“”]", "", text[at:end])
    yield Mention(Span(at, end), "Document", name, "document-plain", 0.6)
    for part in re.finditer(r"国家|[省市区县州]", levels.group() if levels else ""):
        rest = re.sub("^(?:国家|[省市区县州])", "", name)
        span = Span(begin + part.start(), begin + part.end())
        yield Mention(span, "Document", part.group() + rest, "document-plain", 0.6)


def _behind_verb(text: str, tokens: Tokens, end: int) -> tuple[int, str]:
    """Return where the words before a kind begin, behind a verb of issuing or implementing, and that verb."""
    known = rules()
    index = tokens.at(end - 1) if end else -1
    quoted = False
    while index >= 0 and end - tokens.starts[index] <= _REACH:
        word, tag, start = tokens.words[index], tokens.tags[index], tokens.starts[index]
        index -= 1
        if word in "“”" or quoted:
            quoted = word != "“"
            continue
        inside = start + len(word) == end and word in ("改革", "实施", "调整")
        if not inside and (word in known.issue or word in known.implement):
            return start + len(word), _joined(tokens, index + 1)
        attribute = tag in ("uj", "ul") and not _ATTRIBUTE.search(text, max(0, start - 10), start)
        if word in _SEPARATORS or tag in ("p", "d") or attribute:
            break
    return end, ""


def _joined(tokens: Tokens, index: int) -> str:
    """Return the verb with one before it (修订 + 完善): the firmer of the two."""
    known = rules()
    word = tokens.words[index]
    before = tokens.words[index - 1] if index else ""
    firmer = before in known.issue and before not in known.loose
    return before if firmer and (word in known.loose or word not in known.issue) else word
