"""The pages of decisions: who sees what, and the whole way by hand."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from registry.language import Pair
from tests.workflows.exits.pages import (
    CREATE,
    LIST,
    PREPARERS,
    READERS,
    RECORD,
    edit_data,
    text,
)
from tests.world import EXIT_WAY
from workflows.exits import actions
from workflows.exits.models import ExitDecision
from workflows.exits.states import PUBLIC, Kind, State


@pytest.mark.parametrize("state", EXIT_WAY)
def test_published_for_everybody_and_files_for_readers(world, as_, state):
    decision = world.exit(state)
    for name in [None, *world.people]:
        expected = 200 if state in PUBLIC or name in READERS else 404
        assert as_(name).get(decision.get_absolute_url()).status_code == expected, name


def test_no_name_of_a_person_for_visitors(world, as_):
    decision = world.exit(State.IN_FORCE)
    page = text(as_(None).get(decision.get_absolute_url()))
    assert not [person.full_name for person in world.people.values() if person.full_name in page.split("<main")[1]]
    assert "par Leader" in text(as_("auditor").get(decision.get_absolute_url()))
    assert "par Leader" not in text(as_("other_leader").get(decision.get_absolute_url()))


def test_from_a_blank_form_to_a_public_page(world, as_):
    world.account("https://x.com/hydro_ex", title=Pair("Génie hydrique", ""))
    manager, leader = as_("manager"), as_("leader")
    started = manager.post(
        CREATE,
        {"institution": world.poly.pk, "platform": world.platform("x").pk, "kind": "suspend", "reasons": ["values"]},
    )
    assert started.status_code == 303
    decision = ExitDecision.objects.get()
    saved = manager.post(
        started.url,
        edit_data(
            manager, decision, rationale_fr="Nos valeurs.", rationale_en="Our values.", effective_on="2025-01",
            stated_figure="60000", stated_wording_fr="au total",
            **{
                "lines-1-label_fr": "Comptes d’associations", "lines-1-label_en": "Accounts of associations",
                "lines-1-covered": "no", "channels-0-label_fr": "Site", "channels-0-address": "https://example.org/",
            },
        ),
    )  # fmt: skip
    assert saved.status_code == 303, text(saved)
    for client, move in zip(
        (manager, leader, manager, manager), ("propose", "decide", "announce", "bring_into_force"), strict=True
    ):
        decision = ExitDecision.objects.get()
        answer = client.post(f"{decision.get_absolute_url()}{move}/", {"seen": decision.version})
        assert answer.status_code == 303, (move, text(answer))
    page = text(as_(None).get(decision.get_absolute_url()))
    for words in (
        "Génie hydrique",
        "60",
        "Comptes d’associations",
        "Expressément non couvert",
        "janvier 2025",
        "https://example.org/",
    ):
        assert words in page
    assert "Mois seul" in page


def test_a_move_on_an_older_version_shows_what_happened_and_can_go_on(world, as_):
    decision = world.exit(State.PROPOSED)
    seen = decision.version
    decision = actions.send_back(decision, actor=world.leader2, at=world.tick(), seen=seen, reason="Trop court.")
    decision = actions.propose(decision, actor=world.manager, at=world.tick(), seen=decision.version)
    leader, url = as_("leader"), decision.get_absolute_url()
    answer = leader.post(f"{url}decide/", {"seen": seen})
    assert answer.status_code == 409
    assert "Trop court." in text(answer)
    assert len(answer.context["missed"]) == 2
    fresh = answer.context["moves"]["decide"]["seen"].value()
    assert leader.post(f"{url}decide/", {"seen": fresh}).status_code == 303


@pytest.mark.parametrize("move", ["propose", "decide", "withdraw"])
def test_another_institutions_leadership_finds_nothing_to_move(world, as_, move):
    decision = world.exit(State.PROPOSED)
    answer = as_("other_leader").post(f"{decision.get_absolute_url()}{move}/", {"seen": decision.version})
    assert answer.status_code == 404
    public = world.exit(State.ANNOUNCED, platform="facebook")
    answer = as_("other_leader").post(f"{public.get_absolute_url()}bring_into_force/", {"seen": public.version})
    assert answer.status_code == 403
    assert ExitDecision.objects.get(pk=public.pk).state == State.ANNOUNCED


def test_a_refused_move_keeps_what_was_typed(world, as_):
    decision = world.exit(State.DECIDED)
    url = f"{decision.get_absolute_url()}announce/"
    answer = as_("manager").post(
        url, {"seen": decision.version, "announced_on": "2999-01-01", "communique_url": "https://example.org/c"}
    )
    assert answer.status_code == 422
    assert "2999-01-01" in text(answer)
    assert "https://example.org/c" in text(answer)
    assert as_("manager").post(url, {"seen": "x"}).status_code == 422
    assert as_("manager").get(url).status_code == 405
    assert as_("manager").post(f"{decision.get_absolute_url()}explode/", {"seen": 1}).status_code == 404


# page → who may open it, among the signed-in
OPEN = {CREATE: {"manager", "manager2", "leader", "leader2", "other_manager", "other_leader"}}
OPEN[RECORD] = {"manager", "manager2", "other_manager"}


@pytest.mark.parametrize("url", OPEN)
def test_who_may_write(world, as_, url):
    assert as_(None).get(url).status_code == 302
    for name in world.people:
        assert as_(name).get(url).status_code == (200 if name in OPEN[url] else 403), name


def test_who_may_edit(world, as_):
    draft, decided = world.exit(State.DRAFT), world.exit(State.DECIDED, platform="facebook")
    for name in world.people:
        expected = 200 if name in PREPARERS else (403 if name in READERS else 404)
        assert as_(name).get(f"{draft.get_absolute_url()}edit/").status_code == expected, name
    assert as_("manager").get(f"{decided.get_absolute_url()}edit/").status_code == 303


def test_both_sides_of_a_reversal_lead_to_each_other(world, as_):
    old = world.exit(State.IN_FORCE)
    new = world.exit(State.IN_FORCE, kind=Kind.RETURN, reverses=old)
    assert new.get_absolute_url() in text(as_(None).get(old.get_absolute_url()))
    assert old.get_absolute_url() in text(as_(None).get(new.get_absolute_url()))


def test_an_older_name_leads_to_the_page(world, as_):
    decision = world.exit(State.IN_FORCE)
    answer = as_(None).get(reverse("exits:detail", args=[f"former-name-{decision.pk}"]))
    assert (answer.status_code, answer.url) == (302, decision.get_absolute_url())
    for slug in ("x", "x-", "x-0", "x-99999999999999999999", f"{decision.pk}x"):
        assert as_(None).get(reverse("exits:detail", args=[slug])).status_code == 404, slug


def test_the_page_asks_the_same_whatever_its_lines(world, as_, django_assert_max_num_queries):
    for number in range(20):
        world.account(f"https://x.com/account_{number}", unit=["hydro", "library", "lab"][number % 3])
    decision = world.exit(State.PROPOSED)
    client = as_("leader")
    with django_assert_max_num_queries(22):
        client.get(decision.get_absolute_url())
    draft = world.exit(State.DRAFT)
    client = as_("manager")
    with django_assert_max_num_queries(18):
        client.get(f"{draft.get_absolute_url()}edit/")


class Balance(HTMLParser):
    """Refuses an element that is closed twice, or never."""

    VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "path", "circle"})

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag, self.getpos()


def test_every_element_is_closed_once(world, as_):
    world.account("https://x.com/hydro_ex")
    draft, held = world.exit(State.DRAFT), world.exit(State.IN_FORCE, platform="facebook")
    manager = as_("manager")
    answers = [manager.get(f"{LIST}{query}") for query in ("", "?view=positions", "?view=files", "?q=zzz")]
    answers += [manager.get(url) for url in (CREATE, RECORD, draft.get_absolute_url(), held.get_absolute_url())]
    answers += [manager.get(f"{draft.get_absolute_url()}edit/"), manager.post(CREATE, {}), manager.post(RECORD, {})]
    answers += [manager.post(f"{draft.get_absolute_url()}propose/", {"seen": 0})]
    answers += [as_(None).get(held.get_absolute_url()), as_(None).get(LIST)]
    for answer in answers:
        balance = Balance()
        balance.feed(text(answer))
        assert balance.open == [], answer.request["PATH_INFO"]
