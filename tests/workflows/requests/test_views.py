"""The pages: who finds which request, what the lists show, what the form keeps, how many queries it takes."""

import pytest
from django.urls import reverse

from tests.workflows.requests.asking import PAGE
from tests.workflows.requests.filling import fill
from workflows.requests.models import PageRequest
from workflows.requests.moves import perform
from workflows.requests.offers import answer_alternative, reply_to_offer
from workflows.requests.states import State

UNIT = {"author", "colleague", "steward", "head"}
READERS = {"manager", "manager2", "adviser", "leader", "leader2", "auditor"}


def submit(asked, world, who="author"):
    return perform(asked, "submit", actor=world.people[who], at=world.tick(), seen=asked.version)


@pytest.mark.parametrize(
    ("state", "seen_by"), [("draft", UNIT), ("submitted", UNIT | READERS), ("online", UNIT | READERS)]
)
def test_a_request_exists_for_those_it_concerns_alone(world, as_, state, seen_by):
    asked = world.request(state)
    for person in world.people:
        client = as_(person)
        found = person in seen_by
        assert (client.get(asked.get_absolute_url()).status_code == 200) is found, person
        api = client.get(reverse("api-page-request", args=[asked.pk]))
        assert api.status_code == (200 if found else 404), person
        listed = {row["id"] for row in client.get(reverse("api-page-requests")).json()["results"]}
        assert (asked.pk in listed) is found, person
        assert client.get(reverse("requests:edit", args=[asked.pk])).status_code == (
            404 if not found else 403 if person in READERS else 200 if state == "draft" else 303
        ), person


def test_a_visitor_is_led_to_the_door(world, as_):
    asked = world.request(State.DRAFT)
    for path in ("/requests/", "/requests/queue/", "/requests/new/", f"/requests/{asked.pk}/"):
        assert as_(None).get(path).status_code == 302
    assert as_(None).get(reverse("api-page-request", args=[asked.pk])).status_code == 401


def titles(client, path):
    return [line.asked.title for line in client.get(path).context["lines"]]


def test_my_list_is_mine_and_my_units(world, as_):
    world.request(State.DRAFT, title="Brouillon")
    world.request(State.REFUSED, title="Refusée")
    world.request(State.SUBMITTED, title="Soumise")
    assert titles(as_("author"), "/requests/") == ["Soumise", "Brouillon"]
    assert titles(as_("colleague"), "/requests/") == ["Soumise", "Brouillon"]
    assert titles(as_("author"), "/requests/?tab=closed") == ["Refusée"]
    assert titles(as_("manager"), "/requests/") == []
    assert set(titles(as_("auditor"), "/requests/?tab=others")) == {"Soumise", "Refusée"}
    assert titles(as_("neighbour"), "/requests/") == []


def test_the_queue_holds_what_waits_for_this_person(world, as_):
    for state in (State.DRAFT, State.SUBMITTED, State.ENDORSED, State.IN_REVIEW, State.ADDRESS_GIVEN, State.APPROVED):
        world.request(state, title=state.value)
    submit(world.draft(author="head", title="du chef"), world, "head")
    queue = reverse("requests:queue")
    assert titles(as_("head"), queue) == ["submitted"]
    assert set(titles(as_("manager"), queue)) == {"endorsed", "in_review", "address_given", "du chef"}
    assert titles(as_("manager"), queue + "?tab=prove") == ["address_given"]
    assert set(titles(as_("manager"), queue + "?tab=answered")) == {"approved"}
    assert titles(as_("other_manager"), queue) == []
    assert as_("author").get(queue).status_code == 403


def test_the_queue_leaves_out_what_one_wrote_or_endorsed(world, as_):
    asked = submit(world.draft(author="head"), world, "head")
    asked = perform(asked, "endorse", actor=world.manager2, at=world.tick(), seen=asked.version)
    queue = reverse("requests:queue")
    assert titles(as_("manager2"), queue) == []
    assert titles(as_("manager"), queue) == ["Génie hydrique"]


def test_the_queue_is_sorted_by_due_day(world, as_):
    rows = [world.request(State.ENDORSED, title=name) for name in ("b", "c", "a")]
    for asked, day in zip(rows, ("2026-12-03", "2026-12-01", "2026-12-02"), strict=True):
        PageRequest.objects.filter(pk=asked.pk).update(due_on=day)
    assert titles(as_("manager"), reverse("requests:queue")) == ["c", "a", "b"]


def test_filters_keep_what_they_name(world, as_):
    asked = world.request(State.ENDORSED, title="Rivières")
    world.request(State.IN_REVIEW, title="Lacs", platform="mastodon", wanted_handle="")
    queue = reverse("requests:queue")
    for query in ("q=rivi", "state=endorsed", "platform=instagram", "unit=hydro&q=Riv", f"q={asked.reference}"):
        assert titles(as_("manager"), f"{queue}?{query}") == ["Rivières"], query
    assert titles(as_("manager"), f"{queue}?q=nothing") == []
    assert titles(as_("manager"), f"{queue}?unit=library") == []


