"""PDF: the text layer, with page numbers and running titles dropped and wrapped lines joined to paragraphs."""
from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from typing import Any

from kg.errors import ReadError
from kg.read.layout import Content, Layout, collapse

_INSTALL = "reading PDF needs pypdf: pip install district-education-kg[pdf]"
_PAGE_NUMBER = re.compile(r"[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4}")
_DIGITS = re.compile(r"\d+")
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_UNREADABLE_SHARE = 0.3
_NUMBERING = re.compile(r"[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d)|"
                        r"第[一二三四五六七八九十]{1,3}[章节条部]|附件")
_CLOSING = frozenset(",、。;:)!?”’》】")
_OPENING = frozenset(",、《(“")
_ENDING = frozenset("。!?")
_FULL = 0.9
_NARROWEST = 20.0  # no page of a document sets its text in fewer characters a line
_WIDE_FROM = 0x2E80


def _width(line: str) -> float:
    return sum(1.0 if ord(char) >= _WIDE_FROM or char in "“”‘’—…" else 0.5 for char in line)


def _running(pages: list[list[str]]) -> set[str]:
    """Return the first and last lines that stand on more than half of the pages, digits left out."""
    counts = Counter(line for page in pages if page for line in {_DIGITS.sub("", page[0]), _DIGITS.sub("", page[-1])})
    return {line for line, count in counts.items() if line and count >= 2 and count * 2 > len(pages)}


def _stripped(page: list[str], running: set[str]) -> list[str]:
    """Return a page's lines without page numbers and running titles at its head and foot."""
    def outside(line: str) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line)) or _DIGITS.sub("", line) in running

    start, end = 0, len(page)
    while start < end and outside(page[start]):
        start += 1
    while end > start and outside(page[end - 1]):
        end -= 1
    return page[start:end]


def _continues(line: str, following: str, width: float) -> bool:
    """Say whether a line goes on in the next one; ``width`` is that of a full line."""
    last = unicodedata.normalize("NFKC", line[-1])
    head = unicodedata.normalize("NFKC", following[:8])
    if head[0] in _CLOSING:
        return True
    if last in _ENDING:
        return False
    if last in _OPENING:
        return True
    return _width(line) >= _FULL * width and not _NUMBERING.match(head)


def _glue(line: str, following: str) -> str:
    latin = all(char.isascii() and char.isalnum() for char in (line[-1], following[0]))
    return " " if latin else ""


def join_lines(lines: list[str]) -> list[str]:
    """Join lines that were wrapped inside a sentence; a line that is not full ends its paragraph."""
    widths = sorted(map(_width, lines))
    full = max(_NARROWEST, widths[int(len(widths) * 0.9)]) if widths else _NARROWEST
    paragraphs: list[list[str]] = []
    last = ""
    for line in lines:
        if last and _continues(last, line, full):
            paragraphs[-1].append(_glue(last, line) + line)
        else:
            paragraphs.append([line])
        last = line
    return ["".join(paragraph) for paragraph in paragraphs]


def _pages(data: bytes, name: str) -> list[str]:
    try:
        import pypdf
        from pypdf.errors import DependencyError
    except ImportError:
        raise ReadError(name, _INSTALL) from None
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _opened(reader):
            raise ReadError(name, "the PDF is encrypted; save it without a password")
        return [page.extract_text() for page in reader.pages]
    except DependencyError:
        raise ReadError(name, f"the PDF is encrypted and {_INSTALL}") from None
    except ReadError:
        raise
    except Exception as error:  # damaged objects end in errors of every kind inside pypdf, not only its own
        raise ReadError(name, f"broken .pdf ({error}); get the file again or print it to a new PDF") from None


def _opened(reader: Any) -> bool:
    """Try the empty password: a PDF with an owner's password alone may be read."""
    return bool(reader.decrypt(""))


def read(data: bytes, name: str) -> Content:
    """Read a PDF's text layer. Raises ReadError where it is damaged, encrypted, or only pictures of pages."""
    pages = [[line for part in text.split("\n") if (line := collapse(part))] for text in _pages(data, name)]
    running = _running(pages)
    lines = [line for page in pages for line in _stripped(page, running)]
    text = "".join(lines)
    if not text:
        raise ReadError(name, "the PDF has no text, only pictures of its pages; recognise its text first (OCR)")
    if len(_UNREADABLE.findall(text)) > _UNREADABLE_SHARE * len(text):
        raise ReadError(name, "the PDF's fonts do not say which characters they show; "
                              "recognise its text (OCR) or get it in another format")
    layout = Layout()
    for line in join_lines(lines):
        layout.add_line(line)
    return Content(layout.text)
