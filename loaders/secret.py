"""Files that hold a password, for the eyes of their owner alone."""
from __future__ import annotations

import os
import secrets
from pathlib import Path

from kg.errors import StoreError


def make_password_file(path: Path) -> None:
    """Write a random password into a new file that its owner alone can read. Raises OSError where it is there."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_hex(24) + "\n")  # letters and digits alone: no tool takes it for an option


def read_password_file(path: Path) -> str:
    """Read a password. Raises StoreError where the file cannot be read."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not text"
        raise StoreError(f"{path}: cannot read the store's password ({reason}); "
                         "only the owner of the store can use it") from error
