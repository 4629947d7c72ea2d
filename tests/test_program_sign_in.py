"""How programs come in, and that they come in nowhere else: wrong, late and many tokens; no page, no session, no signature."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from carrefour import program_sign_in
from carrefour.discreet import Discreet
from carrefour.program_sign_in import PACE
from registry.accounts.actions import countersign, record_proof
from registry.accounts.models import Account
from registry.accounts.status import ProofKind, Standing
from registry.directory import pace
from registry.organisation.models import Membership, ProgramRole, ProgramToken, Role, User
from registry.organisation.permissions import NotAllowed
from registry.organisation.programs import revoke_token
from tests.registry.followers.programs import COUNTS, bearing, figure, program
from tests.routes import routes
from tests.world import PASSWORD

API = ["api-follower-counts", "api-follower-count-questions", "api-page-requests"]


@pytest.fixture(autouse=True)
def fresh():
    """Nobody has called in this minute."""
    PACE.callers.clear()
    cache.clear()


# Tokens


def ended(sender, world) -> None:
    ProgramToken.objects.update(
        created=timezone.now() - timedelta(days=2), expiry=timezone.now() - timedelta(seconds=1)
    )


def withdrawn(sender, world) -> None:
    revoke_token(sender.token, actor=world.admin, at=timezone.now())


def closed(sender, world) -> None:
    User.objects.filter(pk=sender.user.pk).update(is_active=False)


def made_a_person(sender, world) -> None:
    User.objects.filter(pk=sender.user.pk).update(is_service=False)


@pytest.mark.parametrize("why", [ended, withdrawn, closed, made_a_person])
def test_a_token_that_opens_no_more(world, why):
    sender = program(world)
    assert sender.client.get(COUNTS).status_code == 200
    why(sender, world)
    told = sender.client.get(COUNTS)
    assert (told.status_code, told["WWW-Authenticate"]) == (401, "Token")
    assert told.json()["errors"][0]["detail"] == str(program_sign_in.UNKNOWN)
    assert sender.send(figure(world.account("https://x.com/hydro_example"))).status_code == 401
    assert ProgramToken.objects.filter(pk=sender.token.pk).exists()


HEADERS = {
    "another's first letters": lambda secret: f"Token {secret[:15]}{'0' * (len(secret) - 15)}",
    "cut": lambda secret: f"Token {secret[:-1]}",
    "longer": lambda secret: f"Token {secret}0",
    "in capitals": lambda secret: f"Token {secret.upper()}",
    "its digest": lambda secret: f"Token {ProgramToken.objects.get().digest}",
    "in two words": lambda secret: f"Token {secret} {secret}",
    "nothing": lambda secret: "Token",
    "no letters": lambda secret: "Token \u00e9\u0000",
    "as a password": lambda secret: f"Basic {secret}",
    "bearer": lambda secret: f"Bearer {secret}",
}


@pytest.mark.parametrize("what", HEADERS)
def test_what_is_no_token_is_answered_alike(world, what):
    secret = program(world).secret
    told = Client(headers={"Authorization": HEADERS[what](secret)}).get(COUNTS)
    assert told.status_code == 401
    assert told["WWW-Authenticate"] == "Token"


def test_a_token_opens_the_api_and_no_page(world):
    client = program(world, "poly").client
    opened = set()
    for route in routes():
        if "<" not in route.path and "(" not in route.path and not route.name.startswith("account_"):
            status = client.get(route.path).status_code
            if status == 200 and Client().get(route.path).status_code != 200:
                opened.add(route.name)
    assert opened == set(API)
    assert client.get(reverse("api-page-requests")).json()["count"] == 0


def test_whoever_calls_too_often_waits(world, settings, monkeypatch, still):
    settings.PROGRAM_CALLS_PER_MINUTE = 6
    monkeypatch.setattr(pace, "BLOCK", 3)
    sender, other = program(world), program(world, "library")
    told = [sender.client.get(COUNTS) for _n in range(11)]
    assert [one.status_code for one in told] == [200] * 9 + [429] * 2
    assert 0 < int(told[-1]["Retry-After"]) <= 60
    assert told[-1].json()["errors"][0]["code"] == "throttled"
    assert other.client.get(COUNTS).status_code == 200
    guessed = [bearing(f"cfp_{n}").get(COUNTS).status_code for n in range(11)]
    assert guessed == [401] * 9 + [429] * 2
    assert other.client.get(COUNTS).status_code == 200


def test_the_day_of_its_use_is_noted_once(world):
    sender = program(world)
    sender.read()
    assert ProgramToken.objects.get().last_used_on == timezone.localdate()
    with connection.execute_wrapper(no_update):
        sender.read()


def no_update(execute, sql, params, many, context):
    assert "UPDATE" not in sql
    return execute(sql, params, many, context)


# Secrets


def test_a_token_is_nowhere_in_the_database_nor_in_the_logs(world, caplog):
    caplog.set_level(logging.DEBUG)
    sender = program(world)
    sender.send(figure(world.account("https://x.com/hydro_example")))
    sender.send({"unknown": 1})
    bearing(sender.secret + "0").get(COUNTS)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying', 'jsonb')"
        )
        holding = []
        for table, column in cursor.fetchall():
            look = f'SELECT count(*) FROM "{table}" WHERE "{column}"::text LIKE %s'  # noqa: S608
            cursor.execute(look, [f"%{sender.secret[:24]}%"])
            holding += [(table, column)] if cursor.fetchone()[0] else []
    assert holding == []
    assert caplog.text
    assert sender.secret[:24] not in caplog.text


def test_a_token_in_a_line_of_the_log_is_left_out():
    line = logging.LogRecord("carrefour", logging.ERROR, "", 0, "Authorization: Token cfp_0123456789abcdef", (), None)
    assert Discreet("%(message)s").format(line) == "Authorization: Token cfp_[left out]"


# No page, no signature


def test_a_program_with_a_password_signs_in_nowhere(world):
    user = program(world).user
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get(reverse("requests:list")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_session_of_a_program_is_a_visitors(world):
    client = Client()
    client.force_login(program(world).user)
    assert client.get(reverse("requests:list")).status_code == 302
    assert client.get(COUNTS).status_code == 401


def test_nobody_is_written_to_for_a_programs_password(world):
    user = program(world).user
    Client().post(reverse("account_reset_password"), {"email": user.email})
    assert [one for one in mail.outbox if "/password/reset/key/" in one.body] == []


def test_a_program_is_no_second_signature(world):
    """Not even with the role of a manager, which no administrator can give it."""
    account = world.account("https://x.com/hydro_example", standing=Standing.UNCONFIRMED)
    words = {"at": world.tick(), "official_since": "2020-01-01"}
    proof = record_proof(account, kind=ProofKind.OVERRIDE, evidence="Vu.", actor=world.manager, **words)
    user = program(world, role=ProgramRole.COUNTER).user
    Membership.objects.create(user=user, unit=world.poly, role=Role.MANAGER)
    with pytest.raises(NotAllowed):
        countersign(proof, actor=user, **words)
    assert Account.objects.get().standing == Standing.UNCONFIRMED
