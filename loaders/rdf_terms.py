"""RDF terms in the syntax of N-Triples: what every other syntax is made from."""
from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote, unquote

XSD = "http://www.w3.org/2001/XMLSchema#"

# What may stand in the path of an IRI (RFC 3987: ipchar and "/"), "%" apart …
_ASCII = r"A-Za-z0-9\-._~!$&'()*+,;=:@/"
_BEYOND_ASCII = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 14)) + "\U000e1000-\U000efffd"
# … and of that what RFC 3987 (4.1, 8) or a parser that trims blanks would not keep: blanks, direction and other marks.
INVISIBLE = "".join(map(chr, (0xA0, 0xAD, 0x1680, *range(0x2000, 0x2010), *range(0x2028, 0x2030),
                              *range(0x205F, 0x2070), 0x3000, 0xFEFF)))
_TO_ENCODE = re.compile(f"[^{_ASCII}{_BEYOND_ASCII}]|[{INVISIBLE}]")

_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_BASE = re.compile(f"[A-Za-z][A-Za-z0-9+.-]*:(?:[{_ASCII}{_BEYOND_ASCII}]|%[0-9A-Fa-f]{{2}})*/")

# An id that is an address of its own (it came from somebody else's RDF), and no part of a path.
_ADDRESS = re.compile(f"(?:https?://|urn:)(?:[{_ASCII}{_BEYOND_ASCII}?#]|%[0-9A-Fa-f]{{2}})+")
_KEPT = 50_000


def is_base(text: str) -> bool:
    """Tell whether ids can be appended to a text: an absolute IRI that ends in ``/``, without query and fragment."""
    return _BASE.fullmatch(text) is not None and not re.search(f"[{INVISIBLE}]", text)


@lru_cache(maxsize=_KEPT)
def encode(text: str) -> str:
    """Return a text as a part of an IRI's path: letters of any script as they are, the rest percent-encoded (UTF-8).

    Different texts stay different: ``%`` itself is encoded.
    """
    return _TO_ENCODE.sub(lambda match: quote(match[0], safe=""), text)


@lru_cache(maxsize=_KEPT)
def address(id: str, base: str, folder: str = "") -> str:
    """Return the IRI of an id: appended to base and folder, or the id itself where it is somebody else's address."""
    if id.startswith(("http://", "https://", "urn:")) and is_address(id) and not id.startswith(base):
        return id
    return f"{base}{folder}{encode(id)}"


def is_address(text: str) -> bool:
    """Tell whether a text is a whole http, https or urn IRI."""
    return _ADDRESS.fullmatch(text) is not None and text.count("#") < 2 and not re.search(f"[{INVISIBLE}]", text)


def id_of(iri: str, base: str, folder: str = "") -> str:
    """Return the id that ``address`` made an IRI of."""
    start = f"{base}{folder}"
    return unquote(iri[len(start):]) if iri.startswith(start) else iri


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
