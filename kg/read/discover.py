"""Which files there are to read."""
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ReadError

SUFFIXES = frozenset({".txt", ".html", ".htm", ".docx", ".pdf"})


def _hidden(name: str) -> bool:
    # Word keeps a lock file ~$name.docx beside a document that is open.
    return name.startswith((".", "~$"))


def _refuse(error: OSError) -> None:
    raise ReadError(str(error.filename), f"the folder cannot be listed ({error.strerror}); check its permissions")


def _inside(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not _hidden(name)]
        for name in files:
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES and not _hidden(name) and path.is_file():
                yield path


def discover(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to read, sorted and once each: files as given, and the documents below folders.

    Below a folder only .txt, .html, .htm, .docx and .pdf count; hidden files and folders are skipped and links to
    folders not followed. What is not a folder is passed through whatever its suffix, so that ``read_file`` refuses
    it by name (no such file, an archive, …) and the other files are still read.

    Raises ReadError where a folder cannot be listed.
    """
    found: set[Path] = set()
    for path in paths:
        found.update(_inside(path) if path.is_dir() else (path,))
    yield from sorted(found)
