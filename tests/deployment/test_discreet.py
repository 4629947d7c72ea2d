"""What reaches the logs of a production: no address of a person, no row that PostgreSQL quotes."""

import logging
import sys

import psycopg
import pytest

from carrefour.discreet import Discreet
from tests.deployment.processes import database_url


def line(message: str, *arguments: object, **more: object) -> str:
    record = logging.LogRecord("name", logging.ERROR, "file.py", 1, message, arguments, more.get("exc_info"))
    return Discreet("%(levelname)s %(message)s").format(record)


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("sent to ada.lovelace+x@mail.example.org", "ERROR sent to [address]"),
        ("<ada@example.org>, bob@example.org", "ERROR <[address]>, [address]"),
        ("@polymtl and 17 @ noon", "ERROR @polymtl and 17 @ noon"),
        (
            'GET "https://x.example/requests/answer/?link=WzEs.aB-9_x&langue=en" 410',
            'ERROR GET "https://x.example/requests/answer/?link=[left out]&langue=en" 410',
        ),
        ("Gone: /sign-in/password/reset/key/1-abc-123/", "ERROR Gone: /sign-in/password/reset/key/[left out]"),
        ("{'Authorization': 'Bearer AAAA/b.c-d'}", "ERROR {'Authorization': 'Bearer [left out]'}"),
        (
            "https://api.telegram.org/bot123456:AA-b_c/getChat?x=1",
            "ERROR https://api.telegram.org/bot123456:[left out]",
        ),
        ("GET /me?access_token=EAAB.c-d&fields=id", "ERROR GET /me?access_token=[left out]&fields=id"),
        ("Bearer of good news, Basic rules", "ERROR Bearer of good news, Basic rules"),
        ("notice 12 not delivered: SMTPServerDisconnected", "ERROR notice 12 not delivered: SMTPServerDisconnected"),
    ],
)
def test_addresses_are_left_out(message, written):
    assert line(message) == written


def test_what_postgresql_quotes_is_left_out():
    table = "CREATE TEMP TABLE person (name text UNIQUE, born date); INSERT INTO person VALUES ('Ada Lovelace')"
    with psycopg.connect(database_url("postgres")) as connection:
        connection.execute(table)
        try:
            connection.execute("INSERT INTO person VALUES ('Ada Lovelace')")
        except psycopg.errors.UniqueViolation:
            written = line("failed", exc_info=sys.exc_info())
    assert "person_name_key" in written
    assert "Ada Lovelace" not in written.split("During handling")[0].split("psycopg.errors")[-1]
    assert "DETAIL: [left out]" in written
