"""Connecting to a server that speaks Bolt, and what its refusals mean."""
from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    UnsupportedServerProduct,
)

from kg.errors import StoreError

_CONNECTION_TIMEOUT = 10.0
RETRY_SECONDS = 30.0  # how long a transaction is tried again when the connection breaks or others are in its way
_OLDEST_NEO4J = 5
_ADDRESS = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://.+")
_LIKE_THIS = "an address looks like bolt://host:7687"
_READ_ONLY = "the user may not write, or the database is for reading only ({reason}); take a user who may write"
_NOT_FOR_WRITING = ("Forbidden", "ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase", "NotALeader",
                    "ReadOnlyAccess", "AccessMode")
_TOO_OLD = f"the server is too old; Neo4j {_OLDEST_NEO4J} or later is needed"


@contextmanager
def store_errors(uri: str) -> Iterator[None]:
    """Turn errors of driver and server into StoreError with what to do; faults of a statement pass through."""
    try:
        yield
    except AuthError as error:
        if (error.code or "").endswith("Forbidden"):
            raise StoreError(f"{uri}: {_READ_ONLY.format(reason=error.message)}") from error
        raise StoreError(f"{uri}: the server refuses user and password ({error.message}); give --user and set "
                         "NEO4J_PASSWORD to its password") from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise StoreError(f"{uri}: {_unreachable(error)}") from error
    except ConfigurationError as error:
        raise StoreError(f"{uri}: {_line(error)}; {_LIKE_THIS}") from error
    except ClientError as error:
        if (error.code or "").endswith("DatabaseNotFound"):
            raise StoreError(f"{uri}: {error.message} Create it, or give another --database") from error
        if (error.code or "").endswith(_NOT_FOR_WRITING):
            raise StoreError(f"{uri}: {_READ_ONLY.format(reason=error.message)}") from error
        raise
    except Neo4jError as error:
        if (error.code or "").endswith(_NOT_FOR_WRITING):
            raise StoreError(f"{uri}: {_READ_ONLY.format(reason=error.message)}") from error
        raise StoreError(f"{uri}: the server cannot do it: {error.message} ({error.code})") from error
    except UnsupportedServerProduct as error:
        raise StoreError(f"{uri}: {_TOO_OLD}") from error
    except DriverError as error:
        raise StoreError(f"{uri}: {_line(error)}") from error


def _unreachable(error: BaseException) -> str:
    """Say why a server does not answer, and what to do."""
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return ("the server's certificate is not signed by an authority that this machine knows; if you trust the "
                "server, write bolt+ssc:// or neo4j+ssc:// in its address")
    if any(isinstance(cause, ssl.SSLError) or "encrypt" in str(cause).lower() for cause in causes):
        return ("the server does not speak TLS, and the address asks for it; write bolt:// or neo4j:// without +s, or "
                "switch TLS on in the server")
    text = " ".join(map(str, causes)).lower()
    if any(sign in text for sign in ("handshake", "looks like http", "connection reset", "closed the connection")):
        return ("something listens there and does not speak Bolt; if the server asks for TLS, write bolt+s:// or "
                "neo4j+s:// in the address; if that is its port for the browser (7474), give the one for Bolt (7687)")
    return f"no answer ({_line(error)}); start the server, or give its address with --uri (bolt://host:7687)"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        yield error
        error = error.__cause__ or error.__context__


def _line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def check_version(uri: str, agent: str) -> None:
    """Raise StoreError where a server (``Neo4j/5.26.0``) is too old or another one."""
    match = re.match(r"Neo4j/(\d+)", agent)
    if match is None or int(match[1]) < _OLDEST_NEO4J:
        raise StoreError(f"{uri}: {agent} is not supported: {_TOO_OLD}")


@contextmanager
def connect(uri: str, user: str = "neo4j", password: str | None = None,
            database: str | None = None) -> Iterator[Driver]:
    """Yield a driver that has been seen to reach the server; without a password the server must ask for none.

    Raises StoreError where nothing listens, the password is wrong, the database does not exist or the server is too
    old, then and while the driver is in use.
    """
    if "@" in uri:
        raise StoreError("an address names no user and no password, which others could see; give --user, and set "
                         "NEO4J_PASSWORD")
    if not _ADDRESS.fullmatch(uri):
        raise StoreError(f"{uri!r} is not the address of a server; {_LIKE_THIS}")
    with store_errors(uri):
        try:
            driver = GraphDatabase.driver(uri, auth=None if password is None else (user, password),
                                          connection_timeout=_CONNECTION_TIMEOUT, notifications_min_severity="OFF",
                                          max_transaction_retry_time=RETRY_SECONDS)
        except ValueError as error:
            raise StoreError(f"{uri}: {_line(error)}; {_LIKE_THIS}") from error
        with driver:
            try:
                with driver.session(database=database) as session:
                    session.run("RETURN 1").consume()
            except ServiceUnavailable:
                _try_directly(uri)
                raise
            check_version(uri, driver.get_server_info().agent)
            yield driver


def _try_directly(uri: str) -> None:
    """Raise what keeps a server from answering where routing (``neo4j://``) only says that it does not."""
    direct = f"bolt{uri.removeprefix('neo4j')}"
    if uri.startswith("neo4j"):
        with GraphDatabase.driver(direct, connection_timeout=_CONNECTION_TIMEOUT) as driver, suppress(AuthError):
            driver.verify_connectivity()
