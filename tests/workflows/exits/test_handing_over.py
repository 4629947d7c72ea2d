"""Several tasks given to one person at once: all or none, one event each, and whoever cannot do one of them is told which."""

import pytest
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import Membership, Role
from tests.workflows.exits.pages import text
from tests.workflows.exits.running import account_of, carried, task_of
from workflows.exits.carrying import drop_task
from workflows.exits.carrying_rights import owners_of, possible_owners
from workflows.exits.handing_over import MOST, NotHandedOver, hand_over
from workflows.exits.models import RunbookTask
from workflows.exits.states import Step
from workflows.machine import Refused

HANDS = ("steward", "manager", "manager2")
ASSIGN, TASKS = reverse("exits:tasks_assign"), reverse("exits:tasks")


@pytest.fixture
def account(world):
    return account_of(world)


@pytest.fixture
def decision(world, account):
    account_of(world, "library_ex", unit="library", steward="neighbour")
    return carried(world)


@pytest.fixture
def three(decision, account):
    return [task_of(decision, step, account) for step in (Step.CHANGE_BIO, Step.PIN_LAST_POST, Step.EXPORT_ARCHIVE)]


def given(decision):
    """The tasks that were handed over, by the journal."""
    events = Event.objects.filter(verb=Verb.EXIT_TASK_ASSIGNED, facts__decision=decision.pk)
    return sorted(events.values_list("facts__task", "facts__person"))


def owned(person):
    return set(RunbookTask.objects.filter(owner=person).values_list("pk", flat=True))


def test_each_has_its_owner_and_its_event(world, decision, three):
    assert hand_over([*three, three[0]], actor=world.manager, at=world.at, owner=world.manager2) == 3
    assert owned(world.manager2) == {task.pk for task in three}
    assert given(decision) == sorted((task.pk, world.manager2.pk) for task in three)


def test_one_that_cannot_be_given_keeps_all_where_they_are_and_is_named(world, decision, three):
    announce = task_of(decision, Step.ANNOUNCE)
    with pytest.raises(NotHandedOver) as refusal:
        hand_over([three[0], announce], actor=world.manager, at=world.at, owner=world.steward)
    assert [task for task, _why in refusal.value.troubles] == [announce]
    assert given(decision) == []
    assert announce.pk not in owned(world.steward)


@pytest.mark.parametrize(
    ("actor", "owner"),
    [("steward", "neighbour"), ("manager", "head"), ("manager", "leader"), ("auditor", "manager"), ("head", "manager")],
)
def test_neither_by_nor_to_whoever_has_no_hand(world, decision, three, actor, owner):
    with pytest.raises(NotHandedOver) as refusal:
        hand_over(three, actor=world.people[actor], at=world.at, owner=world.people[owner])
    assert [task.pk for task, _why in refusal.value.troubles] == sorted(task.pk for task in three)


def test_what_was_closed_meanwhile_stops_all(world, decision, three):
    drop_task(three[1], actor=world.steward, at=world.tick(), reason="Sans objet.")
    with pytest.raises(NotHandedOver) as refusal:
        hand_over(three, actor=world.manager, at=world.at, owner=world.manager2)
    assert [(task.pk, world.steward.full_name in why.fr) for task, why in refusal.value.troubles] == [
        (three[1].pk, True)
    ]
    assert given(decision) == []


def test_a_page_s_worth_at_most(world, decision, account):
    rows = RunbookTask.objects.bulk_create(
        RunbookTask(decision=decision, account=account, step=Step.CHANGE_BIO, occurrence=n, due_on="2027-01-11")
        for n in range(1, MOST + 2)
    )
    with pytest.raises(Refused, match="at most"):
        hand_over(rows, actor=world.manager, at=world.at, owner=world.manager2)
    assert given(decision) == []


def test_whoever_can_do_each_is_found_at_once(world, decision, django_assert_max_num_queries):
    tasks = list(decision.tasks.select_related("decision__institution", "account__unit"))
    one_by_one = {task.pk: possible_owners(task) for task in tasks}
    with django_assert_max_num_queries(4):
        assert owners_of(tasks) == one_by_one
    hydro = world.hydro.pk
    stewards = {world.steward.pk, world.manager.pk, world.manager2.pk}
    for task in tasks:
        if task.account and task.account.unit_id == hydro:
            assert one_by_one[task.pk] == stewards
        elif not task.account:
            assert one_by_one[task.pk] == {world.manager.pk, world.manager2.pk}


