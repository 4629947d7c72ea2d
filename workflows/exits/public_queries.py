"""The published decisions as programs read them: with when each was made public and last changed before everybody."""

from django.db.models import DateTimeField, F, Max, Min, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from registry.audit.models import Event
from registry.audit.verbs import Verb
from workflows.exits.models import Communique, ExitDecision, ExitDecisionQuerySet, ScopeLine, SuccessorChannel

PUBLISHING = (Verb.EXIT_ANNOUNCED, Verb.EXIT_RECORDED)
# What changes what anyone reads: the rest of a file's life is nobody's outside.
TOLD = (
    *PUBLISHING,
    *(Verb.EXIT_IN_FORCE, Verb.EXIT_COMPLETED, Verb.EXIT_REVIEW_OPENED, Verb.EXIT_REVERSED, Verb.EXIT_SUPERSEDED),
    *(Verb.EXIT_CORRECTED, Verb.EXIT_COMMUNIQUE, Verb.EXIT_LOOKED_BACK),
)


def told() -> ExitDecisionQuerySet:
    """The published decisions, the last changed first, each with `published_at` and `updated_at` (aware times)."""
    return (
        ExitDecision.objects.published()
        .with_names()
        .annotate(published_at=_time(Min("at"), PUBLISHING), updated_at=_time(Max("at"), TOLD))
        .order_by("-updated_at", "-pk")
    )


def whole() -> ExitDecisionQuerySet:
    """The same with every row that a decision's JSON speaks of, in a number of queries that does not grow."""
    return (
        told()
        .select_related("reverses", "reversed_by")
        .prefetch_related(
            Prefetch("lines", ScopeLine.objects.select_related("account__platform", "account__unit")),
            Prefetch("channels", SuccessorChannel.objects.select_related("platform")),
            Prefetch("communiques", Communique.objects.defer("archived")),
            *("corrections", "look_backs"),
        )
    )


def _time(extreme: Min | Max, verbs: tuple[Verb, ...]) -> Coalesce:
    """The first or last time of an event among ``verbs`` about the decision; without one, when it was begun."""
    events = Event.objects.filter(subject_type=ExitDecision._meta.model_name, subject_id=OuterRef("pk"), verb__in=verbs)
    time = events.order_by().values("subject_id").annotate(time=extreme).values("time")
    return Coalesce(Subquery(time, output_field=DateTimeField()), F("created_at"))
