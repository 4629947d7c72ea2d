"""The review that the institution's rule asks for every so many days: which accounts it is due for, and opening it.

The days run from the last review, else from the entry in the register. A register that comes in at once is not reviewed at
once: a day opens as many as come round in the rule's term, or a few, the oldest first.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Case, DurationField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import Unit
from workflows.policies.names import RuleName
from workflows.policies.numbers import holidays_of, rules_of
from workflows.requests.due import add_business_days
from workflows.requests.models import FollowUp, PageRequest
from workflows.requests.states import FollowUpKind, FollowUpOutcome
from workflows.reviews.facts import facts_of
from workflows.reviews.models import Review
from workflows.reviews.states import ANSWER_DAYS, Kind, State

# What the institution answers for and what still lives: nobody reviews an account that is being closed.
REVIEWED = (Standing.OFFICIAL, Standing.AFFILIATED)
ALIVE = (Status.ACTIVE, Status.DORMANT, Status.LOST, Status.COMPROMISED)
# At least so many a day and institution, however small the register.
FEW = 5


@dataclass(frozen=True)
class Due:
    """An account whose review is due: the number, since when nobody has reviewed it, and the term of the rule in days."""

    account: int
    since: date
    days: int


def due(institution: Unit, today: date) -> list[Due]:
    """What is to be opened today there, the longest waiting first; less what the day has opened already."""
    accounts = _reviewed(institution)
    rules = rules_of(institution.pk)
    pace = max(FEW, -(-accounts.count() // rules[RuleName.REVIEW_DAYS]))
    begins = _midnight(today)
    opened = Review.objects.filter(
        kind=Kind.PERIODIC, account__unit__path__startswith=institution.path, opened_at__gte=begins
    )
    left = pace - opened.count()
    if left <= 0:
        return []
    late = _with_term(accounts, rules).filter(since__lt=Value(begins) - F("term")).order_by("since", "pk")
    return [
        Due(number, timezone.localdate(since), term.days)
        for number, since, term in late.values_list("pk", "since", "term")[:left]
    ]


@transaction.atomic
def open_periodic_review(one: Due, *, at: datetime) -> Review | None:
    """Open the review with its facts; None where one is open by now, or was closed since. The register does it by itself."""
    account = Account.objects.select_for_update(of=("self",)).select_related("unit").get(pk=one.account)
    done = Review.objects.filter(account=account)
    if (
        done.filter(state=State.OPEN).exists()
        or done.filter(closed_at__gt=_midnight(one.since + timedelta(1))).exists()
    ):
        return None
    today = timezone.localdate(at)
    due_on = add_business_days(today, ANSWER_DAYS, holidays_of(account.unit.institution_id, today))
    facts = facts_of(account, None, today=today, since=one.since) | {"since": one.since.isoformat(), "days": one.days}
    review = Review.objects.create(account=account, kind=Kind.PERIODIC, opened_at=at, due_on=due_on, facts=facts)
    said = {"account": account.pk, "due_on": due_on.isoformat()}
    record(Verb.REVIEW_OPENED, review, actor=None, at=at, unit=account.unit, **said)
    return review


def _reviewed(institution: Unit) -> QuerySet[Account]:
    """The accounts that the rule is about, without those that a review or the end of a trial waits for anyway."""
    trial = FollowUp.objects.filter(
        account=OuterRef("pk"), kind=FollowUpKind.TRIAL, outcome=FollowUpOutcome.OPEN, due_on__isnull=False
    )
    rows = Account.objects.filter(unit__path__startswith=institution.path, standing__in=REVIEWED, status__in=ALIVE)
    under_review = Review.objects.filter(account=OuterRef("pk"), state=State.OPEN)
    return rows.filter(~Exists(under_review), ~Exists(trial))


def _with_term(accounts: QuerySet[Account], rules: dict[str, int]) -> QuerySet[Account]:
    """Each account with ``since``, its last review or its entry, and ``term``, the days that its rule gives."""
    closed = Review.objects.filter(account=OuterRef("pk"), closed_at__isnull=False).order_by("-closed_at")
    entered = Event.objects.filter(
        subject_type=Account._meta.model_name, subject_id=OuterRef("pk"), verb=Verb.ACCOUNT_REGISTERED
    ).order_by("at")
    students = PageRequest.objects.filter(account=OuterRef("pk"), with_students=True, closed_group=True)
    since = Coalesce(Subquery(closed.values("closed_at")[:1]), Subquery(entered.values("at")[:1]))
    terms = {name: Value(timedelta(days=rules[name])) for name in (RuleName.REVIEW_DAYS, RuleName.STUDENT_REVIEW_DAYS)}
    term = Case(
        When(Exists(students), then=terms[RuleName.STUDENT_REVIEW_DAYS]),
        default=terms[RuleName.REVIEW_DAYS],
        output_field=DurationField(),
    )
    return accounts.annotate(since=since, term=term)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
