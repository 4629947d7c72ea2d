"""What the tests of *what if* share: accounts with figures, and the question."""

from datetime import date

from registry.followers.actions import Figure, measure
from workflows.exits.impact_queries import Question
from workflows.exits.states import Kind

DAY = date(2026, 11, 20)
HOME = "/exits/what-if/"


def count(world, account, value, day=DAY, who="manager", **words):
    return measure(account, Figure(day, value, "profil", **words), actor=world.people[who], at=world.tick())


def question(world, *units, kind=Kind.SUSPEND, platform="x", institution="poly"):
    return Question(
        world.units[institution], world.platform(platform), kind, tuple(world.units[name] for name in units)
    )
