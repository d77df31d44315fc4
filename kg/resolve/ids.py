"""Ids: class, scope and normal name, the same in every document, run and machine."""
from __future__ import annotations

from hashlib import blake2b


def entity_id(label: str, *parts: str) -> str:
    """Return ``label/part/…`` in lower case for the class, without empty parts: ``school/330203/某某小学``."""
    return "/".join([label.lower(), *[part.replace("/", "／") for part in parts if part]])


def digest(*parts: object) -> str:
    """Return 16 hex digits for a sequence of values."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()
