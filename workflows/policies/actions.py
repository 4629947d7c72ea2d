"""The writes of this slice: a policy is opened, and a version of it published."""

from datetime import datetime

from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, require
from workflows.policies.models import Policy, PolicyVersion


@transaction.atomic
def open_policy(institution: Unit, *, slug: str, title: Pair, actor: User) -> Policy:
    """Give a policy its name and its address; nobody reads it until a version is published. Raises `NotAllowed`."""
    require(actor, Can.POLICY_PUBLISH, institution)
    return Policy.objects.create(institution=institution, slug=slug, title_fr=title.fr, title_en=title.en)


@transaction.atomic
def publish_version(policy: Policy, *, actor: User, at: datetime, **text: str) -> PolicyVersion:
    """Add the next version of a policy; ``text`` holds the columns of `PolicyVersion`. Raises `NotAllowed`."""
    policy = Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    require(actor, Can.POLICY_PUBLISH, policy.institution)
    version = PolicyVersion.objects.create(policy=policy, number=policy.versions.count() + 1, **text)
    record(Verb.POLICY_PUBLISHED, policy, actor=actor, at=at, unit=policy.institution, number=version.number)
    return version
