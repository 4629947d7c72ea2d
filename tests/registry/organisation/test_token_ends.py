"""A program's token that is about to end: told fourteen days ahead and on its last day, each once, and nothing of its secret."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from carrefour.schedule import SCHEDULE
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers import tasks as followers_tasks
from registry.organisation import tasks
from registry.organisation.models import Membership, ProgramRole, ProgramToken, User
from registry.organisation.programs import enter_program, give_token, revoke_token
from registry.organisation.token_ends import tell_program_tokens
from tests.registry.followers.clear_text import holding
from tests.registry.followers.programs import door, program
from workflows.notifications.models import Notification

DAYS = 40


@pytest.fixture
def entered(world) -> User:
    """A program of hydro."""
    words = {"actor": world.admin, "at": world.at}
    return enter_program(name="Export", unit=world.hydro, role=ProgramRole.READER, **words)


def given(world, to: User, days: int = DAYS, name: str = "Serveur", after: int = 0) -> ProgramToken:
    """A token given ``after`` days, whose last day comes ``days`` days from the world's day."""
    words = {"actor": world.admin, "at": world.at + timedelta(days=after)}
    return give_token(to, name=name, until=timezone.localdate(world.at) + timedelta(days=days), **words).token


def before_end(world, left: int) -> datetime:
    """The time of day of the world, when that many days are left."""
    return world.at + timedelta(days=DAYS - left)


def told() -> list[tuple[int, str]]:
    events = Event.objects.filter(verb=Verb.PROGRAM_TOKEN_ENDING).order_by("pk")
    return [(event.subject_id, event.facts["stage"]) for event in events]


# how many days are left on the days on which there is a worker → what is told, in their order
RUNS = {
    "every day": (range(20, -4, -1), ["fortnight", "last_day"]),
    "twice a day": ([15, 15, 14, 14, 13, 0, 0, -1], ["fortnight", "last_day"]),
    "off on the fourteenth": ([15, 13, 12, 0], ["fortnight", "last_day"]),
    "off until the last day": ([15, 0], ["last_day"]),
    "off on the last day": ([14, 1, -1, -2], ["fortnight"]),
    "off to the end": ([16, 15, -1, -30], []),
}


@pytest.mark.parametrize("name", RUNS)
def test_each_stage_is_told_once_and_nothing_after_the_end(world, entered, name):
    days, stages = RUNS[name]
    token = given(world, entered)
    counted = sum(tell_program_tokens(at=before_end(world, left)) for left in days)
    assert told() == [(token.pk, stage) for stage in stages]
    assert counted == len(stages)


def test_the_event_says_the_day_and_the_stage(world, entered):
    token = given(world, entered)
    tell_program_tokens(at=before_end(world, 14))
    event = Event.objects.get(verb=Verb.PROGRAM_TOKEN_ENDING)
    assert event.facts == {"day": token.until.isoformat(), "stage": "fortnight", "program": entered.pk}
    assert (event.actor, event.unit, event.subject_label_fr) == (None, world.hydro, "Export · Serveur")


@pytest.mark.parametrize(
    ("hour", "stage"),
    [("2026-12-29T23:59:59", []), ("2026-12-30T00:00:00", ["last_day"]), ("2026-12-30T23:59:59", ["last_day"])],
)
def test_a_day_begins_and_ends_at_midnight_of_the_register(world, entered, hour, stage):
    token = given(world, entered)
    assert token.until.isoformat() == "2026-12-30"
    tell_program_tokens(at=before_end(world, 14))
    tell_program_tokens(at=timezone.make_aware(datetime.fromisoformat(hour)))
    assert [stage for _token, stage in told()] == ["fortnight", *stage]


# Who is told of nothing


def _revoked(world, token):
    revoke_token(token, actor=world.admin, at=world.tick())


def _left(_world, token):
    User.objects.filter(pk=token.user_id).update(is_active=False)


def _without_role(_world, token):
    Membership.objects.filter(user=token.user_id).delete()


@pytest.mark.parametrize("gone", [_revoked, _left, _without_role])
def test_what_opens_nothing_any_more_is_not_told(world, entered, gone):
    gone(world, given(world, entered))
    assert tell_program_tokens(at=before_end(world, 14)) == 0


# another token of the same program: its last day, whether it was given later, is revoked → is the first one still told of
OTHERS = {
    "later and longer": (90, True, False, False),
    "later and as long": (DAYS, True, False, True),
    "later and shorter": (DAYS - 1, True, False, True),
    "longer and earlier": (90, False, False, True),
    "later, longer and revoked": (90, True, True, True),
}


