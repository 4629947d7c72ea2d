"""One answer for all the figures of a file that are asked about together: a day that fell, a day of a wrong year."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet, TextChoices
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from registry.audit.record import record, record_many
from registry.audit.verbs import Verb
from registry.followers.actions import ANSWERED, CannotCount
from registry.followers.loading import hold
from registry.followers.models import CountFile, FollowerCount, QuestionedCount
from registry.followers.rights import countable_by
from registry.followers.snapshots import moved
from registry.followers.states import Doubt, Reply
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed

NO_YEAR = Pair("Aucune autre année ne convient à ces chiffres.", "No other year fits these figures.")
TO_COME = Pair("Ce jour n’est pas encore venu : ces chiffres ne peuvent pas le porter.", "This day is yet to come.")
LOT = 2_000


class Choice(TextChoices):
    """What is said of them; ``MOVE`` keeps them under the year that fits."""

    KEEP = "keep", _("Oui, les garder à ce jour")
    MOVE = "move", _("Les garder sous l’année qui convient")
    REFUSE = "refuse", _("Non, les écarter")


def open_questions(file: CountFile, user: User) -> QuerySet[QuestionedCount]:
    """What a file still asks of a person."""
    return file.questions.filter(reply="", account__in=countable_by(user))


def fitting_day(question: QuestionedCount) -> date | None:
    """The day under which a question's figure would fit, None where no other year does."""
    year = question.facts.get("year")
    day = moved(question.day, year - question.day.year) if year else None
    return day if day and day <= localdate() else None


@transaction.atomic
def answer_snapshot(
    file: CountFile, snapshot: str, *, choice: str, reason: str, actor: User, at: datetime
) -> list[QuestionedCount]:
    """Give every open question of a file's day the same answer; a kept one takes the place of a figure of its day.

    Those of accounts that the person does not count stay open. Raises `NotAllowed`, and `CannotCount` when all have their
    answer, when no year fits, or for a day that is yet to come.
    """
    asked = file.questions.filter(reply="").exclude(snapshot="").filter(snapshot=snapshot)
    mine = asked.filter(account__in=countable_by(actor))
    hold(mine.values_list("account_id", flat=True))
    questions = list(mine.select_for_update(of=("self",)).select_related("account__unit").order_by("pk"))
    if not questions:
        raise NotAllowed if asked.exists() else CannotCount(ANSWERED)
    if choice != Choice.REFUSE:
        _keep(questions, _day(questions[0], choice), reason=reason, actor=actor, at=at)
    for question in questions:
        question.reply = Reply.REFUSED if choice == Choice.REFUSE else Reply.KEPT
        question.replied_by, question.replied_at, question.reason = actor, at, reason
    QuestionedCount.objects.bulk_update(
        questions, ["reply", "replied_by", "replied_at", "reason", "count"], batch_size=LOT
    )
    first = questions[0]
    facts = {"day": first.day.isoformat(), "doubt": first.doubt, "reply": first.reply, "figures": len(questions)}
    facts |= {"moved_to": _day(first, choice).isoformat()} if choice == Choice.MOVE else {}
    record(Verb.FOLLOWERS_ANSWERED, file, actor=actor, at=at, unit=file.institution, reason=reason, **facts)
    return questions


def _day(question: QuestionedCount, choice: str) -> date:
    day = fitting_day(question) if choice == Choice.MOVE else question.day
    if day is None:
        raise CannotCount(NO_YEAR)
    if day > localdate():
        raise CannotCount(TO_COME)
    return day


def _keep(questions: list[QuestionedCount], day: date, *, reason: str, actor: User, at: datetime) -> None:
    """Write the figures on a day, in the place of those that stand there; each is an event of its own account."""
    accounts = [question.account_id for question in questions]
    there = FollowerCount.objects.filter(account__in=accounts, metric=questions[0].metric, day=day)
    before = dict(there.values_list("account_id", "value"))
    because = reason or str(Doubt(questions[0].doubt).label)
    there.update(replaced_at=at, replaced_because=because[:300])
    counts = [_count(question, day, actor, at) for question in questions]
    FollowerCount.objects.bulk_create(counts, batch_size=LOT)
    for question, count in zip(questions, counts, strict=True):
        question.count = count
    said = [(question, {"day": day.isoformat(), "value": question.value}) for question in questions]
    for verb, chosen in (
        (Verb.FOLLOWERS_COUNTED, [(q, facts) for q, facts in said if q.account_id not in before]),
        (
            Verb.FOLLOWERS_CORRECTED,
            [(q, facts | {"before": before[q.account_id]}) for q, facts in said if q.account_id in before],
        ),
    ):
        record_many(verb, [(q.account, q.account.unit, facts) for q, facts in chosen], actor=actor, at=at)


def _count(question: QuestionedCount, day: date, actor: User, at: datetime) -> FollowerCount:
    return FollowerCount(
        account_id=question.account_id,
        day=day,
        metric=question.metric,
        value=question.value,
        is_exact=question.is_exact,
        method=question.method,
        source=question.source,
        entered_by=actor,
        entered_at=at,
    )
