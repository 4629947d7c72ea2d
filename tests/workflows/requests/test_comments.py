"""Words beside a request: who may say and read them, and what they never do."""

import pytest
from django.urls import reverse

from registry.audit.models import Event, EventNote
from registry.audit.verbs import Verb
from registry.organisation.permissions import NotAllowed
from tests.scene import undone
from workflows.machine import Refused
from workflows.requests.comments import comment, erase_comment, give_advice
from workflows.requests.models import Comment
from workflows.requests.pressing import set_priority
from workflows.requests.queries.comments import comments_for
from workflows.requests.states import Priority, State

INSIDE = {"author", "colleague", "head", "steward"}
OUTSIDE = {"manager", "manager2", "adviser", "leader", "leader2", "auditor"}
STUDENTS = {"with_students": True, "closed_group": True, "consent": "Formulaire.", "membership": "Chaque trimestre."}
SECRET = "Le budget n’y suffit pas, entre nous."


@pytest.fixture
def asked(world):
    return world.request(State.IN_REVIEW)


def may(world, action) -> set[str]:
    able = set()
    for name, person in world.people.items():
        with undone():
            try:
                action(person)
            except (NotAllowed, Refused):
                continue
            able.add(name)
    return able


def test_whoever_sees_the_request_may_comment(world, asked):
    assert may(world, lambda who: comment(asked, actor=who, at=world.at, text="Bien.")) == INSIDE | OUTSIDE


def test_internal_words_are_written_and_read_from_outside_the_unit(world, asked):
    assert may(world, lambda who: comment(asked, actor=who, at=world.at, text="Bien.", internal=True)) == OUTSIDE
    comment(asked, actor=world.manager, at=world.at, text=SECRET, internal=True)
    readers = {name for name, person in world.people.items() if comments_for(asked, person).exists()}
    assert INSIDE & readers == set()
    assert readers >= OUTSIDE


def test_internal_words_leak_nowhere(world, as_, asked):
    row = comment(asked, actor=world.manager, at=world.at, text=SECRET, internal=True)
    pages = [asked.get_absolute_url(), reverse("requests:list"), reverse("notifications:list")]
    pages += [reverse("api-page-request", args=[asked.pk])]
    for name in INSIDE:
        client = as_(name)
        for page in pages:
            assert SECRET not in client.get(page).content.decode()
        assert client.post(reverse("requests:comment_erase", args=[asked.pk, row.pk])).status_code == 404
    assert SECRET in as_("adviser").get(asked.get_absolute_url()).content.decode()
    assert not EventNote.objects.filter(text__contains="budget").exists()


def test_a_comment_makes_nobodys_page_stale(world, asked):
    version = asked.version
    comment(asked, actor=world.author, at=world.at, text="Voici le plan.")
    asked.refresh_from_db()
    assert asked.version == version
    assert world.move(asked, "approve", "manager").state == State.APPROVED


def test_advice_comes_from_an_adviser_and_settles_its_step_once(world):
    asked = world.request(State.SUBMITTED, **STUDENTS)
    assert may(world, lambda who: give_advice(asked, actor=who, at=world.at, text="Oui.")) == {"adviser"}
    give_advice(asked, actor=world.adviser, at=world.at, text="Minimisez les données.")
    with pytest.raises(Refused):
        give_advice(asked, actor=world.adviser, at=world.at, text="Encore.")
    assert Event.objects.filter(verb=Verb.REQUEST_ADVISED).count() == 1
    asked = world.move(world.move(asked, "endorse", "head"), "take", "manager")
    assert world.move(asked, "approve", "manager").state == State.APPROVED


def test_no_advice_where_none_is_asked(world, asked):
    with pytest.raises(Refused):
        give_advice(asked, actor=world.adviser, at=world.at, text="Tout de même.")


def test_words_can_be_erased_and_the_trace_stays(world, as_, asked):
    row = comment(asked, actor=world.author, at=world.at, text="Jean Tremblay a dit oui.")
    assert may(world, lambda who: erase_comment(row, actor=who, at=world.at)) == {"author", "admin"}
    as_("author").post(reverse("requests:comment_erase", args=[asked.pk, row.pk]))
    row.refresh_from_db()
    assert (row.text, bool(row.erased_at)) == ("", True)
    assert "Tremblay" not in as_("manager").get(asked.get_absolute_url()).content.decode()


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_what_is_no_comment_is_said_so(world, as_, asked, text):
    answer = as_("author").post(reverse("requests:comment", args=[asked.pk]), {"text": text}, follow=True)
    assert "4 000 signes" in answer.content.decode()
    assert Comment.objects.count() == 0


def test_a_box_that_was_not_offered_counts_for_nothing(world, as_, asked):
    as_("author").post(reverse("requests:comment", args=[asked.pk]), {"text": "Bonjour.", "internal": "on"})
    assert not Comment.objects.get().internal


def test_only_those_who_decide_say_how_pressing_it_is(world, as_, asked):
    able = may(world, lambda who: set_priority(asked, actor=who, at=world.at, priority=Priority.HIGH))
    assert able == {"manager", "manager2"}
    path = reverse("requests:priority", args=[asked.pk])
    for value in ("", "9", "haute"):
        as_("manager").post(path, {"priority": value})
    assert not Event.objects.filter(verb=Verb.REQUEST_PRIORITY).exists()
    as_("manager").post(path, {"priority": "1"})
    asked.refresh_from_db()
    assert asked.priority == Priority.HIGH
