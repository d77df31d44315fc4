"""What kind of file some bytes are: by the name's suffix where it is known, else by content."""
from __future__ import annotations

import io
import re
import zipfile
from typing import Literal, TypeAlias

from kg.errors import ReadError

Format: TypeAlias = Literal["txt", "html", "docx", "pdf"]

_BY_SUFFIX: dict[str, Format] = {".txt": "txt", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}
_ARCHIVE = "an archive; unpack it and read the files inside"
_PICTURE = "a picture, not text; recognise its text first (OCR)"
_WORD = "a Word document (.docx)"
_PDF = "a PDF document"
_SIGNATURES = (
    (b"%PDF-", _PDF),
    (b"Rar!\x1a", _ARCHIVE), (b"7z\xbc\xaf\x27\x1c", _ARCHIVE), (b"\x1f\x8b", _ARCHIVE), (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE), (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"\x89PNG\r\n", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MEMBERS = (
    ("word/document.xml", _WORD),
    ("OFD.xml", "an OFD document; save it as .pdf"),
    ("xl/workbook.xml", "a spreadsheet; save its text as .txt or .docx"),
    ("ppt/presentation.xml", "a presentation; save its text as .txt or .docx"),
    ("content.xml", "an OpenDocument file; save it as .docx"),
)
_HTML = re.compile(rb"\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
                   re.IGNORECASE | re.DOTALL)


def _zip_content(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):  # by what is damaged
        return "a damaged zip file; get the file again"
    return next((what for member, what in _MEMBERS if member in names), _ARCHIVE)


def _binary_content(data: bytes) -> str | None:
    """Say what a binary file is; None for what may be text."""
    if data.startswith(_ZIP):
        return _zip_content(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "an encrypted Office document; save it without a password"
        return "a document of an old Office (.doc, .wps, .xls); save it as .docx"
    if data[257:262] == b"ustar":
        return _ARCHIVE
    return next((what for signature, what in _SIGNATURES if data.startswith(signature)), None)


def _checked_docx(content: str | None, name: str) -> None:
    if content == _ARCHIVE:
        raise ReadError(name, "broken .docx: the zip file holds no word/document.xml; save the document again")
    if content is None:
        raise ReadError(name, "broken .docx: not a zip file; save the document again or correct the file's suffix")
    if content != _WORD:
        raise ReadError(name, f"broken .docx: it is {content}")


def detect(data: bytes, name: str) -> Format:
    """Return the format in which to read a file.

    A known suffix decides and must agree with the content; any other name leaves it to the content.

    Raises ReadError for archives, pictures, old or encrypted Office files, and binary content under a text's name.
    """
    dot = name.rfind(".")
    declared = _BY_SUFFIX.get(name[dot:].lower()) if dot >= 0 else None
    content = _binary_content(data)
    if declared == "docx":
        _checked_docx(content, name)
        return "docx"
    if declared == "pdf":
        if b"%PDF-" not in data[:1024]:  # the standard lets other bytes come before the header
            fault = f"it is {content}" if content else "no PDF header; get the file again"
            raise ReadError(name, f"broken .pdf: {fault}")
        return "pdf"
    if declared is not None and content is not None:
        advice = "; give it its proper suffix" if content in (_WORD, _PDF) else ""
        raise ReadError(name, f"not text although its name ends in {name[dot:]}: it is {content}{advice}")
    if declared is not None:
        return declared
    if content == _WORD:
        return "docx"
    if content == _PDF:
        return "pdf"
    if content is not None:
        raise ReadError(name, f"it is {content}")
    return "html" if _HTML.match(data[:4096]) else "txt"
