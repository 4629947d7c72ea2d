"""Logs without personal data: what a library quotes of a row or of an address does not reach the disk."""

import logging
import re

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# PostgreSQL quotes the refused row: « DETAIL:  Key (email)=(…) already exists. », « Failing row contains (…) ».
DETAIL = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)

# Whoever holds a decision link, the way to a new password, a program's token or one of a platform's can use it.
SECRET = re.compile(
    r"(\blink=|/password/reset/key/|\bcfp_|\b(?:access_token|client_secret)=|\b(?:Bearer|Basic) (?=\S{8})|/bot\d+:)[^\s\"'&]+"
)


class Discreet(logging.Formatter):
    """The usual line, with mail addresses, secret links and PostgreSQL's quotations of rows left out; tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """The line to be written."""
        line = DETAIL.sub(r"\1: [left out]", super().format(record))
        line = SECRET.sub(r"\1[left out]", line)
        # A database's address holds user@host and its secret, but no name of a person: it is left out all the same.
        return ADDRESS.sub("[address]", line)
