"""What is known of the pages around texts: ``kg/data/read/furniture.yaml``, checked when it is read."""
from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from kg.lexicon.rules import parse_rules

NAME = "read/furniture.yaml"
MetadataField = Literal["title", "publisher", "published", "written", "number", "index_number", "url"]


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return pattern


Regex = Annotated[str, AfterValidator(_compiles)]
Names = Annotated[tuple[str, ...], Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shape(_Entry):
    """What a value looks like behind a colon (``inline``), and without one (``alone``; empty: must have a colon)."""

    inline: Regex
    alone: Regex


class Key(_Entry):
    """Names of one kind of metadata row, as 发布日期 and 发文日期."""

    names: Names
    shape: str
    field: MetadataField | None = None
    edge: bool = False
    example: str


class Labels(_Entry):
    """Words that make up a line of their own, as 打印."""

    anywhere: Names
    edge: Names


class Pattern(_Entry):
    """The form of a whole line."""

    regex: Regex
    edge: bool = False
    example: str


class PageKnowledge(_Entry):
    """All that the file holds."""

    shapes: dict[str, Shape]
    keys: Annotated[tuple[Key, ...], Field(min_length=1)]
    labels: Labels
    patterns: tuple[Pattern, ...]
    meta: dict[MetadataField, Names]
    elements: Names

    @model_validator(mode="after")
    def _consistent(self) -> PageKnowledge:
        seen: set[str] = set()
        for key in self.keys:
            if key.shape not in self.shapes:
                raise ValueError(f"key {key.names[0]}: no shape {key.shape!r}, must be one of {sorted(self.shapes)}")
            twice = seen.intersection(key.names)
            if twice:
                raise ValueError(f"key {sorted(twice)[0]} is listed twice")
            seen.update(key.names)
        return self


def parse_page_knowledge(text: str, name: str) -> PageKnowledge:
    """Parse the file's text. Raises KnowledgeError with file and line."""
    knowledge: PageKnowledge = parse_rules(text, name, PageKnowledge)
    return knowledge


@functools.cache
def page_knowledge() -> PageKnowledge:
    """Return the knowledge that is shipped, read once."""
    text = files("kg").joinpath("data", *NAME.split("/")).read_text(encoding="utf-8")
    return parse_page_knowledge(text, NAME)
