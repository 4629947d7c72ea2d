"""A new name is answered by whoever may say it: by a steward where the platform vouches, else by whoever recognises accounts."""

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.accounts.models import Account, StewardRank
from registry.accounts.status import Standing
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers import contacts
from registry.followers.actions import CannotCount
from registry.followers.collectors.base import Failed, Found
from registry.followers.models import Contact, NameQuestion
from registry.followers.naming import answer_name
from registry.followers.states import NameReply, Outcome
from registry.organisation.permissions import NotAllowed

SENTENCES = (
    "La plateforme ne donne plus ce compte",
    "La plateforme lui donne un autre nom",
    "Un autre compte répond sous ce nom",
)
KNOWN, OTHER = "7@mastodon.social", "8@mastodon.social"


def found(stable_id: str, handle: str) -> Found:
    return Found(1200, "followers", True, stable_id, f"{handle}@mastodon.social", "https://mastodon.social/api")


@pytest.fixture
def hydro(world) -> Account:
    held = world.account("https://mastodon.social/@hydro", standing=Standing.UNCONFIRMED)
    contacts.heard(held, found(KNOWN, "hydro"), at=timezone.now())
    return held


def asked(account: Account, stable_id: str, handle: str) -> NameQuestion:
    contacts.heard(account, found(stable_id, handle), at=timezone.now())
    return NameQuestion.objects.get(account=account, reply="")


def test_the_same_number_is_renamed_by_its_steward(world, hydro):
    question = answer_name(asked(hydro, KNOWN, "eau"), same=True, reason="Vu.", actor=world.steward, at=timezone.now())
    hydro.refresh_from_db()
    assert (question.reply, hydro.handle, hydro.address) == (
        NameReply.RENAMED,
        "eau@mastodon.social",
        "https://mastodon.social/@eau",
    )
    assert hydro.former_handles.get().handle == "hydro@mastodon.social"
    assert set(Event.objects.about(hydro).values_list("verb", flat=True)) >= {Verb.ACCOUNT_RENAMED, Verb.NAME_ANSWERED}
    contacts.heard(hydro, found(KNOWN, "eau"), at=timezone.now())
    assert NameQuestion.objects.filter(reply="").count() == 0
    with pytest.raises(CannotCount):
        answer_name(question, same=True, actor=world.steward, at=timezone.now())


@pytest.mark.parametrize("handle", ["hydro", "eau"])
def test_another_number_is_the_same_account_for_a_manager_alone(world, hydro, handle):
    question = asked(hydro, OTHER, handle)
    with pytest.raises(NotAllowed):
        answer_name(question, same=True, actor=world.steward, at=timezone.now())
    answer_name(question, same=True, reason="Recréé.", actor=world.manager, at=timezone.now())
    assert Contact.objects.get().stable_id == OTHER
    hydro.refresh_from_db()
    assert hydro.handle == f"{handle}@mastodon.social"
    assert contacts.heard(hydro, found(OTHER, handle), at=timezone.now()) == ""


@pytest.mark.parametrize(("stable_id", "handle"), [(OTHER, "hydro"), (OTHER, "eau"), ("", "eau")])
def test_another_account_is_not_asked_about_again_and_does_not_count(world, hydro, stable_id, handle):
    answer_name(asked(hydro, stable_id, handle), same=False, reason="Non.", actor=world.steward, at=timezone.now())
    assert contacts.heard(hydro, found(stable_id, handle), at=timezone.now())
    assert NameQuestion.objects.filter(reply="").count() == 0
    assert (Contact.objects.get().outcome, Contact.objects.get().stable_id) == (Outcome.UNKNOWN, KNOWN)
    # The true one comes back.
    assert contacts.heard(hydro, found(KNOWN, "hydro"), at=timezone.now()) == ""
    hydro.refresh_from_db()
    assert hydro.handle == "hydro@mastodon.social"


def test_a_first_number_that_was_another_accounts_is_forgotten(world):
    held = world.account("https://mastodon.social/@hydro", standing=Standing.UNCONFIRMED)
    question = asked(held, OTHER, "eau")
    assert Contact.objects.get().stable_id == OTHER
    answer_name(question, same=False, reason="Non.", actor=world.steward, at=timezone.now())
    assert (Contact.objects.get().stable_id, Contact.objects.get().outcome) == ("", Outcome.UNKNOWN)
    assert contacts.heard(held, found(KNOWN, "hydro"), at=timezone.now()) == ""
    assert Contact.objects.get().stable_id == KNOWN


def test_a_name_that_the_register_has_already_is_refused(world, hydro):
    world.account("https://mastodon.social/@eau", standing=Standing.UNCONFIRMED)
    with pytest.raises(NotAllowed):
        answer_name(asked(hydro, KNOWN, "eau"), same=True, actor=world.steward, at=timezone.now())
    assert NameQuestion.objects.get().reply == ""


