"""One mail a day for those who want it so: when, in which order, whole, and once."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core import mail
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import User
from tests.workflows.notifications.mailboxes import SLOW, Killed
from workflows.notifications import actions, delivery
from workflows.notifications.delivery import oldest_waiting, relay
from workflows.notifications.digest import HOUR, next_digest
from workflows.notifications.models import MailPreference, Notification, NotificationQuerySet, message_id_of
from workflows.requests.moves import perform
from workflows.requests.states import State

BOXES = "tests.workflows.notifications.mailboxes"
DAILY, AT_ONCE = MailPreference.Rhythm.DAILY, MailPreference.Rhythm.AT_ONCE
# Ten in the morning in the register's time zone is past the hour: the next one is tomorrow's.
TOMORROW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), st.sampled_from(ZONES))
def test_the_hour_comes_once_a_day_in_every_time_zone(now, name):
    zone = ZoneInfo(name)
    hour = next_digest(now, zone)
    again = next_digest(hour, zone)
    assert timedelta(0) < hour - now <= timedelta(hours=25)
    assert hour.astimezone(zone).hour == again.astimezone(zone).hour == HOUR
    assert again.astimezone(zone).date() == hour.astimezone(zone).date() + timedelta(days=1)


@pytest.fixture
def head(world) -> User:
    """The head has asked for one mail a day."""
    Notification.objects.all().delete()
    actions.choose_rhythm(actor=world.head, at=world.at, rhythm=DAILY)
    return world.head


def owed(person: User):
    return Notification.objects.waiting().filter(recipient=person).order_by("pk")


def test_a_days_notices_come_in_one_mail_in_their_order(world, head):
    requests = [world.request(State.SUBMITTED, title=f"Page {number}") for number in range(3)]
    assert relay(now=world.tick()) == 0
    assert relay(now=TOMORROW - timedelta(seconds=1)) == 0
    assert relay(now=TOMORROW) == 1
    (message,) = mail.outbox
    assert message.subject == "[Carrefour] Vos avis du jour : 3"
    places = [message.body.index(f"https://carrefour.example{asked.get_absolute_url()}") for asked in requests]
    assert places == sorted(places)
    assert [message.body.count(f"Page {number}") for number in range(3)] == [1, 1, 1]
    assert message.body.count("https://carrefour.example/requests/answer/?link=") == 3
    assert not owed(head).exists()
    assert relay(now=TOMORROW + timedelta(days=1)) == 0


def test_others_have_theirs_at_once(world, head):
    world.request(State.ENDORSED)
    relay(now=world.tick())
    assert {address for message in mail.outbox for address in message.to} == {
        "author@example.org",
        "manager@example.org",
        "manager2@example.org",
    }


def test_an_invitation_never_waits(world, head):
    record(Verb.PERSON_INVITED, world.poly, actor=world.admin, at=world.at, unit=world.poly, person=head.pk)
    assert relay(now=world.tick()) == 1


def test_giving_up_the_daily_mail_sends_what_waited_for_it(world, head):
    world.request(State.SUBMITTED)
    actions.choose_rhythm(actor=head, at=world.tick(), rhythm=AT_ONCE)
    assert relay(now=world.tick()) == 1
    world.request(State.SUBMITTED)
    assert relay(now=world.tick()) == 1


def test_two_relays_at_once_send_one_mail(committed_world, settings):
    settings.EMAIL_BACKEND = f"{BOXES}.Slow"
    fill(committed_world)
    together([lambda: relay(now=TOMORROW) for _relay in range(4)])
    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject.endswith(": 5")
    assert not owed(committed_world.head).exists()


def test_red_control_without_the_locks_it_goes_out_several_times(committed_world, settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{BOXES}.Slow"
    fill(committed_world)
    monkeypatch.setattr(delivery, "_only_here", lambda reader: True)
    monkeypatch.setattr(NotificationQuerySet, "select_for_update", lambda rows, **_options: rows)
    together([lambda: relay(now=TOMORROW) for _relay in range(4)])
    assert len(mail.outbox) > 1


def test_a_relay_does_not_wait_for_a_reader_whom_another_is_writing_to(committed_world, settings):
    settings.EMAIL_BACKEND = f"{BOXES}.Slow"
    fill(committed_world)
    committed_world.request(State.ENDORSED)
    sent = together([lambda: relay(now=TOMORROW) for _relay in range(2)])
    assert sum(sent) == len(mail.outbox) == 4  # the head's daily one, the author's, the two managers'
    assert min(sent) > 0


def test_red_control_without_the_readers_lock_a_daily_mail_is_waited_for(committed_world, settings, monkeypatch):
    """Row locks alone keep it whole, at the price of the second relay standing still."""
    settings.EMAIL_BACKEND = f"{BOXES}.Slow"
    fill(committed_world)
    monkeypatch.setattr(delivery, "_only_here", lambda reader: True)
    waits = []
    together([lambda: waits.append(timed(lambda: relay(now=TOMORROW))) for _relay in range(2)])
    assert len(mail.outbox) == 1
    assert min(waits) >= SLOW


def test_a_relay_killed_after_the_servers_yes_sends_the_same_message_again(world, head, settings):
    for _time in range(3):
        world.request(State.SUBMITTED)
    rows = list(owed(head))
    settings.EMAIL_BACKEND = f"{BOXES}.Fatal"
    with pytest.raises(Killed):
        relay(now=TOMORROW)
    assert list(owed(head)) == rows
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert relay(now=TOMORROW) == 1
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"] == message_id_of(rows)
    assert first.subject == second.subject


def test_a_mail_that_says_more_than_its_copy_is_another_message(world, head):
    world.request(State.SUBMITTED)
    alone = message_id_of(list(owed(head)))
    assert alone == owed(head).get().message_id
    world.request(State.SUBMITTED)
    two = message_id_of(list(owed(head)))
    assert len({alone, two, *(row.message_id for row in owed(head))}) == 3
    assert two == message_id_of(list(owed(head).reverse()))


def test_a_refused_daily_mail_is_tried_again_whole_then_given_up_whole(world, head, settings):
    settings.EMAIL_BACKEND = f"{BOXES}.Choosy"
    for _time in range(3):
        world.request(State.SUBMITTED)
    assert relay(now=TOMORROW) == 0
    (next_at,) = set(owed(head).values_list("next_at", flat=True))
    assert next_at > TOMORROW
    assert set(owed(head).values_list("attempts", "last_error")) == {(1, "ConnectionRefusedError")}
    late = TOMORROW + timedelta(days=4)
    relay(now=late)
    letters = Notification.objects.filter(dead_at=late)
    assert letters.count() == 3
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert actions.try_again(actor=world.admin, at=late) == 3
    assert relay(now=late) == 1


def test_one_notice_that_cannot_be_written_does_not_hold_up_the_others(world, head, monkeypatch):
    """Its request is gone from under it: a fault of the data, not of the mail server."""
    for _time in range(3):
        world.request(State.SUBMITTED)
    broken = owed(head)[1]
    monkeypatch.setattr(delivery, "telling", unwritable(broken, delivery.telling))
    assert relay(now=TOMORROW) == 1
    assert mail.outbox[0].subject.endswith(": 2")
    assert owed(head).get() == broken
    assert owed(head).get().last_error == "LookupError"


def test_what_one_person_did_at_one_moment_is_one_mail(world):
    Notification.objects.all().delete()
    endorsed = [world.request(State.SUBMITTED) for _time in range(20)]
    Notification.objects.all().delete()
    at = world.tick()
    for asked in endorsed:
        perform(asked, "endorse", actor=world.head, at=at, seen=asked.version)
    assert relay(now=world.tick()) == 3
    assert {message.subject for message in mail.outbox} == {"[Carrefour] Avalisée : 20"}


def test_a_daily_mail_is_not_overdue_before_its_hour(world, head):
    world.request(State.SUBMITTED)
    assert oldest_waiting(TOMORROW - timedelta(minutes=1)) is None
    assert oldest_waiting(TOMORROW + timedelta(minutes=5)) == timedelta(minutes=5)


def test_the_page_keeps_ones_own_choice(world, as_):
    client = as_("head")
    assert client.post("/notices/preferences/", {"rhythm": "never", "language": "fr"}).status_code == 422
    assert not MailPreference.objects.exists()
    assert client.post("/notices/preferences/", {"rhythm": "daily", "language": "en"}).status_code == 303
    assert MailPreference.objects.get().user == world.head
    page = client.get("/notices/preferences/").content.decode()
    assert page.index('value="daily"') < page.index("checked")


def test_the_language_of_ones_mails_is_ones_own_choice(world, as_):
    """Pages are read in the language of the day; mails come in the one that was chosen here."""
    client = as_("head")
    assert client.get("/notices/preferences/").context["form"]["language"].value() == "fr"
    assert client.post("/notices/preferences/", {"rhythm": "at_once", "language": "de"}).status_code == 422
    assert client.post("/notices/preferences/", {"rhythm": "at_once", "language": "en"}).status_code == 303
    Notification.objects.all().delete()
    world.request(State.SUBMITTED)
    mail.outbox.clear()
    relay(now=world.tick())
    subjects = {sent.to[0]: sent.subject for sent in mail.outbox}
    assert subjects[world.head.email].startswith("[Carrefour] Submitted")


def fill(world) -> None:
    """Five notices that wait for the head's daily mail, and nothing else."""
    Notification.objects.all().delete()
    actions.choose_rhythm(actor=world.head, at=world.at, rhythm=DAILY)
    for _time in range(5):
        world.request(State.SUBMITTED)


def together(jobs):
    """All of them at once, each on a connection of its own."""
    start = Barrier(len(jobs))

    def one(job):
        connection.ensure_connection()  # on a busy machine that takes longer than a slow mail server
        start.wait()
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(one, jobs))


def timed(job) -> float:
    begun = time.monotonic()
    job()
    return time.monotonic() - begun


def unwritable(broken, write):
    def telling(row, **options):
        if row == broken:
            raise LookupError
        return write(row, **options)

    return telling
