"""Bytes to text: UTF-8 first, then a byte order mark, then what the bytes look like."""
from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import ReadError

# Codecs that name their byte order keep the mark as U+FEFF, so that offsets count it.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ["gb18030", "big5hkscs", "utf_16_le", "utf_16_be"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_SAMPLE = 65_536


def _damaged(data: bytes, encoding: str, name: str) -> ReadError:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return ReadError(name, f"byte {error.start} (0x{data[error.start]:02x}) is not {encoding.upper()}; "
                               "the file is damaged or in an unknown encoding: save it as UTF-8")
    return ReadError(name, "not text, or in an unknown encoding; if it is text, save it as UTF-8")


def _is_utf8(prefix: bytes) -> bool:
    """Say whether bytes before a fault are UTF-8 beyond chance: two East Asian characters of three bytes each."""
    return sum(char >= "\u2e80" for char in prefix.decode("utf-8")) >= 2


def _guess(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    matches = {match.encoding.replace("_", "-"): match.chaos for match in from_bytes(data, cp_isolation=_CANDIDATES)}
    if not matches:
        raise _damaged(data, "gb18030", name)
    # Few bytes look alike in several encodings: then what the file says, then what most files are in.
    least = min(matches.values())
    best = [encoding for encoding, chaos in matches.items() if chaos == least]
    encoding = next((choice for choice in (declared, "gb18030") if choice in best), best[0])
    return data.decode(encoding), encoding


def _checked(text: str, name: str) -> str:
    sample = text[:_SAMPLE]
    if "\0" in text or len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        raise ReadError(name, "not text: it holds control characters; it is a binary file or damaged")
    return text


def known(label: str) -> str | None:
    """Return the codec for a charset label, GB 2312, GBK and Big5 widened; None where there is none."""
    try:
        found = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(found, found)


def decode(data: bytes, name: str, *, declared: str | None = None) -> tuple[str, str]:
    """Return the text of some bytes and the encoding that they are in.

    A byte order mark decides, then whether the bytes are UTF-8, then their look; ``declared``, a codec that the file
    itself names, is only asked when that tells nothing, since web pages often name a wrong one. A byte order mark
    stays in the text as U+FEFF.

    Raises ReadError with the offset of the first faulty byte, or where the text is none.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding), name), encoding
            except UnicodeDecodeError:
                raise _damaged(data, encoding, name) from None
    try:
        text = data.decode("utf-8")
        if "\0" not in text:
            return _checked(text, name), "utf-8"
    except UnicodeDecodeError as error:
        if _is_utf8(data[:error.start]):
            raise _damaged(data, "utf-8", name) from None
    text, encoding = _guess(data, name, declared)
    return _checked(text, name), encoding
