"""The reads of the lists, the journal of a decision, and what is to be read of a field that was corrected."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.audit.models import Event
from registry.organisation.models import User
from registry.platforms.models import PlatformStanceQuerySet
from registry.platforms.queries import stances_as_of
from workflows.exits.models import ExitCorrection, ExitDecision, ExitDecisionQuerySet
from workflows.exits.states import PUBLIC

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def published() -> ExitDecisionQuerySet:
    """The decisions that anyone may read, newest first."""
    return ExitDecision.objects.published().with_names()


def unpublished(user: "User | AnonymousUser") -> ExitDecisionQuerySet:
    """The files that this person may read beside the published decisions, the last one started first."""
    return ExitDecision.objects.visible_to(user).exclude(state__in=PUBLIC).with_names().order_by("-pk")


def positions() -> PlatformStanceQuerySet:
    """Where institutions stand of which no decision about that platform is published: they stay, discuss, fell silent."""
    decided = ExitDecision.objects.published().filter(
        institution_id=OuterRef("institution_id"), platform_id=OuterRef("platform_id")
    )
    return (
        stances_as_of(timezone.localdate())
        .filter(~Exists(decided))
        .select_related("institution", "platform")
        .order_by("-as_of", "institution__sort_key", "platform__name", "pk")
    )


@dataclass(frozen=True)
class Entry:
    """A line of the journal as a reader of the decision sees it."""

    sentence: object
    at: object
    actor_name: str
    tone: str
    weight: str
    note: str


def entry(event: Event) -> Entry:
    """An event with the name of its actor; without one the register acted by the calendar."""
    return Entry(
        sentence=event.sentence,
        at=event.at,
        actor_name=event.actor.full_name if event.actor else _("le registre, à la date prévue"),
        tone=event.tone,
        weight=event.weight,
        note=event.note.text if hasattr(event, "note") else "",
    )


def since(decision: ExitDecision, seen: int) -> list[Entry]:
    """What happened to the decision after its version ``seen``, newest first.

    Each version came with one event, which says from and to which state; a word or a task makes no version.
    """
    missed = max(decision.version - seen, 0)
    return [entry(event) for event in Event.objects.about(decision).filter(facts__has_key="to")[:missed]]


def reading(decision: ExitDecision, field: str) -> str:
    """How the field is to be read now: its last correction, else what was decided; "" for nothing."""
    last = decision.corrections.filter(field=field).order_by("-at", "-pk").first()
    if last:
        return last.after
    value = getattr(decision, field)
    return "" if value is None else str(value)


def effect_read(prefix: str = "") -> Coalesce:
    """The same of the day of effect, for a query about many; ``prefix`` leads to the decision ("reversed_by__")."""
    rows = ExitCorrection.objects.filter(field="effective_on", decision=OuterRef(f"{prefix}pk")).order_by("-at", "-pk")
    return Coalesce(Subquery(rows.values("after")[:1]), F(f"{prefix}effective_on"), output_field=CharField())
