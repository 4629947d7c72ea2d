"""The nightly round against a platform that answers: each account once, with a figure or its reason, also after a death."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers import collectors, performing, rounds
from registry.followers.collectors.base import Failed, Found, Limit
from registry.followers.models import Allowance, Contact, FollowerCount, NameQuestion, QuestionedCount, Reading, Round
from registry.followers.states import Doubt, Method, Outcome
from tests.registry.followers.platform_server import Memory, serve

NIGHT = date(2026, 11, 21)
ADDRESSES = {
    "mastodon": "https://mastodon.social/@{}",
    "github": "https://github.com/{}",
    "bluesky": "https://bsky.app/profile/{}.bsky.social",
    "peertube": "https://framatube.org/c/{}",
}


@pytest.fixture
def platform(monkeypatch) -> Iterator[Memory]:
    """Four platforms at one server of this process."""
    memory = Memory()
    server = serve(memory)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    root = f"127.0.0.1:{server.server_port}"
    bases = {slug: f"http://{root}/{slug}" for slug in ADDRESSES}
    # As quick as a test: what keeps to a limit is tested apart.
    for module in collectors.MODULES:
        monkeypatch.setattr(module, "LIMIT", Limit(1000, 1))
    with override_settings(COLLECTOR_BASES=bases, OUTBOUND_OPEN=(root,), COLLECTOR_SECONDS=5.0):
        yield memory
    server.shutdown()
    server.server_close()


def account(world, name: str, slug: str = "mastodon", **words) -> Account:
    return world.account(ADDRESSES[slug].format(name), standing=Standing.UNCONFIRMED, **words)


def read_all(at: datetime | None = None) -> list[Reading]:
    """Begin a night whose every reading is due at once, and read what is due."""
    at = at or timezone.now()
    rounds.begin(NIGHT, at)
    Reading.objects.filter(outcome="").update(due_at=at)
    performing.work(60, now=lambda: at)
    return list(Reading.objects.order_by("account_id"))


def found(value: int = 1200, stable_id: str = "7@mastodon.social", handle: str = "hydro@mastodon.social") -> Found:
    return Found(value, "followers", True, stable_id, handle, "https://mastodon.social/api/v1/accounts/7")


@pytest.fixture
def hydro(world, platform) -> Account:
    return account(world, "hydro")


def settled(held: Account, answer: Found | Failed, at: datetime) -> Reading:
    """What an answer of this day makes of an account's reading."""
    night = rounds.begin(at.date(), at)
    Reading.objects.filter(round=night, account=held).update(due_at=at)
    (reading,) = rounds.take(at)
    return performing.settle(reading, answer, at=at, share=0.5)


def test_every_living_account_with_a_collector_is_read_once(world, platform):
    living = {account(world, f"unit{n}", slug) for n, slug in enumerate(ADDRESSES)}
    account(world, "closed", status=Status.CLOSED)
    account(world, "planned", status=Status.PLANNED)
    world.account("https://mastodon.social/@fake", standing=Standing.IMPOSTOR)
    world.account("https://www.tiktok.com/@hydro", standing=Standing.UNCONFIRMED, status=Status.CLOSED)
    readings = read_all()
    assert {reading.account for reading in readings} == living
    assert {reading.outcome for reading in readings} == {Outcome.MEASURED}
    assert {count.account for count in FollowerCount.objects.all()} == living
    for reading in readings:
        assert (reading.count.method, reading.count.entered_by, reading.attempts) == (Method.API, None, 1)
        assert reading.count.source.startswith("http://127.0.0.1")
    assert Round.objects.get().ended_at
    assert not Event.objects.filter(verb=Verb.FOLLOWERS_COUNTED).exists()


def test_begun_twice_and_worked_twice_there_is_no_double(world, platform):
    for n in range(5):
        account(world, f"unit{n}")
    first = read_all()
    again = read_all()
    assert [reading.pk for reading in again] == [reading.pk for reading in first]
    assert len(platform.calls) == FollowerCount.objects.count() == 5


def test_a_night_is_spread_over_its_hours(world, platform, settings):
    settings.ROUND_HOURS = 5.0
    for n in range(20):
        account(world, f"unit{n}")
    at = timezone.now()
    night = rounds.begin(NIGHT, at)
    due = sorted(night.readings.values_list("due_at", flat=True))
    assert [int((moment - at) / timedelta(minutes=15)) for moment in due] == list(range(20))
    assert rounds.take(at - timedelta(seconds=1)) == []


