"""The desk's reads of accounts: those I answer for, those I may see, and the whole of one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import get_language_info

from registry.accounts.audiences import Audience
from registry.accounts.models import Account, AccountQuerySet, Proof, Stewardship
from registry.accounts.status import ProofKind
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair, is_english
from registry.organisation.models import User
from registry.organisation.permissions import Can, within


@dataclass(frozen=True)
class Happening:
    """An entry of a time line, as the journal's component prints it; no name stands for the register itself."""

    sentence: Pair
    at: datetime
    actor_name: str
    tone: str
    weight: str
    note: str


def my_stewardships(user: User) -> QuerySet[Stewardship]:
    """What a person answers for now, with each account and the others who answer for it (`stewards`)."""
    current = Stewardship.objects.filter(until=None).select_related("user")
    accounts = Account.objects.with_names().prefetch_related(Prefetch("stewardships", current, to_attr="stewards"))
    mine = Stewardship.objects.filter(user=user, until=None).prefetch_related(Prefetch("account", accounts))
    return mine.order_by("account__sort_key", "account_id")


def visible_to(user: User) -> AccountQuerySet:
    """The accounts of the units that a person may read, and those that the person answers for."""
    answers = Stewardship.objects.filter(account=OuterRef("pk"), user=user, until=None)
    return Account.objects.with_names().filter(Q(within(user, [Can.ACCOUNT_READ])) | Exists(answers))


def timeline(account: Account) -> list[Happening]:
    """What happened to an account, the newest first; each of its figures stands in a table of its own."""
    events = (
        Event.objects.about(account)
        .exclude(verb=Verb.FOLLOWERS_COUNTED)
        .annotate(name=F("actor__full_name"), reason=F("note__text"))
    )
    return [Happening(e.sentence, e.at, e.name or "", e.tone, e.weight, e.reason or "") for e in events]


def stewards_of(account: Account) -> QuerySet[Stewardship]:
    """Who answers for an account now, the primary first."""
    return account.stewardships.filter(until=None).select_related("user")


def overrides_waiting(account: Account) -> QuerySet[Proof]:
    """The overrides that a second person has yet to sign."""
    return account.proofs.filter(kind=ProofKind.OVERRIDE, countersigned_by=None)


def language_name(code: str) -> str:
    """The language's name in the active language; the code itself where Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def audiences_in_words(account: Account) -> str:
    """Whom an account speaks to, in the active language; "" if unsaid."""
    return ", ".join(str(Audience(code).label) for code in account.audiences)


def languages_in_words(account: Account) -> str:
    """The languages that an account speaks, in the active language: "Français, anglais", "French, English"; "" if unsaid."""
    names = ", ".join(language_name(code) for code in account.languages)
    return names if is_english() else names.capitalize()
