"""The round's tasks: a night begins at its hour and where platforms are asked, and both are in the schedule."""

from datetime import UTC, datetime

import pytest
import time_machine

from carrefour.celery import app
from carrefour.schedule import SCHEDULE
from registry.followers.models import Reading, Round
from registry.followers.tasks import SECONDS, begin_night, work_readings


@pytest.mark.parametrize(
    ("hour", "is_run", "begun"), [(4, True, False), (5, True, True), (23, True, True), (5, False, False)]
)
def test_a_night_begins_once_its_hour_has_come(world, settings, hour, is_run, begun):
    settings.ROUND_IS_RUN = is_run
    with time_machine.travel(datetime(2026, 11, 21, hour, 59, tzinfo=UTC), tick=False):
        said = {begin_night(), begin_night()}
    assert said == ({"2026-11-21"} if begun else {""})
    assert Round.objects.count() == begun


def test_a_night_without_accounts_ends_at_once(world, settings):
    settings.ROUND_IS_RUN = True
    with time_machine.travel(datetime(2026, 11, 21, 6, tzinfo=UTC), tick=False):
        begin_night()
        assert work_readings() == 0
    assert Round.objects.get().ended_at
    assert not Reading.objects.exists()


def test_they_are_in_the_schedule_and_end_in_time():
    assert {begin_night.name, work_readings.name} <= {row["task"] for row in SCHEDULE.values()}
    # The last reading in hand makes two calls at most, each of them answered or given up in time.
    assert app.conf.task_soft_time_limit > SECONDS + 2 * 15 + 2
