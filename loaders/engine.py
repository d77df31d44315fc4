"""The engine of the embedded store, ArcadeDB, in this process: its Java machine, its server with Bolt, its indexes.

One Java machine lives in a process, from the first store to the end of the process.
"""
from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from loaders.dialect import Dialect
from loaders.folder import StoreFolder
from loaders.ports import HOST, free_port, is_free
from loaders.schema import schema_statements
from loaders.shapes import NODE_SHAPES
from loaders.statements import declare_shape

DATABASE = "kg"
USER = "root"
_HEAP = "-Xmx2g"
_LARGEST_MESSAGE = 256 * 1024 * 1024  # bytes; the default, 16 MiB, is less than a batch with long sentences
_FULL_FLUSH = 2  # fsync at each commit; the default of the engine, 0, loses commits when the power goes
# Of the 63 bits of id(n), those that number the file; with the default, 16, ids pass 2**53, which JavaScript rounds,
# and Neo4j Browser finds no relationships between the nodes that it shows.
_ID_BUCKET_BITS = 26

_LOGGING = """\
handlers = java.util.logging.FileHandler
.level = WARNING
java.util.logging.FileHandler.pattern = {folder}/engine.%g.log
java.util.logging.FileHandler.limit = 1000000
java.util.logging.FileHandler.count = 2
java.util.logging.FileHandler.append = true
java.util.logging.FileHandler.encoding = UTF-8
java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter
"""

# Names and aliases are searched by pairs of characters; its Cypher cannot make such an index, its SQL can.
_FULL_TEXT = 'FULL_TEXT METADATA {"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer"}'
_FULL_TEXT_SCHEMA = (
    "CREATE VERTEX TYPE Entity IF NOT EXISTS",
    "CREATE PROPERTY Entity.name IF NOT EXISTS STRING",
    "CREATE PROPERTY Entity.aliases IF NOT EXISTS LIST OF STRING",
    f"CREATE INDEX IF NOT EXISTS ON Entity (name) {_FULL_TEXT}",
    f"CREATE INDEX IF NOT EXISTS ON Entity (aliases BY ITEM) {_FULL_TEXT}",
)


@contextmanager
def _standard_error_to(path: Path) -> Iterator[None]:
    """The Java machine writes warnings of its own to file descriptor 2 when it starts; they are for the log."""
    saved = os.dup(2)
    log = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        os.dup2(log, 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(log)


def _start_java(log_folder: Path) -> None:
    from arcadedb_embedded.jvm import jpype, start_jvm

    if jpype.isJVMStarted():
        return
    log_folder.mkdir(exist_ok=True)
    configuration = log_folder / "logging.properties"
    configuration.write_text(_LOGGING.format(folder=log_folder.as_posix().replace("%", "%%")), encoding="utf-8")
    os.environ.setdefault("ARCADEDB_JVM_ERROR_FILE", str(log_folder / "java_crash_%p.log"))
    with _standard_error_to(log_folder / "java.log"):
        start_jvm(heap_size=None, interrupt=False, jvm_args=[
            _HEAP, "--sun-misc-unsafe-memory-access=allow", f"-Darcadedb.txWalFlush={_FULL_FLUSH}",
            f"-Darcadedb.opencypher.idBucketBits={_ID_BUCKET_BITS}",
            f"-Djava.util.logging.config.file={configuration}"])


def _make_schema(database: Any) -> None:
    for statement in schema_statements(Dialect.ARCADEDB):
        database.command("cypher", statement)
    for statement in _FULL_TEXT_SCHEMA:
        database.command("sql", statement)
    with database.transaction():
        for shape in sorted(NODE_SHAPES):
            database.command("cypher", declare_shape(shape))


def _start_server(folder: StoreFolder, port: int) -> Any:
    from arcadedb_embedded import ArcadeDBServer
    from arcadedb_embedded.exceptions import ArcadeDBError

    server = ArcadeDBServer(str(folder.path.absolute()), root_password=folder.password(), config={
        "host": HOST, "http_port": free_port(), "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt_port": port, "bolt_defaultDatabase": DATABASE, "bolt_maxMessageSize": _LARGEST_MESSAGE,
        "server_logsDirectory": str(folder.log_folder.absolute()),
    })
    try:
        fresh = not (folder.path / "databases" / DATABASE).exists()
        server.start()
        database = server.create_database(DATABASE)
        if fresh:
            _make_schema(database)
    except ArcadeDBError as error:
        server.stop()
        if "locked by another process" in str(error):
            raise StoreError(f"{folder.path}: another process is opening or using this store; wait until it has ended, "
                             "or stop it and start kg serve, which many can use at a time") from error
        raise StoreError(f"{folder.path}: the store does not open ({error}); see {folder.log_folder}") from error
    return server


def leave_if_java_runs(status: int) -> None:
    """End the process at once with an exit status where a Java machine runs in it; else do nothing.

    Taking Python down beside a Java machine crashes now and then after all work is done (jpype-project/jpype, issue
    1144), which would turn success into a failure. Stores must be closed before.
    """
    if "jpype" in sys.modules and sys.modules["jpype"].isJVMStarted():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


@contextmanager
def running_engine(folder: StoreFolder, *, port: int | None = None) -> Iterator[int]:
    """Run the engine on a store's folder and yield its Bolt port, on the loopback interface only.

    Raises StoreError where the port is taken or another process has the folder open.
    """
    if port is not None and not is_free(port):
        raise StoreError(f"port {port} is in use; give another one with --port")
    _start_java(folder.log_folder.absolute())
    bolt = free_port() if port is None else port
    server = _start_server(folder, bolt)
    try:
        yield bolt
    finally:
        server.stop()
