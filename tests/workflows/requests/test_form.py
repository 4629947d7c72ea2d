"""The form in steps: what a step saves, what it refuses, what is missing, who wrote it, and what is left when one leaves."""

import pytest

from tests.workflows.requests.asking import counts
from tests.workflows.requests.filling import CREATE, STEPS, WHOLE, fill, path, start, summary, the_draft
from workflows.requests import actions
from workflows.requests.questions import ASKED
from workflows.requests.states import Kind, State

JSON = {"content_type": "application/json"}


def test_from_the_first_step_to_the_last(world, as_):
    client = as_("author")
    answer = start(client)
    asked = the_draft()
    assert (answer.status_code, answer.url) == (303, path(asked, "page"))
    assert (asked.state, asked.kind, asked.unit, asked.title) == (
        State.DRAFT, Kind.OPEN, world.hydro, "Instagram · Génie hydrique",
    )  # fmt: skip
    for step, following in [("page", "publics"), ("publics", "plan"), ("plan", "people"), ("people", None)]:
        answer = fill(client, asked, step)
        asked.refresh_from_db()
        assert answer.url == (path(asked, following) if following else summary(asked)), answer.context["form"].errors
    assert (asked.wanted_handle, asked.languages, asked.version) == ("journees.eau", ["fr", "en"], 5)
    assert client.post(summary(asked), {"seen": asked.version}).status_code == 303
    asked.refresh_from_db()
    assert asked.state == State.SUBMITTED
    assert [row.user for row in asked.contributions.all()] == [world.author] * 5


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_drawn_empty_and_filled(world, as_, step):
    client = as_("author")
    if step == "kind":
        assert client.get(CREATE).status_code == 200
    start(client)
    asked = the_draft()
    assert client.get(path(asked, step)).status_code == 200
    full = world.draft(with_students=True, languages=["fr", "ar"], language_reason="Un public arabophone.")
    page = client.get(path(full, step))
    assert page.status_code == 200
    assert page.context["form"].errors == {}


# step, field, what is typed, words of the refusal
WRONG = [
    ("kind", "unit", "library", "Sélectionnez un choix valide"),
    ("kind", "unit", "abroad", "Sélectionnez un choix valide"),
    ("kind", "platform", "google-plus", "Sélectionnez un choix valide"),
    ("kind", "platform", "", "Choisissez la plateforme."),
    ("kind", "kind", "steal", "Sélectionnez un choix valide"),
    ("page", "title", "x" * 161, "160"),
    ("page", "wanted_handle", "https://www.instagram.com/p/Cx1yzAbCdEf/", "publication"),
    ("page", "wanted_handle", "https://www.facebook.com/hydro.example", "plateforme"),
    ("page", "wanted_handle", "javascript:alert(1)", "adresse"),
    ("page", "wanted_handle", "https://instagram.com/HYDRO.known?x=1", "déjà au registre"),
    ("page", "wanted_handle", "un nom avec des espaces", "compte"),
    ("page", "wanted_handle", "🌊🌊🌊", "Quinze lettres et chiffres"),
    ("page", "wanted_handle", "هيدرو", "Quinze lettres et chiffres"),
    ("publics", "audiences", ["nobody"], "Sélectionnez un choix valide"),
    ("publics", "languages", ["xx"], "Sélectionnez un choix valide"),
    ("plan", "content_plan", "x" * 10_000, "10000"),
    ("plan", "trial_months", "0", "supérieure ou égale à 1"),
    ("plan", "trial_months", "25", "inférieure ou égale à 24"),
    ("plan", "ends_on", "2020-01-01", "à venir"),
    ("plan", "ends_on", "demain", "valide"),
    ("people", "primary_steward", "stranger@example.org", "Sélectionnez un choix valide"),
    ("people", "recovery_mailbox", "pas une boîte", "valide"),
    ("people", "recovery_mailbox", "hydro@gmail.com", "adresse personnelle"),
    ("people", "recovery_mailbox", "Steward@example.org", "l’adresse d’une personne"),
]


@pytest.mark.parametrize(("step", "field", "value", "words"), WRONG)
@pytest.mark.parametrize("save", ["continue", "quit"])
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_written(world, as_, step, field, value, words, save):
    world.account("https://www.instagram.com/hydro.known/")
    asked = world.draft()
    before = counts()
    answer = fill(as_("author"), asked, step, **{field: value, "save": save})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert words in " ".join(answer.context["form"].errors[field])
    assert f'href="#id_{field}"' in answer.content.decode()
    assert counts() == before
    asked.refresh_from_db()
    assert asked.version == 1


