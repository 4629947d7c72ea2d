"""A person's "I have read it", of the version that they were shown."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.policies.models import Acknowledgement, PolicyVersion
from workflows.policies.queries import versions_in_force


@transaction.atomic
def acknowledge(version: PolicyVersion, *, actor: User, at: datetime) -> Acknowledgement:
    """Keep that ``actor`` read and accepted this version; the same twice changes nothing.

    Raises `NotAllowed` for a program or a person who left, `Refused` for a version that does not hold on that day.
    """
    if actor.is_service or not actor.is_active:
        raise NotAllowed
    policy = version.policy
    if version not in versions_in_force([policy.institution_id], timezone.localdate(at)):
        raise Refused(
            "Cette version n’est pas celle qui est en vigueur : lisez celle qui l’est.",
            "This version is not the one in force: read the one that is.",
        )
    read, new = Acknowledgement.objects.get_or_create(version=version, user=actor, defaults={"at": at})
    if new:
        record(Verb.POLICY_ACKNOWLEDGED, policy, actor=actor, at=at, unit=policy.institution, number=version.number)
    return read
