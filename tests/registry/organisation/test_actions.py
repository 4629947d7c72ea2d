"""Units, people and roles: who may enter them, what is left behind, what the database refuses by itself."""

import pytest
from django.db import IntegrityError, transaction

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation import actions
from registry.organisation.models import Membership, Role, Unit, UnitKind, User
from registry.organisation.permissions import NotAllowed
from tests.world import AT, CAST

NAME = Pair("L’Atelier d’été", "Summer Workshop")


def create(world, actor, unit="hydro"):
    return actions.create_unit(
        world.units[unit], slug="atelier", kind=UnitKind.SERVICE, name=NAME, actor=world.people[actor], at=AT
    )


def invite(world, actor, unit="hydro"):
    return actions.invite(
        email=" New@Example.org ", full_name="New", unit=world.units[unit], role=Role.MEMBER,
        actor=world.people[actor], at=AT,
    )  # fmt: skip


def grant(world, actor, unit="hydro"):
    return actions.grant(world.nobody, world.units[unit], Role.HEAD, actor=world.people[actor], at=AT)


def revoke(world, actor, unit="hydro"):
    membership = Membership.objects.filter(unit=world.units[unit]).first()
    return actions.revoke(membership, actor=world.people[actor], at=AT)


WRITES = {"unit": create, "person": invite, "role": grant, "role back": revoke}


def rows():
    return [model.objects.count() for model in (Unit, User, Membership, Event)]


@pytest.mark.parametrize("write", WRITES)
def test_only_the_institutions_own_administrator_manages_it(world, write):
    for name in [*CAST, "nobody", "other_admin"]:
        if name != "admin":
            before = rows()
            with pytest.raises(NotAllowed):
                WRITES[write](world, name)
            assert rows() == before
    WRITES[write](world, "admin")
    with pytest.raises(NotAllowed):
        WRITES[write](world, "admin", "abroad")


def test_a_unit_stands_below_its_parent(world):
    unit = create(world, "admin", "lab")
    assert unit.path == f"{world.lab.path}{unit.pk}/"
    assert (unit.depth, unit.institution_id) == (3, world.poly.pk)
    assert unit.sort_key == "atelier d ete"
    assert unit in Unit.objects.under(world.hydro)
    assert unit not in Unit.objects.under(world.library, world.other)
    assert Event.objects.about(unit).get().verb == Verb.UNIT_CREATED


def test_under_nothing_is_nothing(world):
    assert not Unit.objects.under().exists()


def test_an_invited_person_has_a_role_and_no_password(world):
    person = invite(world, "admin")
    assert person.email == "new@example.org"
    assert not person.has_usable_password()
    assert [(m.unit, m.role) for m in person.memberships.all()] == [(world.hydro, Role.MEMBER)]
    told = Event.objects.get(verb=Verb.PERSON_INVITED, facts__person=person.pk)
    assert person.full_name not in told.subject_label
    assert User.objects.get_by_natural_key("NEW@example.ORG") == person


def test_an_address_is_one_persons_whatever_its_case(world):
    for email in (world.head.email, world.head.email.upper()):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(email=email, full_name="Twin")


def test_the_same_role_twice_changes_nothing(world):
    first = grant(world, "admin")
    before = rows()
    assert grant(world, "admin") == first
    assert rows() == before


def test_a_role_taken_back_stays_told(world):
    membership = grant(world, "admin")
    actions.revoke(membership, actor=world.admin, at=AT)
    assert not world.nobody.memberships.exists()
    told = Event.objects.filter(facts__person=world.nobody.pk, unit=world.hydro).order_by("pk")
    assert [(event.verb, event.facts["role"]) for event in told] == [
        (Verb.ROLE_GRANTED, Role.HEAD),
        (Verb.ROLE_REVOKED, Role.HEAD),
    ]


def test_the_first_administrator_is_named_once(world):
    new = actions.found_institution(slug="new", name=NAME, at=AT)
    first = actions.appoint_first_administrator(new, email="First@example.org", full_name="First", at=AT)
    assert first.email == "first@example.org"
    with pytest.raises(NotAllowed):
        actions.appoint_first_administrator(new, email="second@example.org", full_name="Second", at=AT)
    assert not User.objects.filter(email="second@example.org").exists()


@pytest.mark.parametrize(
    ("kind", "has_parent", "stands"),
    [
        (kind, parent, (kind in {UnitKind.INSTITUTION, UnitKind.PEER}) != parent)
        for kind in UnitKind
        for parent in (True, False)
    ],
)
def test_only_institutions_and_peers_are_roots(world, kind, has_parent, stands):
    unit = Unit(slug="u", kind=kind, parent=world.poly if has_parent else None, path="/0/", name_fr="U", sort_key="u")
    if stands:
        unit.save()
        return
    with pytest.raises(IntegrityError, match="unit_roots_have_no_parent"), transaction.atomic():
        unit.save()
