"""A directive of the cast's institution, version by version."""

from registry.language import Pair
from tests.world import World
from workflows.policies.actions import open_policy, publish_version
from workflows.policies.models import PolicyVersion


def directive(world: World, *days: str, slug: str = "directive", by: str = "manager") -> list[PolicyVersion]:
    """A policy of the institution of ``by`` with one version for each day on which it comes into force."""
    institution = world.units["other" if by.startswith("other") else "poly"]
    policy = open_policy(institution, slug=slug, title=Pair("Directive", "Directive"), actor=world.people[by])
    return [
        publish_version(
            policy, actor=world.people[by], at=world.tick(), adopted_by="Assemblée", adopted_on=day, in_force_on=day,
            body_fr=f"Texte du {day}.", body_en="Text.",
        )
        for day in days
    ]  # fmt: skip
