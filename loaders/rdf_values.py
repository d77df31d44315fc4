"""Values of properties as RDF terms, and back; what a property cannot hold is refused."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import isfinite

from kg.errors import ExchangeError
from kg.types import Scalar, Value
from loaders.rdf_terms import address, decimal, id_of, iri, literal
from loaders.rdf_vocabulary import Property

# ISO 8601 dates as far as the page around a document gives them: a day, a month or a year.
_DATES = {re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"): "date",
          re.compile(r"\d{4}-(0[1-9]|1[0-2])"): "gYearMonth", re.compile(r"\d{4}"): "gYear"}


def _is_integer(value: Scalar) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _decimal(value: Scalar) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError("not a number")
    return literal(decimal(value), datatype="decimal")


def _year(value: Scalar) -> str:
    if not isinstance(value, int) or not _is_integer(value) or not 0 < value < 10000:
        raise ValueError("not a year")
    return literal(f"{value:04}", datatype="gYear")


def _offset(value: Scalar) -> str:
    if not isinstance(value, int) or not _is_integer(value) or value < 0:
        raise ValueError("not a number of characters")
    return literal(str(value), datatype="nonNegativeInteger")


def _boolean(value: Scalar) -> str:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return literal(str(value).lower(), datatype="boolean")


def _date(value: Scalar) -> str:
    for pattern, datatype in _DATES.items():
        if pattern.fullmatch(str(value)):
            return literal(str(value), datatype=datatype)
    raise ValueError("not a date in the form YYYY-MM-DD")


def _string(value: Scalar) -> str:
    if not isinstance(value, str):
        raise ValueError("not a string")
    return literal(value)


_FORMS: dict[str, Callable[[Scalar], str]] = {
    "decimal": _decimal, "gYear": _year, "nonNegativeInteger": _offset, "boolean": _boolean, "date": _date,
    "string": _string, "anyURI": lambda value: literal(str(value), datatype="anyURI"),
}


def _term(property: Property, value: Scalar, base: str) -> str:
    if property.form == "text":
        if not isinstance(value, str):
            raise ValueError("not a text")
        return literal(value, language=property.language)
    if property.form == "node":
        return iri(address(str(value), base))
    if property.form == "concept":
        if value not in property.members:
            raise ValueError(f"not one of {', '.join(sorted(property.members))}")
        return property.members[str(value)]
    return _FORMS[property.form](value)


def term(property: Property, value: Scalar, *, base: str, where: str) -> str:
    """Return the term of a value. Raises ExchangeError, beginning with ``where``, where the property cannot hold it."""
    try:
        return _term(property, value, base)
    except ValueError as error:
        raise ExchangeError(f"{where}: the value {value!r} is {error}") from None


def terms(property: Property, value: Value, *, base: str, where: str) -> Iterator[str]:
    """Yield the terms of a value, one for each item of a list. Raises as ``term`` does."""
    if isinstance(value, tuple):
        yield from (term(property, item, base=base, where=where) for item in dict.fromkeys(tuple[Scalar, ...](value)))
    else:
        yield term(property, value, base=base, where=where)


def offsets(start: object, end: object, *, where: str) -> tuple[int, int]:
    """Return a range of characters. Raises ExchangeError, beginning with ``where``, where it is none."""
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
        return start, end
    raise ExchangeError(f"{where}: {start!r} to {end!r} is no range of characters")


def _number(text: str) -> int | float:
    """Read a decimal as the graph holds numbers: whole ones as integers."""
    if re.fullmatch(r"[+-]?\d+(\.0*)?", text):
        return int(text.partition(".")[0])
    return float(text)


_READERS: dict[str, Callable[[str], Scalar]] = {
    "decimal": _number, "gYear": lambda text: int(text[:4]), "nonNegativeInteger": int,
    "boolean": lambda text: {"true": True, "1": True, "false": False, "0": False}[text], "string": str, "text": str,
    "date": str, "anyURI": str,
}


def value_of(property: Property, text: str, *, base: str, where: str) -> Scalar:
    """Return the value that a term states: ``text`` is its IRI or lexical form.

    Raises ExchangeError, beginning with ``where``, where the property cannot hold the term.
    """
    try:
        if property.form == "concept":
            return {member: value for value, member in property.members.items()}[iri(text)]
        if property.form == "node":
            return id_of(text, base)
        return _READERS[property.form](text)
    except (ValueError, KeyError):
        raise ExchangeError(f"{where}: {text!r} is no value of {property.predicates[0]}") from None
