"""The embedded store: a folder, opened in this process or used through the ``kg serve`` that has it open."""
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j import Driver

from kg.errors import StoreError
from loaders.connect import connect
from loaders.engine import DATABASE, USER, running_engine
from loaders.folder import Occupant, StoreFolder

DEFAULT_FOLDER = Path("kg-store")


def _answers(occupant: Occupant, password: str) -> bool:
    """Tell whether the process of a note still has the store open: its port knows the store's password."""
    try:
        with connect(occupant.uri, USER, password, DATABASE):
            return True
    except StoreError:
        return False


@contextmanager
def _opened(folder: StoreFolder, *, port: int | None, serves: bool) -> Iterator[tuple[Driver, Occupant]]:
    with running_engine(folder, port=port) as bolt:
        occupant = Occupant(os.getpid(), bolt, serves)
        folder.note(occupant)
        try:
            with connect(occupant.uri, USER, folder.password(), DATABASE) as driver:
                yield driver, occupant
        finally:
            folder.clear_note()


def _present_occupant(folder: StoreFolder) -> Occupant | None:
    occupant = folder.occupant()
    return occupant if occupant is not None and _answers(occupant, folder.password()) else None


def _existing(path: Path, *, create: bool) -> StoreFolder:
    folder = StoreFolder(path)
    if create:
        folder.make()
    elif not folder.exists():
        raise StoreError(f"{path}: no store here; make one with kg load, or give its folder with --store")
    return folder


@contextmanager
def open_store(path: Path = DEFAULT_FOLDER, *, create: bool = True) -> Iterator[Driver]:
    """Yield a driver to the store in a folder; its database is ``loaders.engine.DATABASE``.

    A ``kg serve`` of the folder (or an ``open_store`` of this process) is used when there is one; otherwise the engine
    starts in this process, on a free loopback port, and stops at the end. Raises StoreError where another process has
    the store for itself, where the folder is no store, and, unless ``create``, where there is none.
    """
    folder = _existing(path, create=create)
    occupant = _present_occupant(folder)
    if occupant is None:
        with _opened(folder, port=None, serves=False) as (driver, _):
            yield driver
    elif occupant.serves or occupant.pid == os.getpid():
        with connect(occupant.uri, USER, folder.password(), DATABASE) as driver:
            yield driver
    else:
        raise StoreError(f"{path}: process {occupant.pid} is using this store for itself; wait until it has ended, or "
                         "stop it and start kg serve, which many can use at a time")


@contextmanager
def serve_store(path: Path = DEFAULT_FOLDER, *, port: int) -> Iterator[Occupant]:
    """Keep the store in a folder open for other processes, and yield where it is to be found.

    Raises StoreError where a process has it open already or the port is taken.
    """
    folder = _existing(path, create=True)
    occupant = _present_occupant(folder)
    if occupant is not None:
        what = "serves" if occupant.serves else "is using"
        raise StoreError(f"{path}: process {occupant.pid} {what} this store already, at {occupant.uri}")
    with _opened(folder, port=port, serves=True) as (_, occupant):
        yield occupant
