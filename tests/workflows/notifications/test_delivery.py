"""The relay: what is due goes out, once, in the reader's language; what fails waits and does not hold the others up."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from carrefour.mail import ReadableFiles
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.notifications import actions
from workflows.notifications.backoff import GIVEN_UP_AFTER, LONGEST, wait
from workflows.notifications.delivery import oldest_waiting, relay
from workflows.notifications.messages import compose
from workflows.notifications.models import Channel, Notification
from workflows.notifications.telling import telling
from workflows.requests.states import State

NEVER = datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture
def submitted(world):
    """One request handed in: its head is owed one mail, and nobody else any."""
    Notification.objects.all().delete()
    return world.request(State.SUBMITTED)


def test_the_relay_sends_each_mail_once(world, submitted):
    assert relay(now=world.tick()) == 1
    assert relay(now=world.tick()) == 0
    (message,) = mail.outbox
    assert message.to == ["head@example.org"]
    assert message.extra_headers["Message-ID"] == Notification.objects.get(channel=Channel.MAIL).message_id
    assert f"https://carrefour.example/requests/{submitted.pk}/" in message.body


@pytest.mark.parametrize(("language", "words"), [("fr", "Demandée"), ("en", "Submitted")])
def test_a_mail_is_in_its_readers_language_whatever_the_senders(world, submitted, language, words):
    User.objects.filter(pk=world.head.pk).update(language=language)
    relay(now=world.tick())
    (message,) = mail.outbox
    assert words in message.subject
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert f'lang="{language}"' in html


def test_a_line_break_in_a_name_adds_no_header(world):
    Notification.objects.all().delete()
    world.request(State.SUBMITTED, title="Génie\r\nBcc: everybody@example.org")
    relay(now=world.tick())
    (message,) = mail.outbox
    assert "\n" not in message.subject
    assert message.bcc == []
    assert "everybody@example.org" not in message.recipients()


def test_one_bad_notice_waits_and_the_next_go_out(world, submitted):
    User.objects.filter(pk=world.head.pk).update(email="head@example.org\nBcc: x@example.org")
    world.move(world.request(State.SUBMITTED), "withdraw", "author")
    User.objects.filter(pk=world.head.pk).update(email="head@example.org\nBcc: x@example.org")
    world.request(State.IN_REVIEW)
    now = world.tick()
    sent = relay(now=now, jitter=random.Random(1))
    waiting = Notification.objects.waiting()
    assert sent == len(mail.outbox) > 0
    assert {row.recipient_id for row in waiting} == {world.head.pk}
    assert all(row.attempts == 1 and row.next_at > now and row.last_error for row in waiting)


def test_three_days_of_failure_make_a_dead_letter_that_an_administrator_tries_again(world, submitted):
    User.objects.filter(pk=world.head.pk).update(email="head@example.org\nBcc: x@example.org")
    late = world.at + GIVEN_UP_AFTER + timedelta(hours=1)
    relay(now=late)
    letter = Notification.objects.get(channel=Channel.MAIL)
    assert letter.dead_at == late
    assert relay(now=late + timedelta(days=1)) == 0
    User.objects.filter(pk=world.head.pk).update(email="head@example.org")
    with pytest.raises(NotAllowed):
        actions.try_again(actor=world.manager, at=late)
    assert actions.try_again(actor=world.admin, at=late) == 1
    assert relay(now=late) == 1


def test_the_oldest_waiting_mail_is_a_measure(world, submitted):
    assert oldest_waiting(world.at + timedelta(minutes=5)) >= timedelta(minutes=5)
    relay(now=world.tick())
    assert oldest_waiting(NEVER) is None


def test_an_invited_person_learns_where_to_choose_a_password(world):
    Notification.objects.all().delete()
    record(Verb.PERSON_INVITED, world.poly, actor=world.admin, at=world.at, unit=world.poly, person=world.neighbour.pk)
    relay(now=world.tick())
    (message,) = mail.outbox
    assert message.to == ["neighbour@example.org"]
    assert "https://carrefour.example/sign-in/password/reset/" in message.body


def test_without_a_server_messages_lie_readable_and_a_second_copy_is_the_same_file(
    world, submitted, settings, tmp_path
):
    settings.MAIL_FOLDER = tmp_path / "mail"
    notice = Notification.objects.get(channel=Channel.MAIL)
    message = compose({notice: telling(notice, now=world.at)})
    for _ in range(2):
        ReadableFiles().send_messages([message])
    text, html = sorted(settings.MAIL_FOLDER.iterdir(), key=lambda path: path.suffix, reverse=True)
    assert "Génie hydrique" in text.read_text(encoding="utf-8")
    assert "<a href=" in html.read_text(encoding="utf-8")


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_waits_are_bounded(attempts, jitter):
    assert timedelta(seconds=1) <= wait(attempts, jitter) <= LONGEST
