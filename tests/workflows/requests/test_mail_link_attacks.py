"""What a decision link must never do: outlive a right, a version or its hours, pass to another, or be guessed."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from django.test import Client

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import Membership, User
from registry.organisation.standing import name_stand_in
from tests.workflows.requests.asking import counts
from tests.workflows.requests.linking import FAR, link, path, signed, text
from workflows.requests.mail_links import SIGNER, token_for
from workflows.requests.models import MailLinkUse, PageRequest, Verdict
from workflows.requests.states import State


@pytest.fixture
def clock(world):
    """The site's clock, at the moment after the cast's last move."""
    with time_machine.travel(world.at + timedelta(hours=1), tick=False) as moving:
        yield moving


@pytest.fixture
def asked(world, clock):
    return world.request(State.SUBMITTED)


@pytest.fixture
def visitor():
    """A browser in which nobody is signed in."""
    return Client()


def demoted(world, asked):
    Membership.objects.filter(user=world.head).delete()


def deactivated(world, asked):
    User.objects.filter(pk=world.head.pk).update(is_active=False)


def wrote(world, asked):
    PageRequest.objects.filter(pk=asked.pk).update(author=world.head)


def changed(world, asked):
    back = world.move(asked, "send_back", "head", reason="Le public ?")
    world.submit(back, "author")


def withdrawn(world, asked):
    world.move(asked, "withdraw", "author")


def answered(world, asked):
    world.move(asked, "endorse", "head")


# what happened between the mail and the click → the answer, and what it says
MEANWHILE = [
    (demoted, 403, "L’aval revient à la direction de l’unité"),
    (deactivated, 403, "n’est plus active"),
    (wrote, 403, "Vous avez rédigé cette demande"),
    (changed, 409, "La demande a changé depuis ce courriel"),
    (withdrawn, 409, "Retirée"),
    (answered, 409, "Avalisée"),
]


@pytest.mark.parametrize(("happened", "status", "says"), MEANWHILE)
def test_what_happened_since_the_mail_counts(world, asked, visitor, happened, status, says):
    address = link(asked, world.head, world.at)
    happened(world, asked)
    verdicts = Verdict.objects.count()
    for response in (visitor.get(address), visitor.post(address, {"move": "endorse"})):
        assert response.status_code == status
        assert says in text(response)
    assert Verdict.objects.count() == verdicts
    assert not MailLinkUse.objects.exists()


def test_the_attempt_on_a_version_that_is_no_more_is_kept(world, asked, visitor):
    address = link(asked, world.head, world.at)
    changed(world, asked)
    visitor.get(address)
    assert not Event.objects.filter(verb=Verb.REQUEST_STALE_DECISION).exists()
    visitor.post(address, {"move": "endorse"})
    assert Event.objects.get(verb=Verb.REQUEST_STALE_DECISION).actor == world.head


@pytest.mark.parametrize(("hours", "status"), [(71, 200), (73, 410)])
def test_it_expires_by_the_rule_of_the_submission(world, asked, visitor, clock, hours, status):
    address = link(asked, world.head, world.at)
    clock.move_to(world.at + timedelta(hours=hours))
    assert visitor.get(address).status_code == status
    done = visitor.post(address, {"move": "endorse"})
    assert done.status_code == (303 if status == 200 else 410)
    assert Verdict.objects.exists() is (status == 200)


def test_the_institutions_own_hours_hold(world, asked, visitor, clock):
    PageRequest.objects.filter(pk=asked.pk).update(rules={"mail_link_hours": 1})
    address = link(asked, world.head, world.at)
    clock.move_to(world.at + timedelta(hours=1, seconds=1))
    assert "Ce lien a expiré" in text(visitor.get(address))


def forged(world, asked):
    good = token_for(asked, world.head, at=world.at)
    payload, _dot, signature = good.rpartition(".")
    other = SIGNER.sign_object([asked.pk, world.manager.pk, asked.version, FAR, ["endorse"]])
    return {
        "nothing": "",
        "noise": "x" * 200,
        "a letter changed": payload[:-1] + ("A" if payload[-1] != "A" else "B") + "." + signature,
        "its end cut off": good[:-1],
        "another's payload": other.rpartition(".")[0] + "." + signature,
        "no signature": payload,
        "of another use": signing.dumps([asked.pk, world.head.pk, asked.version, FAR, ["endorse"]]),
        "of another key": signing.Signer(key="other", salt=SIGNER.salt, sep=".").sign_object([1, 2, 3, 4, []]),
        "a null byte": "a%00b.c",
    }


def test_what_we_did_not_sign_opens_nothing(world, asked, visitor):
    before = counts()
    for what, token in forged(world, asked).items():
        for response in (visitor.get(path(token)), visitor.post(path(token), {"move": "endorse"})):
            assert response.status_code == 404, what
            assert "Ce lien n’est pas valable" in text(response), what
            assert asked.title not in text(response), what
    assert counts() == before


# Even what we had signed by mistake would not pass: whom, for which move, on a request in which state.
NOT_THEIRS = [
    ("author", "endorse", State.SUBMITTED),
    ("colleague", "endorse", State.SUBMITTED),
    ("manager", "endorse", State.SUBMITTED),
    ("head", "approve", State.IN_REVIEW),
    ("adviser", "approve", State.IN_REVIEW),
    ("auditor", "refuse", State.IN_REVIEW),
    ("stranger", "approve", State.IN_REVIEW),
    ("other_manager", "approve", State.IN_REVIEW),
    ("manager", "consent", State.WITH_LEADERSHIP),
    ("author", "withdraw", State.SUBMITTED),
    ("author", "submit", State.DRAFT),
    ("head", "approve", State.SUBMITTED),
]


@pytest.mark.parametrize(("who", "move", "name"), NOT_THEIRS)
def test_a_link_gives_no_right_that_its_person_has_not(world, clock, visitor, who, move, name):
    asked = world.request(name)
    address, before = signed(asked, world.people[who], move), counts()
    said = {"move": move, "reason_code": "other", "reason": "x", "alternative": "x"}
    for response in (visitor.get(address), visitor.post(address, said)):
        assert response.status_code == 403
    assert counts() == before


def test_it_makes_the_moves_that_it_carries_and_no_other(world, asked, visitor):
    address, before = signed(asked, world.head, "endorse"), counts()
    page = text(visitor.get(address))
    assert 'value="endorse"' in page
    assert 'value="send_back"' not in page
    for move in ("send_back", "withdraw", "submit", "", "nonsense"):
        assert visitor.post(address, {"move": move, "reason": "Non."}).status_code == 200
    assert counts() == before


def test_the_version_is_the_links_whatever_the_form_says(world, asked, visitor):
    address = link(asked, world.head, world.at)
    changed(world, asked)
    now = PageRequest.objects.get(pk=asked.pk).version
    assert visitor.post(address, {"move": "endorse", "seen": now}).status_code == 409


def test_four_eyes_hold_by_this_door_as_well(world, clock, visitor):
    """A head's own request has no other head: a second manager endorses, who then does not decide it."""
    asked = world.submit(world.draft(author="head"), "head")
    assert token_for(asked, world.head, at=world.at) == ""
    visitor.post(link(asked, world.manager, world.at), {"move": "endorse"})
    endorsed = PageRequest.objects.get(pk=asked.pk)
    assert token_for(endorsed, world.manager, at=world.at) == ""
    address = signed(endorsed, world.manager, "take")
    assert "Vous avez avalisé cette demande" in text(visitor.get(address))
    assert visitor.post(address, {"move": "take"}).status_code == 403


