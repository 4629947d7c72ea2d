"""The administrator's pages: only within one's own institutions, clear refusals, nothing half-written."""

import pytest
from django.urls import reverse

from registry.language import Pair
from registry.organisation import actions
from registry.organisation.models import Membership, Role, UnitKind, User
from registry.organisation.permissions import LOCAL_ROLES
from tests.registry.organisation.asking import every_url, person_said, role_of, rows, unit_said, url
from tests.world import AT, CAST

# Who comes in


@pytest.mark.parametrize("name", [*(name for name in CAST if name != "admin"), "nobody"])
def test_only_administrators_come_in(world, as_, name):
    client = as_(name)
    assert {client.get(page).status_code for page in every_url(world)} == {403}
    assert client.post(url("person_invite"), person_said(world)).status_code == 403


def test_a_visitor_is_asked_to_sign_in(world, as_):
    for page in every_url(world):
        answer = as_(None).get(page)
        assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next={page}")


def test_an_administrator_opens_every_page_in_both_languages(world, as_):
    for page in every_url(world):
        for language in ("fr", "en"):
            assert as_("admin").get(page, {"langue": language}).status_code == 200


def test_another_institutions_people_and_roles_are_not_there(world, as_):
    for page in (url("role_grant", world.stranger.pk), url("role_revoke", role_of(world, "stranger").pk)):
        before = rows()
        assert as_("admin").get(page).status_code == 404
        assert as_("admin").post(page, {"unit": world.hydro.pk, "role": "member"}).status_code == 404
        assert rows() == before


def test_an_administrator_of_a_part_sees_that_part(world, as_):
    actions.grant(world.head, world.hydro, Role.ADMINISTRATOR, actor=world.admin, at=AT)
    page = as_("head").get(url("units"))
    assert [line.unit.slug for line in page.context["page_obj"]] == ["hydro", "lab"]
    assert [line.depth for line in page.context["page_obj"]] == [0, 1]
    assert as_("head").post(url("unit_create"), unit_said(world, parent=world.library.pk)).status_code == 422


# People


def test_the_list_holds_the_institutions_people_and_their_roles_there(world, as_):
    actions.grant(world.author, world.abroad, Role.HEAD, actor=world.other_admin, at=AT)
    listed = {person: person.held for person in as_("admin").get(url("people")).context["page_obj"]}
    own = {name for name, (_role, unit) in CAST.items() if unit not in ("other", "abroad")}
    assert {person.email.partition("@")[0] for person in listed} == own
    assert [(m.unit, m.role) for m in listed[world.author]] == [(world.hydro, "member")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "ELISE"}, {"someone@example.org"}),
        ({"q": "émue é"}, {"someone@example.org"}),
        ({"q": "SOMEONE@"}, {"someone@example.org"}),
        ({"q": "elise", "role": "head"}, set()),
        ({"q": "%"}, set()),
        ({"role": "head"}, {"head@example.org"}),
        ({"unit": "library"}, {"neighbour@example.org", "someone@example.org"}),
        ({"unit": "library", "role": "head"}, set()),
    ],
)
def test_people_are_found_whatever_the_accents(world, as_, query, found):
    actions.invite(
        email="someone@example.org", full_name="Élise Émue", unit=world.library, role=Role.MEMBER,
        actor=world.admin, at=AT,
    )  # fmt: skip
    page = as_("admin").get(url("people"), query)
    assert {person.email for person in page.context["page_obj"]} == found
    assert ("Personne ne répond à ces filtres" in page.content.decode()) == (not found)


def test_a_filter_that_makes_no_sense_is_said(world, as_):
    page = as_("admin").get(url("people"), {"role": "king", "unit": "abroad"})
    assert page.status_code == 200
    assert set(page.context["filter_form"].errors) == {"role", "unit"}


def test_names_are_sorted_as_people_read_them(world, as_):
    for n, name in enumerate(["Zacharie", "Élodie", "Eloi", "Èlise"]):
        actions.invite(
            email=f"p{n}@example.org", full_name=name, unit=world.library, role=Role.HEAD, actor=world.admin, at=AT
        )
    listed = as_("admin").get(url("people"), {"role": "head", "unit": "library"}).context["page_obj"]
    assert [person.full_name for person in listed] == ["Èlise", "Élodie", "Eloi", "Zacharie"]


