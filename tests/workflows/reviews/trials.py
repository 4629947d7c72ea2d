"""A page on trial that is online, and the day its trial ends."""

from datetime import datetime, time

from django.utils import timezone

from tests.world import VOUCHED, World
from workflows.requests.models import FollowUp, PageRequest
from workflows.requests.states import FollowUpKind, Stage, State

MONTHS = 6


def on_trial(world: World, months: int = MONTHS) -> FollowUp:
    """The trial of a page of `hydro` that went online today."""
    asked = world.request(State.APPROVED_WITH_CONDITIONS, audiences=["press"])
    if not asked.follow_ups.filter(kind=FollowUpKind.TRIAL).exists():
        verdict = asked.verdicts.get(stage=Stage.DECISION)
        FollowUp.objects.create(page_request=asked, verdict=verdict, kind=FollowUpKind.TRIAL, months=months)
    asked = world.move(asked, "give_address", "author", address="https://www.instagram.com/hydro.trial/", **VOUCHED)
    proof = {"proof": "official_link", "evidence": "https://www.example.org/contact"}
    asked: PageRequest = world.move(asked, "put_online", "manager", **proof)
    return asked.follow_ups.get(kind=FollowUpKind.TRIAL)


def at_noon(day) -> datetime:
    """Noon of a day, in the register's time zone."""
    return timezone.make_aware(datetime.combine(day, time(12)))
