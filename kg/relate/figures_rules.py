"""The words and patterns by which figures are read: ``rules/figures.yaml``."""
from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kg.lexicon import read_rules
from kg.lexicon.rules import Example

RATE_UNITS = ("%", "个百分点", "百分点", "‰", "成")
MONEY = re.compile(r"[百千万亿]*元|万|亿")


class FigureRules(BaseModel):
    """``rules/figures.yaml``; the comments there say what each list is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    lead: tuple[str, ...]
    not_lead: tuple[str, ...]
    trail: tuple[str, ...]
    not_trail: tuple[str, ...]
    acts: tuple[str, ...]
    drop: tuple[str, ...]
    keep: tuple[str, ...]
    predicates: tuple[str, ...]
    adverbs: tuple[str, ...]
    general: tuple[str, ...]
    rebuild: tuple[str, ...]
    levels: tuple[str, ...]
    ranks: tuple[str, ...]
    bare: tuple[str, ...]
    compare: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    passive: tuple[str, ...]
    aims: tuple[str, ...]
    done: tuple[str, ...]
    state: tuple[str, ...]
    works: tuple[str, ...]
    examples: tuple[Example, ...]


@functools.cache
def rules() -> FigureRules:
    """Return the rules of figures."""
    return read_rules("figures", FigureRules)


def alternatives(words: tuple[str, ...]) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True)
class Patterns:
    """The rules as patterns; each stands for the list of its name unless a comment says more."""

    lead: re.Pattern[str]
    acts: re.Pattern[str]
    drop: re.Pattern[str]
    growth: re.Pattern[str]
    passive: re.Pattern[str]
    predicate: re.Pattern[str]  # where a predicate begins behind its subject
    adverbs: re.Pattern[str]
    general: re.Pattern[str]  # a noun phrase of nothing but general words
    act_or_predicate: re.Pattern[str]
    level: re.Pattern[str]  # a level and nothing else, perhaps with 每人每月
    level_inside: re.Pattern[str]  # a level anywhere
    ranks: re.Pattern[str]
    bare: re.Pattern[str]
    bare_end: re.Pattern[str]
    aims: re.Pattern[str]
    done: re.Pattern[str]
    state: re.Pattern[str]


@dataclass(frozen=True)
class Trails:
    """The words of ``trail`` by length, longest first."""

    words: frozenset[str]
    lengths: tuple[int, ...]

    def length(self, words: str) -> int:
        """Return the length of the longest of them, or of the mark, that a phrase ends with, or 0."""
        for length in self.lengths:
            if words[-length:] in self.words:
                return min(length, len(words))
        return 1 if words[-1] in ",、;:" or words[-1].isspace() else 0


@functools.cache
def trails() -> Trails:
    """Return the words that lead to a number."""
    words = frozenset(rules().trail)
    return Trails(words, tuple(sorted({len(word) for word in words}, reverse=True)))


@functools.cache
def patterns() -> Patterns:
    """Return the compiled rules."""
    found = rules()
    level, rank = alternatives(found.levels), alternatives(found.ranks)
    compare = alternatives(found.compare)
    acts = (rf"(?:{alternatives(found.acts)})(?<!获(?=[取奖知悉]))(?<!党组织)"
            r"(?<![能效]力提升)(?<!质量提升)(?<!素养提升)(?<!水平提升)了?")
    predicate = (rf"(?!{alternatives(found.not_lead)})(?:{alternatives(found.predicates)})"
                 r"(?<![生校人]均)(?<!党组织)(?<![工合协写创操]作)(?<!行为)(?<!结对)(?<!公共)(?<!自由)")
    return Patterns(
        lead=re.compile(
            rf"(?:截[至止](?:20\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[底末]?|\d{{1,2}}\.(?!\d)|20\d\d(?:-20\d\d)?(?:年|学年)?(?:度|秋季|春季|底前?|末)?|\d{{1,2}}月(?:底前?|末)?|[,、;:\s)!]|第[一二三四五]批|首批"
            rf"|(?:新)(?!增|建|创|改|扩|开|招|教|生|型|设|成|课|吸|配|认|培|高|交|提|进|评|区|入)|(?:{alternatives(found.lead)})(?!等))"),
        acts=re.compile(acts),
        drop=re.compile(rf"(?:{alternatives(found.drop)})(?:了|出)?"),
        growth=re.compile(rf"(?P<base>.*?)(?P<compare>(?:{compare})(?P<inner>[^,]*?))?"
                          rf"(?P<way>{alternatives(found.up + found.down)})了?$"),
        passive=re.compile(rf"(?:被[^,被]{{2,10}}(?:授予|评为|命名为|认定为|表彰为|确定为|列为|列入)"
                           rf"|{alternatives(found.passive)})了?(?=.)"),
        predicate=re.compile(predicate),
        act_or_predicate=re.compile(f"{acts}|{predicate}"),
        adverbs=re.compile(rf"(?:{alternatives(found.adverbs)})+"),
        general=re.compile(rf"(?:{alternatives(found.general)}|\([^()]*\))*$"),
        level=re.compile(rf"(?:{level})(?=$|占|由|从|每)"),
        level_inside=re.compile(f"(?:{level})"),
        ranks=re.compile(rf"(?:{rank})(?:及以上|以上)?"),
        bare_end=re.compile(rf"(?<=..)(?:{alternatives(found.bare)})$"),
        bare=re.compile(rf"(?:{alternatives(found.bare)})$"),
        aims=re.compile(rf"(?:{alternatives(found.aims)})"),
        done=re.compile(rf"(?:{alternatives(found.done)})"),
        state=re.compile(rf"(?:{alternatives(found.state)})(?:[和与及].*)?"))
