"""Values of properties as RDF terms; what a property cannot hold is refused."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import isfinite

from kg.errors import ExchangeError
from kg.types import Scalar, Value
from loaders.rdf_terms import decimal, encode, iri, literal
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
    return literal(str(value).lower() if isinstance(value, bool) else str(value))


_FORMS: dict[str, Callable[[Scalar], str]] = {
    "decimal": _decimal, "gYear": _year, "nonNegativeInteger": _offset, "boolean": _boolean, "date": _date,
    "string": _string, "anyURI": lambda value: literal(str(value), datatype="anyURI"),
}


def _term(property: Property, value: Scalar, base: str) -> str:
    if property.form == "text":
        return literal(str(value), language=property.language)
    if property.form == "node":
        return iri(base + encode(str(value)))
    if property.form == "concept":
        if str(value) not in property.members:
            raise ValueError(f"not one of {', '.join(sorted(property.members))}")
        return property.members[str(value)]
    return _FORMS[property.form](value)


def terms(property: Property, value: Value, *, base: str, where: str) -> Iterator[str]:
    """Yield the terms of a value, one for each item of a list.

    Raises ExchangeError, beginning with ``where``, for a value that the property cannot hold.
    """
    items: tuple[Scalar, ...] = tuple(dict.fromkeys(value)) if isinstance(value, tuple) else (value,)
    for item in items:
        try:
            yield _term(property, item, base)
        except ValueError as error:
            raise ExchangeError(f"{where}: the value {item!r} is {error}") from None


def offsets(start: object, end: object, *, where: str) -> tuple[int, int]:
    """Return a range of characters. Raises ExchangeError, beginning with ``where``, where it is none."""
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
        return start, end
    raise ExchangeError(f"{where}: {start!r} to {end!r} is no range of characters")
