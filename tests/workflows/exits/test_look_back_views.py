"""The pages of a look back: what is refused keeps what was typed, what is closed is public, and names nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.accounts.models import Account
from registry.accounts.status import Standing
from registry.followers.actions import Figure, measure
from tests.workflows.exits.looking import LESSONS, in_force, later, looked_back
from tests.workflows.exits.pages import text
from workflows.exits.looking_back import close, mark_of
from workflows.exits.models import ExitDecision, LookBack
from workflows.exits.states import Kind, Outcome, State

YOUTUBE = "https://www.youtube.com/@hydro_ex"


def place(decision, name=""):
    return reverse(f"exits:look_back{name}", args=[decision.slug])


def counted(world, *, standing=Standing.OFFICIAL):
    """A decision with 800 followers elsewhere at its effect and 1,200 now, where 1,500 were expected."""
    account = world.account(YOUTUBE)
    Account.objects.filter(pk=account.pk).update(standing=standing)
    measure(account, Figure(timezone.localdate(world.at), 800, "profil"), actor=world.manager, at=world.tick())
    decision = in_force(world, YOUTUBE, "https://www.example.org/", expected_followers=1500)
    later(world)
    measure(account, Figure(timezone.localdate(world.at), 1200, "tableau"), actor=world.manager, at=world.tick())
    return decision


def shut(world, decision, outcome=Outcome.KEPT):
    row = looked_back(world, decision)
    close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=outcome)
    return row


def test_from_opening_to_closing_by_the_pages(world, as_, time_machine):
    decision = counted(world)
    time_machine.move_to(world.tick())
    manager, leader = as_("manager"), as_("leader")
    assert "s’ouvrira de lui-même le" in text(manager.get(place(decision)))
    assert manager.post(place(decision, "_open"), {"seen": decision.version}).status_code == 303
    page = manager.get(place(decision))
    assert "−300" in text(page)
    assert "+400" in text(page)
    form = page.context["lessons_form"]
    assert "(facultatif)" not in text(page)
    assert "demandés tous deux avant de dire la suite" in text(page)
    assert manager.post(place(decision, "_lessons"), {"seen": form["seen"].value()} | LESSONS).status_code == 303
    assert leader.get(place(decision)).context["outcome_form"]
    assert not manager.get(place(decision)).context["outcome_form"]
    data = {"seen": mark_of(LookBack.objects.get()), "outcome": "reversed"}
    answer = leader.post(place(decision, "_close"), data)
    draft = ExitDecision.objects.get(reverses=decision)
    assert (answer.status_code, answer.url) == (303, draft.get_absolute_url())


def test_an_older_version_keeps_what_was_typed_and_can_go_on(world, as_):
    row = looked_back(world, counted(world))
    manager = as_("manager")
    data = {"seen": "0" * 16, "lessons_fr": "Ma leçon à moi.", "lessons_en": "Mine."}
    answer = manager.post(place(row.decision, "_lessons"), data)
    assert answer.status_code == 409
    for words in ("Ma leçon à moi.", LESSONS["lessons_fr"]):
        assert words in text(answer)
    seen = answer.context["lessons_form"]["seen"].value()
    assert manager.post(place(row.decision, "_lessons"), data | {"seen": seen}).status_code == 303
    assert LookBack.objects.get().lessons_fr == "Ma leçon à moi."


# who, which form, what is sent → the answer
REFUSED = [
    ("leader", "_close", {"outcome": "kept"}, 422),
    ("leader", "_close", {"outcome": "party"}, 422),
    ("leader", "_close", {"outcome": "kept", "seen": ""}, 422),
    ("manager", "_close", {"outcome": "kept"}, 403),
    ("auditor", "_lessons", LESSONS, 403),
    ("manager", "_lessons", {"lessons_fr": "x" * 10_001}, 422),
    ("manager", "_open", {"seen": "1"}, 409),
    ("manager", "_open", {"seen": "one"}, 422),
    ("author", "_close", {"outcome": "kept"}, 403),
]


@pytest.mark.parametrize(("who", "name", "data", "status"), REFUSED)
def test_what_is_refused_changes_nothing(world, as_, who, name, data, status):
    row = looked_back(world, in_force(world), written=False)
    answer = as_(who).post(place(row.decision, name), {"seen": mark_of(row)} | data)
    assert answer.status_code == status
    fresh = LookBack.objects.get()
    assert (fresh.outcome, fresh.lessons_fr, ExitDecision.objects.get().state) == ("", "", State.UNDER_REVIEW)


def test_without_any_there_is_nothing_to_write_or_to_close(world, as_):
    decision = in_force(world)
    for name in ("_lessons", "_close"):
        assert as_("leader").post(place(decision, name), {}).status_code == 404
    assert as_("manager").get(place(world.exit(State.DRAFT, platform="facebook"))).status_code == 303


@pytest.mark.parametrize(("kind", "offered"), [(Kind.LEAVE, 3), (Kind.STAY, 2)])
def test_a_return_is_offered_where_something_was_left(world, as_, kind, offered):
    row = looked_back(world, in_force(world, kind=kind))
    assert len(as_("leader").get(place(row.decision)).context["outcome_form"].fields["outcome"].choices) == offered


def test_anyone_reads_a_closed_one_and_nothing_before(world, as_):
    decision = counted(world)
    row = looked_back(world, decision)
    url = decision.get_absolute_url()
    for visitor in (as_(None), as_("author")):
        assert LESSONS["lessons_fr"] not in text(visitor.get(url))
        assert "Bilan" not in text(visitor.get(url))
    close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=Outcome.KEPT)
    page = text(as_(None).get(url)).split("<main")[1]
    for words in (
        *LESSONS.values(),
        "Décision maintenue",
        "1\u202f500",
        "+400",
        "−300",
        "youtube.com/@hydro_ex",
        "tableau",
    ):
        assert words in page, words
    for person in world.people.values():
        assert person.full_name not in page, person
    assert "Faire un bilan" not in page
    assert "Tâches de la décision" not in page
    assert "Tâches de la décision" in text(as_("auditor").get(place(decision)))


def test_an_account_without_a_public_page_is_counted_and_not_named_outside(world, as_):
    decision = counted(world, standing=Standing.UNCONFIRMED)
    shut(world, decision)
    outside, inside = text(as_(None).get(decision.get_absolute_url())), text(as_("auditor").get(place(decision)))
    assert "Un compte sans page publique" in outside
    assert "+400" in outside
    assert "Un compte sans page publique" not in inside


def test_in_english_it_is_english(world, as_):
    decision = counted(world)
    shut(world, decision)
    visitor = as_(None)
    visitor.cookies["django_language"] = "en"
    assert "1,500" in text(visitor.get(decision.get_absolute_url()))


def test_the_page_asks_the_same_whatever_was_looked_back_at(world, as_, django_assert_max_num_queries):
    decision = counted(world)
    for _ in range(5):
        world.at += timedelta(1)
        shut(world, decision)
    looked_back(world, decision)
    client = as_("manager")
    with django_assert_max_num_queries(26):
        assert client.get(place(decision)).status_code == 200
