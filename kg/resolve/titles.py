"""Ids of honours, by granting level and title, and of documents, by issuer and title."""
from __future__ import annotations

import functools
import re

from kg.lexicon import column_values, read_table
from kg.recognise.home import Home
from kg.resolve.elsewhere import above, elsewhere, short_code
from kg.resolve.ids import entity_id
from kg.resolve.names import honour
from kg.types import Mention, Value

_COLUMNS = ("name", "aliases", "issuer", "year")
_NATIONAL = re.compile("全国|国家")
_LEVEL = re.compile("[省市区县]")
# What may stand before the title of a national document: who issues it, and 关于.
_ISSUERS = re.compile(
    r"^(?:(?:中共)?中央(?:办公厅)?|国务院(?:办公厅)?|中办|国办|教育部(?:办公厅)?(?:等[一-鿿]{1,3}部[门委])?|[、和])*(?:印发)?(?:关于(?:印发)?)?")
_NUMBER = re.compile(r"[”》]?\(?([一-鿿]{1,8}[〔\[(]((?:19|20)\d\d)[〕\])]\d{1,4}号)\)?")
_LEAST = 6  # characters of a title without the own district's name


def honour_id(name: str, home: Home) -> str:
    """Return the id of an honour: national ones are one for the country, others one for the division that grants them.

    浙江省文明校园, 省级文明校园 and 省文明校园 are one in all of the province.
    """
    if _NATIONAL.match(name):
        return entity_id("Honor", honour(name))
    for division in above(home):
        if name.startswith(division.name) and len(name) > len(division.name) + 2:
            title = honour(division.name[-1] + name[len(division.name):])
            return entity_id("Honor", short_code(division), title)
    level = _LEVEL.match(name)
    granting = next((division for division in above(home) if level and division.name.endswith(level.group())
                     and home.level != level.group()), None)
    if granting is not None:
        return entity_id("Honor", short_code(granting), honour(name))
    provincial = level is not None and level.group() == "省" and home.scope.isdigit()
    return entity_id("Honor", home.scope[:2] if provincial else home.scope, honour(name))


@functools.cache
def _known() -> dict[str, str]:
    """Return the names of the lexicon's documents by their titles without issuer and 关于."""
    return {_title(value): row["name"] for row in read_table("lexicon/documents.tsv", _COLUMNS)
            for value in column_values(row, "name", "aliases")}


def _title(name: str) -> str:
    return _ISSUERS.sub("", name) or name


def document_id(name: str, home: Home) -> str:
    """Return the id of a document: those of the lexicon are one for the country, others belong to the division that
    their title names, or else to the one that cites them.
    """
    if (known := _known().get(_title(name))) is not None:
        return entity_id("Document", known)
    full = "".join(home.places)
    for prefix in (full, home.place):
        if prefix and name.startswith(prefix) and len(name) - len(prefix) >= _LEAST:
            return entity_id("Document", home.scope, name[len(prefix):])
    if (found := elsewhere(name, home)) is not None:
        return entity_id("Document", *found)
    return entity_id("Document", home.scope, name)


def document_number(mentions: list[Mention], text: str) -> dict[str, Value]:
    """Return the number (青教〔2023〕5号) behind a document's title, and its year; none where not just one is."""
    found = {match.groups() for mention in mentions if (match := _NUMBER.match(text, mention.span.end))}
    if len(found) != 1:
        return {}
    [(number, year)] = found
    return {"number": number, "year": int(year)}