@pytest.mark.parametrize("name", OTHERS)
def test_one_given_later_that_lasts_longer_replaces(world, entered, name):
    until, later, revoked, still = OTHERS[name]
    first = given(world, entered, after=1)
    other = given(world, entered, until, after=2 if later else 0)
    if revoked:
        revoke_token(other, actor=world.admin, at=world.tick())
    tell_program_tokens(at=before_end(world, 14))
    assert ((first.pk, "fortnight") in told()) == still


def test_another_programs_token_replaces_nothing(world, entered):
    token = given(world, entered)
    given(
        world, enter_program(name="Autre", unit=world.hydro, role="reader", actor=world.admin, at=world.at), 90, after=2
    )
    tell_program_tokens(at=before_end(world, 14))
    assert told() == [(token.pk, "fortnight")]


# The new one is given on day 2; the days on which the old and the new one were last shown → is the old one still told of
SHOWN = [
    (None, None, False),
    (1, None, False),
    (2, None, False),
    (3, None, True),
    (20, 20, True),
    (20, 19, True),
    (19, 20, False),
]


@pytest.mark.parametrize(("old", "new", "still"), SHOWN)
def test_one_that_is_still_shown_was_not_replaced(world, entered, old, new, still):
    tokens = given(world, entered), given(world, entered, 90, after=2)
    for token, shown in zip(tokens, (old, new), strict=True):
        if shown:
            ProgramToken.objects.filter(pk=token.pk).update(last_used_on=(world.at + timedelta(days=shown)).date())
    tell_program_tokens(at=before_end(world, 14))
    assert told() == ([(tokens[0].pk, "fortnight")] if still else [])


def test_it_takes_as_many_queries_for_one_as_for_many(world, entered, django_assert_max_num_queries):
    """Of those that were told of: who is to be told is found for each event by itself."""
    for number in range(6):
        given(world, entered, name=f"Serveur {number}")
    assert tell_program_tokens(at=before_end(world, 14)) == 6
    with django_assert_max_num_queries(5):
        assert tell_program_tokens(at=before_end(world, 14)) == 0


@pytest.mark.race
def test_twice_at_once_tells_once(committed_world):
    world = committed_world
    user = enter_program(name="Export", unit=world.hydro, role=ProgramRole.READER, actor=world.admin, at=world.at)
    tokens = [given(world, user, name=f"Serveur {number}") for number in range(5)]
    start = Barrier(4, timeout=30)

    def run(_number: int) -> int:
        try:
            start.wait()
            return tell_program_tokens(at=before_end(world, 14))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counted = list(pool.map(run, range(4)))
    assert sorted(counted) == [0, 0, 0, 5]
    assert sorted(told()) == [(token.pk, "fortnight") for token in tokens]
    assert Notification.objects.filter(event__verb=Verb.PROGRAM_TOKEN_ENDING).count() == 5 * 2


def test_the_secret_is_in_none_of_it(world, as_):
    given = program(world)
    tell_program_tokens(at=given.token.expiry - timedelta(hours=1))
    assert len(told()) == 1
    seen = (
        as_("admin").get(reverse("notifications:list")).content.decode()
        + as_("auditor").get(reverse("journal:list")).content.decode()
    )
    assert "Programme de hydro · Serveur" in seen
    assert given.secret not in seen
    assert holding(given.secret) == []
    said = str(list(Event.objects.filter(verb=Verb.PROGRAM_TOKEN_ENDING).values()))
    assert given.token.token_key not in said
    assert given.token.digest not in said


# The page and the schedule


@pytest.mark.parametrize(("days", "mark"), [(0, "dernier jour"), (1, "bientôt échu"), (14, "bientôt échu"), (15, "")])
def test_the_page_marks_what_ends_within_a_fortnight(world, as_, days, mark, monkeypatch):
    words = {"actor": world.admin, "at": timezone.now()}
    user = enter_program(name="Export", unit=world.hydro, role=ProgramRole.READER, **words)
    token = give_token(
        user, name="Serveur", until=timezone.localdate(words["at"]) + timedelta(days=days), **words
    ).token
    monkeypatch.setattr(timezone, "now", lambda: words["at"])
    client = as_("admin")
    page = client.get(door("programs")).content.decode()
    assert ('<span class="pill" data-tone="warn">' in page) == bool(mark)
    assert mark in page
    revoke_token(token, **words)
    assert '<span class="pill" data-tone="warn">' not in client.get(door("programs")).content.decode()


@pytest.mark.parametrize("task", [tasks.tell_token_ends, followers_tasks.tell_token_ends])
def test_both_kinds_are_on_the_schedule(world, task):
    assert task.name in [row["task"] for row in SCHEDULE.values()]
    assert task() == 0
