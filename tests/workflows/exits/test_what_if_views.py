"""The pages of *what if*: who sees which numbers, in how many queries, and what is kept of them."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.accounts.status import Standing
from tests.workflows.exits.asking_if import HOME, count
from tests.workflows.exits.pages import peers, stance, text
from tests.workflows.exits.test_what_if_actions import kept
from workflows.exits.models import Scenario
from workflows.exits.states import State
from workflows.exits.what_if_actions import draft_from

ASKED = f"{HOME}?platform=x&kind=suspend"
PREPARERS = {"manager", "manager2", "leader", "leader2"}


def test_who_asks(world, as_):
    answers = {name: as_(name).get(ASKED).status_code for name in world.people}
    others = {"other_manager", "other_leader"}
    assert {name for name, status in answers.items() if status == HTTPStatus.OK} == PREPARERS | others
    assert set(answers.values()) == {HTTPStatus.OK, HTTPStatus.FORBIDDEN}


@pytest.mark.parametrize("query", ["&of=other", "&unit=abroad", "&unit=no-such-unit", "&of=no-such"])
def test_another_institution_is_not_there(world, as_, query):
    slugs = {name: unit.slug for name, unit in world.units.items()}
    for name, slug in slugs.items():
        query = query.replace(f"={name}", f"={slug}")
    assert as_("leader").get(ASKED + query).status_code == HTTPStatus.NOT_FOUND


def test_numbers_of_another_institution_are_on_no_page(world, as_):
    count(world, world.account("https://x.com/here_ex"), 12)
    count(
        world,
        world.account("https://x.com/abroad_ex", unit="abroad", standing=Standing.AFFILIATED),
        7654321,
        who="other_manager",
    )
    scenario = kept(world)
    theirs = as_("other_leader")
    assert "7654321" not in text(as_("leader").get(ASKED)).replace("\u202f", "").replace("\xa0", "")
    for path in (f"{HOME}{scenario.pk}/", f"{HOME}compare/?s={scenario.pk}"):
        assert theirs.get(path).status_code == HTTPStatus.NOT_FOUND
    assert theirs.post(f"{HOME}{scenario.pk}/draft/").status_code == HTTPStatus.NOT_FOUND
    assert "Suspendre</a>" not in text(theirs.get(HOME))


def test_every_figure_has_its_age(world, as_):
    account, missing = world.account("https://x.com/here_ex"), world.account("https://x.com/none_ex")
    count(world, account, 1200)
    page = as_("leader").get(ASKED)
    assert [(row.account, row.sum["followers"], row.sum["last"]) for row in page.context["accounts"]] == [
        (account, 1200, "2026-11-20"),
        (missing, 0, ""),
    ]
    shown = text(page)
    for words in ("non relevé", "Une somme n’est pas un nombre de personnes", "20 nov. 2026", "Pas encore connues"):
        assert words in shown, words


def test_what_others_announced_is_dated_although_its_effect_is_not(world, as_):
    peers(world, 1)
    page = as_("leader").get(ASKED)
    assert [peer.announced_on for peer in page.context["picture"].peers] == ["2010"]
    assert "effet non daté par la source" in text(page)
    assert "date inconnue" not in text(page)


@pytest.mark.parametrize("query", ["?platform=nowhere&kind=suspend", "?platform=x&kind=vanish", "?platform=x"])
def test_a_question_that_is_none(world, as_, query):
    page = as_("leader").get(HOME + query)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "picture" not in page.context


@pytest.mark.parametrize("page", ["0", "99", "-1", "abc", "９", "99999999999999999999"])
def test_a_page_that_is_not_there_is_another_one(world, as_, page):
    world.account("https://x.com/here_ex")
    assert len(as_("leader").get(f"{ASKED}&page={page}").context["accounts"]) == 1


def test_the_queries_of_the_page_do_not_grow(world, as_):
    client = as_("leader")
    client.get(ASKED)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(ASKED).status_code == HTTPStatus.OK
        return len(caught)

    world.account("https://x.com/first_ex")
    stance(world, "first", "left")
    kept(world)
    few = queries()
    for number in range(8):
        count(world, world.account(f"https://x.com/more{number}_ex", unit="library"), number)
        stance(world, f"peer-{number}", "left")
        kept(world, name=f"n{number}")
    assert queries() <= few + 1  # the names of units that are alone
    assert queries() <= 10, [q["sql"][:150] for q in connection.queries_log]


def test_keeping_leads_to_what_was_kept(world, as_):
    count(world, world.account("https://x.com/here_ex"), 1200)
    client = as_("leader")
    slug = world.hydro.slug
    data = {"platform": "x", "kind": "suspend", "unit": [slug], "of": world.poly.slug}
    refused = client.post(f"{HOME}keep/", data | {"name": ""})
    assert (refused.status_code, refused.context["picture"].touched["accounts"]) == (422, 1)
    answer = client.post(f"{HOME}keep/", data | {"name": "Hydrique d’abord"})
    scenario = Scenario.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{HOME}{scenario.pk}/")
    assert scenario.criteria == {"units": [slug], "treatment": "suspended"}
    assert "1\u202f200" in text(client.get(answer["Location"])) or "1\xa0200" in text(client.get(answer["Location"]))


def test_a_scenario_becomes_a_draft_and_stays_with_it(world, as_):
    count(world, world.account("https://x.com/here_ex"), 1200)
    scenario = kept(world, name="Se taire")
    client = as_("leader")
    answer = client.post(f"{HOME}{scenario.pk}/draft/")
    scenario.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, f"{scenario.decision.get_absolute_url()}edit/")
    again = client.post(f"{HOME}{scenario.pk}/draft/")
    assert (again.status_code, "déjà devenu" in text(again)) == (422, True)
    assert "Se taire" in text(client.get(scenario.decision.get_absolute_url()))


@pytest.mark.parametrize(("who", "seen"), [("auditor", True), ("adviser", True), ("author", False), (None, False)])
def test_only_readers_of_the_file_see_what_prepared_a_published_decision(world, as_, who, seen):
    scenario = kept(world, name="Se taire")
    decision = draft_from(scenario, actor=world.leader, at=world.tick())
    type(decision).objects.filter(pk=decision.pk).update(state=State.ANNOUNCED)
    assert ("Se taire" in text(as_(who).get(decision.get_absolute_url()))) == seen


def test_a_reader_who_does_not_prepare_makes_no_draft(world, as_):
    scenario = kept(world)
    assert as_("auditor").get(f"{HOME}{scenario.pk}/").status_code == HTTPStatus.OK
    assert as_("auditor").post(f"{HOME}{scenario.pk}/draft/").status_code == HTTPStatus.FORBIDDEN


def test_scenarios_side_by_side(world, as_):
    count(world, world.account("https://x.com/here_ex"), 1200)
    count(world, world.account("https://x.com/there_ex", unit="library"), 34)
    one, two = kept(world, name="Tout"), kept(world, "library", name="La bibliothèque")
    page = as_("auditor").get(f"{HOME}compare/?s={two.pk}&s={one.pk}")
    assert [column.scenario for column in page.context["columns"]] == [two, one]
    measures = {row.label: [cell.value for cell in row.cells] for row in page.context["measures"]}
    assert measures["Comptes touchés"] == [1, 2]
    assert measures["Abonnés, somme"] == [34, 1234]


@pytest.mark.parametrize("query", ["?s=999999", "?s=abc", "?s=-1"])
def test_a_scenario_that_is_not_there(world, as_, query):
    assert as_("leader").get(f"{HOME}compare/{query}").status_code == HTTPStatus.NOT_FOUND


def test_the_first_ones_of_too_many_and_an_empty_choice(world, as_):
    numbers = [kept(world, name=f"n{n}").pk for n in range(6)]
    page = as_("leader").get(f"{HOME}compare/?" + "&".join(f"s={number}" for number in numbers))
    assert (len(page.context["columns"]), page.context["left_out"]) == (4, 2)
    assert "Choisissez des scénarios" in text(as_("leader").get(f"{HOME}compare/"))
