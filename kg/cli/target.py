"""Options that name a store, and how answers are written: shared by the commands that use a store."""
from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import click

from kg.cli.settings import Settings, settings
from loaders.embedded import DEFAULT_FOLDER
from loaders.render import FORMATS
from loaders.target import Target

TargetOf: TypeAlias = Callable[[], Target]
_USER = "neo4j"

format_option = click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="table",
                             show_default=True, help="How to write the answer.")


replace_option = click.option(
    "--replace", type=click.Choice(["name", "url"]),
    help="Documents take the place of those in the store that have the same file name, or address, and other contents.")


def target_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that name a store; the command gets them as ``target``, a function without parameters."""
    @functools.wraps(command)
    def with_target(*, store: Path | None, uri: str | None, user: str | None, database: str | None, **others: Any
                    ) -> None:
        command(target=lambda: _target(store, uri, user, database), **others)

    for option in (
        click.option("--database", help="Database on that server, or NEO4J_DATABASE; its default if not given."),
        click.option("--user", help="User on that server, or NEO4J_USERNAME; the password is taken from NEO4J_PASSWORD "
                                    "or the configuration file, or asked for.  [default: neo4j]"),
        click.option("--uri", help="A Neo4j server instead of a folder, e.g. bolt://127.0.0.1:7687, or NEO4J_URI."),
        click.option("--store", type=click.Path(path_type=Path, file_okay=False),
                     help=f"Folder of the embedded store, or of a kg neo4j start.  [default: {DEFAULT_FOLDER}]"),
    ):
        with_target = option(with_target)
    return with_target


def _target(store: Path | None, uri: str | None, user: str | None, database: str | None) -> Target:
    if store is not None:
        if uri is not None:
            raise click.UsageError("give --store or --uri, not both")
        known = Settings()
    else:
        known = settings(uri)
    if known.uri is None:
        if database is not None or user is not None:
            raise click.UsageError(f"{'--user' if database is None else '--database'} is for servers: give --uri too")
        return Target(store=store)
    name = user or known.user or _USER
    password = known.password
    if password is None and sys.stdin.isatty():
        password = click.prompt(f"Password of {name} (empty for none)", hide_input=True, default="",
                                show_default=False, err=True)
    return Target(uri=known.uri, user=name, password=password or None, database=database or known.database)
