"""Who is told of what: the whole life of a request and of a decision, verb by verb."""

from django.db import transaction

from registry.accounts import actions as accounts
from registry.accounts.models import StewardRank
from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import User
from workflows.exits.states import State as ExitState
from workflows.notifications.models import Channel, Notification
from workflows.requests import actions as requests
from workflows.requests.states import State

MANAGERS = {"manager", "manager2"}


def told(world, event: Event, channel: str = Channel.MAIL) -> set[str]:
    names = {user.pk: name for name, user in world.people.items()}
    rows = Notification.objects.filter(event=event, channel=channel).values_list("recipient_id", flat=True)
    return {names[row] for row in rows}


def last(verb: str) -> Event:
    return Event.objects.filter(verb=verb).order_by("-pk").first()


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