@pytest.mark.parametrize("path", ["/requests/", "/requests/queue/", "/api/page-requests/"])
def test_a_list_takes_as_many_queries_for_thirty_rows_as_for_three(world, as_, path, django_assert_max_num_queries):
    head = as_("head")
    for number in range(3):
        world.request(State.SUBMITTED, title=str(number))
    head.get(path)
    with django_assert_max_num_queries(24) as few:
        head.get(path)
    for number in range(27):
        world.request(State.SUBMITTED, title=str(number))
    with django_assert_max_num_queries(len(few)):
        head.get(path)


def test_a_page_of_a_request_takes_few_queries(world, as_, django_assert_max_num_queries):
    asked = world.request(State.IN_REVIEW)
    client = as_("manager")
    with django_assert_max_num_queries(49):
        client.get(asked.get_absolute_url())


def test_where_nobody_acts_the_page_says_who_has_it_and_by_when(world, as_):
    asked = world.request(State.SUBMITTED)
    page = as_("auditor").get(asked.get_absolute_url())
    assert page.context["panel"].groups == page.context["panel"].folds == []
    assert page.context["hands"].people == [world.head]
    html = page.content.decode()
    assert "Qui l’a maintenant" in html
    assert "aval attendu" in html
    assert f'datetime="{asked.due_on.isoformat()}"' in html


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_a_page_for_every_reader(world, as_, state):
    asked = world.request(state)
    for person in ("author", "head", "manager", "auditor"):
        assert as_(person).get(asked.get_absolute_url()).status_code in (200, 404)


def test_a_submitted_request_is_not_edited(world, as_):
    asked = world.request(State.SUBMITTED)
    assert fill(as_("author"), asked, "page").status_code == 303
    asked.refresh_from_db()
    assert asked.title == "Génie hydrique"


def test_what_sent_a_request_back_stands_above_it_and_above_its_form(world, as_):
    asked = world.request(State.RETURNED)
    for path in (asked.get_absolute_url(), reverse("requests:edit", args=[asked.pk])):
        answer = as_("author").get(path)
        assert answer.context["returned"].reason == "Précisez le public."
        assert "Changements demandés par Manager" in answer.content.decode()


def test_the_answer_and_its_reason_are_on_the_page(world, as_):
    asked = world.request(State.IN_REVIEW)
    PAGE.move(
        as_("manager"),
        asked,
        "refuse",
        reason_code="other",
        reason="Un compte suffit.",
        alternative="Publiez sur le nôtre.",
    )
    page = as_("author").get(asked.get_absolute_url()).content.decode()
    assert "Un compte suffit." in page
    assert "Publiez sur le nôtre." in page


@pytest.mark.parametrize("who", ["author", "manager"])
def test_what_was_answered_stands_on_the_requests_page(world, as_, who):
    serving, other = (
        world.account(f"https://www.facebook.com/{name}.example", unit="library") for name in ("serving", "other")
    )
    asked = world.draft()
    said = {"actor": world.author, "at": world.tick()}
    answer_alternative(asked, serving, answer="does_not_serve", words="Il parle d’autre chose.", **said)
    offer = answer_alternative(asked, other, answer="offer", words="Y publier ?", **said)
    asked = world.submit(asked, "author")
    html = as_(who).get(asked.get_absolute_url()).content.decode()
    for words in ("Il parle d’autre chose.", "Y publier ?", "La réponse du compte est attendue."):
        assert words in html
    reply_to_offer(offer, actor=world.manager, at=world.tick(), accepted=False, words="Pas cette année.")
    html = as_(who).get(asked.get_absolute_url()).content.decode()
    assert "La réponse du compte est attendue." not in html
    assert "Pas cette année." in html


def test_the_day_beside_a_name_is_that_of_their_own_step(world, as_):
    """A head has five business days, of the ten of the whole request."""
    asked = world.request(State.SUBMITTED)
    own = asked.steps.get(stage="endorsement").due_on
    assert own < asked.due_on
    assert as_("author").get(asked.get_absolute_url()).context["hands"].due.day == own


def offered(client, asked):
    """The moves on a request's page, by their names."""
    groups = client.get(asked.get_absolute_url()).context["panel"].groups
    return {choice.move: choice for group in groups for choice in group.choices}


def test_no_reason_of_a_refusal_stands_there_before_somebody_chose_it(world, as_):
    asked = world.request(State.IN_REVIEW)
    words = {"seen": asked.version, "reason": "Non.", "alternative": "Le site.", "reason_code": ""}
    client = as_("manager")
    assert offered(client, asked)["refuse"].form.fields["reason_code"].choices[0][0] == ""
    assert client.post(f"/requests/{asked.pk}/refuse/", words).status_code == 422


def test_changes_are_asked_of_what_the_form_asked(world, as_):
    asked = world.request(State.IN_REVIEW)
    fields = offered(as_("manager"), asked)["ask_changes"].form.fields["fields"]
    names = {name for name, _label in fields.choices}
    assert {"purpose", "platform"} <= names
    assert not {"about", "to_unit", "exception_reason"} & names
