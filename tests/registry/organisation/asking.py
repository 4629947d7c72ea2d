"""What the tests of the administrator's pages ask with: addresses, filled forms, and a count of everything that is."""

from django.urls import reverse

from registry.audit.models import Event
from registry.organisation.models import Membership, Unit, User

PAGES = ("units", "unit_create", "people", "person_invite")


def url(name, *args):
    return reverse(f"organisation:{name}", args=args)


def role_of(world, name):
    return Membership.objects.get(user=world.people[name])


def every_url(world):
    return [*map(url, PAGES), url("role_grant", world.author.pk), url("role_revoke", role_of(world, "author").pk)]


def rows():
    return [model.objects.count() for model in (Unit, User, Membership, Event)]


def unit_said(world, **changed):
    said = {"parent": world.hydro.pk, "kind": "laboratory", "name_fr": "L’Étang", "name_en": "The Pond", "slug": ""}
    return said | changed


def person_said(world, **changed):
    return {
        "full_name": "Zoé Neuve",
        "email": "Zoe.Neuve@Example.org",
        "job_title": "Agente",
        "language": "en",
        "unit": world.hydro.pk,
        "role": "member",
    } | changed