def test_nobody_else_answers(world, hydro):
    question = asked(hydro, KNOWN, "eau")
    for person in (world.author, world.head, world.leader, world.stranger, world.other_manager):
        for same in (True, False):
            with pytest.raises(NotAllowed):
                answer_name(question, same=same, actor=person, at=timezone.now())


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("https://www.linkedin.com/school/polymtl", "PolyMTL"),
        ("https://x.com/polymtl", "@PolyMTL"),
        ("https://mastodon.social/@polymtl", "polymtl"),
        ("https://mastodon.social/@polymtl", "not a name"),
        ("https://github.com/polymtl", ""),
    ],
)
def test_the_same_name_in_other_letters_or_none_at_all_asks_nothing(world, address, given):
    held = world.account(address, standing=Standing.UNCONFIRMED)
    contacts.heard(held, Found(5, "followers", True, "1", given, address), at=timezone.now())
    assert not NameQuestion.objects.exists()


def test_the_pages_show_and_take_the_answer(world, as_, hydro):
    question = asked(hydro, OTHER, "eau")
    page = reverse("followers:name", args=[question.pk])
    assert page in as_("steward").get(reverse("followers:names")).content.decode()
    for person, may in (("steward", False), ("manager", True)):
        shown = as_(person).get(page).content.decode()
        assert ('value="yes"' in shown) is may
    assert as_("steward").post(page, {"same": "yes", "reason": "Vu."}).status_code == 422
    answered = as_("manager").post(page, {"same": "yes", "reason": "Recréé."})
    assert (answered.status_code, answered.url) == (303, reverse("accounts:detail", args=[hydro.slug]))
    assert as_("manager").post(page, {"same": "no", "reason": "Non."}).status_code == 409
    assert page not in as_("steward").get(reverse("followers:names")).content.decode()


def test_lost_accounts_are_listed_for_whoever_answers_for_them(world, as_, hydro):
    contacts.failed(hydro, Failed(Outcome.SUSPENDED, "HTTP 410"), at=timezone.now())
    listed = reverse("followers:lost")
    assert hydro.display in as_("steward").get(listed).content.decode()
    assert hydro.display not in as_("other_manager").get(listed).content.decode()


@pytest.mark.parametrize(
    ("stable_id", "handle", "said"),
    [
        (OTHER, "hydro", {"Un autre compte répond sous ce nom"}),
        (OTHER, "eau", {"La plateforme ne donne plus ce compte", "La plateforme lui donne un autre nom"}),
        (KNOWN, "eau", {"La plateforme lui donne un autre nom"}),
        (KNOWN, "hydro", set()),
    ],
)
def test_my_accounts_and_the_page_of_the_account_say_it(world, as_, hydro, stable_id, handle, said):
    hydro.stewardships.create(user=world.steward, rank=StewardRank.PRIMARY, since=timezone.localdate())
    contacts.heard(hydro, found(stable_id, handle), at=timezone.now())
    for page in (reverse("accounts:mine"), reverse("accounts:detail", args=[hydro.slug])):
        shown = as_("steward").get(page).content.decode()
        assert {sentence for sentence in SENTENCES if sentence in shown} == said
        for question in NameQuestion.objects.all():
            assert reverse("followers:name", args=[question.pk]) in shown


def test_the_lists_ask_as_often_for_many_as_for_one(world, as_, django_assert_max_num_queries):
    for n in range(12):
        held = world.account(f"https://mastodon.social/@unit{n}", standing=Standing.UNCONFIRMED)
        contacts.heard(held, found(f"{n}@mastodon.social", f"other{n}"), at=timezone.now())
        contacts.failed(held, Failed(Outcome.UNKNOWN, "HTTP 404"), at=timezone.now())
    manager = as_("manager")
    for name in ("followers:names", "followers:lost"):
        with django_assert_max_num_queries(9):
            assert manager.get(reverse(name)).status_code == 200


def test_stewards_are_told_or_else_the_managers(world, hydro):
    told = {}
    for steward in (None, world.steward):
        if steward:
            hydro.stewardships.create(user=steward, rank=StewardRank.PRIMARY, since=timezone.localdate())
        contacts.failed(hydro, Failed(Outcome.UNKNOWN), at=timezone.now())
        event = Event.objects.about(hydro).filter(verb=Verb.ACCOUNT_LOST_SEEN).order_by("-pk").first()
        told[steward] = {notice.recipient for notice in event.notifications.all()}
        contacts.heard(hydro, found(KNOWN, "hydro"), at=timezone.now())
    assert told == {None: {world.manager, world.manager2}, world.steward: {world.steward}}
