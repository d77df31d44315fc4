"""The texts of a file: covering letter, plan, summary, each with its title, kind, year, publisher and sections."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.segment.clauses import sentences
from kg.segment.dates import Written, page_date, written, year_about
from kg.segment.fold import Folded
from kg.segment.headings import UNNUMBERED, enumerator, is_heading, run_in, section_kind
from kg.segment.titles import is_reported, is_title, title_kind, title_publisher, title_year
from kg.types import Document, Kind, Section, Segmentation, Sentence, Span, Text

_ENCLOSES = re.compile(r"^(?:现将|现就|现把).*《.*(?:印发|转发|下发|发给|公布|报)")
_BODY_YEAR = re.compile(r"^(?:\D{0,12})(20[0-4]\d)年")
_SIGNATURE = re.compile(r"^[^,。:;、\d]{4,30}(?:局|委员会|教委|厅|部|办公室|中心学校|中心校|学校|委)$")
# A year that opens one of so many first lines is the text's.
_FIRST_LINES = 3
_ATTACHMENT = re.compile(r"^附件?[::\d]")


@dataclass
class _Open:
    """A text while its lines are read."""

    title: str
    kind: Kind
    year: int | None
    start: int
    stack: list[Section] = field(default_factory=list)
    publisher: str | None = None
    written: Written | None = None
    mentioned: int | None = None  # a year that opens a later line
    lines: int = 0

    def section(self) -> Section:
        return self.stack[-1] if self.stack else Section((), -1, self.kind, self.year)

    def enter(self, level: int, title: str) -> None:
        """Open a section: close those of its level and deeper, and derive kind and year from the one around."""
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()
        around = self.section()
        kind, year = around.kind, around.year
        if level <= 3 and not is_reported(title, self.title):
            kind, year = section_kind(title, kind, year)
        self.stack.append(Section((*around.path, title), level, kind, year))


def _lines(document: Document, folded: Folded) -> Iterator[Span]:
    """Yield the lines that are not page furniture, as spans of the folded text without the line break."""
    furniture = [Span(folded.position(start), folded.position(end)) for start, end in document.furniture]
    at, here = 0, 0
    for line in folded.text.split("\n"):
        span = Span(here, here + len(line))
        here = span.end + 1
        while at < len(furniture) and furniture[at].end <= span.start:
            at += 1
        inside = at < len(furniture) and furniture[at].start < span.end and furniture[at].end > span.start
        if span.end > span.start and not inside:
            yield from _parted(span, folded)


# Where a heading begins inside a line: copies of documents lose their line breaks.
_HEADING_INSIDE = re.compile(
    r"(?<!^)(?:第[一二三四五六]部分|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))(?=[^、,。;]{2})")
_LONG = 200


def _parted(line: Span, folded: Folded) -> Iterator[Span]:
    """Part a long line before the headings inside it: behind a sentence's end or, in the original, behind a blank."""
    start = line.start
    if line.end - line.start >= _LONG:
        for match in _HEADING_INSIDE.finditer(folded.text, line.start, line.end):
            at = match.start()
            if at > start and (folded.text[at - 1] in "。;:!?" or folded.origin[at] - folded.origin[at - 1] > 1):
                yield Span(start, at)
                start = at
    yield Span(start, line.end)


def _is_name_line(line: str) -> bool:
    """Tell whether a line may be the first half of a title that goes on in the next line."""
    return len(line) <= 40 and not re.search(r"[。,;:!?]|^(?:各|现将|附)", line) and written(line) is None \
        and enumerator(line) is None


