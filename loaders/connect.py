"""Connecting to a server that speaks Bolt, and what its refusals mean."""
from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from kg.errors import StoreError

_CONNECTION_TIMEOUT = 10.0
_OLDEST_NEO4J = 5
_ADDRESS = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://.+")
_LIKE_THIS = "an address looks like bolt://host:7687"


@contextmanager
def store_errors(uri: str) -> Iterator[None]:
    """Turn errors of driver and server into StoreError with what to do; faults of a statement pass through."""
    try:
        yield
    except AuthError as error:
        raise StoreError(f"{uri}: the server refuses user and password ({error.message}); give --user and set "
                         "NEO4J_PASSWORD to its password") from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise StoreError(f"{uri}: no answer ({_line(error)}); start the server, or give its address "
                         "with --uri (bolt://host:7687)") from error
    except ConfigurationError as error:
        raise StoreError(f"{uri}: {_line(error)}; {_LIKE_THIS}") from error
    except ClientError as error:
        if (error.code or "").endswith("DatabaseNotFound"):
            raise StoreError(f"{uri}: {error.message} Create it, or give another --database") from error
        raise
    except Neo4jError as error:
        raise StoreError(f"{uri}: the server cannot do it: {error.message} ({error.code})") from error
    except DriverError as error:
        raise StoreError(f"{uri}: {_line(error)}") from error


def _line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _check_version(uri: str, agent: str) -> None:
    match = re.match(r"Neo4j/(\d+)", agent)
    if match is None or int(match[1]) < _OLDEST_NEO4J:
        raise StoreError(f"{uri}: {agent} is not supported; Neo4j {_OLDEST_NEO4J} or later is needed")


@contextmanager
def connect(uri: str, user: str = "neo4j", password: str | None = None,
            database: str | None = None) -> Iterator[Driver]:
    """Yield a driver that has been seen to reach the server; without a password the server must ask for none.

    Raises StoreError where nothing listens, the password is wrong, the database does not exist or the server is too
    old, then and while the driver is in use.
    """
    if not _ADDRESS.fullmatch(uri):
        raise StoreError(f"{uri!r} is not the address of a server; {_LIKE_THIS}")
    with store_errors(uri):
        try:
            driver = GraphDatabase.driver(uri, auth=None if password is None else (user, password),
                                          connection_timeout=_CONNECTION_TIMEOUT, notifications_min_severity="OFF")
        except ValueError as error:
            raise StoreError(f"{uri}: {_line(error)}; {_LIKE_THIS}") from error
        with driver:
            with driver.session(database=database) as session:
                session.run("RETURN 1").consume()
            _check_version(uri, driver.get_server_info().agent)
            yield driver
