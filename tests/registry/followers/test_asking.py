"""What shares a limit: a server's accounts asked without a token, and otherwise those of one token."""

import pytest

from registry.accounts.status import Standing
from registry.followers import collectors
from registry.followers.asking import key_of, pace_for, query_for, queues_of
from registry.followers.tokens import put_token


def account(world, address: str, unit: str = "hydro"):
    return world.account(address, unit=unit, standing=Standing.UNCONFIRMED)


def asked_under(account) -> str | None:
    query = query_for(account, "")
    return query and query.key


@pytest.mark.parametrize("module", collectors.MODULES)
@pytest.mark.parametrize("with_token", [True, False])
def test_every_collector_has_a_pace_within_its_limit(module, with_token):
    pace = pace_for(module, with_token=with_token)
    limit = module.LIMIT.with_token if with_token and module.LIMIT.with_token else module.LIMIT.calls
    assert pace.burst + module.LIMIT.seconds / pace.interval.total_seconds() < limit + 1
    assert pace.burst >= pace.together


def test_without_a_token_institutions_share_the_limit_of_a_server(world):
    ours, theirs = (
        account(world, f"https://mastodon.social/@u{n}", unit) for n, unit in enumerate(("hydro", "abroad"))
    )
    elsewhere = account(world, "https://piaille.fr/@u")
    assert asked_under(ours) == asked_under(theirs) == "mastodon/mastodon.social#"
    assert asked_under(elsewhere) == "mastodon/piaille.fr#"


def test_a_token_has_the_limit_of_its_institution_and_the_servers_own_is_shared(world, monkeypatch):
    ours, theirs = (account(world, f"https://github.com/u{n}", unit) for n, unit in enumerate(("hydro", "abroad")))
    put_token(world.poly, ours.platform, "ghp_" + "a" * 36, actor=world.admin, at=world.tick())
    assert (asked_under(ours), asked_under(theirs)) == (f"github/#{world.poly.pk}", "github/#")
    assert query_for(ours, "").pace.interval < query_for(theirs, "").pace.interval
    assert {key: numbers for key, (_pace, numbers) in queues_of([ours, theirs]).items()} == {
        f"github/#{world.poly.pk}": [ours.pk],
        "github/#": [theirs.pk],
    }
    monkeypatch.setenv("CARREFOUR_TOKEN_GITHUB", "ghp_" + "b" * 36)
    assert asked_under(ours) == asked_under(theirs) == "github/#server"


def test_no_key_holds_a_token(world):
    held = account(world, "https://github.com/u")
    assert "secret" not in key_of(held, "secret")


def test_what_a_platform_counts_together_is_one_allowance(world):
    page, gallery = account(world, "https://www.facebook.com/u"), account(world, "https://www.instagram.com/u")
    assert key_of(page, "t") == key_of(gallery, "t") != key_of(account(world, "https://github.com/u"), "t")