class _Reader:
    """Reads the lines of a document one by one into texts and sentences.

    ``years`` are those of texts, by their number, whose first lines name none.
    """

    def __init__(self, document: Document, folded: Folded, years: Mapping[int, int]) -> None:
        self.document, self.folded, self.years = document, folded, years
        self.texts: list[Text] = []
        self.closed: list[_Open] = []
        self.done: list[Sentence] = []
        self.open = _Open("", "other", years.get(0), 0)
        self.pending: Span | None = None  # a short line that may belong to the title in the next line

    def close(self, end: int) -> None:
        now = self.open
        if now.lines or now.title:
            self.texts.append(Text(now.title, now.kind, now.year, now.publisher, Span(now.start, end)))
            self.closed.append(now)

    def add(self, span: Span, role: str) -> None:
        for whole, clauses in sentences(self.folded.text[span.start:span.end], span.start):
            self.done.append(Sentence(whole, clauses, len(self.texts), self.open.section(), role))  # type: ignore[arg-type]

    def title(self, line: str, span: Span) -> None:
        """Begin a new text, unless the line repeats the title of a text that has no body yet."""
        if self.pending is not None:
            first = self.folded.text[self.pending.start:self.pending.end]
            if title_publisher(line) is None or first[-1:] in "暨及和与":
                line, span = first + line, Span(self.pending.start, span.end)
            else:
                self.body(first, self.pending)
            self.pending = None
        if self.open.title == line and self.open.lines == 0:
            return
        self.close(span.start)
        year = title_year(line) or self.years.get(len(self.texts))
        self.open = _Open(line, title_kind(line), year, span.start, publisher=title_publisher(line))
        self.add(span, "title")

    def line(self, span: Span) -> None:
        line = self.folded.text[span.start:span.end]
        mark = enumerator(line)
        if mark is None and is_title(line) and not _ATTACHMENT.match(line) and not self._is_section(line):
            return self.title(line, span)
        if self.pending is not None:
            first, self.pending = self.pending, None
            self.body(self.folded.text[first.start:first.end], first)
        if mark is None and _is_name_line(line) and "|" not in line:
            self.pending = span
            return None
        return self.body(line, span)

    def _is_section(self, line: str) -> bool:
        """A short title-like line without a publisher inside a text (2023年工作要点 after a summary) opens a section
        where it names no other year and no other kind."""
        return bool(self.open.lines) and self.pending is None and len(line) <= 8 and title_year(line) is None

    def body(self, line: str, span: Span) -> None:
        now = self.open
        if when := written(line):
            now.written = when
            now.lines += 1
            return self.add(span, "letter")
        if _SIGNATURE.match(line) and len(line) >= 4 and title_publisher(line) == line:
            now.publisher = line
            now.lines += 1
            return self.add(span, "letter")
        if _ENCLOSES.match(line):
            if now.kind == "other" or not now.title:
                now.kind = "notice"
            now.lines += 1
            return self.add(span, "letter")
        now.lines += 1
        if now.year is None and now.kind != "notice" and (found := _BODY_YEAR.match(line)):
            if now.lines <= _FIRST_LINES:
                now.year = int(found.group(1))
            else:
                now.mentioned = now.mentioned or int(found.group(1))
        mark = enumerator(line)
        if is_heading(line, mark):
            now.enter(mark.level if mark else UNNUMBERED, line[mark.length if mark else 0:].rstrip(":。】"))
            return self.add(Span(span.start + (mark.length if mark else 0), span.end), "heading")
        if mark and (length := run_in(line, mark)):
            now.enter(mark.level, line[mark.length:length].rstrip(":。"))
            self.add(Span(span.start + mark.length, span.start + length), "heading")
            return self.add(Span(span.start + length, span.end), "body")
        return self.add(Span(span.start + (mark.length if mark else 0), span.end), "body")


def _read(document: Document, folded: Folded, years: Mapping[int, int]) -> _Reader:
    reader = _Reader(document, folded, years)
    for span in _lines(document, folded):
        reader.line(span)
    if reader.pending is not None:
        reader.body(folded.text[reader.pending.start:reader.pending.end], reader.pending)
    reader.close(len(folded.text))
    return reader


def _undated(texts: list[_Open], page: Written | None) -> Iterator[tuple[int, int]]:
    """Yield the number and the year of each text whose first lines name no year.

    Its signature's date tells it, else that of the covering letter before it or of the page, else the first year that
    opens one of its later lines.
    """
    letter = None
    for number, text in enumerate(texts):
        if text.year is None and text.kind != "notice":
            when = text.written or letter or page
            year = year_about(text.kind, when) if when else text.mentioned
            if year is not None:
                yield number, year
        if text.kind == "notice" or not text.title:
            letter = text.written or letter


def segment(document: Document, folded: Folded) -> Segmentation:
    """Part a document into texts and sentences; spans are offsets into ``folded.text``."""
    reader = _read(document, folded, {})
    if years := dict(_undated(reader.closed, page_date(document.metadata))):
        # The sections take their years from their text, so the lines are read again with it.
        reader = _read(document, folded, years)
    return Segmentation(tuple(reader.texts), tuple(reader.done))
