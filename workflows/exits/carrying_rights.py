"""Who carries out which tasks, and who reads them: by a role on the account's unit, or because they answer for the account.

What is for all accounts is the managers' to do. Until a decision is announced, only its institution's readers know of it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from registry.accounts.models import Stewardship
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, can, holders_by_unit, within
from workflows.exits.models import RunbookTask
from workflows.exits.states import PUBLIC

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# What the tasks for all accounts take; each of them on the institution itself.
FOR_ALL = (Can.EXIT_CARRY_OUT, Can.EXIT_PREPARE)


def may_carry_out(task: RunbookTask, user: User) -> bool:
    """Whether a person may do the task, drop it or give it to somebody, read afresh from the database at each call."""
    if task.account_id is None:
        return all(can(user, ability, task.decision.institution) for ability in FOR_ALL)
    if task.decision.state not in PUBLIC and not can(user, Can.EXIT_READ, task.decision.institution):
        return False
    answers = Stewardship.objects.filter(account=task.account_id, user_id=user.pk, user__is_active=True, until=None)
    return can(user, Can.EXIT_CARRY_OUT, task.account.unit) or answers.exists()


def require_hand(task: RunbookTask, user: User) -> None:
    """Raise `NotAllowed` unless `may_carry_out`."""
    if not may_carry_out(task, user):
        raise NotAllowed


def may_reword(task: RunbookTask, user: User) -> bool:
    """Whether a person may change the words of its texts.

    Whoever has the task in hand, since they publish them and would else publish others than the register shows; and whoever
    prepares the institution's decisions, for whom the texts speak. Answering for a task alone, without a hand, is not enough.
    """
    return may_carry_out(task, user) or can(user, Can.EXIT_PREPARE, task.decision.institution)


def require_words(task: RunbookTask, user: User) -> None:
    """Raise `NotAllowed` unless `may_reword`."""
    if not may_reword(task, user):
        raise NotAllowed


def _own(user: User) -> Q:
    answers = Stewardship.objects.filter(account=OuterRef("account"), user=user, user__is_active=True, until=None)
    return within(user, [Can.EXIT_CARRY_OUT], prefix="account__unit") | Q(Exists(answers))


def in_hand(user: User) -> Q:
    """The tasks, of those that are `readable`, of which `may_carry_out` says yes."""
    common = Q(account=None)
    for ability in FOR_ALL:
        common &= within(user, [ability], prefix="decision__institution")
    return common | _own(user)


def readable(user: "User | AnonymousUser") -> Q:
    """The tasks that a person reads: all those of an institution's readers; else, once announced, those in their hand."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    readers = within(user, [Can.EXIT_READ], prefix="decision__institution")
    return readers | (Q(decision__state__in=PUBLIC) & _own(user))


def possible_owners(task: RunbookTask) -> set[int]:
    """The numbers of the people to whom the task can be given."""
    return owners_of([task])[task.pk]


def owners_of(tasks: Iterable[RunbookTask]) -> dict[int, set[int]]:
    """Task's number → its `possible_owners`; three queries, however many the tasks."""
    tasks = list(tasks)
    institutions = [task.decision.institution for task in tasks if task.account_id is None]
    for_all = [holders_by_unit(ability, institutions) for ability in FOR_ALL] if institutions else []
    units = [task.account.unit for task in tasks if task.account_id]
    by_role = holders_by_unit(Can.EXIT_CARRY_OUT, units) if units else {}
    answers: dict[int, set[int]] = {}
    held = Stewardship.objects.filter(
        account__in={task.account_id for task in tasks}, user__is_active=True, user__is_service=False, until=None
    )
    for account, user in held.values_list("account_id", "user_id") if units else ():
        answers.setdefault(account, set()).add(user)
    return {
        task.pk: by_role[task.account.unit_id] | answers.get(task.account_id, set())
        if task.account_id
        else set.intersection(*(found[task.decision.institution_id] for found in for_all))
        for task in tasks
    }