def test_a_person_is_entered_with_a_first_role(world, as_):
    answer = as_("admin").post(url("person_invite"), person_said(world), follow=True)
    assert answer.redirect_chain == [(url("people"), 303)]
    person = User.objects.get(email="zoe.neuve@example.org")
    assert (person.full_name, person.job_title, person.language) == ("Zoé Neuve", "Agente", "en")
    assert not person.has_usable_password()
    assert [(m.unit, m.role) for m in person.memberships.all()] == [(world.hydro, "member")]


def test_a_person_known_elsewhere_only_receives_the_role(world, as_):
    said = person_said(world, email="STRANGER@example.org", full_name="Somebody Else")
    assert as_("admin").post(url("person_invite"), said).status_code == 303
    world.stranger.refresh_from_db()
    assert world.stranger.full_name == "Stranger"
    assert world.stranger.memberships.filter(unit=world.hydro, role="member").exists()


def test_somebody_without_any_role_left_can_be_found_again(world, as_):
    as_("admin").post(url("role_revoke", role_of(world, "neighbour").pk))
    assert as_("admin").get(url("role_grant", world.neighbour.pk)).status_code == 404
    as_("admin").post(url("person_invite"), person_said(world, email="neighbour@example.org"))
    assert as_("admin").get(url("role_grant", world.neighbour.pk)).status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "zoe"}, "email"),
        ({"email": "zoe@example.org\nBcc: x@example.org"}, "email"),
        ({"full_name": ""}, "full_name"),
        ({"role": "king"}, "role"),
        ({"unit": "abroad"}, "unit"),
        ({"language": "de"}, "language"),
    ],
)
def test_a_bad_invitation_is_refused_with_its_reason(world, as_, changed, field):
    if changed.get("unit"):
        changed = {"unit": world.abroad.pk}
    before = rows()
    answer = as_("admin").post(url("person_invite"), person_said(world, **changed))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert rows() == before


# Roles


def test_a_role_is_given_once(world, as_):
    said = {"unit": world.lab.pk, "role": "head"}
    for _again in range(2):
        answer = as_("admin").post(url("role_grant", world.author.pk), said)
        assert (answer.status_code, answer.url) == (303, url("people"))
    assert world.author.memberships.filter(unit=world.lab, role="head").count() == 1


def test_a_role_on_another_institutions_unit_is_refused(world, as_):
    before = rows()
    said = {"unit": world.abroad.pk, "role": "administrator"}
    assert as_("admin").post(url("role_grant", world.author.pk), said).status_code == 422
    assert rows() == before


def test_taking_a_role_back_asks_first(world, as_):
    membership = role_of(world, "head")
    page = as_("admin").get(url("role_revoke", membership.pk))
    assert "Rôle à retirer" in page.content.decode()
    assert Membership.objects.filter(pk=membership.pk).exists()
    answer = as_("admin").post(url("role_revoke", membership.pk))
    assert (answer.status_code, answer.url) == (303, url("people"))
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_the_last_administrator_stays(world, as_):
    page = url("role_revoke", role_of(world, "admin").pk)
    before = rows()
    answer = as_("admin").post(page)
    assert answer.status_code == 403
    assert "dernière personne" in answer.content.decode()
    assert rows() == before

    actions.grant(world.manager, world.poly, Role.ADMINISTRATOR, actor=world.admin, at=AT)
    User.objects.filter(pk=world.manager.pk).update(is_active=False)
    assert as_("admin").post(page).status_code == 403, "one who has left does not count"
    User.objects.filter(pk=world.manager.pk).update(is_active=True)
    answer = as_("admin").post(page)
    assert (answer.status_code, answer.url) == (303, reverse("requests:list"))


def test_the_words_about_reach_are_true():
    assert {Role.MEMBER, Role.STEWARD} == LOCAL_ROLES


# Long lists


def test_lists_are_cut_and_cost_the_same_however_long(world, as_, django_assert_max_num_queries):
    for n in range(30):
        unit = actions.create_unit(
            world.hydro, slug=f"u{n}", kind=UnitKind.SERVICE, name=Pair(f"Service {n:02}", ""), actor=world.admin, at=AT
        )
        actions.invite(
            email=f"p{n}@example.org", full_name=f"P {n:02}", unit=unit, role=Role.HEAD, actor=world.admin, at=AT
        )
    for name, most in (("units", 10), ("people", 12)):
        client = as_("admin")
        with django_assert_max_num_queries(most):
            page = client.get(url(name))
        assert len(page.context["page_obj"]) == 25
        assert 'rel="next"' in page.content.decode()
        assert client.get(url(name), {"page": 2}).context["page_obj"].number == 2
