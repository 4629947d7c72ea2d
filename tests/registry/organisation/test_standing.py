"""Naming a stand-in: who, for what, on which days; and the page for it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import StandIn, User
from registry.organisation.permissions import Can, NotAllowed
from registry.organisation.standing import DAYS, NOT_HELD, NOT_HERE, NOT_YOURS, TWICE, end_stand_in, name_stand_in
from tests.scene import undone

PATH = "organisation:stand_ins"


def named(world, absent="head", person="neighbour", actor=None, first=0, last=7, abilities=(Can.REQUEST_ENDORSE,)):
    today = timezone.localdate()
    return name_stand_in(
        world.people[absent],
        world.people[person],
        abilities=abilities,
        since=today + timedelta(days=first),
        until=today + timedelta(days=last),
        actor=world.people[actor or absent],
        at=timezone.now(),
    )


def test_the_row_and_the_event_say_it(world):
    row = named(world)
    event = Event.objects.get(verb=Verb.STAND_IN_NAMED)
    assert (row.absent, row.person, row.abilities) == (world.head, world.neighbour, ["request.endorse"])
    assert (event.facts["absent"], event.facts["person"]) == (world.head.pk, world.neighbour.pk)


REFUSED = {
    "somebody else's": ({"actor": "colleague"}, NOT_YOURS),
    "an administrator of elsewhere": ({"actor": "other_admin"}, NOT_YOURS),
    "what one does not hold": ({"abilities": (Can.REQUEST_DECIDE,)}, NOT_HELD),
    "nothing": ({"abilities": ()}, NOT_HELD),
    "what cannot be lent": ({"absent": "manager", "abilities": (Can.ACCOUNT_MANAGE,)}, NOT_HELD),
    "oneself": ({"person": "head"}, NOT_HERE),
    "a stranger": ({"person": "stranger"}, NOT_HERE),
    "nobody's colleague": ({"person": "nobody"}, NOT_HERE),
    "yesterday": ({"first": -1}, DAYS),
    "the wrong order": ({"first": 5, "last": 4}, DAYS),
    "for ever": ({"last": 400}, DAYS),
}


@pytest.mark.parametrize(("words", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_why(world, words, sentence):
    with pytest.raises(NotAllowed) as caught:
        named(world, **words)
    assert caught.value.sentence == sentence
    assert StandIn.objects.count() == 0


def test_a_program_stands_in_for_nobody(world):
    User.objects.filter(pk=world.neighbour.pk).update(is_service=True)
    world.people["neighbour"] = User.objects.get(pk=world.neighbour.pk)
    with pytest.raises(NotAllowed):
        named(world)


def test_an_administrator_may_name_one_for_somebody_else(world):
    assert named(world, actor="admin").named_by == world.admin


@pytest.mark.parametrize(("first", "last", "fits"), [(7, 9, False), (0, 0, False), (8, 20, True)])
def test_two_absences_do_not_overlap(world, first, last, fits):
    named(world)
    if fits:
        assert named(world, person="colleague", first=first, last=last)
        return
    with pytest.raises(NotAllowed) as caught:
        named(world, person="colleague", first=first, last=last)
    assert caught.value.sentence == TWICE


def test_who_may_end_it_and_only_once(world):
    row = named(world)
    able = set()
    for name, person in world.people.items():
        with undone():
            try:
                end_stand_in(row, actor=person, at=world.tick())
            except NotAllowed:
                continue
            able.add(name)
    assert able == {"head", "neighbour", "admin"}
    end_stand_in(row, actor=world.head, at=world.tick())
    with pytest.raises(NotAllowed):
        end_stand_in(row, actor=world.head, at=world.tick())
    assert not StandIn.objects.on(timezone.localdate()).exists()


def data(**words):
    today = timezone.localdate().isoformat()
    return {"person": "neighbour@example.org", "abilities": ["request.endorse"], "since": today, "until": today} | words


def test_the_page_names_shows_and_ends(world, as_):
    head = as_("head")
    assert head.post(reverse(PATH), data()).status_code == 303
    assert "Neighbour vous remplace" in head.get(reverse(PATH)).content.decode()
    assert "Vous remplacez Head" in as_("neighbour").get(reverse(PATH)).content.decode()
    row = StandIn.objects.get()
    assert as_("colleague").post(reverse("organisation:stand_in_end", args=[row.pk])).status_code == 404
    assert head.post(reverse("organisation:stand_in_end", args=[row.pk])).status_code == 303
    assert StandIn.objects.get().ended_at


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"person": "stranger@example.org"}, 422),
        ({"abilities": ["request.decide"]}, 422),
        ({"until": "2020-01-01"}, 403),
    ],
)
def test_what_the_page_refuses_is_kept_to_be_mended(world, as_, words, status):
    answer = as_("head").post(reverse(PATH), data(**words))
    assert answer.status_code == status
    assert "error-summary" in answer.content.decode()
    assert StandIn.objects.count() == 0


def test_who_holds_nothing_to_lend_is_told_so(world, as_):
    assert "Rien à confier" in as_("author").get(reverse(PATH)).content.decode()
