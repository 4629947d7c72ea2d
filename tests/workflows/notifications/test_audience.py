"""Who is told of what: the whole life of a request and of a decision, verb by verb."""

import pytest
from django.db import transaction

from registry.accounts import actions as accounts
from registry.accounts.models import StewardRank
from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import User
from workflows.exits.states import State as ExitState
from workflows.notifications.models import Channel, Notification
from workflows.notifications.rules import RULES
from workflows.requests import actions as requests
from workflows.requests.states import State

MANAGERS = {"manager", "manager2"}

# The state that the request is brought to, the verb of its last step, and who is told.
REQUEST_TOLD = [
    (State.DRAFT, Verb.REQUEST_DRAFTED, set()),
    (State.SUBMITTED, Verb.REQUEST_SUBMITTED, {"head"}),
    (State.ENDORSED, Verb.REQUEST_ENDORSED, {"author", *MANAGERS}),
    (State.IN_REVIEW, Verb.REQUEST_TAKEN, {"author"}),
    (State.APPROVED, Verb.REQUEST_APPROVED, {"author", "steward", "colleague"}),
    (State.APPROVED_WITH_CONDITIONS, Verb.REQUEST_APPROVED_WITH_CONDITIONS, {"author", "steward", "colleague"}),
    (State.RETURNED, Verb.REQUEST_RETURNED, {"author"}),
    (State.REFUSED, Verb.REQUEST_REFUSED, {"author"}),
    (State.WITHDRAWN, Verb.REQUEST_WITHDRAWN, set()),
    (State.ADDRESS_GIVEN, Verb.REQUEST_ADDRESS_GIVEN, MANAGERS),
    (State.ONLINE, Verb.REQUEST_PUT_ONLINE, {"author", "steward", "colleague"}),
]
EXIT_TOLD = [
    (ExitState.DRAFT, Verb.EXIT_DRAFTED, set()),
    (ExitState.PROPOSED, Verb.EXIT_PROPOSED, {"leader", "leader2"}),
    (ExitState.DECIDED, Verb.EXIT_DECIDED, {"manager"}),
    (ExitState.ANNOUNCED, Verb.EXIT_ANNOUNCED, {"leader", "head", "steward"}),
    (ExitState.IN_FORCE, Verb.EXIT_IN_FORCE, {"leader", "head", "steward"}),
]


def told(world, event: Event, channel: str = Channel.MAIL) -> set[str]:
    names = {user.pk: name for name, user in world.people.items()}
    rows = Notification.objects.filter(event=event, channel=channel).values_list("recipient_id", flat=True)
    return {names[row] for row in rows}


def last(verb: str) -> Event:
    return Event.objects.filter(verb=verb).order_by("-pk").first()


@pytest.mark.parametrize(("state", "verb", "people"), REQUEST_TOLD)
def test_a_request_tells_those_it_concerns_and_never_its_author(world, state, verb, people):
    world.request(state)
    event = last(verb)
    assert told(world, event) == told(world, event, Channel.INBOX) == people
    assert not Notification.objects.filter(event__actor=event.actor, recipient=event.actor, event=event).exists()


@pytest.mark.parametrize(("state", "verb", "people"), EXIT_TOLD)
def test_a_decision_tells_leadership_then_the_covered_units(world, state, verb, people):
    account = world.account("https://x.com/hydro_example")
    accounts.name_steward(
        account, world.steward, StewardRank.PRIMARY, actor=world.manager, at=world.at, since=world.at.date()
    )
    world.exit(state)
    assert told(world, last(verb)) == people


def test_a_status_changed_by_hand_tells_the_stewards_and_one_changed_by_a_decision_tells_them_once(world):
    account = world.account("https://x.com/hydro_example")
    accounts.name_steward(
        account, world.steward, StewardRank.PRIMARY, actor=world.manager, at=world.at, since=world.at.date()
    )
    accounts.change_status(account, status=Status.LOST, actor=world.manager, at=world.tick(), reason="Accès perdu.")
    assert told(world, last(Verb.ACCOUNT_STATUS)) == {"steward"}
    accounts.change_status(account, status=Status.ACTIVE, actor=world.manager, at=world.tick(), reason="Retrouvé.")
    world.exit(ExitState.IN_FORCE)
    assert told(world, last(Verb.ACCOUNT_STATUS)) == set()
    assert "steward" in told(world, last(Verb.EXIT_IN_FORCE))


def test_without_a_head_the_other_managers_are_told(world):
    page_request = world.draft(author="head", unit="hydro")
    world.request(State.DRAFT)
    from_head = page_request.author
    assert from_head == world.head
    submitted = world.submit(page_request, "head")
    assert told(world, last(Verb.REQUEST_SUBMITTED)) == MANAGERS
    assert submitted.endorsing_unit is None


def test_people_who_left_and_programs_are_not_told(world):
    User.objects.filter(pk=world.manager2.pk).update(is_active=False)
    User.objects.filter(pk=world.manager.pk).update(is_service=True)
    world.request(State.SUBMITTED)
    page_request = world.request(State.SUBMITTED)
    world.move(page_request, "endorse", "head")
    assert told(world, last(Verb.REQUEST_ENDORSED)) == {"author"}


def test_an_action_that_fails_tells_nobody(world):
    page_request = world.draft()
    before = Notification.objects.count()
    with transaction.atomic():
        requests.submit(page_request, actor=world.author, at=world.tick(), seen=page_request.version)
        assert Notification.objects.count() > before
        transaction.set_rollback(True)
    assert Notification.objects.count() == before


def test_every_rule_is_about_a_verb_that_exists():
    assert set(RULES) <= set(Verb)
