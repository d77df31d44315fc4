"""Where the server is, from the environment and the configuration file: what no option says."""
from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from loaders.secret import read_password_file

_KEYS = ("uri", "user", "database", "password", "password_file")
_LOOKS = 'it looks like [neo4j], then uri = "bolt://host:7687", user, database, password_file'


@dataclass(frozen=True, slots=True)
class Settings:
    """What is known of a server; the password is not shown."""

    uri: str | None = None
    user: str | None = None
    password: str | None = None
    database: str | None = None

    def __repr__(self) -> str:
        return f"Settings(uri={self.uri!r}, user={self.user!r}, database={self.database!r})"


def settings(uri: str | None = None) -> Settings:
    """Return what is known of the server at ``uri``, or of the usual one: the environment goes before the file.

    The file's user, password and database are for the server that it names, and go to no other.
    """
    file = configuration()
    uri = uri or os.environ.get("NEO4J_URI") or file.uri
    if uri != file.uri:
        file = Settings()
    return Settings(uri, os.environ.get("NEO4J_USERNAME") or file.user,
                    os.environ.get("NEO4J_PASSWORD", file.password), os.environ.get("NEO4J_DATABASE") or file.database)


def configuration_file() -> Path:
    """Return the path of the configuration file, which need not be there."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "district-education-kg" / "config.toml"


def configuration() -> Settings:
    """Read the configuration file. Raises StoreError where it is malformed, or holds a password that others can read.
    """
    path = configuration_file()
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text).get("neo4j", {})
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(f"{path}: cannot be read ({reason}); {_LOOKS}") from None
    if not isinstance(table, dict):
        raise StoreError(f"{path}: neo4j is no table; {_LOOKS}")
    for key, value in table.items():
        if key not in _KEYS or not isinstance(value, str):
            what = "is no text" if key in _KEYS else f"is not known; there are {', '.join(_KEYS)}"
            raise StoreError(f"{path}: the setting {key!r} {what}")
    return Settings(table.get("uri"), table.get("user"), _password(path, table), table.get("database"))


def _password(path: Path, table: dict[str, str]) -> str | None:
    if "password_file" in table:
        return read_password_file(path.parent / Path(table["password_file"]).expanduser())
    if "password" in table and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise StoreError(f"{path}: holds a password, and others can read the file; run chmod 600 {path}")
    return table.get("password")
