"""Finds the people of an audience from the event's subject: user numbers, inactive people and programs left out later."""

from collections.abc import Callable

from registry.accounts.models import Account, Stewardship
from registry.audit.models import Event
from registry.organisation.models import Membership, Role, User
from registry.organisation.permissions import Can, holders
from registry.organisation.programs import givers
from workflows.exits.models import ExitDecision, Signature
from workflows.notifications import audience_of_requests as requests
from workflows.notifications.rules import RULES, Audience
from workflows.policies.models import EscalationContact

Found = set[int]


def recipients(event: Event) -> Found:
    """The numbers of everybody to be told of ``event``, never its own author, never a program or a person who left."""
    audiences = RULES.get(event.verb)
    if not audiences:
        return set()
    found: Found = set().union(*(FINDERS[audience](event) for audience in audiences))
    found -= {event.actor_id, None}
    return set(User.objects.filter(pk__in=found, is_active=True, is_service=False).values_list("pk", flat=True))


def _named(event: Event) -> Found:
    contact = EscalationContact.objects.filter(institution=event.unit.institution_id)
    return set(contact.values_list("user_id", flat=True))


def _signers(event: Event) -> Found:
    signed = Signature.objects.filter(decision_id=event.subject_id)
    return set(signed.values_list("by_id", flat=True))


def _exit_holders(ability: Can) -> Callable[[Event], Found]:
    def find(event: Event) -> Found:
        decision = ExitDecision.objects.select_related("institution").get(pk=event.subject_id)
        return holders(ability, decision.institution)

    return find


def _late(event: Event) -> Found:
    if "person" in event.facts:
        return {event.facts["person"]}
    return _named(event) or holders(Can.EXIT_DECIDE, event.unit)


def _covered(event: Event) -> Found:
    lines = ExitDecision.objects.get(pk=event.subject_id).lines.filter(covered=True).exclude(account=None)
    accounts = lines.values("account")
    stewards = Stewardship.objects.filter(account__in=accounts, until=None).values_list("user_id", flat=True)
    heads = Membership.objects.filter(role=Role.HEAD, unit__accounts__in=accounts).values_list("user_id", flat=True)
    return {*stewards, *heads}


def _stewards(event: Event) -> Found:
    # An account that a decision changed: the decision's own notice says so already.
    if "decision" in event.facts:
        return set()
    return _stewards_of(event.subject_id)


def _stewards_of(account: int) -> Found:
    held = Stewardship.objects.filter(account__in=Account.objects.filter(pk=account), until=None)
    return set(held.values_list("user_id", flat=True))


def _watchers(event: Event) -> Found:
    return _stewards_of(event.subject_id) or holders(Can.ACCOUNT_MANAGE, event.unit)


def _offered(event: Event) -> Found:
    return _stewards_of(event.facts["account"]) or holders(Can.ACCOUNT_MANAGE, event.unit)


def _reviewers(event: Event) -> Found:
    return _stewards_of(event.facts["account"]) | holders(Can.ACCOUNT_MANAGE, event.unit)


def _administrators(event: Event) -> Found:
    if "program" in event.facts:
        return givers(event.facts["program"])
    return holders(Can.TOKENS_MANAGE, event.unit)


FINDERS: dict[Audience, Callable[[Event], Found]] = {
    Audience.AUTHORS: requests.authors,
    Audience.ENDORSERS: requests.endorsers,
    Audience.ADVISERS: requests.advisers,
    Audience.DECIDERS: requests.deciders,
    Audience.HANDLERS: requests.handlers,
    Audience.CONSENTERS: requests.consenters,
    Audience.REVIEWER: requests.reviewer,
    Audience.WAITED_FOR: requests.waited_for,
    Audience.TALKING: requests.talking,
    Audience.ASKED_STEWARDS: requests.asked_stewards,
    Audience.NAMED: _named,
    Audience.LATE: _late,
    Audience.SIGNERS: _signers,
    Audience.EXIT_ADVISERS: _exit_holders(Can.EXIT_ADVISE),
    Audience.PREPARERS: _exit_holders(Can.EXIT_PREPARE),
    Audience.LEADERSHIP: _exit_holders(Can.EXIT_DECIDE),
    Audience.COVERED: _covered,
    Audience.STEWARDS: _stewards,
    Audience.WATCHERS: _watchers,
    Audience.OFFERED: _offered,
    Audience.REVIEWERS: _reviewers,
    Audience.ADMINISTRATORS: _administrators,
    Audience.PERSON: lambda event: {event.facts.get("person")},
    Audience.BOTH: lambda event: {event.facts.get("absent"), event.facts.get("person")},
}
