"""A platform's token that is about to end: told fourteen days ahead and on its last day, and nothing of its secret."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.models import PlatformToken
from registry.followers.token_ends import tell_platform_tokens
from registry.followers.tokens import put_token, revoke_token
from tests.registry.followers.clear_text import holding
from tests.world import AT

CANARY = "canari-77d1e0c4-ends-unseen"
LAST_DAY = timezone.localdate(AT) + timedelta(days=40)


def put(world, platform: str = "x", until=LAST_DAY, secret: str = CANARY) -> PlatformToken:
    words = {"works_until": until, "actor": world.admin, "at": world.tick()}
    return put_token(world.poly, world.platform(platform), secret, **words)


def left(days: int):
    """Noon of UTC, when that many days are left."""
    return AT + timedelta(days=40 - days)


def told() -> list[tuple[int, str]]:
    events = Event.objects.filter(verb=Verb.PLATFORM_TOKEN_ENDING).order_by("pk")
    return [(event.subject_id, event.facts["stage"]) for event in events]


@pytest.mark.parametrize(
    ("days", "stages"),
    [
        (range(20, -4, -1), ["fortnight", "last_day"]),
        ([15, 13, 13, 0, 0], ["fortnight", "last_day"]),
        ([15, 0], ["last_day"]),
        ([15, -1], []),
    ],
)
def test_each_stage_is_told_once_and_nothing_after_the_end(world, days, stages):
    token = put(world)
    assert sum(tell_platform_tokens(at=left(day)) for day in days) == len(stages)
    assert told() == [(token.pk, stage) for stage in stages]


def test_the_event_says_the_day_and_the_stage(world):
    put(world)
    tell_platform_tokens(at=left(0))
    event = Event.objects.get(verb=Verb.PLATFORM_TOKEN_ENDING)
    assert event.facts == {"day": LAST_DAY.isoformat(), "stage": "last_day"}
    assert (event.actor, event.unit, event.subject_label_en) == (None, world.poly, "X")


def test_one_without_a_last_day_is_not_told(world):
    put(world, until=None)
    assert tell_platform_tokens(at=left(0)) == 0


def test_one_that_was_replaced_is_told_no_more(world):
    """Of two in a row the second is told alone, on its own days."""
    revoke_token(put(world), actor=world.admin, at=world.tick())
    second = put(world, until=LAST_DAY + timedelta(days=60))
    assert tell_platform_tokens(at=left(14)) == tell_platform_tokens(at=left(0)) == 0
    tell_platform_tokens(at=left(14 - 60))
    assert told() == [(second.pk, "fortnight")]


def test_one_that_the_servers_environment_comes_before_is_not_told(world, monkeypatch):
    put(world)
    other = put(world, "youtube")
    monkeypatch.setenv("CARREFOUR_TOKEN_X", "AAAA-of-the-server")
    tell_platform_tokens(at=left(14))
    assert told() == [(other.pk, "fortnight")]


@pytest.mark.race
def test_twice_at_once_tells_once(committed_world):
    tokens = [put(committed_world, slug) for slug in ("x", "youtube", "reddit")]
    start = Barrier(4, timeout=30)

    def run(_number: int) -> int:
        try:
            start.wait()
            return tell_platform_tokens(at=left(14))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counted = list(pool.map(run, range(4)))
    assert sorted(counted) == [0, 0, 0, 3]
    assert sorted(told()) == [(token.pk, "fortnight") for token in tokens]


def test_the_secret_is_in_none_of_it(world, as_):
    token = put(world)
    tell_platform_tokens(at=left(14))
    pages = [reverse("notifications:list"), reverse("followers:tokens")]
    seen = "".join(as_("admin").get(page).content.decode() for page in pages)
    seen += as_("auditor").get(reverse("journal:list")).content.decode()
    assert told() == [(token.pk, "fortnight")]
    assert CANARY not in seen
    assert token.sealed not in seen + str(list(Event.objects.values()))
    assert holding(CANARY) == []


@pytest.mark.parametrize(("days", "mark"), [(0, "dernier jour"), (14, "bientôt échu"), (15, ""), (None, "")])
def test_the_page_marks_what_ends_within_a_fortnight(world, as_, days, mark, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    put(world, until=None if days is None else timezone.localdate(now) + timedelta(days=days))
    page = as_("admin").get(reverse("followers:tokens")).content.decode()
    assert ('<span class="pill" data-tone="warn">' in page) == bool(mark)
    assert mark in page
