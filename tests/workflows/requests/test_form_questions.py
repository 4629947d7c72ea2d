"""What the form says and asks as it is filled in: the stance on a platform, names, students, languages, the directive."""

import pytest

from registry.language import Pair
from registry.platforms.actions import record_stance
from registry.platforms.positions import Position
from tests.workflows.requests.asking import counts
from tests.workflows.requests.filling import CREATE, STEPS, WHOLE, fill, path, start, summary, the_draft
from workflows.policies.acknowledging import acknowledge
from workflows.policies.actions import open_policy, publish_version
from workflows.requests.states import Kind

JSON = {"content_type": "application/json"}


@pytest.fixture
def left(world):
    """The institution has left X."""
    facts = {"position": Position.SUSPENDED, "as_of": "2026-01-10"}
    return record_stance(world.poly, world.platform("x"), **facts, actor=world.manager, at=world.tick())


def test_a_platform_that_the_institution_left_says_so_and_is_not_asked_for(world, as_, left):
    client = as_("author")
    assert "X (Twitter) – École d’exemple\u00a0: Activité suspendue" in client.get(CREATE).content.decode()
    assert "Activité suspendue" not in as_("stranger").get(CREATE).content.decode()
    shown = client.post(CREATE, STEPS["kind"] | {"platform": "x", "check": "1"})
    assert (shown.status_code, shown.context["stance"].tone) == (200, "stop")
    before = counts()
    for save in ("continue", "quit"):
        answer = start(client, platform="x", save=save)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["platform"])
    sent = client.post("/api/page-requests/", WHOLE | {"platform": "x", "wanted_handle": ""}, **JSON)
    assert (sent.status_code, sent.json()["errors"][0]["attr"]) == (400, "platform")
    assert counts() == before


def test_an_exception_may_name_it_and_says_why(world, as_, left):
    client = as_("author")
    answer = start(client, platform="x", kind="exception")
    assert list(answer.context["form"].errors) == ["exception_reason"]
    assert "Pourquoi une exception" in answer.content.decode()
    assert start(client, platform="x", kind="exception", exception_reason="Une crue.").status_code == 303
    asked = the_draft()
    assert (asked.kind, asked.platform.slug, asked.exception_reason) == (Kind.EXCEPTION, "x", "Une crue.")
    ahead = client.get(summary(asked)).context["ahead"]
    assert "exception" in str(ahead[-1].reason)


def test_a_draft_on_a_platform_left_since_is_not_submitted(world, as_):
    asked = world.draft(platform="x", wanted_handle="hydro_x")
    facts = {"position": Position.LEFT, "as_of": "2026-01-10"}
    record_stance(world.poly, world.platform("x"), **facts, actor=world.manager, at=world.tick())
    client = as_("author")
    assert fill(client, asked, "page", wanted_handle="hydro_x").status_code == 303
    asked.refresh_from_db()
    answer = client.post(summary(asked), {"seen": asked.version})
    assert answer.status_code == 422
    assert [check.field for _stop, check in answer.context["missing"]] == ["platform"]


def test_looking_without_saving_keeps_what_is_typed_and_writes_nothing(world, as_):
    world.account("https://www.instagram.com/hydro.exemple/", unit="library")
    asked, before = world.draft(), counts()
    typed = {"title": "Tapé", "wanted_handle": "hydro.exempIe_2026", "purpose": "", "check": "1"}
    answer = as_("author").post(path(asked, "page"), typed)
    assert (answer.status_code, answer.context["form"].errors) == (200, {})
    assert 'value="Tapé"' in answer.content.decode()
    naming = answer.context["naming"]
    assert [str(one.sentence) for one in naming.advice if not one.kept][1] == "Avec 2026, le nom sera vite passé"
    look = as_("author").post(path(asked, "page"), typed | {"wanted_handle": "hydro.exempIe"}).context["naming"]
    assert [account.display for account in look.resembles] == ["instagram.com/hydro.exemple"]
    refused = as_("author").post(path(asked, "page"), typed | {"wanted_handle": "instagram.com/p/Cx1yzAbCdEf/"})
    assert (refused.context["naming"], bool(refused.context["refusal"])) == (None, True)
    assert counts() == before


def test_students_turn_questions_on_and_the_adviser_joins(world, as_):
    asked = world.draft()
    client = as_("author")
    answer = fill(client, asked, "publics", with_students="on")
    assert set(answer.context["form"].errors) == {"closed_group", "consent", "membership"}
    care = {"with_students": "on", "closed_group": "on", "consent": "Écrit", "membership": "La classe"}
    assert fill(client, asked, "publics", **care).status_code == 303
    asked.refresh_from_db()
    assert [stop.label for stop in client.get(summary(asked)).context["ahead"]] == ["Aval", "Conseil", "Décision"]
    fill(client, asked, "publics")
    asked.refresh_from_db()
    assert (asked.with_students, asked.closed_group, asked.consent, asked.membership) == (False, False, "", "")


def test_a_page_for_minors_answers_them(world, as_):
    answer = fill(as_("author"), world.draft(), "publics", audiences=["minors"])
    assert list(answer.context["form"].errors) == ["with_students"]


def test_another_language_needs_its_reason(world, as_):
    asked, client = world.draft(), as_("author")
    answer = fill(client, asked, "publics", languages=["fr", "ar"])
    assert list(answer.context["form"].errors) == ["language_reason"]
    assert '<details class="fold quiet" open>' in answer.content.decode()
    assert fill(client, asked, "publics", languages=["ar"], language_reason="Un public arabophone").status_code == 303
    asked.refresh_from_db()
    assert (asked.languages, asked.language_reason) == (["ar"], "Un public arabophone")
    assert "Arabe" in client.get(summary(asked)).content.decode()


def test_the_steward_who_has_not_read_is_named(world, as_):
    policy = open_policy(world.poly, slug="d", title=Pair("Directive", "Directive"), actor=world.manager)
    words = {"adopted_by": "", "adopted_on": "2012", "in_force_on": "2012", "body_fr": "a", "body_en": "b"}
    version = publish_version(policy, actor=world.manager, at=world.tick(), **words)
    acknowledge(version, actor=world.steward, at=world.tick())
    asked, client = world.draft(), as_("author")
    shown = client.get(path(asked, "people")).context["reading"].readers
    assert [(reader.text, reader.tone) for reader in shown] == [("Steward", ""), ("Colleague", "warn")]
    assert client.post(summary(asked), {"seen": 1}).status_code == 422
    acknowledge(version, actor=world.colleague, at=world.tick())
    assert client.post(summary(asked), {"seen": 1}).status_code == 303
