"""Lists of plain values in temporary files of this program, block after block."""
from __future__ import annotations

import marshal
from typing import Any, BinaryIO

_LENGTH = 8  # bytes before a block that hold its length: marshal reads from a file in single bytes, from memory at once


def write_block(values: list[Any], file: BinaryIO) -> None:
    """Write a list of strings, bytes, numbers, and of tuples, lists and dicts of them."""
    block = marshal.dumps(values)
    file.write(len(block).to_bytes(_LENGTH))
    file.write(block)


def read_block(file: BinaryIO) -> list[Any]:
    """Read the list that stands at a file's position; an empty one at the end."""
    length = int.from_bytes(file.read(_LENGTH))
    return marshal.loads(file.read(length)) if length else []
