"""Documents in a store: begun, done, or in another version."""
from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from neo4j import READ_ACCESS, Driver, ManagedTransaction, Session

from kg.errors import StoreError
from kg.types import Node
from loaders import statements
from loaders.bookkeeping import LOAD_DIGEST, LOADED_AT, Arrival
from loaders.withdrawing import forget_unnamed, withdraw
from loaders.writing import Written

_NAMESAKES = {key: f"MATCH (s:Source) WHERE s.{key} IN $given AND NOT s.id IN $ids RETURN s.id AS id ORDER BY id"
              for key in ("name", "url")}
_FIND = "MATCH (s:Source) WHERE s.id = $name OR s.name = $name RETURN s.id AS id ORDER BY id"


@dataclass(frozen=True, slots=True)
class Documents:
    """Numbers of documents that are new to a store, replaced by another version, begun before and not done, and done
    before; the scopes that those which were replaced spoke of, and the ids of the new ones.
    """

    new: int = 0
    replaced: int = 0
    resumed: int = 0
    unchanged: int = 0
    scopes: frozenset[str] = field(default=frozenset(), compare=False)
    fresh: frozenset[str] = field(default=frozenset(), compare=False)

    def __add__(self, other: Documents) -> Documents:
        return Documents(self.new + other.new, self.replaced + other.replaced, self.resumed + other.resumed,
                         self.unchanged + other.unchanged, self.scopes | other.scopes,
                         self.fresh | other.fresh)


NO_DOCUMENTS = Documents()


def begin(transaction: ManagedTransaction, arrivals: Sequence[Arrival]) -> tuple[Written, Documents]:
    """Write the Sources of documents, not yet done; take out what those that have changed said before."""
    ids = [arrival.source.id for arrival in arrivals]
    known = {record["id"]: record["properties"]
             for record in transaction.run(statements.lock_nodes("Source"), ids=ids)}
    new = [arrival for arrival in arrivals if arrival.source.id not in known]
    changed = [arrival for arrival in arrivals if arrival.source.id in known
               and known[arrival.source.id].get(LOAD_DIGEST) != arrival.digest]
    if new:
        transaction.run(statements.create_nodes(("Source",)), rows=list(map(_row, new))).consume()
    scopes: frozenset[str] = frozenset()
    if changed:
        scopes = withdraw(transaction, [arrival.source.id for arrival in changed], answered=True).scopes
        transaction.run(statements.change_nodes("Source"), rows=list(map(_row, changed))).consume()
    begun = sum(properties.get(LOADED_AT) is None for properties in known.values()) \
        - sum(known[arrival.source.id].get(LOADED_AT) is None for arrival in changed)
    same = len(arrivals) - len(new) - len(changed)
    fresh = frozenset(arrival.source.id for arrival in new)
    return Written(len(new), len(changed), same), Documents(len(new), len(changed), begun, same - begun, scopes, fresh)


def _row(arrival: Arrival) -> dict[str, object]:
    return {**arrival.source.properties, "id": arrival.source.id, LOAD_DIGEST: arrival.digest}


class Disturbed(Exception):
    """Raised inside a load when another process has taken out documents since: entities may lack names again."""


def withdrawals(transaction: ManagedTransaction) -> int:
    """Return how often documents were taken out of the store, when nobody is at it."""
    return int(transaction.run(statements.WITHDRAWALS).single(strict=True)["withdrawals"])


def finish(session: Session, arrivals: Sequence[Arrival], count: int, withdrew: bool) -> None:
    """Mark documents as done whose items are written; ``count`` is that of withdrawals before the first was.

    Where this load, or one that was interrupted, has taken out what a document said before (``withdrew``), the last of
    them ends that (``forget_unnamed``). Raises Disturbed where the count has changed, and StoreError where another
    loader has begun with another version of a document.
    """
    if not arrivals:
        return
    rows = [{"id": arrival.source.id, "digest": arrival.digest} for arrival in arrivals]
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    overtaken = session.execute_write(_finish, rows, now, count, withdrew)
    if overtaken:
        raise StoreError(f"{', '.join(overtaken)}: loaded by another process in another version at the same time; "
                         "load the right one again")


def _finish(transaction: ManagedTransaction, rows: list[dict[str, str]], now: str, count: int, withdrew: bool
            ) -> list[str]:
    if withdrawals(transaction) != count:
        raise Disturbed
    transaction.run(statements.FINISH, rows=rows, now=now).consume()
    overtaken = [record["id"] for record in transaction.run(statements.OVERTAKEN, rows=rows)]
    transaction.run(statements.FORGET, ids=overtaken).consume()
    if withdrew:
        forget_unnamed(transaction)
    return overtaken


def namesakes(driver: Driver, sources: Sequence[Node], key: Literal["name", "url"], *, database: str | None = None
              ) -> list[str]:
    """Return the ids of other documents that have the file name, or the address, of one of these: earlier versions,
    unless files of several folders have the same name.
    """
    given = sorted({str(node.properties[key]) for node in sources if key in node.properties})
    ids = [node.id for node in sources]
    with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
        return [record["id"] for record in session.run(_NAMESAKES[key], given=given, ids=ids)]


def find_sources(driver: Driver, names: Sequence[str], *, database: str | None = None) -> list[str]:
    """Return the ids of documents by their ids, or by the names of their files, in that order and once each.

    Raises StoreError for a document that the store does not have, and for a name that several have.
    """
    found: dict[str, None] = {}
    with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
        for name in names:
            ids = [record["id"] for record in session.run(_FIND, name=name)]
            if not ids:
                raise StoreError(f"{name}: the store has no document with this id or file name; kg query documents "
                                 "lists them")
            if len(ids) > 1:
                raise StoreError(f"{name}: {len(ids)} documents have this file name: {', '.join(ids)}; give the id")
            found[ids[0]] = None
    return list(found)
