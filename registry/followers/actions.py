"""The writes of this slice: a figure is measured, corrected, or questioned and answered."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from registry.accounts.models import Account
from registry.accounts.status import ENDED
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers.implausible import Point, Suspicion, fits, pace_of, suspicion
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.rights import require_count
from registry.followers.states import Doubt, Method, Metric, Reply
from registry.language import Pair
from registry.organisation.models import User

ANSWERED = Pair("Cette question a déjà sa réponse.", "This question already has its answer.")
REPLACED = Pair("Ce relevé a déjà été remplacé par un autre.", "This count has already been superseded by another.")
SAME = Pair("La correction dit la même chose que le relevé.", "The correction says the same as the count.")


class CannotCount(Exception):
    """A figure that cannot be changed so; `sentence` says why in both languages."""

    def __init__(self, sentence: Pair) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True)
class Figure:
    """A measurement as it is brought: a day, a value of a metric, how it was read and where."""

    day: date
    value: int
    source: str
    metric: str = Metric.FOLLOWERS
    is_exact: bool = True
    method: str = Method.HAND

    def fields(self) -> dict[str, object]:
        """The columns that a count and a question share."""
        return dict(self.__dict__)


@transaction.atomic
def measure(account: Account, figure: Figure, *, actor: User | None, at: datetime) -> FollowerCount | QuestionedCount:
    """Record a figure, or set it apart with the question that it raises; exactly one of the two is written.

    The same figure twice is one, in both. ``actor`` is None for what the register read itself (`Method.API`), and for nothing
    else. Raises `NotAllowed`.
    """
    if (actor is None) != (figure.method == Method.API):
        raise ValueError("what the register reads itself is entered by nobody, and all else by somebody")
    account = _held(account, actor)
    known = FollowerCount.objects.filter(account=account, metric=figure.metric)
    same_day = known.filter(day=figure.day).first()
    if same_day and (_same(same_day, figure) or (actor is None and _swings(same_day, figure, known))):
        return same_day
    doubt = doubt_about(account, figure, same_day)
    if doubt is None:
        return _count(account, figure, actor=actor, at=at)
    # Asked once: a file read again, or a night begun again, brings the same figure.
    asked = QuestionedCount.objects.filter(account=account, entered_by=actor, reply="", **figure.fields()).first()
    return asked or QuestionedCount.objects.create(
        account=account,
        doubt=doubt.doubt,
        facts=doubt.facts(),
        entered_by=actor,
        entered_at=at,
        **figure.fields(),
    )


def _same(count: FollowerCount, figure: Figure) -> bool:
    return (count.value, count.is_exact) == (figure.value, figure.is_exact)


def _swings(count: FollowerCount, figure: Figure, series: QuerySet[FollowerCount]) -> bool:
    """Whether a reading of ours differs from the day's figure only as an account does between morning and evening.

    Then the day keeps its first figure: the second corrects nothing, and nobody would know what to answer. A reading that the
    account cannot have come to within the day is asked about like anybody's.
    """
    points = [Point(day, value) for day, value in series.order_by("day").values_list("day", "value")]
    return fits(Point(count.day, count.value), Point(figure.day, figure.value), pace_of(points))


def doubt_about(account: Account, figure: Figure, same_day: FollowerCount | None) -> Suspicion | None:
    """Why a figure of this account is not taken without a yes, beside its own series; None when nothing speaks against it."""
    if same_day:
        return Suspicion(Doubt.OTHER_FIGURE, Point(same_day.day, same_day.value))
    if account.status in ENDED and account.official_until and figure.day.isoformat() > account.official_until:
        return Suspicion(Doubt.ENDED, None)
    rows = FollowerCount.objects.filter(account=account, metric=figure.metric).order_by("day")
    series = [Point(day, value) for day, value in rows.values_list("day", "value")]
    return suspicion(Point(figure.day, figure.value), series)


@transaction.atomic
def correct(
    count: FollowerCount, *, value: int, is_exact: bool, source: str, reason: str, actor: User, at: datetime
) -> FollowerCount:
    """Put another figure in the place of one of the same day; the old one stays readable with the reason.

    Raises `NotAllowed`, and `CannotCount` for a figure that was superseded meanwhile or a correction that changes nothing.
    """
    account = _held(count.account, actor)
    old = FollowerCount.with_replaced.select_for_update(of=("self",)).get(pk=count.pk)
    if old.replaced_at:
        raise CannotCount(REPLACED)
    if (old.value, old.is_exact, old.source) == (value, is_exact, source):
        raise CannotCount(SAME)
    figure = Figure(old.day, value, source, metric=old.metric, is_exact=is_exact, method=Method.HAND)
    return _in_place_of(old, account, figure, reason=reason, actor=actor, at=at)


@transaction.atomic
def answer(question: QuestionedCount, *, keep: bool, reason: str = "", actor: User, at: datetime) -> QuestionedCount:
    """Say of a doubted figure that it counts, or that it does not; either way it stays on record.

    A kept one of a day that has a figure takes its place. What the register read in the nights since, while nobody answered, has
    the same answer where it says the same. Raises `NotAllowed`, `CannotCount` when it has its answer.
    """
    account = _held(question.account, actor)
    question = QuestionedCount.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.reply:
        raise CannotCount(ANSWERED)
    said = {"keep": keep, "reason": reason, "actor": actor, "at": at}
    _reply(question, account, **said)
    for other in _asked_since(question):
        if _agrees(other, question, account, keep=keep):
            _reply(other, account, **said)
    return question


def _asked_since(question: QuestionedCount) -> QuerySet[QuestionedCount]:
    """What the register read of the same account in the nights after the question, while nobody answered."""
    if question.method != Method.API:
        return QuestionedCount.objects.none()
    series = {"account": question.account_id, "metric": question.metric, "method": Method.API, "entered_by": None}
    later = QuestionedCount.objects.filter(**series, reply="", day__gt=question.day)
    return later.select_for_update(of=("self",)).order_by("day", "pk")


def _agrees(other: QuestionedCount, question: QuestionedCount, account: Account, *, keep: bool) -> bool:
    """Whether the same answer holds for a later night: kept, it raises no doubt any more; refused, it says the same again."""
    if not keep:
        return fits(Point(question.day, question.value), Point(other.day, other.value), pace_of([]))
    same_day = FollowerCount.objects.filter(account=account, metric=other.metric, day=other.day).first()
    return doubt_about(account, _figure(other), same_day) is None


def _reply(question: QuestionedCount, account: Account, *, keep: bool, reason: str, actor: User, at: datetime) -> None:
    if keep:
        question.count = _kept(question, account, reason=reason, actor=actor, at=at)
    question.reply = Reply.KEPT if keep else Reply.REFUSED
    question.replied_by, question.replied_at, question.reason = actor, at, reason
    question.save()
    facts = {"day": question.day.isoformat(), "value": question.value, "doubt": question.doubt, "reply": question.reply}
    record(Verb.FOLLOWERS_ANSWERED, account, actor=actor, at=at, unit=account.unit, reason=reason, **facts)


def _figure(question: QuestionedCount) -> Figure:
    return Figure(
        question.day,
        question.value,
        question.source,
        metric=question.metric,
        is_exact=question.is_exact,
        method=question.method,
    )


def _kept(question: QuestionedCount, account: Account, *, reason: str, actor: User, at: datetime) -> FollowerCount:
    figure = _figure(question)
    old = FollowerCount.objects.filter(account=account, metric=figure.metric, day=figure.day).first()
    if old is None:
        return _count(account, figure, actor=actor, at=at)
    return _in_place_of(old, account, figure, reason=reason or Doubt(question.doubt).label, actor=actor, at=at)


def _in_place_of(
    old: FollowerCount, account: Account, figure: Figure, *, reason: str, actor: User, at: datetime
) -> FollowerCount:
    old.replaced_at, old.replaced_because = at, str(reason)[:300]
    old.save()
    new = _row(account, figure, actor=actor, at=at)
    facts = {"day": figure.day.isoformat(), "before": old.value, "value": figure.value}
    record(Verb.FOLLOWERS_CORRECTED, account, actor=actor, at=at, unit=account.unit, reason=reason, **facts)
    return new


def _count(account: Account, figure: Figure, *, actor: User | None, at: datetime) -> FollowerCount:
    """A figure that somebody brings is in the journal; one of each night would bury there what people did to the account.

    What the register read itself is told by its row (day, source, moment) and by the reading of that night.
    """
    count = _row(account, figure, actor=actor, at=at)
    if actor:
        facts = {"day": figure.day.isoformat(), "value": figure.value}
        record(Verb.FOLLOWERS_COUNTED, account, actor=actor, at=at, unit=account.unit, **facts)
    return count


def _row(account: Account, figure: Figure, *, actor: User | None, at: datetime) -> FollowerCount:
    return FollowerCount.objects.create(account=account, entered_by=actor, entered_at=at, **figure.fields())


def _held(account: Account, actor: User | None) -> Account:
    """The account's row, locked: two figures of one account are judged one after the other."""
    account = Account.objects.select_for_update(of=("self",)).select_related("unit").get(pk=account.pk)
    if actor:
        require_count(actor, account)
    return account
