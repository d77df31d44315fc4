"""The command export neo4j-admin."""
from __future__ import annotations

import functools
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

import click

from kg.cli.graphs import Items, min_confidence_option, opened_items
from kg.cli.merge import merged_with_derived
from kg.cli.target import TargetOf, target_options
from kg.graph.exchange import lines, read_items
from kg.graph.filter import confident_items
from kg.types import Node, Relationship
from loaders.bulk.folder import ARGUMENTS, SCHEMA, BulkReport, write_folder
from loaders.dump import stored_items
from loaders.neo4j_server.home import DEFAULT_HOME
from loaders.target import open_target

BULK = "neo4j-admin"
_HINT = """\
# Into a server of kg neo4j, whose data it replaces:
kg neo4j stop --home {home}
(cd {folder} && kg neo4j admin --home {home} database import full neo4j --overwrite-destination @{arguments})
kg neo4j start --home {home}
kg load - --store {home} < /dev/null    # makes constraints and indexes
# Or with another server's own neo4j-admin, while its database is stopped:
(cd {folder} && neo4j-admin database import full neo4j --overwrite-destination @{arguments})
# and when it runs again: cypher-shell -f {schema}"""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.argument("graphs", metavar="[GRAPH.jsonl…]", nargs=-1,
                type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--gzip", "packed", is_flag=True, help="Pack the data files.")
@min_confidence_option
@target_options
def export_bulk(folder: Path, graphs: tuple[Path, ...], packed: bool, min_confidence: float,
                target: TargetOf) -> None:
    """Export a graph as files for neo4j-admin database import full, and print the commands of the import.

    The graph is that of the files together (- reads standard input), as kg merge makes it, or of a store where there is
    no file. The import fills an empty database, many times faster than kg load; what is in it then is the same.

    \b
    Example:
      kg export neo4j-admin import-files graphs/*.jsonl
      kg export neo4j-admin import-files --store kg-store --gzip
    """
    with ExitStack() as stack:
        if graphs:
            items = _merged(opened_items(graphs, stack)(), stack)
        else:
            connection = stack.enter_context(open_target(target()))
            items = functools.partial(stored_items, connection.driver, connection.database)
        if min_confidence > 0:
            items = functools.partial(confident_items, items, min_confidence)
        report = write_folder(items, folder, packed=packed)
    _tell(folder, report)


def _merged(items: Iterator[Node | Relationship], stack: ExitStack) -> Items:
    """Return the graph that kg load makes of the items, kept in a temporary file, since it is read several times."""
    kept = cast(BinaryIO, stack.enter_context(tempfile.TemporaryFile()))  # noqa: SIM115  # the stack closes it
    kept.writelines(lines(merged_with_derived(items)))

    def again() -> Iterator[Node | Relationship]:
        kept.seek(0)
        yield from read_items(kept, "<merged graph>")
    return again


def _tell(folder: Path, report: BulkReport) -> None:
    click.echo(f"{report.nodes} nodes and {report.relationships} relationships in {report.files} files", err=True)
    path = shlex.quote(str(folder.absolute()))
    click.echo(_HINT.format(folder=path, home=DEFAULT_HOME.absolute(), arguments=ARGUMENTS,
                            schema=shlex.quote(str(folder / SCHEMA))))
