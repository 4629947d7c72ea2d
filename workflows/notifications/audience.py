"""Finds the people of an audience from the event's subject: user numbers, inactive people and programs left out later."""

from collections.abc import Callable

from registry.accounts.models import Account, Stewardship
from registry.audit.models import Event
from registry.organisation import tree
from registry.organisation.models import Membership, Role, Unit, User
from registry.organisation.permissions import Can, roles_for
from workflows.exits.models import ExitDecision, Signature
from workflows.notifications.rules import RULES, Audience
from workflows.requests.models import Contribution, PageRequest
from workflows.requests.states import State

Found = set[int]


def recipients(event: Event) -> Found:
    """The numbers of everybody to be told of ``event``, never its own author, never a program or a person who left."""
    audiences = RULES.get(event.verb)
    if not audiences:
        return set()
    found: Found = set().union(*(FINDERS[audience](event) for audience in audiences))
    found -= {event.actor_id, None}
    return set(User.objects.filter(pk__in=found, is_active=True, is_service=False).values_list("pk", flat=True))


def _holders(ability: Can, unit: Unit) -> Found:
    held = Membership.objects.filter(role__in=roles_for(ability), unit_id__in=tree.numbers(unit.path))
    return set(held.values_list("user_id", flat=True))


def _request(event: Event) -> PageRequest:
    return PageRequest.objects.select_related("unit", "endorsing_unit").get(pk=event.subject_id)


def _authors(event: Event) -> Found:
    written = Contribution.objects.filter(page_request_id=event.subject_id).values_list("user_id", flat=True)
    return {*written, *PageRequest.objects.filter(pk=event.subject_id).values_list("author_id", flat=True)}


def _endorsers(event: Event) -> Found:
    page_request = _request(event)
    if page_request.endorsing_unit is None:
        return _holders(Can.REQUEST_DECIDE, page_request.unit) - _authors(event)
    heads = Membership.objects.filter(unit=page_request.endorsing_unit, role=Role.HEAD)
    return set(heads.values_list("user_id", flat=True)) - _authors(event)


def _deciders(event: Event) -> Found:
    page_request = _request(event)
    endorsed = page_request.verdicts.filter(stage="endorsement").values_list("by_id", flat=True)
    return _holders(Can.REQUEST_DECIDE, page_request.unit) - _authors(event) - set(endorsed)


def _reviewer(event: Event) -> Found:
    page_request = _request(event)
    waiting = _endorsers(event) if event.facts.get("from") == State.SUBMITTED else set()
    return {page_request.reviewer_id} | waiting


def _asked_stewards(event: Event) -> Found:
    page_request = _request(event)
    return {page_request.primary_steward_id, page_request.backup_steward_id}


def _signers(event: Event) -> Found:
    signed = Signature.objects.filter(decision_id=event.subject_id)
    return set(signed.values_list("by_id", flat=True))


def _leadership(event: Event) -> Found:
    decision = ExitDecision.objects.select_related("institution").get(pk=event.subject_id)
    return _holders(Can.EXIT_DECIDE, decision.institution)


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
    held = Stewardship.objects.filter(account__in=Account.objects.filter(pk=event.subject_id), until=None)
    return set(held.values_list("user_id", flat=True))


FINDERS: dict[Audience, Callable[[Event], Found]] = {
    Audience.AUTHORS: _authors,
    Audience.ENDORSERS: _endorsers,
    Audience.DECIDERS: _deciders,
    Audience.REVIEWER: _reviewer,
    Audience.ASKED_STEWARDS: _asked_stewards,
    Audience.SIGNERS: _signers,
    Audience.LEADERSHIP: _leadership,
    Audience.COVERED: _covered,
    Audience.STEWARDS: _stewards,
    Audience.PERSON: lambda event: {event.facts.get("person")},
}
