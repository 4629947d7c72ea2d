"""The texts of a task in other words: by whom, both languages, never over somebody's, and what a new day makes of them."""

import pytest
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.permissions import NotAllowed
from tests.scene import undone
from tests.workflows.exits.pages import PREPARERS, text
from tests.workflows.exits.running import account_of, carried, task_of
from workflows.exits.carrying import do_task
from workflows.exits.correcting import correct_text
from workflows.exits.moving import Stale
from workflows.exits.rewording import LONGEST, last_rewording, mark_of, reword_task
from workflows.exits.states import HOLDING, Kind, State, Step
from workflows.machine import Refused

WORDS = {"text_fr": "Nous partons.", "text_en": "We are leaving."}
HANDS = {"steward", "manager", "manager2", "leader", "leader2"}


@pytest.fixture
def account(world):
    return account_of(world)


@pytest.fixture
def decision(world, account):
    return carried(world)


@pytest.fixture
def bio(decision, account):
    return task_of(decision, Step.CHANGE_BIO, account)


def reword(world, task, who="manager", **words):
    about = {"actor": world.people[who], "at": world.tick(), "seen": mark_of(task)}
    return reword_task(task, **about | WORDS | words)


def url(task, name="task_reword"):
    return reverse(f"exits:{name}", args=[task.decision.slug, task.pk])


@pytest.mark.parametrize(("step", "allowed"), [(Step.CHANGE_BIO, HANDS), (Step.ANNOUNCE, PREPARERS)])
def test_by_whoever_has_it_in_hand_or_prepares(world, decision, account, step, allowed):
    task, wrote = task_of(decision, step, account if step == Step.CHANGE_BIO else None), set()
    for name in world.people:
        with undone():
            try:
                reword(world, task, name)
            except NotAllowed:
                continue
            wrote.add(name)
    assert wrote == allowed


def test_an_owner_without_a_hand_does_not(world, bio):
    bio.owner = world.head
    bio.save()
    with pytest.raises(NotAllowed):
        reword(world, bio, "head")


def test_it_is_kept_and_told_without_the_words(world, bio, account):
    task = reword(world, bio, "steward", text_fr=" Nous\r\npartons. ")
    task.refresh_from_db()
    assert (task.text_fr, task.text_en) == ("Nous\npartons.", WORDS["text_en"])
    event = Event.objects.about(account).get(verb=Verb.EXIT_TASK_REWORDED)
    assert (event.actor, event.facts) == (
        world.steward,
        {"decision": task.decision_id, "task": task.pk, "step": "change_bio", "due_on": "2027-01-11"},
    )
    assert last_rewording(task) == event


def test_the_same_words_write_nothing(world, bio):
    reword(world, bio, text_fr=f"{bio.text_fr}\r\n", text_en=bio.text_en)
    assert not Event.objects.filter(verb=Verb.EXIT_TASK_REWORDED).exists()
    assert last_rewording(bio) is None


def test_words_changed_meanwhile_are_not_overwritten(world, bio):
    seen = mark_of(bio)
    reword(world, bio, "steward")
    with pytest.raises(Stale):
        reword(world, bio, seen=seen, text_fr="Autre.")
    bio.refresh_from_db()
    assert bio.text_fr == WORDS["text_fr"]


@pytest.mark.parametrize("missing", WORDS)
def test_both_languages(world, bio, missing):
    with pytest.raises(Refused, match="in French and in English"):
        reword(world, bio, **{missing: " \n"})


def test_not_of_a_closed_task_nor_of_one_without_text(world, decision, account, bio):
    with pytest.raises(Refused, match="no text"):
        reword(world, task_of(decision, Step.REVOKE_APPS, account))
    do_task(bio, actor=world.steward, at=world.tick(), evidence="Vu.")
    with pytest.raises(Refused, match="already done"):
        reword(world, bio)


def test_not_of_a_decision_that_was_replaced(world, account):
    decision = carried(world, State.IN_FORCE, effective_on="")
    world.exit(State.IN_FORCE, kind=Kind.RETURN, reverses=decision)
    decision.refresh_from_db()
    assert decision.state not in HOLDING
    with pytest.raises(Refused, match="lapsed"):
        reword(world, task_of(decision, Step.CHANGE_BIO, account))


def test_when_the_day_moves_own_words_stay_and_the_page_says_so(world, as_, decision, account, bio):
    reword(world, bio)
    assert "Le jour a changé" not in text(as_("steward").get(url(bio, "task")))
    words = {"field": "effective_on", "after": "2027-02-01", "reason_fr": "Report.", "reason_en": "Put off."}
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
    bio.refresh_from_db()
    assert (bio.due_on.isoformat(), bio.text_en) == ("2027-02-01", WORDS["text_en"])
    assert "1 February 2027" in task_of(decision, Step.ANNOUNCE).text_en
    page = text(as_("steward").get(url(bio, "task")))
    assert "Le jour a changé" in page
    assert f"Récrits par {world.manager.full_name}" in page


def test_by_the_page_without_a_script(world, as_, bio):
    leader = as_("leader")
    form = leader.get(url(bio, "task")).context["forms"]["reword"]
    data = {name: form[name].value() for name in form.fields} | WORDS
    answer = leader.post(url(bio), data)
    assert (answer.status_code, answer.url) == (303, url(bio, "task"))
    assert WORDS["text_fr"] in text(leader.get(url(bio, "task")))


def test_a_refusal_keeps_what_was_typed_and_can_go_on(world, as_, bio):
    old = mark_of(bio)
    reword(world, bio, "steward")
    typed = {"text_fr": "À ma façon.", "text_en": "My way."}
    manager = as_("manager")
    answer = manager.post(url(bio), typed | {"seen": old})
    assert answer.status_code == 409
    for words in (typed["text_fr"], WORDS["text_fr"], "Ces textes ont changé"):
        assert words in text(answer)
    seen = answer.context["forms"]["reword"]["seen"].value()
    assert manager.post(url(bio), typed | {"seen": seen}).status_code == 303


@pytest.mark.parametrize("wrong", [{"text_fr": ""}, {"text_en": "x" * (LONGEST + 1)}, {"seen": ""}])
def test_what_is_missing_is_said(as_, bio, wrong):
    assert as_("manager").post(url(bio), WORDS | {"seen": mark_of(bio)} | wrong).status_code == 422


def test_a_reader_without_a_hand_is_offered_nothing(world, as_, bio):
    assert "reword" not in as_("auditor").get(url(bio, "task")).context["forms"]
    assert as_("head").get(url(bio, "task")).status_code == 404
    do_task(bio, actor=world.steward, at=world.tick(), evidence="Vu.")
    assert as_("manager").get(url(bio, "task")).context["forms"] == {}
