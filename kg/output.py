"""Writing a file whole or not at all."""
from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import WriteError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write under a temporary name in the same folder; it gets its name at the end, if nothing failed.

    What is no regular file (a pipe, /dev/null) is written to as it is. Raises WriteError where the system refuses.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as out:
                yield out
        else:
            with _temporary(Path(os.path.realpath(path))) as out:
                yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteError(f"{path}: cannot be written ({error.strerror}); check the folder, its permissions "
                         "and the space on it") from error


@contextmanager
def _temporary(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
