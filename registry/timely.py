"""Work that ends at a moment, not after a silence: one byte a second, or a slow server of names, does not keep a worker busy."""

import io
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from socket import socket
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


def left(until: float) -> float:
    """Seconds before ``until`` (`time.monotonic`); TimeoutError once there are none."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the time is up")
    return seconds


def within(seconds: float, work: Callable[[], T]) -> T:
    """What ``work`` gives or raises; TimeoutError after ``seconds``, and then nobody waits for it any more.

    For what cannot be interrupted: the system's resolver has no deadline that a program could set.
    """
    ended: SimpleQueue[tuple[T | None, Exception | None]] = SimpleQueue()

    def run() -> None:
        try:
            ended.put((work(), None))
        except Exception as error:
            ended.put((None, error))

    Thread(target=run, daemon=True).start()
    try:
        given, error = ended.get(timeout=seconds)
    except Empty:
        raise TimeoutError("the time is up") from None
    if error:
        raise error
    return given


class _Reads(io.RawIOBase):
    """The bytes of a socket; each read may take what is left of the time."""

    def __init__(self, sock: socket, until: float):
        self.sock, self.until = sock, until
        # The socket's own file keeps it open for as long as somebody reads.
        self.raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        """What `io.BufferedReader` asks before it reads."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Some bytes, or TimeoutError at the end of the time."""
        self.sock.settimeout(left(self.until))
        return self.raw.readinto(buffer)

    def close(self) -> None:
        """Lets go of the socket."""
        self.raw.close()
        super().close()


class Timely:
    """Stands for a connected socket in `http.client`, with one deadline for everything that is read from it."""

    def __init__(self, sock: socket, until: float):
        self.sock, self.until = sock, until

    def makefile(self, *_args: Any, **_kwargs: Any) -> io.BufferedReader:
        """The file that http.client reads an answer from."""
        return io.BufferedReader(_Reads(self.sock, self.until))

    def sendall(self, data: bytes) -> None:
        """Sends all, within what is left of the time."""
        self.sock.settimeout(left(self.until))
        self.sock.sendall(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)


def timely(connection: type, until: float) -> type:
    """A class of `http.client` connections like ``connection``, whose sockets keep to ``until`` from the first byte on."""

    class TimelyConnection(connection):
        def _new_conn(self) -> socket:
            sock = super()._new_conn()
            try:
                sock.settimeout(left(until))  # the handshake too has what is left, and not the whole time again
            except TimeoutError:
                sock.close()
                raise
            return sock

        def connect(self) -> None:
            super().connect()
            self.sock = Timely(self.sock, until)

    return TimelyConnection
