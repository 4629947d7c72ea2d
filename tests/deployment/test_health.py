"""/health/: PostgreSQL alone decides; Redis and the mails are told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from tests.deployment.processes import free_port
from workflows.notifications.models import Channel, Notification


def test_without_redis_the_broker_is_this_very_process(client, db):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "broker": "in-process", "oldest_undelivered_mail_seconds": None}


def test_a_silent_broker_is_told_and_fails_nothing(client, db, settings):
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["broker"]) == (200, "unreachable")


def test_the_age_of_the_oldest_mail_that_waits(client, world):
    Notification.objects.update(sent_at=timezone.now())
    oldest = Notification.objects.filter(channel=Channel.MAIL).order_by("pk").first()
    oldest.created_at, oldest.sent_at = timezone.now() - timedelta(seconds=90), None
    oldest.save()
    assert 90 <= client.get("/health/").json()["oldest_undelivered_mail_seconds"] < 120


@pytest.mark.parametrize("fault", ["connection lost", "tables of another version"])
def test_without_its_database_it_cannot_serve(client, db, fault):
    def fail(execute, sql, params, many, context):
        raise DatabaseError(fault)

    with connection.execute_wrapper(fail):
        answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})