@pytest.mark.parametrize(
    ("name", "outcome", "tries"),
    [
        ("gone-1", Outcome.UNKNOWN, 1),
        ("banned-1", Outcome.UNKNOWN, 1),
        ("locked-1", Outcome.FORBIDDEN, 1),
        ("broken-1", Outcome.UNAVAILABLE, rounds.MOST_ATTEMPTS),
    ],
)
def test_a_failure_is_a_reason_and_a_passing_one_is_tried_again(world, platform, name, outcome, tries):
    account(world, name, "github")
    at = timezone.now()
    read_all(at)
    for _again in range(20):
        at += timedelta(hours=2)
        Allowance.objects.all().delete()
        performing.work(5, now=lambda at=at: at)
    (reading,) = Reading.objects.all()
    assert (reading.outcome, reading.attempts, len(platform.calls)) == (outcome, tries, tries)
    assert reading.detail == f"HTTP {platform.calls[0][2]}"
    assert not FollowerCount.objects.exists()


def test_a_pause_that_a_platform_asks_for_is_kept_by_all(world, platform):
    platform.pause = "3600"
    busy = account(world, "busy-1", "github")
    quiet = account(world, "hydro", "github")
    at = timezone.now()
    rounds.begin(NIGHT, at)
    Reading.objects.filter(account=busy).update(due_at=at - timedelta(hours=1))
    Reading.objects.filter(account=quiet).update(due_at=at)
    performing.work(5, now=lambda: at)
    told, waiting = Reading.objects.get(account=busy), Reading.objects.get(account=quiet)
    assert len(platform.calls) == 1
    assert (told.outcome, told.passing, told.attempts) == ("", Outcome.TOO_MANY, 1)
    assert told.due_at >= at + timedelta(hours=1)
    assert (waiting.outcome, waiting.attempts, waiting.lease_until) == ("", 0, None)
    assert waiting.due_at >= at + timedelta(minutes=59)


def test_without_a_token_the_platform_is_not_asked(world, platform):
    world.account("https://www.youtube.com/@hydro", standing=Standing.UNCONFIRMED)
    (reading,) = read_all()
    assert (reading.outcome, platform.calls) == (Outcome.NO_TOKEN, [])
    assert not Contact.objects.exists()


def test_a_collector_that_stumbles_is_a_reason_without_a_secret(world, platform, monkeypatch):
    account(world, "hydro")

    def stumble(asked):
        raise KeyError(f"token {asked.token} of {asked.address}")

    monkeypatch.setattr(collectors.mastodon, "read", stumble)
    (reading,) = read_all()
    assert (reading.outcome, reading.detail) == (Outcome.UNREADABLE, "KeyError")


def test_what_a_night_leaves_undone_ends_with_its_reason_when_the_next_begins(world, hydro):
    at = timezone.now()
    rounds.begin(NIGHT, at)
    (reading,) = rounds.take(at + timedelta(hours=6))
    performing.settle(reading, Failed(Outcome.UNAVAILABLE, "HTTP 503"), at=at, share=0.5)
    rounds.begin(NIGHT + timedelta(days=1), at + timedelta(days=1))
    old, new = Reading.objects.order_by("pk")
    assert (old.outcome, old.detail, new.outcome) == (Outcome.UNAVAILABLE, "HTTP 503", "")
    rounds.end_rounds(at + timedelta(days=1))
    assert [bool(night.ended_at) for night in Round.objects.order_by("night")] == [True, False]


def test_a_figure_out_of_the_accounts_pattern_is_asked_about_each_night_once(world, hydro):
    at = timezone.now()
    settled(hydro, found(100_000), at)
    for day in (1, 2):
        reading = settled(hydro, found(40), at + timedelta(days=day))
        assert (reading.outcome, reading.count, reading.question.doubt) == (Outcome.MEASURED, None, Doubt.FELL)
    assert QuestionedCount.objects.count() == 2


def test_the_first_figure_of_a_day_stays_and_an_impossible_second_is_asked_about(world, hydro):
    at = timezone.now()
    first = settled(hydro, found(100_000), at).count
    for value, kept in ((100_030, True), (100_000, True), (3, False), (3, False)):
        Reading.objects.update(outcome="", finished_at=None, count=None, question=None)
        reading = settled(hydro, found(value), at)
        assert (reading.count == first) is kept
    assert FollowerCount.with_replaced.count() == 1
    assert [asked.doubt for asked in QuestionedCount.objects.all()] == [Doubt.OTHER_FIGURE]


