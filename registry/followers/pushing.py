"""Figures that another program sends: found, judged and written like anybody's, all of one message or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from registry.accounts.models import Account
from registry.accounts.queries import visible_to
from registry.followers.actions import Figure, measure
from registry.followers.models import FollowerCount, QuestionedCount
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
    answered as it stands. Raises `NotAllowed` for a person.
    """
    if not actor.is_service:
        raise NotAllowed(FOR_PROGRAMS)
    found = _accounts(sent, actor)
    numbers = {account.pk for account in found.values()}
    _hold(numbers)
    batch = _Batch(actor, at, _questions(numbers))
    answers: dict[int, Judged] = {}
    for place in sorted(range(len(sent)), key=lambda place: sent[place].figure.day):
        account = found.get(sent[place].name)
        answers[place] = batch.judge(account, sent[place].figure) if account else _refused("not_found", NOT_FOUND)
    return [answers[place] for place in range(len(sent))]


@dataclass
class _Batch:
    """One message while it is judged; ``asked`` are the questions without a yes, by what they ask about."""

    actor: User
    at: datetime
    asked: dict[tuple, QuestionedCount]

    def __post_init__(self) -> None:
        self.written: set[int] = set()

    def judge(self, account: Account, figure: Figure) -> Judged:
        """What becomes of one figure of an account that the program may see."""
        known = self.asked.get(_asking(account.pk, figure))
        if known:
            return Judged(Result.QUESTIONED, account, known)
        try:
            row = measure(account, figure, actor=self.actor, at=self.at)
        except NotAllowed:
            return _refused("permission_denied", NOT_ALLOWED, account)
        if isinstance(row, QuestionedCount):
            self.asked[_asking(account.pk, figure)] = row
            return Judged(Result.QUESTIONED, account, row)
        new = (row.entered_at, row.entered_by_id) == (self.at, self.actor.pk) and row.pk not in self.written
        self.written.add(row.pk)
        return Judged(Result.KEPT if new else Result.SAME, account, row)


def _asking(account: int, figure: Figure | QuestionedCount) -> tuple:
    return account, figure.metric, figure.day, figure.value, figure.is_exact


def _refused(code: str, sentence: Pair, account: Account | None = None) -> Judged:
    return Judged(Result.REFUSED, account, code=code, sentence=sentence)


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


def _hold(accounts: set[int]) -> None:
    """Lock them in one order for everybody: two programs that send the same ones wait for each other, and not for ever."""
    list(Account.objects.select_for_update(of=("self",)).filter(pk__in=accounts).order_by("pk").values_list("pk"))


def _questions(accounts: set[int]) -> dict[tuple, QuestionedCount]:
    """The figures of these accounts that wait for a yes or were refused one; of several alike, the last."""
    rows = QuestionedCount.objects.filter(account__in=accounts).exclude(reply=Reply.KEPT).order_by("pk")
    return {_asking(row.account_id, row): row for row in rows}
