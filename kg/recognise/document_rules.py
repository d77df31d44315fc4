"""What is known of documents: what their titles end in, and the words by which they are made and carried out."""
from __future__ import annotations

import functools
import re

from pydantic import BaseModel, ConfigDict

from kg.lexicon import read_rules, read_table
from kg.recognise.honour_rules import alternatives

_MEDIA = re.compile(
    r"(?:日报|晚报|早报|教育报|教师报|时报|商报|周报|青年报|法治报|电视台|杂志|网|客户端|频道|家庭报|月刊|周刊|学刊|学报|期刊)$")


class DocumentRules(BaseModel):
    """``rules/documents.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kinds: tuple[str, ...]
    plain: tuple[str, ...]
    periodic: tuple[str, ...]
    formal: tuple[str, ...]
    weak: tuple[str, ...]
    followed: tuple[str, ...]
    issue: tuple[str, ...]
    loose: tuple[str, ...]
    implement: tuple[str, ...]
    neither: tuple[str, ...]
    issued: tuple[str, ...]
    implemented: tuple[str, ...]
    issuer: tuple[str, ...]
    works_before: tuple[str, ...]
    works_after: tuple[str, ...]
    generic: tuple[str, ...]


@functools.cache
def rules() -> DocumentRules:
    """Return the rules."""
    return read_rules("documents", DocumentRules)


@functools.cache
def pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Return a pattern of the words of one kind between two other patterns."""
    return re.compile(f"{before}(?:{alternatives(getattr(rules(), name))}){after}")


@functools.cache
def _media() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("lexicon/media.tsv", ("name",)))


def is_medium(title: str) -> bool:
    """Tell whether a title in marks is a newspaper, magazine, site or channel."""
    return title in _media() or bool(_MEDIA.search(title))
