"""Taking a decision in hand: the lock, the permission, the version that the person saw, four eyes, the move table."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from registry.accounts.models import Account, AccountQuerySet
from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, NotAllowed, require
from registry.partial_dates import first_day
from workflows.exits.models import ExitDecision, Signature
from workflows.exits.states import MACHINE, Act, Kind, State
from workflows.machine import Move, Refused

OWN = Pair(
    "Vous avez rédigé ou proposé cette décision : une autre personne doit la prendre.",
    "You wrote or proposed this decision: somebody else must take it.",
)
SERVICE = Pair("Un programme ne décide pas.", "A program does not decide.")


CHANGED = Pair(
    "La décision a changé depuis que vous l’avez ouverte. Relisez-la d’abord.",
    "The decision has changed since you opened it. Read it again first.",
)


class Stale(Refused):
    """Somebody changed the decision, or the part of it that ``sentence`` names, since the person saw it."""

    def __init__(self, sentence: Pair = CHANGED) -> None:
        super().__init__(sentence.fr, sentence.en)


def require_decider(decision: ExitDecision, actor: User) -> None:
    """Raise `NotAllowed` unless ``actor`` is leadership of the institution and neither wrote nor proposed it."""
    require(actor, Can.EXIT_DECIDE, decision.institution)
    if actor.is_service:
        raise NotAllowed(SERVICE)
    if decision.signatures.filter(by=actor, act__in=[Act.WROTE, Act.PROPOSED]).exists():
        raise NotAllowed(OWN)


def require_preparer(decision: ExitDecision, actor: User) -> None:
    """Raise `NotAllowed` unless ``actor`` prepares the institution's decisions."""
    require(actor, Can.EXIT_PREPARE, decision.institution)


GUARDS = {Can.EXIT_DECIDE: require_decider, Can.EXIT_PREPARE: require_preparer}


def lock(decision: ExitDecision) -> ExitDecision:
    """The decision as it is now, held until the transaction ends."""
    return (
        ExitDecision.objects.select_for_update(of=("self",))
        .select_related("institution", "platform", "reverses__institution", "reverses__platform")
        .get(pk=decision.pk)
    )


def take(decision: ExitDecision, name: str, *, actor: User, seen: int) -> tuple[ExitDecision, Move]:
    """Lock the decision for a move; raises `NotAllowed`, `Stale` (another version than ``seen``), or `Refused`."""
    locked = lock(decision)
    GUARDS[MACHINE.moves[name].needs](locked, actor)
    if seen != locked.version:
        raise Stale
    return locked, MACHINE.step(name, locked.state)


def take_draft(decision: ExitDecision, *, actor: User, seen: int) -> ExitDecision:
    """Lock a draft for whoever prepares it; raises `NotAllowed`, `Stale`, and `Refused` when it is no draft any more."""
    locked = lock(decision)
    require_preparer(locked, actor)
    if seen != locked.version:
        raise Stale
    if locked.state != State.DRAFT:
        raise Refused("Seul un projet se modifie.", "Only a draft can be changed.")
    return locked


def arrive(
    decision: ExitDecision,
    state: str,
    verb: Verb,
    *,
    actor: User | None,
    at: datetime,
    reason: str = "",
    **facts: object,
) -> None:
    """Save the decision in its new state, one version further, and record the event."""
    before, decision.state = decision.state, state
    decision.version += 1
    decision.sort_date = sort_date(decision)
    decision.save()
    record(
        verb,
        decision,
        actor=actor,
        at=at,
        unit=decision.institution,
        reason=reason,
        **{"from": before, "to": state},
        **facts,
    )


def require_past(dates: Iterable[str], at: datetime) -> None:
    """Raise `Refused` when one of the partial dates surely lies after the day of ``at``."""
    today = timezone.localdate(at)
    if any(date and first_day(date) > today for date in dates):
        raise Refused(
            "Cette date est à venir : on ne dit d’un fait que le jour où il a eu lieu.",
            "This date is still to come: a fact is given the day on which it happened.",
        )


def accounts_in_reach(decision: ExitDecision) -> AccountQuerySet:
    """The institution's accounts on the platform; not those that it only knows of, which it cannot decide about."""
    return Account.objects.filter(platform=decision.platform, unit__path__startswith=decision.institution.path).exclude(
        standing__in=(Standing.UNOFFICIAL, Standing.IMPOSTOR)
    )


def accounts_of_trees(decision: ExitDecision) -> AccountQuerySet:
    """Those in reach that a unit's tree brings. A return wakes none that ended otherwise than by the decision it takes back:
    such an account is named one by one, or not at all."""
    accounts = accounts_in_reach(decision)
    if decision.kind != Kind.RETURN:
        return accounts
    by_it = Event.objects.none()
    if decision.reverses_id:
        closed = {"facts__to": Status.CLOSED, "facts__decision__endswith": f"-{decision.reverses_id}/"}
        by_it = Event.objects.filter(verb=Verb.ACCOUNT_STATUS, **closed).exclude(facts__from=Status.CLOSED)
    return accounts.filter(~Q(status=Status.CLOSED) | Q(pk__in=by_it.values("subject_id")))


def require_own_subjects(decision: ExitDecision, lines: Iterable[dict] = ()) -> None:
    """Raise `Refused` unless the lines' accounts, and the decision reversed, are the institution's on that platform."""
    numbers = {line.get("account_id") or getattr(line.get("account"), "pk", None) for line in lines} - {None}
    own = accounts_in_reach(decision).filter(pk__in=numbers)
    old = decision.reverses
    if own.count() != len(numbers) or (
        old and (old.institution_id, old.platform_id) != (decision.institution_id, decision.platform_id)
    ):
        raise Refused(
            "Une décision ne porte que sur les comptes de l’institution sur cette plateforme.",
            "A decision is only about the institution’s accounts on that platform.",
        )


def desk_of(decision: ExitDecision) -> Unit:
    """The institution at whose desk the decision was entered: its own, or for a peer's the one that recorded it."""
    if not decision.recorded:
        return decision.institution
    first = Event.objects.about(decision).filter(verb=Verb.EXIT_RECORDED).select_related("unit").first()
    return first.unit if first and first.unit else decision.institution


def sort_date(decision: ExitDecision) -> str:
    """What lists are ordered by: the announcement, else the effect, else the decision itself, as read now; may be empty."""
    corrected = dict(decision.corrections.values_list("field", "after")) if decision.pk else {}
    days = (corrected.get(name, getattr(decision, name)) for name in ("announced_on", "effective_on", "decided_on"))
    return next(filter(None, days), "")


def sign(decision: ExitDecision, act: Act, *, actor: User, at: datetime) -> None:
    """Keep who did what to the decision."""
    Signature.objects.create(decision=decision, act=act, by=actor, at=at)
