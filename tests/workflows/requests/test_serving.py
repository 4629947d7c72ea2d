"""*Would an existing account serve?* Which are shown, what is answered, and a page that is avoided."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from registry.accounts.actions import name_steward
from registry.accounts.handing_over import describe
from registry.accounts.models import StewardRank
from registry.accounts.status import Standing, Status
from tests.ways import avoided as avoid
from workflows.machine import Refused
from workflows.requests.models import Alternative, PageRequest
from workflows.requests.moves import open_moves
from workflows.requests.offers import reply_to_offer
from workflows.requests.queries.serving import MOST, avoided, candidates, unanswered
from workflows.requests.serving import Offered, Wanted, best, score
from workflows.requests.states import Kind, State

WANTED = Wanted(1, frozenset({"students"}), frozenset({"fr"}), (5, 3, 1))
SAME = Offered(1, frozenset({"students"}), frozenset({"fr"}), 5)
# From the best to those that cannot serve.
ORDER = [
    SAME,
    Offered(1, frozenset({"students"}), frozenset({"fr"}), 9),
    Offered(2, frozenset({"students"}), frozenset({"fr"}), 5),
    Offered(2, frozenset({"students"}), frozenset({"en"}), 9),
    Offered(1, frozenset({"press"}), frozenset({"fr"}), 5),
]


def test_the_same_public_first():
    assert best(WANTED, list(enumerate(ORDER)), 10) == [0, 1, 2, 3]
    assert best(WANTED, list(enumerate(reversed(ORDER))), 2) == [4, 3]


@given(st.sets(st.sampled_from(["students", "press", "public"])), st.integers(1, 3), st.integers(1, 9))
def test_no_public_shared_is_no_service(audiences, platform, unit):
    offered = Offered(platform, frozenset(audiences), frozenset({"fr"}), unit)
    assert (score(WANTED, offered) > 0) is ("students" in audiences)


def account(world, name, audiences=("future_students",), **words):
    row = world.account(f"https://www.facebook.com/{name}.example", **words)
    return describe(row, audiences=audiences, rhythm="Chaque jour", actor=world.manager, at=world.at)


def test_which_accounts_are_shown(world):
    serving = account(world, "serving", unit="library")
    account(world, "elsewhere", audiences=("press",))
    account(world, "asleep", status=Status.DORMANT)
    account(world, "unconfirmed", standing=Standing.UNCONFIRMED)
    assert [row.account for row in candidates(world.draft())] == [serving]
    assert candidates(world.draft(kind=Kind.DECLARE)) == []
    assert candidates(world.draft(audiences=[])) == []


def test_no_more_than_a_few_and_few_questions(world, django_assert_max_num_queries):
    for number in range(MOST + 3):
        account(world, f"serving{number}")
    asked = world.draft()
    with django_assert_max_num_queries(4):
        assert len(candidates(asked)) == MOST


def test_each_is_answered_before_the_submission(world, as_):
    serving = account(world, "serving")
    asked = world.draft()
    with pytest.raises(Refused, match="serving"):
        world.submit(asked, "author")
    path = reverse("requests:serving", args=[asked.pk])
    client = as_("author")
    assert "Chaque jour" in client.get(path).content.decode()
    data = {"account": serving.slug, "answer": "does_not_serve", "words": "Ce n’est pas notre sujet."}
    assert client.post(path, data | {"words": ""}).status_code == 422
    assert client.post(path, data).status_code == 303
    assert client.post(path, data | {"words": "Autre chose."}).status_code == 409
    assert unanswered(asked) == []
    assert world.submit(asked, "author").state == State.SUBMITTED


def test_an_offer_accepted_avoids_a_page(world, as_):
    serving = account(world, "serving", unit="library")
    name_steward(serving, world.neighbour, StewardRank.PRIMARY, actor=world.manager, at=world.at, since=world.at.date())
    asked = world.draft()
    data = {"account": serving.slug, "answer": "offer", "words": "Deux billets par mois."}
    as_("author").post(reverse("requests:serving", args=[asked.pk]), data)
    offer = Alternative.objects.get()
    assert "publish_instead" not in open_moves(asked, world.author)
    path = reverse("requests:offer", args=[asked.pk, offer.pk])
    for person in ("author", "adviser", "stranger"):
        assert as_(person).get(path).status_code == 404
    assert offer.account.display in as_("neighbour").get(reverse("requests:list")).content.decode()
    assert as_("neighbour").post(path, {"accepted": "yes", "words": "Volontiers."}).status_code == 303
    assert as_("neighbour").post(path, {"accepted": "no"}).status_code == 409
    assert "publish_instead" in open_moves(asked, world.author)
    asked = world.move(asked, "publish_instead", "author")
    assert asked.state == State.AVOIDED


def test_an_offer_declined_avoids_nothing(world):
    serving = account(world, "serving")
    asked = world.draft()
    offer = Alternative.objects.create(
        page_request=asked, account=serving, answer="offer", words="Y publier ?", by=world.author, at=world.at
    )
    reply_to_offer(offer, actor=world.manager, at=world.tick(), accepted=False, words="Non.")
    with pytest.raises(Refused):
        world.move(asked, "publish_instead", "author")


def test_pages_avoided_are_counted(world, as_):
    avoid(world)
    day = world.at.date()
    assert PageRequest.objects.filter(avoided(day, day)).count() == 1
    assert not PageRequest.objects.filter(avoided(day + timedelta(days=1), day + timedelta(days=9))).exists()
