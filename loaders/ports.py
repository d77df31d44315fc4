"""Free ports on the loopback interface."""
from __future__ import annotations

import secrets
import socket
from collections.abc import Container

HOST = "127.0.0.1"
_PORTS = range(20_000, 32_768)  # below those that systems give to outgoing connections


def is_free(port: int) -> bool:
    """Tell whether a server could listen on a port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def free_port(but: Container[int | None] = ()) -> int:
    """Pick a free port that no outgoing connection takes before a server does."""
    return next(port for port in iter(lambda: secrets.choice(_PORTS), None) if port not in but and is_free(port))
