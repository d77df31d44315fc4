"""The folder of an embedded store: its password, and the note of the process that has it open.

========================  ==========================================================================
``password``              the password of the store's user, readable by the owner of the file alone
``open.json``             who has the store open: process id, Bolt port, and whether it serves others
``databases/``            the files of the engine
``config/``, ``log/``     users of the engine (hashed passwords); its log
========================  ==========================================================================
"""
from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import StoreError
from loaders.secret import make_password_file, read_password_file


@dataclass(frozen=True, slots=True)
class Occupant:
    """The process that has a store open; ``serves`` says that it is there for others (``kg serve``)."""

    pid: int
    port: int
    serves: bool

    @property
    def uri(self) -> str:
        """The address of the store while it is open."""
        return f"bolt://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """A folder that holds an embedded store."""

    path: Path

    @property
    def password_file(self) -> Path:
        """Where the password stands."""
        return self.path / "password"

    @property
    def log_folder(self) -> Path:
        """Where the engine logs."""
        return self.path / "log"

    @property
    def _note(self) -> Path:
        return self.path / "open.json"

    def exists(self) -> bool:
        """Tell whether a store has been made here."""
        return self.password_file.is_file()

    def make(self) -> None:
        """Make the folder and a random password where there is none yet.

        Raises StoreError where the path is something else than a store or an empty folder, or cannot be written.
        """
        if self.exists():
            return
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(self.path.iterdir()):
                raise StoreError(f"{self.path}: holds other files and is no store; give an empty or a new folder")
            self.log_folder.mkdir()
            make_password_file(self.password_file)
        except OSError as error:
            raise StoreError(f"{self.path}: cannot make a store ({error.strerror}); give another folder") from error

    def password(self) -> str:
        """Read the password. Raises StoreError where the file cannot be read."""
        return read_password_file(self.password_file)

    def occupant(self) -> Occupant | None:
        """Return who noted that the store is open; after a crash the note may be stale."""
        try:
            return Occupant(**json.loads(self._note.read_text(encoding="ascii")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(f"{self._note}: damaged ({error}); delete it when no process uses the store") from error

    def note(self, occupant: Occupant) -> None:
        """Write down who has the store open."""
        part = self._note.with_suffix(".part")
        part.write_text(json.dumps(asdict(occupant)), encoding="ascii")
        os.replace(part, self._note)

    def clear_note(self) -> None:
        """Take the note away."""
        self._note.unlink(missing_ok=True)
