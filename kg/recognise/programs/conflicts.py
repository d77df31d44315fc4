"""Which candidates for programs fall because of what else stands in their words."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from kg.recognise.programs.knowledge import patterns
from kg.types import Mention, Segmentation, Sentence, Span

# Building works: 扩建工程, 综合楼建设项目.
_WORKS = re.compile(r"(?:建设|新建|扩建|改建|改扩建|迁建|迁扩建|重建|加固|改造|加固改造|搬迁|主体|综合楼|教学楼|宿舍楼|"
                    r"食堂|装修|配套|扩展|规划[一-鿿]{0,4}|收尾|提升)*(?:工程|项目|计划|试点)$")


def settle(programs: Iterable[Mention], institutions: Iterable[Mention]) -> Iterator[Mention]:
    """Drop plain names that are building works of a school or only lengthen a known program by general words, and
    known ones that are a part of a quoted one beside them (“…”主题教育, 控辍保学“七长”责任制)."""
    schools = sorted(m.span for m in institutions if m.label in ("School", "Kindergarten") and m.confidence >= 0.6)
    pool = list(programs)
    known_ends = {m.span.end: m.span.start for m in pool if m.rule.startswith("program-lexicon")}
    ordinary = patterns().ordinary
    school_ends = {span.end for span in schools}
    by_end = {m.span.end: m for m in pool if m.rule.startswith(("program-lexicon", "program-quoted"))}
    by_start = {m.span.start: m for m in pool if m.rule.startswith("program-quoted")}
    for mention in pool:
        if mention.rule.startswith("program-lexicon"):
            before, behind = by_end.get(mention.span.start), by_start.get(mention.span.end)
            if before is not None and before.name + mention.name in before.aliases:
                continue
            if behind is not None and mention.name + behind.name in behind.aliases:
                continue
        if mention.rule.startswith("program-plain"):
            start, end = mention.span
            if start in school_ends:
                continue
            if _WORKS.search(mention.name) and any(start < span.end for span in schools[:bisect_left(schools, (end,))]):
                continue
            known = known_ends.get(end)
            if known is not None and start < known and ordinary.match(mention.name[:known - start]):
                continue
        yield mention


# A set of undertakings that is announced; where a colon follows, its parts stand there and not in headings.
_ANNOUNCED = re.compile(r"([两二三四五六七八九十])(?:大|项|个)?(工程|行动|计划|活动)(?!”?:)")
_NUMERAL = {"两": 2, **{numeral: number for number, numeral in enumerate("二三四五六七八九十", 2)}}


def outside_titles(programs: Iterable[Mention], segmentation: Segmentation, text: str) -> Iterator[Mention]:
    """Drop plain names that are titles of texts or sections.

    Headings that the text announces as the parts of a set are names: “六项工程” and six headings that end in 工程.
    """
    titles = [s for s in segmentation.sentences if s.role in ("title", "heading")]
    announced = {(m.group(2), _NUMERAL[m.group(1)]) for m in _ANNOUNCED.finditer(text)}
    starts = [s.span.start for s in titles]
    yield from _announced(titles, text, announced)
    for mention in programs:
        if mention.rule.startswith("program-plain"):
            index = bisect_right(starts, mention.span.start) - 1
            if index >= 0 and mention.span.start < titles[index].span.end:
                continue
        yield mention


def _announced(titles: list[Sentence], text: str, sets: set[tuple[str, int]]) -> Iterator[Mention]:
    """Yield the headings of one section that end in a set's head, where there are as many as the set announces."""
    for head, count in sorted(sets):
        sections: dict[tuple[int, tuple[str, ...]], list[Mention]] = {}
        for sentence in titles:
            heading = text[sentence.span.start:sentence.span.end].rstrip("。:")
            if sentence.role != "heading" or "," in heading or not heading.endswith(head):
                continue
            verb = patterns().strict.match(heading)  # 实施师德铸魂行动
            start = sentence.span.start + (verb.end() if verb else 0)
            name = text[start:sentence.span.start + len(heading)]
            mention = Mention(Span(start, start + len(name)), "Program", name, "program-plain-announced", 0.8)
            sections.setdefault((sentence.text, sentence.section.path[:-1]), []).append(mention)
        for parts in sections.values():
            if len(parts) == count:
                yield from parts
