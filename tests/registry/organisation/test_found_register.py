"""The first run of a real register: an institution, its administrator, and a password chosen by the reset page."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from registry.audit.models import Event
from registry.organisation.models import Role, Unit, User
from registry.organisation.permissions import Can, can

GIVEN = {
    "name_fr": "Université d’essai",
    "name_en": "Trial University",
    "slug": "essai",
    "admin_name": "Ada Essai",
    "admin_email": "Ada@Example.org",
}


def found(**changed):
    out = StringIO()
    call_command("found_register", stdout=out, **(GIVEN | changed))
    return out.getvalue()


def test_founds_the_institution_and_its_administrator(db):
    printed = found()
    institution, person = Unit.objects.get(), User.objects.get()
    assert (institution.slug, institution.name_fr, institution.name_en) == (
        "essai",
        GIVEN["name_fr"],
        "Trial University",
    )
    assert (person.email, person.full_name) == ("ada@example.org", "Ada Essai")
    assert person.memberships.get().role == Role.ADMINISTRATOR
    assert can(person, Can.ORGANISATION_MANAGE, institution)
    assert not person.has_usable_password()
    assert reverse("account_reset_password") in printed
    assert person.email in printed


def test_the_password_is_chosen_by_the_reset_page(db):
    found()
    visitor = Client()
    visitor.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    link = re.search(r"https?://[^/]+(/\S+)", message.body)[1]
    page = visitor.get(link, follow=True)
    chosen = {"password1": "a long enough sentence", "password2": "a long enough sentence"}
    visitor.post(page.redirect_chain[-1][0], chosen)
    entered = Client().post(reverse("account_login"), {"login": "ada@example.org", "password": chosen["password1"]})
    assert entered.status_code == 302


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"slug": "deux mots"}, "--slug"),
        ({"admin_email": "ada"}, "--admin-email"),
        ({"name_fr": "  "}, "vides"),
        ({"admin_name": ""}, "vides"),
        ({"slug": "hydro"}, "hydro"),
        ({"admin_email": "MANAGER@example.org"}, "déjà l’adresse"),
    ],
)
def test_bad_input_gets_a_sentence_and_writes_nothing(world, changed, said):
    before = (Unit.objects.count(), User.objects.count(), Event.objects.count())
    with pytest.raises(CommandError, match=re.escape(said)):
        found(**changed)
    assert (Unit.objects.count(), User.objects.count(), Event.objects.count()) == before


def test_a_register_may_hold_several_institutions(world):
    found()
    assert Unit.objects.institutions().count() == 3
    assert not can(User.objects.get(email="ada@example.org"), Can.ORGANISATION_MANAGE, world.poly)
