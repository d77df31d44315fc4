"""A TCP proxy in front of a server, whose connections a test cuts when it wants."""
from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class CutProxy:
    """Passes bytes on in both directions; ``cut_after`` bytes to the server all connections are cut, once."""

    def __init__(self, port: int) -> None:
        self._server = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._left: int | None = None
        self._refuses = False
        self.cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def uri(self) -> str:
        """The address that clients connect to."""
        return f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut_after(self, count: int, *, for_good: bool = False) -> None:
        """Cut when that many more bytes have gone to the server; ``for_good``: then let nobody through any more."""
        with self._lock:
            self._left, self._refuses = count, for_good

    def close(self) -> None:
        """Cut all, and listen no more."""
        self._listener.close()
        self._cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._refuses and self.cuts:
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self._server))
            with self._lock:
                self._open += [client, server]
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                if counted and self._is_time(len(data)):
                    self._cut()
                    return
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _is_time(self, count: int) -> bool:
        with self._lock:
            if self._left is None:
                return False
            self._left -= count
            if self._left > 0:
                return False
            self._left = None
            self.cuts += 1
            return True

    def _cut(self) -> None:
        with self._lock:
            ends, self._open = self._open, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def cut_proxy(port: int) -> Iterator[CutProxy]:
    """Yield a proxy to a port of this machine."""
    proxy = CutProxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
