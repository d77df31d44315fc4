"""The errors of this project, one small tree; each class carries the exit status of the command that ends with it.

Exit statuses: 0 success, 1 the graph or the answer has faults (``kg check``), 2 wrong usage (click's own),
3 something to read cannot be read, 4 a store cannot be used, 5 knowledge (lexicon, rule, query, ontology) is malformed,
6 an exchange file is malformed, 7 an output cannot be written.
"""


class KgError(Exception):
    """Root of all errors that a user can do something about; the message says what is wrong, where, and what to do."""

    exit_status = 1


class ReadError(KgError):
    """Raised when a document cannot be read: not a file, empty, damaged, encrypted, scanned, not text."""

    exit_status = 3

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class StoreError(KgError):
    """Raised when a store cannot be opened, reached or written: in use, no server, wrong password, unknown version."""

    exit_status = 4


class KnowledgeError(KgError):
    """Raised when a lexicon, rule, query or ontology file is malformed; the message has file and line."""

    exit_status = 5


class ExchangeError(KgError):
    """Raised when a line of an exchange file (JSON Lines) is no node or relationship; the message has file and line."""

    exit_status = 6


class WriteError(KgError):
    """Raised when an output cannot be written: no such folder, no permission, no space."""

    exit_status = 7
