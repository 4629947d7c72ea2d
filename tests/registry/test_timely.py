"""A deadline that is over leaves nothing open."""

import socket
import time

import pytest

from registry.timely import timely


def test_a_connection_that_comes_too_late_is_closed():
    ours, theirs = socket.socketpair()

    class Late:
        def _new_conn(self) -> socket.socket:
            return ours

    with theirs, pytest.raises(TimeoutError):
        timely(Late, time.monotonic() - 1)()._new_conn()
    assert ours.fileno() == -1
