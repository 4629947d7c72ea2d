"""A person reads the directive in force and says so, from its page; the desk asks for it until then."""

import pytest
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.workflows.policies.making import directive
from workflows.policies.acknowledging import acknowledge
from workflows.policies.actions import publish_version
from workflows.policies.models import Acknowledgement

MINE = reverse("requests:list")
ASKS = "Lire la directive"
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


READING = reverse("rules:reading")


def test_what_is_to_be_read_and_what_was(world, as_):
    first, second = directive(world, "2012", "2020", slug="first")[-1], directive(world, "2015", slug="second")[0]
    directive(world, "2099", slug="later")
    directive(world, "2012", slug="elsewhere", by="other_manager")
    author = as_("author")
    waiting = author.get(READING).context["waiting"]
    assert {version.pk for version in waiting} == {first.pk, second.pk}
    accept(author, first.policy, first.number)
    page = author.get(READING)
    assert [version.pk for version in page.context["waiting"]] == [second.pk]
    assert [reading.version_id for reading in page.context["page_obj"]] == [first.pk]
    assert f"{first.policy.get_absolute_url()}?version=2" in page.content.decode()
    accept(author, second.policy, 1)
    assert "Vous n’avez rien à lire" in author.get(READING).content.decode()
    assert not as_("nobody").get(READING).context["waiting"]


def test_a_new_version_asks_again_and_the_old_page_says_so(world, as_):
    old = directive(world, "2012")[0]
    author = as_("author")
    assert accept(author, old.policy, 1) == 303
    words = {"adopted_by": "Assemblée", "adopted_on": "2020", "in_force_on": "2020", "body_fr": "x", "body_en": "x"}
    publish_version(old.policy, actor=world.manager, at=world.tick(), **words)
    assert [version.number for version in author.get(READING).context["waiting"]] == [2]
    late = author.post(reverse("policies:accept", args=[old.policy.slug]), {"version": "1"}, follow=True)
    assert "Cette version n’est pas celle qui est en vigueur" in late.content.decode()
    assert BUTTON in late.content.decode()
    assert Acknowledgement.objects.count() == 1


def test_a_long_past_is_cut_and_costs_no_more(world, as_, django_assert_max_num_queries):
    for number in range(3):
        acknowledge(directive(world, "2012", slug=f"directive-{number}")[0], actor=world.author, at=world.tick())
    author = as_("author")
    author.get(READING)
    with django_assert_max_num_queries(9) as few:
        author.get(READING)
    for number in range(3, 30):
        acknowledge(directive(world, "2012", slug=f"directive-{number}")[0], actor=world.author, at=world.tick())
    with django_assert_max_num_queries(len(few)):
        assert len(author.get(READING).context["page_obj"]) == 25
    assert len(author.get(READING, {"page": 2}).context["page_obj"]) == 5


def test_the_request_says_who_has_yet_to_read_and_where(world, as_):
    version = directive(world, "2012")[0]
    draft = world.draft()
    acknowledge(version, actor=world.steward, at=world.tick())
    summary = reverse("requests:edit", args=[draft.pk])
    page = as_("author").get(summary)
    assert [(reader.text, reader.tone) for reader in page.context["reading"].readers] == [
        (world.steward.full_name, ""),
        (world.colleague.full_name, "warn"),
    ]
    assert f'href="{version.policy.get_absolute_url()}"' in page.content.decode()
    assert "n’a pas encore dit avoir lu la directive" in page.content.decode()
    acknowledge(version, actor=world.colleague, at=world.tick())
    assert "n’a pas encore dit avoir lu la directive" not in as_("author").get(summary).content.decode()
