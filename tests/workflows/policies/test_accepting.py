"""A person reads the directive in force and says so, from its page; the desk asks for it until then."""

import pytest
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.workflows.policies.making import directive
from workflows.policies.models import Acknowledgement

MINE = reverse("requests:list")
ASKS = "À lire"
BUTTON = "J’ai lu et j’accepte"


def accept(client, policy, number) -> int:
    return client.post(reverse("policies:accept", args=[policy.slug]), {"version": number}).status_code


def test_from_the_desk_to_the_reading_and_no_more_notice(world, as_):
    policy = directive(world, "2020")[0].policy
    author = as_("author")
    assert ASKS in author.get(MINE).content.decode()
    assert BUTTON in author.get(policy.get_absolute_url()).content.decode()
    assert accept(author, policy, "1") == 303
    assert accept(author, policy, "1") == 303
    assert Acknowledgement.objects.get().user == world.author
    assert Event.objects.filter(verb=Verb.POLICY_ACKNOWLEDGED).count() == 1
    page = author.get(policy.get_absolute_url()).content.decode()
    assert BUTTON not in page
    assert "Vous l’avez lue et acceptée" in page
    assert ASKS not in author.get(MINE).content.decode()
    assert ASKS in as_("colleague").get(MINE).content.decode()


@pytest.mark.parametrize(("number", "status"), [("1", 303), ("9", 404), ("", 404), ("x", 404)])
def test_a_version_that_does_not_hold_is_not_accepted(world, as_, number, status):
    policy = directive(world, "2015", "2020")[0].policy
    assert accept(as_("author"), policy, number) == status
    assert not Acknowledgement.objects.exists()


def test_a_visitor_is_not_asked(world, as_):
    policy = directive(world, "2020")[0].policy
    assert BUTTON not in as_(None).get(policy.get_absolute_url()).content.decode()