@pytest.mark.parametrize(("field", "value", "words"), [row[1:] for row in WRONG])
def test_a_program_is_refused_alike(world, as_, field, value, words):
    world.account("https://www.instagram.com/hydro.known/")
    before = counts()
    answer = as_("author").post("/api/page-requests/", WHOLE | {field: value}, content_type="application/json")
    assert answer.status_code == 400
    assert {error["attr"].split(".")[0] for error in answer.json()["errors"]} == {field}
    assert counts() == before


NEEDED = [(step, field) for step, ask in ASKED[Kind.OPEN].items() for field in ask.needed if step != "kind"]


@pytest.mark.parametrize(("step", "field"), NEEDED)
def test_what_is_missing_stops_who_continues_and_not_who_leaves(world, as_, step, field):
    client = as_("author")
    start(client)
    asked, before = the_draft(), counts()
    nothing = [] if isinstance(STEPS[step][field], list) else ""
    answer = fill(client, asked, step, **{field: nothing})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert counts() == before
    answer = fill(client, asked, step, **{field: nothing, "save": "quit"})
    assert (answer.status_code, answer.url) == (303, asked.get_absolute_url())
    asked.refresh_from_db()
    assert asked.version == 2
    assert f"/edit/{step}/#id_{field}" in client.get(summary(asked)).content.decode()


def test_a_colleague_takes_the_draft_up_where_it_was_left(world, as_):
    start(as_("author"))
    asked = the_draft()
    fill(as_("author"), asked, "page", save="quit")
    client = as_("colleague")
    page = client.get(path(asked, "page"))
    assert page.context["form"]["title"].value() == "Journées de l’eau"
    assert [stop.state for stop in page.context["way"]] == ["done", "now", "todo", "todo", "todo", "todo"]
    asked.refresh_from_db()
    assert fill(client, asked, "publics").status_code == 303
    assert [row.user for row in asked.contributions.all()] == [world.colleague, world.author, world.author]


@pytest.mark.parametrize("step", STEPS)
def test_who_changes_nothing_has_written_nothing(world, as_, step):
    asked = world.draft(content_plan="Deux\nlignes")
    client = as_("colleague")
    shown = client.get(path(asked, step)).context["form"]
    said = {name: value for name in shown.fields if (value := shown[name].value()) not in (None, False)}
    # A browser ends its lines otherwise.
    said = {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in said.items()}
    answer = client.post(path(asked, step), said | {"seen": 1, "save": "continue"})
    assert answer.status_code == 303
    asked.refresh_from_db()
    assert asked.version == 1
    assert not asked.contributions.filter(user=world.colleague).exists()


def test_what_came_back_shows_which_fields_and_is_submitted_again(world, as_):
    asked = world.request(State.RETURNED)
    asked.verdicts.filter(answer="changes").update(fields=["purpose", "moderation"])
    client = as_("author")
    page = client.get(path(asked, "page"))
    assert page.context["returned"].reason
    assert [stop.slug for stop in page.context["way"] if stop.marked] == ["page", "plan"]
    assert "<b>Changement demandé.</b>" in page.content.decode()
    fill(client, asked, "page", purpose="Autrement")
    asked.refresh_from_db()
    assert client.post(summary(asked), {"seen": asked.version}).status_code == 303
    asked.refresh_from_db()
    assert (asked.state, asked.round, asked.purpose) == (State.SUBMITTED, 2, "Autrement")


def test_a_summary_read_too_long_ago_says_what_changed(world, as_):
    asked = world.draft()
    actions.edit(asked, actor=world.colleague, at=world.tick(), seen=1, title="Le sien")
    answer = as_("author").post(summary(asked), {"seen": 1})
    assert answer.status_code == 409
    assert "<ins>Le sien</ins>" in answer.content.decode()
    assert 'name="seen" value="2"' in answer.content.decode()


@pytest.mark.parametrize("step", [*STEPS, None])
def test_a_step_takes_few_queries(world, as_, step, django_assert_max_num_queries):
    asked, client = world.draft(), as_("author")
    with django_assert_max_num_queries(30):
        client.get(path(asked, step) if step else summary(asked))
