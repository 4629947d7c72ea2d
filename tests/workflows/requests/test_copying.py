"""A copy asks the same and has none of the answers."""

import pytest
from django.urls import reverse

from registry.audit.models import Event
from registry.organisation.models import User
from tests.workflows.requests.filling import path
from workflows.requests.models import PageRequest
from workflows.requests.questions import CONTENT
from workflows.requests.states import Kind, State


def copied(client, asked):
    answer = client.post(reverse("requests:copy", args=[asked.pk]))
    assert answer.status_code == 303
    new = PageRequest.objects.exclude(pk=asked.pk).get()
    assert answer.url == path(new, "kind")
    return new


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.REFUSED, State.WITHDRAWN, State.ONLINE])
def test_the_words_come_along_and_the_answers_stay(world, as_, state):
    asked = world.request(state, languages=["fr", "ar"], language_reason="Un public", trial_months=6)
    new = copied(as_("colleague"), asked)
    assert {name: getattr(new, name) for name in CONTENT} == {name: getattr(asked, name) for name in CONTENT}
    assert (new.state, new.version, new.round, new.author, new.copied_from) == (
        State.DRAFT, 1, 0, world.colleague, asked,
    )  # fmt: skip
    assert (new.address, new.account, new.due_on, new.submitted_at) == ("", None, None, None)
    assert not new.verdicts.exists()
    assert [row.user for row in new.contributions.all()] == [world.colleague]
    assert Event.objects.about(new).count() == 1


def test_a_request_about_an_account_is_copied_too(world, as_):
    account = world.account("https://www.facebook.com/hydro.example")
    asked = world.draft(kind=Kind.CLOSE, about=account, platform="facebook")
    assert copied(as_("author"), asked).about == account


def test_who_has_left_is_no_longer_named(world, as_):
    asked = world.draft()
    User.objects.filter(pk=world.steward.pk).update(is_active=False)
    new = copied(as_("author"), asked)
    assert (new.primary_steward, new.backup_steward) == (None, world.colleague)


def test_the_page_of_a_request_offers_to_copy_it(world, as_):
    asked = world.request(State.REFUSED)
    page = as_("author").get(asked.get_absolute_url()).content.decode()
    assert f'action="{reverse("requests:copy", args=[asked.pk])}"' in page
