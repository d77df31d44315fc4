"""Merging exchange files with what follows from all of them, in several processes: the same bytes from any number.

The files are cut into shares of some megabytes. From each share a process writes a run of its merged lines
(``kg.graph.merge_lines``) and what derivations read of it, by groups of districts (``kg.derive.partition``); then
processes derive what follows for each group, as a run too. One pass over all runs gives the lines of the graph.
Memory does not grow with the files.
"""
from __future__ import annotations

import functools
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

from kg.derive import DERIVATIONS, is_derived
from kg.derive.derivation import Derivation
from kg.derive.partition import COMMON, Partition, derived_of
from kg.derive.projection import Row
from kg.derive.rows import Places, read_rows
from kg.errors import ExchangeError, WriteError
from kg.graph.exchange import item_of, read_data
from kg.graph.merge_lines import LineMerger, keyed, merged_runs, write_run
from kg.parallel import Processes, run_each

SHARE = 16 << 20  # bytes of a share; a process needs some ten times as much
_FEW = 4
_MOST = 256  # shares: the runs are open at the same time

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of an exchange file, from one byte to another; ``name`` is the file's in messages."""

    path: Path
    name: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one process takes at a time, and the number of the files that it writes."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a share: its run, and the rows that derivations read, with where they stand by group."""

    run: Path
    rows: Path
    places: Places


def merged_lines(files: Iterable[tuple[Path, str]], *, jobs: int = 1,
                 derivations: Sequence[Derivation] = DERIVATIONS, share: int = SHARE) -> Iterator[bytes]:
    """Yield the lines of the merged graph of exchange files with its derived items, in the order of a graph.

    ``files`` are regular files with their names in messages; what was derived before is left out of them. ``jobs``
    processes work on them, this one alone where there are few shares (of about ``share`` bytes). Raises ExchangeError
    where a line is malformed, WriteError where there is no space for temporary files.
    """
    with TemporaryDirectory(prefix="kg-") as folder, Processes(jobs) as processes:
        shares = tuple(Share(number, pieces) for number, pieces in enumerate(_shares(tuple(files), share)))
        jobs = jobs if len(shares) >= _FEW else 1  # starting processes takes as long as a share
        note = functools.partial(_note, folder=Path(folder), derivations=derivations)
        noted = tuple(_results(note, shares, jobs, processes))
        groups = sorted({group for one in noted for group in one.places} | {COMMON})
        derive = functools.partial(_derive, noted=noted, folder=Path(folder), derivations=derivations)
        derived = tuple(_results(derive, groups, jobs, processes))
        with ExitStack() as stack:
            yield from merged_runs([stack.enter_context(path.open("rb"))
                                    for path in (*(one.run for one in noted), *derived)])


def _shares(files: Sequence[tuple[Path, str]], least: int) -> Iterator[tuple[Piece, ...]]:
    """Yield pieces of files that are about as large as a share together."""
    size = max(least, sum(path.stat().st_size for path, _ in files) // _MOST)
    pieces: list[Piece] = []
    count = 0
    for piece in chain.from_iterable(_pieces(path, name, size) for path, name in files):
        pieces.append(piece)
        count += piece.stop - piece.start
        if count >= size:
            yield tuple(pieces)
            pieces, count = [], 0
    if pieces:
        yield tuple(pieces)


def _pieces(path: Path, name: str, size: int) -> Iterator[Piece]:
    """Cut a file at ends of lines."""
    with path.open("rb") as stream:
        end = stream.seek(0, 2)
        start = 0
        while start < end:
            stream.seek(start + size)
            stream.readline()
            stop = min(stream.tell(), end)
            yield Piece(path, name, start, stop)
            start = stop


def _results(work: Callable[[Item], Result], items: Iterable[Item], jobs: int, processes: Processes
             ) -> Iterator[Result]:
    for outcome in run_each(work, items, jobs=jobs, chunk=1, processes=processes):
        if outcome.error is not None:
            raise ExchangeError(outcome.error)
        yield cast(Result, outcome.result)


@contextmanager
def _many_objects() -> Iterator[None]:
    """Leave the search for cycles: among so many objects it takes a fifth of the time, and there are none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    except OSError as error:
        raise WriteError(f"temporary files cannot be written ({error.strerror}); check the space in "
                         "the folder for them, or name another with TMPDIR") from error
    finally:
        if was:
            gc.enable()


def _note(share: Share, *, folder: Path, derivations: Sequence[Derivation]) -> Noted:
    """Write the run and the rows of a share."""
    run, rows = folder / f"{share.number}.run", folder / f"{share.number}.rows"
    merger = LineMerger()
    with _many_objects(), Partition(derivations) as partition:
        for data in _stated(share.pieces):
            merger.add(data)
            partition.add_line(data)
        with run.open("wb") as out:
            write_run(merger.lines(), out)
        with rows.open("wb") as out:
            places = partition.write(out)
    return Noted(run, rows, places)


def _stated(pieces: Iterable[Piece]) -> Iterator[dict[str, Any]]:
    """Yield what the different lines of pieces say, without what derivations made."""
    seen: set[bytes] = set()  # a district or indicator has the same line in many documents
    for piece in pieces:
        for data in _data(piece, seen):
            told = data["properties"]
            if "derived" not in told or "source" in told or not is_derived(item_of(data)):
                yield data


def _data(piece: Piece, seen: set[bytes]) -> Iterator[dict[str, Any]]:
    with piece.path.open("rb") as stream:
        stream.seek(piece.start)
        new = [line for line in stream.read(piece.stop - piece.start).split(b"\n") if line not in seen]
        seen.update(new)
        try:
            yield from read_data(new, piece.name)
        except ExchangeError:
            stream.seek(0)  # for the number of the line in the file
            for _ in read_data(stream, piece.name):
                pass
            raise


def _derive(group: int, *, noted: Sequence[Noted], folder: Path, derivations: Sequence[Derivation]) -> Path:
    """Write what follows for a group of districts as a run."""
    path = folder / f"derived-{group}.run"
    common = functools.partial(_rows, noted, COMMON)
    with _many_objects(), path.open("wb") as out:
        write_run(keyed(derived_of(_rows(noted, group) if group != COMMON else (), common, derivations)), out)
    return path


def _rows(noted: Iterable[Noted], group: int) -> Iterator[Row]:
    for one in noted:
        if group in one.places:
            with one.rows.open("rb") as stream:
                yield from read_rows(stream, one.places, group)
