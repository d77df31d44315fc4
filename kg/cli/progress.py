"""Progress on a terminal, and what became of the documents."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.parallel import Outcome

# The exit status where some documents could not be read and the others are there: that of ReadError.
INCOMPLETE = 3

Item = TypeVar("Item")
Result = TypeVar("Result")


class Reporter:
    """Counts documents, shows a bar where stderr is a terminal, and names each document that failed."""

    def __init__(self, total: int) -> None:
        self._console = Console(stderr=True)
        self._bar = Progress(TextColumn("documents"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                             console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("documents", total=total)
        self.total = total
        self.failed = 0

    def __enter__(self) -> Reporter:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._bar.stop()

    def message(self, text: str) -> None:
        """Write a line to stderr, above the bar where there is one."""
        if self._console.is_terminal:
            self._console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(text, err=True)

    def results(self, outcomes: Iterable[Outcome[Item, Result]]) -> Iterator[tuple[Item, Result]]:
        """Yield items with their results; a document without one is named on stderr and counted."""
        for outcome in outcomes:
            self._bar.advance(self._task)
            if outcome.error is not None:
                self.failed += 1
                self.message(f"Error: {outcome.error}")
            elif outcome.result is not None:
                yield outcome.item, outcome.result

    def finish(self) -> None:
        """End the command with status 3 where a document failed."""
        if self.failed:
            click.echo(f"{self.failed} of {self.total} documents failed; the others are done.", err=True)
            click.get_current_context().exit(INCOMPLETE)
