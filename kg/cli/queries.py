"""The command queries: the query library for other programs."""
from __future__ import annotations

from pathlib import Path

import click

from kg.errors import WriteError
from kg.output import replacing
from loaders.favourites import archive, style
from loaders.queries import library

_FAVOURITES, _STYLE = "kg-favourites.zip", "kg-style.grass"
_HINT = """\
{count} queries as favourites 收藏的查询: {favourites}
Style sheet 样式: {style}
Drop each of them on the window of Neo4j Browser 依次拖到 Neo4j Browser 窗口; the star at the left lists the favourites.
In each folder, run the favourite of parameters first 每个文件夹先运行“参数”一项."""


@click.group()
def queries() -> None:
    """Hand the query library to other programs.

    \b
    Example:
      kg queries export --for browser browser-files
    """


@queries.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--for", "program", type=click.Choice(["browser"]), required=True, help="The program: Neo4j Browser.")
def export_queries(folder: Path, program: str) -> None:
    """Write the queries as favourites for Neo4j Browser, and its style sheet, into a folder.

    \b
    Example:
      kg queries export --for browser browser-files
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be made ({error.strerror}); give another folder") from error
    for name, data in ((_FAVOURITES, archive()), (_STYLE, style().encode())):
        with replacing(folder / name) as out:
            out.write(data)
    click.echo(_HINT.format(count=len(library()), favourites=folder / _FAVOURITES, style=folder / _STYLE))
