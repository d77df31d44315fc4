"""The folder of a Neo4j server: ``NEO4J_HOME``, with the password and a note of the last start.

========================  ==========================================================================
``password``              the password of the user ``neo4j``, readable by the owner of the file alone
``server.json``           the process that was started last, and where it listens
``conf/neo4j.conf``       settings, written once
``data/``                 the databases
``logs/``                 the server's logs; ``start.log`` is what it says before it has any
========================  ==========================================================================
"""
from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from kg.errors import StoreError
from loaders.secret import make_password_file, read_password_file

DEFAULT_HOME = Path("kg-neo4j")
USER = "neo4j"
_CONF = "neo4j.conf"
_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Running:
    """A server that was started: its process id, its ports on the loopback interface, whether it asks for a password.
    """

    pid: int
    bolt: int
    http: int
    auth: bool = True

    @property
    def uri(self) -> str:
        """The address for drivers."""
        return f"bolt://{_HOST}:{self.bolt}"


@dataclass(frozen=True, slots=True)
class ServerHome:
    """A folder that holds a Neo4j server."""

    path: Path

    @property
    def password_file(self) -> Path:
        """Where the password stands."""
        return self.path / "password"

    @property
    def start_log(self) -> Path:
        """What the server says before it has a log."""
        return self.path / "logs" / "start.log"

    @property
    def conf(self) -> Path:
        """The folder of the settings."""
        return self.path / "conf"

    @property
    def _note(self) -> Path:
        return self.path / "server.json"

    def exists(self) -> bool:
        """Tell whether a server has been made here."""
        return self.password_file.is_file() and (self.conf / _CONF).is_file()

    def make(self) -> None:
        """Make the folder with settings and a random password where there is none yet.

        Raises StoreError where the path is something else than a server's or an empty folder, or cannot be written.
        """
        if self.exists():
            return
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(path.name not in ("conf", "logs") for path in self.path.iterdir()):
                raise StoreError(f"{self.path}: holds other files and is no Neo4j server; give an empty or a new "
                                 "folder with --home")
            self.conf.mkdir(exist_ok=True)
            (self.path / "logs").mkdir(exist_ok=True)
            if not (self.conf / _CONF).exists():
                (self.conf / _CONF).write_bytes(files(__package__).joinpath(_CONF).read_bytes())
            make_password_file(self.password_file)
        except OSError as error:
            raise StoreError(f"{self.path}: cannot make a server here ({error.strerror}); give another folder "
                             "with --home") from error

    def password(self) -> str:
        """Read the password. Raises StoreError where the file cannot be read."""
        return read_password_file(self.password_file)

    def setting(self, name: str) -> str | None:
        """Return a setting of ``conf/neo4j.conf``, or None where it is not set there."""
        for line in (self.conf / _CONF).read_text(encoding="utf-8").splitlines():
            key, sign, value = line.partition("=")
            if sign and key.strip() == name:
                return value.strip()
        return None

    def last_start(self) -> Running | None:
        """Return the note of the last start, or None where there was none; the server may have ended since."""
        try:
            return Running(**json.loads(self._note.read_text(encoding="ascii")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(f"{self._note}: damaged ({error}); delete it when no server runs in this "
                             "folder") from error

    def note(self, running: Running) -> None:
        """Write down where the server is."""
        part = self._note.with_suffix(".part")
        part.write_text(json.dumps(asdict(running)), encoding="ascii")
        os.replace(part, self._note)