def test_a_stand_in_answers_for_the_absent_person_until_the_last_day(world, clock, visitor):
    days = {"since": world.at.date(), "until": world.at.date() + timedelta(days=1)}
    lent = {"abilities": ["request.endorse"], "actor": world.head, "at": world.at}
    name_stand_in(world.head, world.neighbour, **lent, **days)
    asked, other = world.request(State.SUBMITTED), world.request(State.SUBMITTED)
    addresses = [link(row, world.neighbour, world.at) for row in (asked, other)]
    assert visitor.post(addresses[0], {"move": "endorse"}).status_code == 303
    verdict = Verdict.objects.get(page_request=asked)
    assert (verdict.by, verdict.on_behalf_of) == (world.neighbour, world.head)
    clock.move_to(world.at + timedelta(days=2, hours=12))
    assert visitor.post(addresses[1], {"move": "endorse"}).status_code == 403


def test_a_caller_who_guesses_is_stopped_and_nobody_else(world, asked, visitor, settings):
    settings.BAD_LINKS_PER_HOUR = 3
    cache.clear()  # the clock of these tests stands still
    address = link(asked, world.head, world.at)
    tried = [visitor.get(path(f"guess{number}")).status_code for number in range(5)]
    assert tried == [404, 404, 404, 429, 429]
    assert visitor.post(address, {"move": "endorse"}).status_code == 429
    assert not Verdict.objects.exists()
    assert Client(REMOTE_ADDR="203.0.113.9").get(address).status_code == 200
    cache.clear()
