"""Who uses a cluster: a shared lock each, given back by the kernel even after a kill -9; the last one out stops it."""

import fcntl
import os
import signal
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time: starting and stopping a cluster never overlap."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a second Ctrl-C not interrupt the stopping that the first one asked for."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Hold:
    """This process's share in a cluster. A forked child holds nothing until it takes its own."""

    everyone: "weakref.WeakSet[Hold]" = weakref.WeakSet()

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor: int | None = None
        Hold.everyone.add(self)

    def take(self) -> None:
        """Register as a user; never waits when called under `alone`."""
        self.descriptor = os.open(self.path, os.O_RDONLY | os.O_CREAT, 0o644)
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def is_last(self) -> bool:
        """Whether no other process uses the cluster."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Stop being a user; twice does no harm."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


def forget_in_child() -> None:
    """A fork copies the descriptors: the child drops them, else a dead parent would seem to hold on."""
    for hold in Hold.everyone:
        hold.release()


os.register_at_fork(after_in_child=forget_in_child)
