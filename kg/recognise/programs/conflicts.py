"""Which candidates for programs fall because of what else stands in their words."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.recognise.programs.knowledge import patterns
from kg.types import Mention, Segmentation, Span

# Building works: 扩建工程, 综合楼建设项目.
_WORKS = re.compile(r"(?:建设|新建|扩建|改建|改扩建|迁建|迁扩建|重建|加固|改造|加固改造|搬迁|主体|综合楼|教学楼|宿舍楼|"
                    r"食堂|装修|配套|扩展|规划[一-鿿]{0,4}|收尾|提升)*(?:工程|项目|计划|试点)$")


def settle(programs: Iterable[Mention], institutions: Iterable[Mention]) -> Iterator[Mention]:
    """Drop plain names that are building works of a school or only lengthen a known program by general words."""
    schools = sorted(m.span for m in institutions if m.label in ("School", "Kindergarten") and m.confidence >= 0.6)
    pool = list(programs)
    known_ends = {m.span.end: m.span.start for m in pool if m.rule.startswith("program-lexicon")}
    ordinary = patterns().ordinary
    for mention in pool:
        if mention.rule.startswith("program-plain"):
            start, end = mention.span
            if any((s.start < end and start < s.end and _WORKS.search(mention.name)) or s.end == start
                   for s in schools):
                continue
            known = known_ends.get(end)
            if known is not None and start < known and ordinary.match(mention.name[:known - start]):
                continue
        yield mention


_ANNOUNCED = re.compile(r"[“]?([两二三四五六七八九十])(?:大|项|个)?(工程|行动|计划|活动)[”]?")
_NUMERAL = {"两": 2, **{numeral: number for number, numeral in enumerate("二三四五六七八九十", 2)}}


def outside_titles(programs: Iterable[Mention], segmentation: Segmentation, text: str) -> Iterator[Mention]:
    """Drop plain names that are titles of texts or sections.

    Headings that the text announces as the parts of a set are names: “五项工程” and five headings that end in 工程.
    """
    titles = [s for s in segmentation.sentences if s.role in ("title", "heading")]
    announced = {(m.group(2), _NUMERAL[m.group(1)]) for m in _ANNOUNCED.finditer(text)}
    strict = patterns().strict
    headings = {s.span: text[s.span.start:s.span.end].rstrip("。:") for s in titles if s.role == "heading"}
    names = {span: heading for span, heading in headings.items() if not strict.match(heading) and "," not in heading}
    parts = tuple(head for head, count in announced if sum(name.endswith(head) for name in names.values()) == count)
    spans = [s.span for s in titles]
    for span, heading in names.items():
        if parts and heading.endswith(parts):
            yield Mention(Span(span.start, span.start + len(heading)), "Program", heading, "program-plain-announced",
                          0.8)
    for mention in programs:
        if not (mention.rule.startswith("program-plain") and any(s.start <= mention.span.start < s.end for s in spans)):
            yield mention

