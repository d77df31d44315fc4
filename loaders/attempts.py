"""Writing again where another loader was faster."""
from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from neo4j.exceptions import ClientError, ConstraintError, TransientError

from kg.errors import ExchangeError, StoreError
from loaders.writing import MayBeKnown, maybe_known

ATTEMPTS = 5
# What the embedded store says where another transaction has rolled back what this one has just read.
_GONE = "Neo.ClientError.Statement.EntityNotFound"
_T = TypeVar("_T")


def attempt(write: Callable[[], _T]) -> _T:
    """Try again where another loader created the same thing between reading and writing: now it is known."""
    for _ in range(ATTEMPTS):
        try:
            return write()
        except ExchangeError:
            raise
        except (ClientError, TransientError) as error:
            if isinstance(error, ClientError) and not isinstance(error, ConstraintError) and error.code != _GONE:
                raise
            conflict = error
    raise StoreError(f"others write the same entities all the time ({conflict.message}); load one after the other")


def trusting(write: Callable[[MayBeKnown], _T], may_be_known: MayBeKnown) -> _T:
    """Write without looking up what cannot be in the store; where it is there all the same, look everything up.

    It is there where the answer to a commit was lost and the driver does the transaction again, where a file has a line
    twice, and where another loader was faster.
    """
    try:
        return write(may_be_known)
    except (ClientError, TransientError):
        return attempt(lambda: write(maybe_known))
