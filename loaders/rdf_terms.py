"""RDF terms in the syntax of N-Triples: what every other syntax is made from."""
from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import quote

XSD = "http://www.w3.org/2001/XMLSchema#"

# What may stand in the path of an IRI (RFC 3987: ipchar and "/"), "%" apart …
_ASCII = r"A-Za-z0-9\-._~!$&'()*+,;=:@/"
_BEYOND_ASCII = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 14)) + "\U000e1000-\U000efffd"
# … and of that what RFC 3987 (4.1, 8) or a parser that trims blanks would not keep: blanks, direction and other marks.
_INVISIBLE = "\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_TO_ENCODE = re.compile(f"[^{_ASCII}{_BEYOND_ASCII}]|[{_INVISIBLE}]")

_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_BASE = re.compile(f"[A-Za-z][A-Za-z0-9+.-]*:(?:[{_ASCII}{_BEYOND_ASCII}]|%[0-9A-Fa-f]{{2}})*/")


def is_base(text: str) -> bool:
    """Tell whether ids can be appended to a text: an absolute IRI that ends in ``/``, without query and fragment."""
    return _BASE.fullmatch(text) is not None and not re.search(f"[{_INVISIBLE}]", text)


def encode(text: str) -> str:
    """Return a text as a part of an IRI's path: letters of any script as they are, the rest percent-encoded (UTF-8).

    Different texts stay different: ``%`` itself is encoded.
    """
    return _TO_ENCODE.sub(lambda match: quote(match[0], safe=""), text)


def iri(text: str) -> str:
    """Return an IRI as a term."""
    return f"<{text}>"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """Return a literal as a term, with a language tag or the name of a datatype of XML Schema (``gYear``)."""
    quoted = f'"{_TO_ESCAPE.sub(_escape, text)}"'
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^<{XSD}{datatype}>" if datatype else quoted


def decimal(value: int | float) -> str:
    """Return the canonical lexical form of a number as xsd:decimal (XML Schema 1.0: always with a point)."""
    text = format(Decimal(repr(value)) + 0, "f")
    return text if "." in text else f"{text}.0"
