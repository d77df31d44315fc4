"""The command ``kg``. Its subcommands are imported when they are called, so that ``kg --help`` is fast."""
from __future__ import annotations

import importlib
import logging
import os
import sys
from typing import NamedTuple

import click

from kg.errors import KgError

_INTERRUPTED = 130  # 128 + SIGINT, as a shell reports it
_PIPE_CLOSED = 141  # 128 + SIGPIPE


class Subcommand(NamedTuple):
    """Where a subcommand is and what it does, in one line (tested against its own help)."""

    module: str
    help: str


SUBCOMMANDS = {
    "run": Subcommand("kg.cli.run", "Read documents, extract their graphs and load them into a store."),
    "extract": Subcommand("kg.cli.extract", "Extract the graphs of documents into files of JSON Lines."),
    "merge": Subcommand("kg.cli.merge", "Merge graphs into one, with what follows from all of them together."),
    "duplicates": Subcommand("kg.cli.duplicates",
                             "List institutions, programs, documents and honours that may be one, with the reasons."),
    "load": Subcommand("kg.cli.store", "Load graphs into a store; - reads standard input."),
    "unload": Subcommand("kg.cli.keep", "Take documents out of a store: exactly what only they say."),
    "verify": Subcommand("kg.cli.keep", "Compare a store with exchange files and list every difference."),
    "query": Subcommand("kg.cli.ask", "Run a named query of the library."),
    "queries": Subcommand("kg.cli.queries", "Hand the query library to other programs."),
    "cypher": Subcommand("kg.cli.ask", "Run a Cypher statement; without --write it can only read."),
    "evidence": Subcommand("kg.cli.ask", "Show the sentences behind a relationship, an entity or a figure."),
    "compare": Subcommand("kg.cli.compare", "Hold what a district planned for a year against what it reports."),
    "benchmark": Subcommand(
        "kg.cli.compare",
        "Show districts side by side: what they plan and report for an indicator, the best result first."),
    "timeline": Subcommand(
        "kg.cli.compare",
        "Show what the documents say of an institution or program, year by year, under all its names."),
    "diff": Subcommand(
        "kg.cli.compare",
        "Show what is new, gone, raised or lowered between two documents, or two years of a district."),
    "serve": Subcommand("kg.cli.store", "Keep the embedded store open for other commands and for Neo4j Browser."),
    "neo4j": Subcommand("kg.cli.server", "Start and stop a Neo4j server on this machine."),
    "export": Subcommand("kg.cli.export", "Export a graph as RDF, or as files for Neo4j's bulk import."),
    "serve-sparql": Subcommand("kg.cli.serve_sparql",
                               "Answer SPARQL queries, read-only and on this machine alone, until Ctrl-C."),
    "import-rdf": Subcommand("kg.cli.import_rdf", "Read RDF into a graph of JSON Lines."),
    "show": Subcommand("kg.cli.show", "Show a document as a web page with its names marked."),
    "read": Subcommand("kg.cli.show", "Print the text of a document that offsets count in."),
    "coverage": Subcommand("kg.cli.coverage", "List what was not understood, clause by clause."),
    "check": Subcommand("kg.cli.check", "Check graphs, or documents and their graphs, and list what is wrong."),
}


class Commands(click.Group):
    """The group of subcommands, found by name in ``SUBCOMMANDS``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a first use."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a subcommand, or return None where there is none of that name."""
        if name not in SUBCOMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(SUBCOMMANDS[name].module), name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, item.help) for name, item in SUBCOMMANDS.items()])

    def invoke(self, ctx: click.Context) -> None:
        """Run a subcommand; an error of this project, Ctrl-C or a closed pipe ends it without a traceback."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except KgError as error:
            click.ClickException(str(error)).show()
            ctx.exit(error.exit_status)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            # The reader of the pipe has gone; what Python still holds for it must not fail again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_PIPE_CLOSED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="district-education-kg", prog_name="kg")
def cli() -> None:
    """Turn yearly plans and summaries of Chinese district education bureaus into a knowledge graph.

    \b
    Example:
      kg run reports/
      kg query --list
    """
    # The driver warns of each transaction that it tries again; a command says what came of it in the end.
    logging.getLogger("neo4j").setLevel(logging.ERROR)


def main() -> None:
    """Run ``kg`` and exit with its status."""
    try:
        cli()
    except SystemExit as ending:
        if "jpype" in sys.modules and isinstance(ending.code, int):  # the import of loaders takes time
            importlib.import_module("loaders.engine").leave_if_java_runs(ending.code)
        raise
