"""Where mails go when there is no mail server: files that a person can read."""

import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class ReadableFiles(BaseEmailBackend):
    """Writes each message under ``settings.MAIL_FOLDER`` as a text file, and its HTML beside it.

    The file is named by the Message-ID where there is one, so that a second delivery of one notice is the same file.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them all and return how many; an unwritable folder raises `OSError`, as a dead server would."""
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = _name(message)
            _write(folder / f"{name}.txt", _readable(message))
            for html in _html(message):
                _write(folder / f"{name}.html", html)
        return len(email_messages)


def _name(message: EmailMessage) -> str:
    given = message.extra_headers.get("Message-ID", "")
    return re.sub(r"[^\w.-]+", "", given.split("@")[0]) or f"message.{secrets.token_hex(8)}"


def _readable(message: EmailMessage) -> str:
    sent = message.message()
    heads = [f"{head}: {sent[head]}" for head in ("From", "To", "Date", "Message-ID") if sent[head]]
    return "\n".join([*heads, f"Subject: {message.subject}", "", message.body])


def _html(message: EmailMessage) -> list[str]:
    return [content for content, kind in getattr(message, "alternatives", []) if kind == "text/html"]


def _write(path: Path, text: str) -> None:
    # Written aside, then renamed: whoever looks into the folder never reads half a message.
    aside = path.with_suffix(f"{path.suffix}.part")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
