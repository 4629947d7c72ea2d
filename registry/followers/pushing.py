"""Figures that another program sends: found, judged and written like anybody's, all of one message or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from registry.accounts.models import Account
from registry.accounts.queries import visible_to
from registry.followers.actions import Figure, measure
from registry.followers.loading import hold
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.rights import countable_by
from registry.followers.states import Reply
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import NOT_ALLOWED, NotAllowed
from registry.platforms.canonical import Reading

FOR_PROGRAMS = Pair(
    "Seuls les programmes envoient des relevés par ici ; une personne les saisit sur ses pages ou par un fichier.",
    "Only programs send figures here; people enter them on their pages or by a file.",
)
NOT_FOUND = Pair(
    "Aucun compte de ce nom parmi ceux que ce programme peut voir.",
    "No account of that name among those that this program may see.",
)


class Result(StrEnum):
    """What became of a figure that was sent; `SAME` was there already, word for word."""

    KEPT = "kept"
    SAME = "same"
    QUESTIONED = "questioned"
    REFUSED = "refused"


@dataclass(frozen=True)
class Sent:
    """A figure, and its account by its slug or by an address that was read."""

    figure: Figure
    slug: str = ""
    reading: Reading | None = None

    @property
    def name(self) -> tuple[str, ...]:
        """By what the account is looked for."""
        return (self.reading.platform, self.reading.key) if self.reading else (self.slug,)


@dataclass(frozen=True)
class Judged:
    """What became of it: the row that holds it now, or the sentence that refuses it (with its code)."""

    result: Result
    account: Account | None = None
    row: FollowerCount | QuestionedCount | None = None
    code: str = ""
    sentence: Pair | None = None


@transaction.atomic
def push(sent: Sequence[Sent], *, actor: User, at: datetime) -> list[Judged]:
    """Record what a program sends, in the order of its days; one answer for each, in the order in which it came.

    The same message twice changes nothing: a figure that is there, or that is asked about, or that somebody has refused, is
    answered as it stands, without a query of its own. Raises `NotAllowed` for a person.
    """
    if not actor.is_service:
        raise NotAllowed(FOR_PROGRAMS)
    found = _accounts(sent, actor)
    numbers = {account.pk for account in found.values()}
    hold(numbers)
    known = _questions(numbers) | _counts(numbers, {one.figure.day for one in sent})
    countable = set(countable_by(actor).filter(pk__in=numbers).values_list("pk", flat=True))
    answers: dict[int, Judged] = {}
    for place in sorted(range(len(sent)), key=lambda place: sent[place].figure.day):
        account, figure = found.get(sent[place].name), sent[place].figure
        if account is None:
            answers[place] = Judged(Result.REFUSED, None, code="not_found", sentence=NOT_FOUND)
        elif account.pk not in countable:
            answers[place] = Judged(Result.REFUSED, account, code="permission_denied", sentence=NOT_ALLOWED)
        else:
            answers[place] = _judged(account, figure, known, actor=actor, at=at)
    return [answers[place] for place in range(len(sent))]


def _judged(
    account: Account, figure: Figure, known: dict[tuple, FollowerCount | QuestionedCount], *, actor: User, at: datetime
) -> Judged:
    """What becomes of a figure; ``known`` is what the register holds already, by what it says, and learns the new one."""
    said = _said(account.pk, figure)
    row = known.get(said)
    new = row is None
    if new:
        row = known[said] = measure(account, figure, actor=actor, at=at)
    row.account = account
    if isinstance(row, QuestionedCount):
        return Judged(Result.QUESTIONED, account, row)
    return Judged(Result.KEPT if new else Result.SAME, account, row)


def _said(account: int, figure: Figure | FollowerCount | QuestionedCount) -> tuple:
    return account, figure.metric, figure.day, figure.value, figure.is_exact


def _accounts(sent: Sequence[Sent], user: User) -> dict[tuple[str, ...], Account]:
    """The accounts that are named, of those that the program may see, by the name that was given."""
    slugs = {one.slug for one in sent if one.reading is None}
    keys: dict[str, set[str]] = {}
    for one in sent:
        if one.reading:
            keys.setdefault(one.reading.platform, set()).add(one.reading.key)
    named = Q(slug__in=slugs)
    for platform, of_platform in keys.items():
        named |= Q(platform__slug=platform, key__in=of_platform)
    found = {}
    for account in visible_to(user).filter(named):
        found |= {(account.slug,): account, (account.platform.slug, account.key): account}
    return found


def _questions(accounts: set[int]) -> dict[tuple, QuestionedCount]:
    """The figures of these accounts that wait for a yes or were refused one; of several alike, the last."""
    rows = QuestionedCount.objects.filter(account__in=accounts).exclude(reply=Reply.KEPT)
    return {_said(row.account_id, row): row for row in rows.select_related("entered_by").order_by("pk")}


def _counts(accounts: set[int], days: set[date]) -> dict[tuple, FollowerCount]:
    """The figures that count on these days."""
    rows = FollowerCount.objects.filter(account__in=accounts, day__in=days).select_related("entered_by")
    return {_said(row.account_id, row): row for row in rows}
