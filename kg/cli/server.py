"""The command neo4j: a Neo4j server on this machine."""
from __future__ import annotations

import shlex
from pathlib import Path
from urllib.parse import quote

import click

from kg.errors import StoreError
from loaders.neo4j_server.home import DEFAULT_HOME, USER, Running, ServerHome
from loaders.neo4j_server.process import admin, alive, start, stop
from loaders.ports import HOST

_FIRST_QUERY = "MATCH (holder)-[r:RUNS|BUILDS|AWARDED]->(what) RETURN holder, r, what LIMIT 50"
# Whatever is to be pasted stands at the end of its line, behind a colon.
_HINT = """\
Neo4j runs at {uri}, process {pid}; its data is in {folder}.
Fill it 装入数据: kg run YOUR-DOCUMENTS --store {folder}
Open Neo4j Browser, with a first query in it 打开浏览器: {browser}
Username 用户名: {user}
Password 密码, printed by 用此命令显示: cat {password_file}
Stop it 停止: kg neo4j stop --home {folder}"""
_OPEN_HINT = "Neo4j asks for no password: every user of this machine can read and change it."

home_option = click.option("--home", "path", type=click.Path(path_type=Path, file_okay=False), default=DEFAULT_HOME,
                           show_default=True, help="Folder of the server: its data, settings, password and logs.")
_PORT = click.IntRange(1, 65535)


@click.group()
def neo4j() -> None:
    """Start and stop a Neo4j server on this machine.

    \b
    Example:
      kg neo4j start
      kg run reports/ --store kg-neo4j
      kg neo4j stop
    """


@neo4j.command("start")
@home_option
@click.option("--bolt-port", type=_PORT, help="Port for drivers.  [default: 7687, or a free one]")
@click.option("--http-port", type=_PORT, help="Port for Neo4j Browser.  [default: 7474, or a free one]")
@click.option("--auth/--no-auth", default=True, show_default=True, help="Ask for the password of the server.")
def start_server(path: Path, bolt_port: int | None, http_port: int | None, auth: bool) -> None:
    """Start a Neo4j server, wait until it answers, and say how to use it; its data is kept.

    Needs Java 17 or 21. The first start fetches Neo4j with Maven, some 160 MB, into the user's cache.

    \b
    Example:
      kg neo4j start
      kg neo4j start --home my-neo4j --bolt-port 7688 --http-port 7475
    """
    home = ServerHome(path)
    running = alive(home) or start(home, bolt=bolt_port, http=http_port, auth=auth,
                                   say=lambda text: click.echo(text, err=True))
    click.echo(_hint(home, running))


@neo4j.command("stop")
@home_option
def stop_server(path: Path) -> None:
    """Stop the Neo4j server of a folder; its data is kept.

    \b
    Example:
      kg neo4j stop
    """
    running = stop(ServerHome(path))
    click.echo(f"{path}: no server runs here." if running is None else f"Stopped process {running.pid}.", err=True)


@neo4j.command("status")
@home_option
def status(path: Path) -> None:
    """Say where the Neo4j server of a folder is to be found; exit status 4 where it does not run.

    \b
    Example:
      kg neo4j status
    """
    home = ServerHome(path)
    running = alive(home)
    if running is None:
        raise StoreError(f"{path}: no server runs here; start it with kg neo4j start --home {shlex.quote(str(path))}")
    click.echo(_hint(home, running))


@neo4j.command("admin", context_settings={"ignore_unknown_options": True})
@home_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, required=True)
def admin_tool(path: Path, arguments: tuple[str, ...]) -> None:
    """Run neo4j-admin on the folder of a server: dump, load, import, check. The server must be stopped for most of it.

    \b
    Example:
      kg neo4j admin database dump neo4j --to-path=backups
    """
    home = ServerHome(path)
    if not home.exists():
        raise StoreError(f"{path}: no Neo4j server here; make one with kg neo4j start, or give its folder with --home")
    admin(home, arguments)


def _hint(home: ServerHome, running: Running) -> str:
    folder = shlex.quote(str(home.path))
    hint = _HINT.format(uri=running.uri, pid=running.pid, folder=folder, browser=browser_address(running), user=USER,
                        password_file=shlex.quote(str(home.password_file)))
    if running.auth:
        return hint
    return "\n".join([*(line for line in hint.splitlines() if not line.startswith(("User", "Pass"))), _OPEN_HINT])


def browser_address(running: Running, statement: str = _FIRST_QUERY) -> str:
    """Return the address of Neo4j Browser with its connection filled in and a statement in its editor."""
    method = "" if running.auth else "&preselectAuthMethod=NO_AUTH"
    user = f"{USER}@" if running.auth else ""
    return (f"http://{HOST}:{running.http}/browser/?dbms=bolt://{user}{HOST}:{running.bolt}&db=neo4j{method}"
            f"&cmd=edit&arg={quote(statement)}")
