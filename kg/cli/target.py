"""Options that name a store, and how answers are written: shared by the commands that use a store."""
from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import click

from loaders.embedded import DEFAULT_FOLDER
from loaders.render import FORMATS
from loaders.target import Target

TargetOf: TypeAlias = Callable[[], Target]

format_option = click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="table",
                             show_default=True, help="How to write the answer.")


def target_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that name a store; the command gets them as ``target``, a function without parameters."""
    @functools.wraps(command)
    def with_target(*, store: Path | None, uri: str | None, user: str, database: str | None, **others: Any) -> None:
        command(target=lambda: _target(store, uri, user, database), **others)

    for option in (
        click.option("--database", help="Database on that server; its default if not given."),
        click.option("--user", default="neo4j", show_default=True,
                     help="User on that server; the password is taken from NEO4J_PASSWORD, or asked for."),
        click.option("--uri", help="A Neo4j server instead of a folder, e.g. bolt://127.0.0.1:7687."),
        click.option("--store", type=click.Path(path_type=Path, file_okay=False),
                     help=f"Folder of the embedded store, or of a kg neo4j start.  [default: {DEFAULT_FOLDER}]"),
    ):
        with_target = option(with_target)
    return with_target


def _target(store: Path | None, uri: str | None, user: str, database: str | None) -> Target:
    if uri is None:
        if database is not None:
            raise click.UsageError("--database is for servers: give --uri too")
        return Target(store=store)
    if store is not None:
        raise click.UsageError("give --store or --uri, not both")
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None and sys.stdin.isatty():
        password = click.prompt(f"Password of {user} (empty for none)", hide_input=True, default="",
                                show_default=False, err=True)
    return Target(uri=uri, user=user, password=password or None, database=database)
