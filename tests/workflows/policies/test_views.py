"""The public pages of policies."""

import pytest
from django.urls import reverse

from registry.organisation.permissions import NotAllowed
from workflows.policies.actions import publish_version
from workflows.policies.models import Policy

LIST = reverse("policies:list")


def policy(world, *bodies, slug="directive", institution="poly"):
    made = Policy.objects.create(
        institution=world.units[institution], slug=slug, title_fr="Directive d’exemple", title_en="Example Directive"
    )
    for number, body in enumerate(bodies, start=2012):
        publish_version(
            made, actor=world.manager, at=world.tick(), adopted_by="Assemblée de direction", resolution="ADD-550-487",
            adopted_on=f"{number}-11-27", in_force_on=f"{number}-11-27", body_fr=body, body_en="Text",
        )  # fmt: skip
    return made


def test_anyone_reads_the_version_in_force_with_its_facts(world, as_):
    made = policy(world, "Ancien texte", "Titre\n- Premier\n- Second\n\nFin.")
    page = as_(None).get(made.get_absolute_url()).content.decode()
    for words in (
        "Assemblée de direction",
        "ADD-550-487",
        "27 novembre 2013",
        "<h2>Titre</h2>",
        "<li>Premier</li>",
        "<p>Fin.</p>",
    ):
        assert words in page
    assert "Ancien texte" not in page
    assert "Ancien texte" in as_(None).get(f"{made.get_absolute_url()}?version=1").content.decode()


def test_no_markup_gets_in(world, as_):
    made = policy(world, '<script>alert(1)</script>\n- <img src="x">')
    page = as_(None).get(made.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert '<img src="x">' not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("version", ["0", "2", "x", "", "1 "])
def test_a_version_that_is_not_there(world, as_, version):
    made = policy(world, "Texte")
    assert as_(None).get(made.get_absolute_url(), {"version": version}).status_code == 404


def test_without_a_version_it_is_said(world, as_):
    made = policy(world)
    assert "Aucune version" in as_(None).get(made.get_absolute_url()).content.decode()
    assert "Aucune version" in as_(None).get(LIST).content.decode()
    assert as_(None).get(reverse("policies:detail", args=["other"])).status_code == 404


def test_only_those_who_may_publish(world):
    made = policy(world)
    for name in ("leader", "author", "other_manager", "admin"):
        with pytest.raises(NotAllowed):
            publish_version(made, actor=world.people[name], at=world.tick(), adopted_by="x", body_fr="x", body_en="x")


def test_the_list_asks_the_same_whatever_its_length(world, as_, django_assert_max_num_queries):
    assert "Aucune directive" in as_(None).get(LIST).content.decode()
    for number in range(26):
        policy(world, "Un", "Deux", slug=f"directive-{number}", institution="poly")
    with django_assert_max_num_queries(5):
        page = as_(None).get(LIST)
    assert len(page.context["rows"]) == 25
    assert len(as_(None).get(f"{LIST}?page=2").context["rows"]) == 1
