"""Tokens that are about to end are told of: each stage of each once, by an event that says the day and nothing secret."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.record import record_many
from registry.audit.verbs import Verb
from registry.organisation.end_stages import EARLIEST, stage_of
from registry.organisation.models import Membership, ProgramToken, Unit


@dataclass(frozen=True)
class Ending:
    """A token that works until ``last_day`` included, the unit whose journal says so, and what goes with the day and stage."""

    token: Model
    unit: Unit
    last_day: date
    facts: dict[str, object] = field(default_factory=dict)


def tell_ends(verb: Verb, endings: Sequence[Ending], *, at: datetime) -> int:
    """Record the stage that has come of each token of one kind, unless it was; how many were recorded.

    The caller holds the tokens' rows locked: of two runs at once the second one reads what the first has written.
    """
    today = timezone.localdate(at)
    named = {"subject_type": endings[0].token._meta.model_name if endings else ""}
    named |= {"subject_id__in": [one.token.pk for one in endings]}
    told = set(Event.objects.filter(verb=verb, **named).values_list("subject_id", "facts__stage"))
    staged = [(one, stage_of(one.last_day, today)) for one in endings]
    rows = [
        (one.token, one.unit, {"day": one.last_day.isoformat(), "stage": stage} | one.facts)
        for one, stage in staged
        if stage and (one.token.pk, stage) not in told
    ]
    return len(record_many(verb, rows, actor=None, at=at))


@transaction.atomic
def tell_program_tokens(*, at: datetime) -> int:
    """Tell of the programs' tokens that end within the days of the stages; how many were told of. Safe to run twice at once."""
    near = unreplaced().working(at).filter(expiry__lt=at + timedelta(days=EARLIEST + 2))
    held = list(near.select_for_update(of=("self",)).select_related("user").order_by("pk"))
    roles = Membership.objects.filter(user__in=[token.user_id for token in held]).select_related("unit")
    # The first one of each, as for what is told when a token is given. A program without a role reaches nothing any more.
    units = {role.user_id: role.unit for role in roles.order_by("-unit__sort_key", "-unit_id")}
    endings = [
        Ending(token, units[token.user_id], token.until, {"program": token.user_id})
        for token in held
        if token.user_id in units
    ]
    return tell_ends(Verb.PROGRAM_TOKEN_ENDING, endings, at=at)


def unreplaced() -> QuerySet[ProgramToken]:
    """Tokens that were neither revoked nor replaced.

    One given later to the same program, which ends later, replaces it. But where the program has shown the old one since
    that day, and the new one on no later day, it keeps both in two places, or has not changed over yet.
    """
    newer = ProgramToken.objects.filter(
        user=OuterRef("user"), created__gt=OuterRef("created"), expiry__gt=OuterRef("expiry"), revoked_at=None
    )
    shown = Coalesce(OuterRef("last_used_on"), Value(date.min))
    instead = newer.filter(Q(created__date__gte=shown) | Q(last_used_on__gt=shown))
    return ProgramToken.objects.filter(~Exists(instead), revoked_at=None)