def test_a_new_name_under_the_same_number_is_asked_about_once_and_counts(world, hydro):
    at = timezone.now()
    settled(hydro, found(), at)
    for day in (1, 2, 3):
        assert settled(hydro, found(handle="@Eau@mastodon.social"), at + timedelta(days=day)).count
    (question,) = NameQuestion.objects.all()
    assert (question.handle, question.address) == ("eau@mastodon.social", "https://mastodon.social/@eau")
    assert settled(hydro, found(handle="onde@mastodon.social"), at + timedelta(days=4)).count
    (question,) = NameQuestion.objects.all()
    assert question.handle == "onde@mastodon.social"
    hydro.refresh_from_db()
    assert hydro.handle == "hydro@mastodon.social"
    assert Event.objects.filter(verb=Verb.ACCOUNT_NAME_SEEN, actor=None).count() == 2


@pytest.mark.parametrize("answer", [found(9, "8@mastodon.social"), Failed(Outcome.UNKNOWN, other="8@mastodon.social")])
def test_another_number_under_the_name_is_somebody_else(world, hydro, answer):
    at = timezone.now()
    settled(hydro, found(), at)
    for day in (1, 2):
        reading = settled(hydro, answer, at + timedelta(days=day))
        assert (reading.outcome, reading.count, reading.question) == (Outcome.UNKNOWN, None, None)
    assert FollowerCount.objects.count() == 1
    contact, question = Contact.objects.get(), NameQuestion.objects.get()
    assert (contact.stable_id, contact.outcome) == ("7@mastodon.social", Outcome.UNKNOWN)
    assert contact.detail == "8@mastodon.social ≠ 7@mastodon.social"
    assert (question.stable_id, question.handle) == ("8@mastodon.social", "hydro@mastodon.social")
    assert Event.objects.filter(verb=Verb.ACCOUNT_NAME_SEEN).count() == 1


def test_the_number_of_another_server_says_nothing_of_the_account(world, hydro):
    at = timezone.now()
    settled(hydro, found(stable_id="7@old.example"), at)
    assert settled(hydro, found(stable_id="9@mastodon.social"), at + timedelta(days=1)).count
    assert Contact.objects.get().stable_id == "9@mastodon.social"


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.SUSPENDED])
def test_a_lost_account_is_flagged_once_and_never_archived(world, hydro, outcome):
    at = timezone.now()
    settled(hydro, found(), at)
    for day in (1, 2):
        settled(hydro, Failed(outcome, "HTTP 404"), at + timedelta(days=day))
    settled(hydro, Failed(Outcome.FORBIDDEN, "HTTP 403"), at + timedelta(days=3))
    contact = Contact.objects.get()
    assert (contact.outcome, contact.since) == (outcome, at + timedelta(days=1))
    assert (contact.read_at, contact.stable_id) == (at + timedelta(days=2), "7@mastodon.social")
    hydro.refresh_from_db()
    assert hydro.status == Status.ACTIVE
    assert Event.objects.filter(verb=Verb.ACCOUNT_LOST_SEEN, actor=None).count() == 1
    settled(hydro, found(), at + timedelta(days=4))
    assert Contact.objects.get().outcome == Outcome.MEASURED


def test_a_worker_that_comes_late_writes_nothing(world, hydro):
    at = timezone.now()
    rounds.begin(NIGHT, at)
    Reading.objects.update(due_at=at)
    (late,) = rounds.take(at)
    assert rounds.take(at + rounds.LEASE / 2) == []
    (taken,) = rounds.take(at + rounds.LEASE)
    performing.settle(taken, found(1200), at=at, share=0.5)
    performing.settle(late, found(1300), at=at, share=0.5)
    performing.settle(late, Failed(Outcome.UNKNOWN), at=at, share=0.5)
    assert (FollowerCount.objects.get().value, Contact.objects.get().outcome) == (1200, Outcome.MEASURED)


def test_what_workers_die_of_ends_with_a_reason(world, hydro):
    at = timezone.now()
    rounds.begin(NIGHT, at)
    Reading.objects.update(due_at=at)
    for _death in range(rounds.MOST_ATTEMPTS):
        assert rounds.take(at)
        at += rounds.LEASE
    assert rounds.take(at) == []
    reading = Reading.objects.get()
    assert (reading.outcome, reading.detail) == (Outcome.TIMED_OUT, "no worker came to an end with it")
