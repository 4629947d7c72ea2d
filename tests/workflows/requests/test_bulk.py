"""Many requests with one answer: each its own transaction, each with its line in what is said afterwards."""

import pytest
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.ways import REFUSAL
from workflows.notifications.models import Channel, Notification
from workflows.policies.setting import set_rules
from workflows.requests.bulk import MOST, Pick, bulk_moves, perform_all
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.states import Stage, State, Through

PATH = "requests:bulk"
STUDENTS = {"with_students": True, "closed_group": True, "consent": "Formulaire.", "membership": "Chaque trimestre."}


def picks(*requests):
    return [Pick(asked.pk, asked.version) for asked in requests]


def ticks(*requests):
    return [f"{asked.pk}:{asked.version}" for asked in requests]


def test_what_each_person_may_say_of_many(world):
    today = world.at.date()
    moves = {name: bulk_moves(person, today) for name, person in world.people.items()}
    assert moves["manager"] == ["assign", "approve", "ask_changes", "refuse"]
    assert moves["head"] == ["endorse"]
    assert moves["leader"] == ["consent"]
    assert moves["author"] == moves["adviser"] == moves["admin"] == []


def test_ten_of_all_sorts_and_a_line_for_each(world):
    ready = [world.request(State.IN_REVIEW, title=f"Prête {n}") for n in range(3)]
    endorsed = [world.request(State.ENDORSED, title=f"Avalisée {n}") for n in range(2)]
    own = world.draft(author="manager", title="La mienne")
    own = world.move(world.submit(own, "manager"), "endorse", "head")
    stale = world.request(State.IN_REVIEW, title="Changée")
    decided = world.request(State.REFUSED, title="Déjà décidée")
    draft = world.draft(title="Brouillon")
    asked = [*ready, *endorsed, own, stale, decided, draft]
    given = [*picks(*asked), Pick(10**9, 1)]
    world.move(stale, "release", "manager2")
    results = perform_all(given, "approve", actor=world.manager, at=world.tick(), words={"reason": "Oui."})
    done = [result.number for result in results if result.sentence is None]
    assert done == [row.pk for row in (*ready, *endorsed)]
    assert [result.number for result in results] == [pick.number for pick in given]
    assert all(str(result.sentence) for result in results if result.number not in done)
    approved = PageRequest.objects.filter(state=State.APPROVED)
    assert set(approved.values_list("pk", flat=True)) == set(done)
    assert set(Verdict.objects.filter(stage=Stage.DECISION, answer="yes").values_list("through", flat=True)) == {
        Through.BULK
    }


@pytest.mark.parametrize(
    ("people", "move", "words", "told"),
    [
        (1, "refuse", REFUSAL, Verb.REQUEST_REFUSED),
        (1, "approve", {}, Verb.REQUEST_APPROVED),
        (2, "refuse", REFUSAL, Verb.REQUEST_REFUSED),
        (2, "approve", {}, Verb.REQUEST_TAKEN),  # one yes of the two that it takes
    ],
)
def test_of_one_that_nobody_had_taken_the_author_is_told_once(world, people, move, words, told):
    set_rules(world.poly, {"decision_quorum": people}, actor=world.admin, at=world.tick())
    asked = world.request(State.ENDORSED)
    before = Event.objects.latest("pk").pk
    [result] = perform_all(picks(asked), move, actor=world.manager, at=world.tick(), words=words)
    assert result.sentence is None
    mails = Notification.objects.filter(recipient=world.author, channel=Channel.MAIL, event__pk__gt=before)
    assert list(mails.values_list("event__verb", flat=True)) == [told]
    assert Event.objects.filter(verb=Verb.REQUEST_TAKEN).count() == 1


def test_what_cannot_be_answered_is_not_taken_either(world):
    asked = world.request(State.ENDORSED, **STUDENTS)
    for pick in (*picks(asked), Pick(asked.pk, asked.version - 1)):
        [result] = perform_all([pick], "approve", actor=world.manager, at=world.tick(), words={})
        assert result.sentence
    asked.refresh_from_db()
    assert (asked.state, asked.reviewer) == (State.ENDORSED, None)
    assert Event.objects.get(verb=Verb.REQUEST_STALE_DECISION).facts["seen"] == asked.version - 1


def test_the_second_click_changes_nothing(world):
    ready = [world.request(State.IN_REVIEW, title=f"Prête {n}") for n in range(2)]
    for expected in (2, 0):
        results = perform_all(picks(*ready), "refuse", actor=world.manager, at=world.tick(), words=REFUSAL)
        assert sum(result.sentence is None for result in results) == expected
    assert Verdict.objects.filter(stage=Stage.DECISION).count() == 2


def test_no_more_than_so_many_and_each_once(world):
    asked = world.request(State.IN_REVIEW)
    given = picks(asked) * 5 + [Pick(10**9 + n, 1) for n in range(MOST)]
    results = perform_all(given, "approve", actor=world.manager, at=world.tick(), words={})
    assert len(results) == MOST
    assert sum(result.sentence is None for result in results) == 1


def test_a_page_asks_first_then_says_what_became_of_each(world, as_):
    asked = [world.request(State.IN_REVIEW, title=f"Demande {n}") for n in range(3)]
    client = as_("manager")
    queue = client.get(reverse("requests:queue")).content.decode()
    assert all(f'value="{tick}"' in queue for tick in ticks(*asked))
    confirm = client.get(reverse(PATH), {"move": "refuse", "pick": ticks(*asked)})
    assert confirm.status_code == 200
    assert PageRequest.objects.filter(state=State.IN_REVIEW).count() == 3
    refused = client.post(reverse(PATH), {"move": "refuse", "pick": ticks(*asked), "reason": "Non."})
    assert refused.status_code == 422  # the code and the other way are missing
    world.move(asked[0], "release", "manager2")
    done = client.post(reverse(PATH), {"move": "refuse", "pick": ticks(*asked)} | REFUSAL)
    assert "Faites : 2. Laissées : 1." in done.content.decode().replace("\u00a0", " ")
    assert PageRequest.objects.filter(state=State.REFUSED).count() == 2


@pytest.mark.parametrize(
    ("person", "move", "status"),
    [("manager", "withdraw", 404), ("manager", "endorse", 404), ("head", "approve", 404), ("author", "approve", 403)],
)
def test_what_is_not_offered_is_not_there(world, as_, person, move, status):
    asked = world.request(State.IN_REVIEW)
    data = {"move": move, "pick": ticks(asked)}
    assert as_(person).get(reverse(PATH), data).status_code == status
    assert as_(person).post(reverse(PATH), data).status_code == status


@pytest.mark.parametrize("tick", ["", "x", "1", "1:", ":1", "-1:1", "1:2:3", "9" * 30 + ":1", "١:1"])
def test_a_tick_that_cannot_be_read_is_none(world, as_, tick):
    page = as_("manager").get(reverse(PATH), {"move": "approve", "pick": tick})
    assert page.status_code == 200
    assert "Aucune demande n’est cochée" in page.content.decode()
