"""How far a due day is, in the business days of the institution: its holidays are none."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.language import Pair
from workflows.policies.setting import add_holidays
from workflows.requests.models import PageRequest
from workflows.requests.queries.hands import lines
from workflows.requests.states import State

DAY = timedelta(days=1)
MONDAY = date(2027, 6, 21)


@pytest.fixture
def due(world):
    """A function that makes a request in review and moves its due days, and those of its steps."""

    def make(day):
        asked = world.request(State.IN_REVIEW)
        asked.steps.update(due_on=day)
        PageRequest.objects.filter(pk=asked.pk).update(due_on=day)
        return asked

    return make


def take_off(world, *days, institution=None):
    names = [(day, Pair("Congé", "Day off")) for day in days]
    admin = world.other_admin if institution == world.other else world.admin
    add_holidays(institution or world.poly, names, actor=admin, at=world.at)


@pytest.mark.parametrize(
    ("today", "day", "note", "state"),
    [
        (MONDAY, MONDAY + 7 * DAY, "dans 4 jours ouvrables", ""),
        (MONDAY, MONDAY + 4 * DAY, "dans 3 jours ouvrables", "soon"),
        (MONDAY + 7 * DAY, MONDAY, "4 jours ouvrables de retard", "late"),
        (MONDAY, MONDAY, "aujourd’hui", "soon"),
        (MONDAY - DAY, MONDAY - 3 * DAY, "en retard, de jours chômés seulement", "late"),
        (MONDAY - 2 * DAY, MONDAY - DAY, "avant le prochain jour ouvrable", "soon"),
    ],
)
def test_a_line_counts_without_the_days_off_of_its_own_institution(world, due, today, day, note, state):
    due(day)
    take_off(world, MONDAY + 3 * DAY)
    take_off(world, *(MONDAY + n * DAY for n in range(5)), institution=world.other)
    [line] = lines(PageRequest.objects.with_names(), today)
    assert (line.hands.due.note, line.hands.due.state) == (note, state)


def test_the_queue_and_the_request_both_read_the_calendar(world, as_, due):
    """Every day until after the due day is off: nothing is left on whichever day this runs."""
    today = timezone.localdate()
    asked = due(today + 20 * DAY)
    take_off(world, *(today + n * DAY for n in range(-2, 25)))
    manager, none = as_("manager"), "avant le prochain jour ouvrable"
    assert manager.get(asked.get_absolute_url()).context["hands"].due.note == none
    assert none in manager.get(reverse("requests:queue")).content.decode()
    assert none in as_("author").get(reverse("requests:list")).content.decode()
