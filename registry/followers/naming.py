"""The writes about names: somebody says whether a new name on a platform is still the same account."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from registry.accounts.models import Account
from registry.accounts.renaming import give_name
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers.actions import ANSWERED, CannotCount
from registry.followers.models import Contact, NameQuestion
from registry.followers.rights import may_count, require_count
from registry.followers.states import NameReply, Outcome
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import Can, can, require
from registry.platforms.canonical import Reading, canonicalise

UNREAD = Pair(
    "Ce nom ne se lit pas comme un compte de la plateforme.", "This name does not read as an account of the platform."
)


def vouched(question: NameQuestion, contact: Contact | None) -> bool:
    """Whether the platform itself says that the account is the same: it has the number by which the register knows it."""
    return bool(contact and question.stable_id and question.stable_id == contact.stable_id)


def may_say_same(question: NameQuestion, contact: Contact | None, user: User) -> bool:
    """Whether a person may say that it is the same account.

    A steward where the platform vouches for it; otherwise somebody may have taken the name, and whoever recognises accounts
    for the institution must have looked.
    """
    account = question.account
    return may_count(user, account) if vouched(question, contact) else can(user, Can.ACCOUNT_MANAGE, account.unit)


@transaction.atomic
def answer_name(question: NameQuestion, *, same: bool, reason: str = "", actor: User, at: datetime) -> NameQuestion:
    """Say that it is the same account, which takes its new name in the register, or another one, whose figures do not count.

    Raises `NotAllowed`, also when the register has another account of that name, and `CannotCount` when it has its answer.
    """
    account = Account.objects.select_for_update(of=("self",)).with_names().get(pk=question.account_id)
    require_count(actor, account)
    question = NameQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.reply:
        raise CannotCount(ANSWERED)
    contact = Contact.objects.filter(account=account).first()
    (_same if same else _other)(question, account, contact, actor=actor, at=at, reason=reason)
    question.reply = NameReply.RENAMED if same else NameReply.OTHER
    question.replied_by, question.replied_at, question.reason = actor, at, reason[:300]
    question.save()
    facts = {"to": question.handle, "reply": question.reply}
    record(Verb.NAME_ANSWERED, account, actor=actor, at=at, unit=account.unit, reason=reason, **facts)
    return question


def _same(
    question: NameQuestion, account: Account, contact: Contact | None, *, actor: User, at: datetime, reason: str
) -> None:
    if not vouched(question, contact):
        require(actor, Can.ACCOUNT_MANAGE, account.unit)
    reading = canonicalise(question.address, account.platform.slug)
    if not isinstance(reading, Reading):
        raise CannotCount(UNREAD)
    if reading.key != account.key:
        give_name(account, reading=reading, until=localdate(at), actor=actor, at=at, reason=reason)
    if contact and question.stable_id:
        contact.stable_id = question.stable_id
        contact.save(update_fields=["stable_id"])


def _other(
    question: NameQuestion, _account: Account, contact: Contact | None, *, actor: User, at: datetime, reason: str
) -> None:
    """The number of the other account is not ours; ours is flagged until a reading finds it."""
    if contact is None:
        return
    if contact.stable_id == question.stable_id:
        contact.stable_id = ""
    if contact.outcome != Outcome.UNKNOWN:
        contact.outcome, contact.since = Outcome.UNKNOWN, at
    contact.save()
