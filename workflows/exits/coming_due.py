"""What comes due for decisions in force: looking back at one after half a year, thinking again of one on its review date."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import User
from registry.organisation.permissions import Can, within
from workflows.exits.look_back import opens
from workflows.exits.models import ExitCorrection, ExitDecision, ExitDecisionQuerySet, LookBack
from workflows.exits.states import HOLDING, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def look_backs_due(today: date) -> list[ExitDecision]:
    """The decisions in force whose look back opens today; not those recorded from a source, which nobody here took."""
    corrected = ExitCorrection.objects.filter(field="effective_on").order_by("at", "pk")
    rows = ExitDecision.objects.filter(state__in=HOLDING, recorded=False).prefetch_related(
        Prefetch("corrections", queryset=corrected, to_attr="effects_corrected"),
        Prefetch("look_backs", queryset=LookBack.objects.defer("facts"), to_attr="looked_back"),
    )
    return [row for row in rows.order_by("pk") if _opens(row, today)]


def _opens(decision: ExitDecision, today: date) -> bool:
    readings = [decision.effective_on, *(row.after for row in decision.effects_corrected)]
    earlier = [row.due_on for row in decision.looked_back]
    return all(row.outcome for row in decision.looked_back) and opens(readings[-1], earlier, today)


def reviews_due(today: date) -> ExitDecisionQuerySet:
    """The decisions in force whose review date has come, and of which no review was opened or ended from that day on."""
    about = Event.objects.filter(
        subject_type=ExitDecision._meta.model_name, subject_id=OuterRef("pk"), at__date__gte=OuterRef("review_on")
    )
    thought_of = about.filter(
        Q(verb=Verb.EXIT_REVIEW_OPENED) | Q(verb=Verb.EXIT_IN_FORCE, facts__from=State.UNDER_REVIEW)
    )
    rows = ExitDecision.objects.filter(~Exists(thought_of), state__in=HOLDING, review_on__lte=today)
    return rows.order_by("review_on", "pk")


def to_think_of(user: "User | AnonymousUser", today: date) -> ExitDecisionQuerySet:
    """What waits for those who read an institution's files: under review, being looked back at, or whose date has come."""
    open_ones = LookBack.objects.filter(outcome="", decision__state__in=HOLDING).values("decision")
    due = Q(state=State.UNDER_REVIEW) | Q(pk__in=open_ones) | Q(pk__in=reviews_due(today).values("pk"))
    return ExitDecision.objects.filter(within(user, [Can.EXIT_READ], prefix="institution")).filter(due).with_names()
