"""The tasks of a decision that has none, drawn by hand: by whom, when not, and who is told."""

import pytest
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.permissions import NotAllowed
from tests.scene import undone
from tests.workflows.exits.pages import PREPARERS, text
from tests.workflows.exits.running import account_of, carried
from workflows.exits.drawing_late import draw_by_hand
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import Kind, State
from workflows.machine import Refused


@pytest.fixture
def account(world):
    return account_of(world)


def without(world, state=State.ANNOUNCED, **content):
    """A decision as it was before there were tasks."""
    decision = carried(world, state, **content)
    decision.tasks.all().delete()
    return decision


def given(decision):
    events = Event.objects.about(decision).filter(verb=Verb.EXIT_TASK_ASSIGNED)
    return {event.facts["person"]: event.facts["tasks"] for event in events}


def test_a_preparer_draws_what_the_decision_would_have_drawn(world, account):
    usual = carried(world, platform="facebook").tasks.count()
    decision, drew = without(world), set()
    for name, person in world.people.items():
        with undone():
            try:
                number = draw_by_hand(decision, actor=person, at=world.tick())
            except NotAllowed:
                continue
            drew.add(name)
            assert number == decision.tasks.count() == usual + 6
            assert set(decision.tasks.filter(account=None).values_list("owner", flat=True)) == {person.pk}
    assert drew == PREPARERS


def test_each_owner_is_told_once(world, account):
    decision = without(world)
    draw_by_hand(decision, actor=world.manager2, at=world.tick())
    assert given(decision) == {world.steward.pk: 6, world.manager2.pk: 4}
    told = [row.recipient for row in Event.objects.about(decision)[0].notifications.all()]
    assert set(told) <= {world.steward}


def test_before_the_announcement_no_owner_is_told(world, account):
    decision = without(world, State.DECIDED)
    draw_by_hand(decision, actor=world.manager2, at=world.tick())
    assert given(decision) == {world.manager2.pk: 10}


@pytest.mark.parametrize("state", [State.DRAFT, State.PROPOSED])
def test_not_before_it_is_decided(world, account, state):
    with pytest.raises(Refused, match="still holds"):
        draw_by_hand(without(world, state), actor=world.manager, at=world.tick())


def test_not_twice_nor_without_a_day(world, account):
    with pytest.raises(Refused, match="already"):
        draw_by_hand(carried(world), actor=world.manager, at=world.tick())
    vague = without(world, effective_on="2027-01", platform="facebook")
    with pytest.raises(Refused, match="not known exactly"):
        draw_by_hand(vague, actor=world.manager, at=world.tick())


def test_not_of_a_recorded_one(world, account):
    said = Recorded(kind=Kind.LEAVE, source="Un communiqué.", announced_on="2026-11-02", effective_on="2026-11-09")
    about = {"institution": world.poly, "platform": world.platform("x"), "desk": world.poly}
    decision = record_decision(said, **about, actor=world.manager, at=world.tick())
    with pytest.raises(Refused, match="still holds"):
        draw_by_hand(decision, actor=world.manager, at=world.tick())


def test_by_the_page(world, as_, account):
    decision = without(world)
    book, draw = (reverse(f"exits:{name}", args=[decision.slug]) for name in ("runbook", "runbook_draw"))
    manager = as_("manager")
    assert draw in text(manager.get(book))
    assert draw not in text(as_("auditor").get(book))
    answer = manager.post(draw, follow=True)
    assert f"Tâches dressées\u00a0: {decision.tasks.count()}" in text(answer)
    assert draw not in text(answer)
    assert "déjà dressées" in text(manager.post(draw, follow=True))
    assert draw not in text(manager.get(reverse("exits:runbook", args=[without(world, effective_on="").slug])))
