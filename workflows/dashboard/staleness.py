"""A kept sum is thrown away by the event that makes it wrong, in that event's own transaction.

Figures are no matter of the journal alone: a trigger of migration 0009 does the same for their rows.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from registry.accounts.models import Stewardship
from registry.audit.models import Event
from registry.audit.signals import event_recorded
from registry.audit.verbs import Verb
from registry.organisation.models import Unit
from workflows.dashboard import locks
from workflows.dashboard.models import Tally

FIRST = date.min
# An event is told when it happens; one that is not may have others after it.
ORDINARY = timedelta(hours=1)


def _of_its_day(event: Event) -> date:
    """An account enters before anything else is told of it."""
    return localdate(event.at)


def _of_the_event(event: Event) -> date:
    """The event's own day; all days when it was told after others that came later, since they said from what they changed."""
    return FIRST if _told_late(event) else localdate(event.at)


def _told_late(event: Event) -> bool:
    if event.at > timezone.now() - ORDINARY:
        return False
    about = Event.objects.filter(subject_type=event.subject_type, subject_id=event.subject_id, verb__in=FIRST_DAY)
    return about.filter(at__gt=event.at).exists()


def _of_the_steward(event: Event) -> date:
    """A person is named from a day on, which may lie before the one on which it was said."""
    held = Stewardship.objects.filter(account_id=event.subject_id, user_id=event.facts["person"], until=None)
    return min([_of_the_event(event), *held.values_list("since", flat=True)])


# Verb → the first day as of which something is counted otherwise.
FIRST_DAY: dict[str, Callable[[Event], date]] = {
    Verb.ACCOUNT_REGISTERED: _of_its_day,
    Verb.ACCOUNT_CONFIRMED: _of_the_event,
    Verb.ACCOUNT_STANDING: _of_the_event,
    Verb.ACCOUNT_STATUS: _of_the_event,
    Verb.ACCOUNT_ADOPTED: _of_the_event,
    Verb.ACCOUNT_TRANSFERRED: _of_the_event,
    Verb.ACCOUNT_EDITED: _of_the_event,
    Verb.STEWARD_NAMED: _of_the_steward,
}

# What moves an account to another unit: a steward can be named from a day on which it was still in the one before.
MOVES = (Verb.ACCOUNT_TRANSFERRED, Verb.ACCOUNT_ADOPTED, Verb.ACCOUNT_EDITED)


class _Thrown:
    """What this transaction has thrown away, hung on its commit: Django lets go of it when the transaction, or the savepoint
    in which it was done, is undone. While it hangs there nobody can keep a new sum, so nothing is thrown away twice.
    """

    def __init__(self, institution: int, day: date) -> None:
        self.institution, self.day = institution, day

    def __call__(self) -> None:
        """Nothing is left to do."""

    def covers(self, institution: int, day: date) -> bool:
        """Whether these sums are gone already."""
        return self.institution == institution and self.day <= day


def throw_away(event: Event, **_signal: object) -> None:
    """Forget the sums, of the institutions that an event concerns, from the first day on that it changes."""
    first_day = FIRST_DAY.get(event.verb)
    if first_day is None:
        return
    day = first_day(event)
    thrown = [done for _points, done, *_rest in transaction.get_connection().run_on_commit if isinstance(done, _Thrown)]
    for institution in sorted(_institutions(event)):
        if any(done.covers(institution, day) for done in thrown):
            continue
        locks.share(institution)
        Tally.objects.filter(institution_id=institution, as_of__gte=day).delete()
        if transaction.get_connection().in_atomic_block:
            transaction.on_commit(_Thrown(institution, day))


def remember_nothing() -> None:
    """Before a sum is kept in this very transaction: a later change of it must throw that sum away too."""
    connection = transaction.get_connection()
    connection.run_on_commit = [row for row in connection.run_on_commit if not isinstance(row[1], _Thrown)]


def _institutions(event: Event) -> set[int]:
    """Those that count what the event is about, on some day from its first one on."""
    moves = [(event.verb, event.facts)]
    if event.verb == Verb.STEWARD_NAMED:
        about = Event.objects.filter(subject_type=event.subject_type, subject_id=event.subject_id, verb__in=MOVES)
        moves = about.values_list("verb", "facts")
    left = {unit for verb, facts in moves for unit in _left(verb, facts)}
    found = {event.unit.institution_id} if event.unit else set()
    return found | (
        {unit.institution_id for unit in Unit.objects.filter(pk__in=left).order_by("pk")} if left else set()
    )


def _left(verb: str, facts: dict) -> Iterable[int]:
    """The unit that an account was taken from by an event, if it was."""
    if verb in {Verb.ACCOUNT_TRANSFERRED, Verb.ACCOUNT_ADOPTED}:
        return [facts["from"]]
    before = facts.get("before") if verb == Verb.ACCOUNT_EDITED else None
    return [before["unit_id"]] if before and "unit_id" in before else []


def listen() -> None:
    """Be told of every event from now on; called once, when the apps are ready."""
    event_recorded.connect(throw_away, dispatch_uid="workflows.dashboard.staleness")
