"""The form in steps: what a step saves, what it refuses, what is missing, who wrote it, and what is left when one leaves."""

import pytest
from django.urls import reverse

from tests.workflows.requests.filling import CREATE, STEPS, fill, path, start
from workflows.requests.models import PageRequest
from workflows.requests.states import Kind, State


def the_draft() -> PageRequest:
    return PageRequest.objects.get()


def summary(asked) -> str:
    return reverse("requests:edit", args=[asked.pk])


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
