"""Servers that misbehave: what no web framework would send, byte by byte, on a port of this machine."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Well past every deadline that a test asks for, on a busy machine too, and well before the end of what is waited for.
LATE = 10
Script = Callable[[socket.socket, bytes], None]


class Rough:
    """A server whose ``script`` gets each connection and the head of what was asked; ``asked`` keeps the heads."""

    def __init__(self, script: Script, host: str = "127.0.0.1", port: int = 0):
        self.asked: list[bytes] = []
        self._script, self._listening = script, socket.create_server((host, port))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _from = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        # Whoever hangs up first is the test's business.
        try:
            with connection:
                head = b""
                while b"\r\n\r\n" not in head and (piece := connection.recv(4096)):
                    head += piece
                self.asked.append(head)
                self._script(connection, head)
        except OSError:
            return

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(2)


@contextmanager
def rough(script: Script, host: str = "127.0.0.1", port: int = 0) -> Iterator[Rough]:
    server = Rough(script, host, port)
    try:
        yield server
    finally:
        server.close()


def says(head: str, body: bytes = b"") -> Script:
    """Always the same: ``head`` is the status line and headers, without the length."""
    text = head.replace("\n", "\r\n") + f"\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return lambda connection, _head: connection.sendall(text.encode() + body)
