"""Mail servers of the tests: one that takes its time, and one after whose yes the process is gone."""

import time
from collections.abc import Sequence
from threading import Lock

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

SLOW = 0.3


class Slow(EmailBackend):
    """Says yes after a while; two senders may stand before it at once."""

    lock = Lock()

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        time.sleep(SLOW)
        with self.lock:
            return super().send_messages(messages)


class Killed(BaseException):
    """The process is no more: nothing of the product may catch it."""


class Fatal(EmailBackend):
    """Takes the message, then the sender dies before it can note that."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        raise Killed


class Choosy(EmailBackend):
    """Refuses whatever goes to the head."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if any("head@example.org" in message.to for message in messages):
            raise ConnectionRefusedError
        return super().send_messages(messages)