def test_whoever_answers_for_the_account_and_a_role_that_speaks_for_its_own_unit_alone(world, decision):
    kept = account_of(world, "kept_ex", unit="hydro", steward="colleague")
    Membership.objects.create(user=world.auditor, unit=world.poly, role=Role.STEWARD)
    task = RunbookTask.objects.create(decision=decision, account=kept, step=Step.CHANGE_BIO, due_on="2027-01-11")
    assert possible_owners(task) == {person.pk for person in map(world.people.get, (*HANDS, "colleague"))}


def test_from_the_list_to_the_question_and_back(world, as_, decision, three):
    manager, picked = as_("manager"), [task.pk for task in three]
    answer = manager.post(ASSIGN, {"pick": picked, "decision": decision.slug, "evidence": "Vu."})
    assert answer.status_code == 303
    page = manager.get(answer.url)
    assert {line.task.pk for line in page.context["lines"]} == set(picked)
    assert text(page).count(" checked") == 3
    data = {"pick": picked, "decision": page.context["form"]["decision"].value(), "owner": world.manager2.pk}
    answer = manager.post(ASSIGN, data, follow=True)
    assert answer.redirect_chain == [(reverse("exits:runbook", args=[decision.slug]), 303)]
    assert f"Tâches confiées à {world.manager2.full_name}\u00a0: 3" in text(answer)
    assert len(given(decision)) == 3


def test_a_refusal_names_the_task_and_keeps_the_ticks(world, as_, decision, three):
    announce = task_of(decision, Step.ANNOUNCE)
    data = {"pick": [three[0].pk, announce.pk], "owner": world.steward.pk}
    answer = as_("manager").post(ASSIGN, data)
    assert answer.status_code == 422
    assert f"{announce.called}\u00a0: Cette personne ne peut pas faire cette tâche" in text(answer)
    assert text(answer).count(" checked") == 2
    assert given(decision) == []


@pytest.mark.parametrize("wrong", ["nobody", "head", "closed", "unread"])
def test_nothing_is_given_when_something_is_amiss(world, as_, decision, three, wrong):
    data = {"pick": [task.pk for task in three], "owner": world.manager2.pk}
    if wrong == "closed":
        drop_task(three[1], actor=world.steward, at=world.tick(), reason="Sans objet.")
    if wrong == "unread":
        data["pick"] = [*data["pick"], task_of(decision, Step.ANNOUNCE).pk]
    data |= {"nobody": {"owner": ""}, "head": {"owner": world.head.pk}}.get(wrong, {})
    assert as_("steward").post(ASSIGN, data).status_code == 422
    assert given(decision) == []


def test_without_a_tick_it_says_so(world, as_, decision):
    steward = as_("steward")
    assert "Aucune tâche n’est cochée." in text(steward.post(ASSIGN, {}, follow=True))
    assert "Aucune tâche n’est cochée" in text(steward.get(ASSIGN))
    assert steward.get(f"{ASSIGN}?decision=nothing-999999").status_code == 404


def test_ticks_are_for_those_who_can_do_something_with_them(world, as_, decision, account):
    book = reverse("exits:runbook", args=[decision.slug])
    for name, ticks in {"auditor": 0, "leader": 0, "manager": decision.tasks.count()}.items():
        assert text(as_(name).get(book)).count('name="pick"') == ticks, name
    decision.tasks.update(owner=world.head)
    assert text(as_("head").get(f"{TASKS}?view=later")).count('name="pick"') == 0


def test_the_question_asks_the_same_however_many_the_tasks(world, as_, decision, three, django_assert_max_num_queries):
    client = as_("manager")
    for picked in (three[:1], RunbookTask.objects.all()):
        query = "&".join(f"pick={task.pk}" for task in picked)
        with django_assert_max_num_queries(11):
            assert client.get(f"{ASSIGN}?{query}").status_code == 200
