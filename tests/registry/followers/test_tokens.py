"""Tokens of platforms: put by whom it may concern, opened by the right key only, withdrawn without a rest."""

from datetime import timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers import vault
from registry.followers.models import PlatformToken
from registry.followers.tokens import (
    NO_KEYS,
    PUT_ALREADY,
    WITHDRAWN,
    CannotKeep,
    put_token,
    revoke_token,
    token_for,
    variable_of,
)
from registry.organisation.permissions import NotAllowed
from registry.platforms.catalog import CATALOG

SECRET = "AAAA-a-token-nobody-else-has"


@pytest.fixture
def put(world):
    """Put a token as the administrator does."""

    def do(secret: str = SECRET, platform: str = "x", who: str = "admin", **words) -> PlatformToken:
        words = {"actor": world.people[who], "at": world.tick()} | words
        return put_token(world.poly, world.platform(platform), secret, **words)

    return do


@given(st.text(min_size=1))
def test_what_is_sealed_opens_again_and_never_looks_the_same(secret):
    sealed = vault.seal(secret)
    assert vault.unseal(sealed) == vault.unseal(vault.resealed(sealed)) == secret
    assert sealed != vault.seal(secret)


@pytest.mark.parametrize("keys", [[], [""], ["not a key"], [Fernet.generate_key().decode(), "c2hvcnQ="]])
def test_without_proper_keys_nothing_is_sealed_and_none_is_quoted(settings, keys):
    settings.PLATFORM_TOKEN_KEYS = keys
    assert not vault.has_keys()
    with pytest.raises(vault.NoKeys) as refusal:
        vault.seal(SECRET)
    assert not any(key and key in str(refusal.value) for key in keys)


def test_the_vault_does_not_hang_on_the_secret_key(settings):
    sealed = vault.seal(SECRET)
    settings.SECRET_KEY = "another"
    assert vault.unseal(sealed) == SECRET
    settings.PLATFORM_TOKEN_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(vault.Sealed):
        vault.unseal(sealed)


def test_a_token_is_put_used_and_withdrawn(world, put):
    token = put(works_until=localdate())
    assert token_for(world.poly, token.platform) == token_for(world.poly.pk, token.platform) == SECRET
    assert token_for(world.other, token.platform) == token_for(world.poly, world.platform("instagram")) == ""
    token = revoke_token(token, actor=world.admin, at=world.tick())
    assert (token.sealed, token_for(world.poly, token.platform)) == ("", "")
    assert PlatformToken.objects.get() == token
    verbs = [Verb.PLATFORM_TOKEN_PUT, Verb.PLATFORM_TOKEN_REVOKED]
    events = Event.objects.filter(verb__in=verbs).order_by("pk")
    assert [(e.verb, e.actor, e.unit) for e in events] == [(verb, world.admin, world.poly) for verb in verbs]


def test_a_platform_has_one_token_at_a_time(world, put):
    first = put()
    with pytest.raises(CannotKeep) as refusal:
        put("another")
    assert refusal.value.sentence == PUT_ALREADY
    revoke_token(first, actor=world.admin, at=world.tick())
    with pytest.raises(CannotKeep) as refusal:
        revoke_token(first, actor=world.admin, at=world.tick())
    assert refusal.value.sentence == WITHDRAWN
    put("another")
    assert token_for(world.poly, first.platform) == "another"


def test_one_past_its_last_day_is_not_used(world, put):
    token = put(works_until=localdate() - timedelta(days=1))
    assert token_for(world.poly, token.platform) == ""


@pytest.mark.parametrize("who", ["manager", "leader", "steward", "auditor", "other_manager", "stranger"])
def test_only_an_administrator_touches_tokens(world, put, who):
    with pytest.raises(NotAllowed):
        put(who=who)
    token = put()
    with pytest.raises(NotAllowed):
        revoke_token(token, actor=world.people[who], at=world.tick())
    assert PlatformToken.objects.get().revoked_at is None


def test_the_servers_environment_comes_first(world, put, monkeypatch):
    token = put()
    monkeypatch.setenv("CARREFOUR_TOKEN_X", " from the environment\n")
    assert token_for(world.poly, token.platform) == "from the environment"
    assert token_for(world.poly, world.platform("youtube")) == ""


def test_no_platforms_variable_is_the_one_of_the_keys(world):
    variables = [variable_of(world.platform(slug)) for slug in CATALOG]
    assert len(set(variables)) == len(variables)
    assert "CARREFOUR_TOKEN_KEYS" not in variables


def test_a_server_without_keys_says_so(put, settings):
    settings.PLATFORM_TOKEN_KEYS = []
    with pytest.raises(CannotKeep) as refusal:
        put()
    assert refusal.value.sentence == NO_KEYS
    assert not Event.objects.filter(verb=Verb.PLATFORM_TOKEN_PUT).exists()


def test_keys_rotate_without_a_token_lost(world, put, settings):
    kept, old, new = [put(), put(platform="youtube")], settings.PLATFORM_TOKEN_KEYS[0], Fernet.generate_key().decode()
    revoke_token(put(platform="twitch"), actor=world.admin, at=world.tick())
    settings.PLATFORM_TOKEN_KEYS = [new]
    assert token_for(world.poly, kept[0].platform) == ""
    settings.PLATFORM_TOKEN_KEYS = [new, old]
    said = StringIO()
    call_command("reseal_tokens", stdout=said)
    assert "Tokens sealed: 2" in said.getvalue()
    settings.PLATFORM_TOKEN_KEYS = [new]
    assert [token_for(world.poly, token.platform) for token in kept] == [SECRET, SECRET]


@pytest.mark.parametrize("keys", [[], [Fernet.generate_key().decode()]])
def test_a_rotation_that_cannot_be_is_a_failure(put, settings, keys):
    sealed = put().sealed
    settings.PLATFORM_TOKEN_KEYS = keys
    with pytest.raises(CommandError):
        call_command("reseal_tokens", stdout=StringIO())
    assert PlatformToken.objects.get().sealed == sealed
