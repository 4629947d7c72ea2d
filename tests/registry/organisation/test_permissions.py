"""Who may what where: the table's own promises, and its two readings (`can`, `units_where`) that must never differ."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.organisation.models import Membership, ProgramRole, Role, Unit, UnitKind, User
from registry.organisation.permissions import (
    GRANTS,
    LOCAL_ROLES,
    Can,
    NotAllowed,
    abilities,
    can,
    require,
    roles_for,
    units_where,
    within,
)

# To advise is to comment: it changes nothing.
# To advise is to say a word that binds nobody.
READING = {
    *(Can.REQUEST_READ, Can.REQUEST_ADVISE, Can.ACCOUNT_READ, Can.EXIT_READ, Can.EXIT_ADVISE),
    *(Can.JOURNAL_READ, Can.PRESENCE_READ),
}
UNITS = ("poly", "hydro", "lab", "library", "other", "abroad")
ABOVE = {
    "poly": {"poly"},
    "hydro": {"hydro", "poly"},
    "lab": {"lab", "hydro", "poly"},
    "library": {"library", "poly"},
    "other": {"other"},
    "abroad": {"abroad", "other"},
}
held = st.lists(st.tuples(st.sampled_from([*Role, *ProgramRole]), st.sampled_from(UNITS)), max_size=3, unique=True)


def test_every_role_is_in_the_table_and_every_ability_is_somebodys():
    assert set(GRANTS) == {*Role, *ProgramRole}
    assert set().union(*GRANTS.values()) == set(Can)


@pytest.mark.parametrize(
    ("ability", "roles"),
    [
        (Can.REQUEST_ENDORSE, {Role.HEAD}),
        (Can.REQUEST_DECIDE, {Role.MANAGER}),
        (Can.ACCOUNT_MANAGE, {Role.MANAGER}),
        (Can.EXIT_DECIDE, {Role.LEADERSHIP}),
        (Can.EXIT_RECORD, {Role.MANAGER}),
        (Can.POLICY_PUBLISH, {Role.MANAGER}),
        (Can.ORGANISATION_MANAGE, {Role.ADMINISTRATOR}),
        (Can.JOURNAL_READ, {Role.LEADERSHIP, Role.AUDITOR}),
    ],
)
def test_what_binds_belongs_to_named_roles(ability, roles):
    assert roles_for(ability) == roles


@pytest.mark.parametrize("role", [Role.ADVISER, Role.AUDITOR])
def test_those_who_look_on_only_read(role):
    assert GRANTS[role] <= READING


def test_no_single_role_makes_two_pairs_of_eyes():
    for granted in GRANTS.values():
        assert len(granted & {Can.REQUEST_EDIT, Can.REQUEST_DECIDE}) < 2
        assert len(granted & {Can.REQUEST_ENDORSE, Can.REQUEST_DECIDE}) < 2
        assert len(granted & {Can.ORGANISATION_MANAGE, Can.REQUEST_DECIDE, Can.EXIT_DECIDE}) < 2


def give(user, roles, world):
    Membership.objects.bulk_create(Membership(user=user, role=role, unit=world.units[unit]) for role, unit in roles)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(roles=held)
def test_the_two_readings_agree_with_the_table(world, roles):
    with transaction.atomic():
        give(world.nobody, roles, world)
        for ability in Can:
            listed = {unit.slug for unit in units_where(world.nobody, ability)}
            asked = {name for name in UNITS if can(world.nobody, ability, world.units[name])}
            table = {
                name
                for name in UNITS
                for role, on in roles
                if ability in GRANTS[role] and on in ({name} if role in LOCAL_ROLES else ABOVE[name])
            }
            assert listed == asked == table
        assert abilities(world.nobody) == frozenset().union(*(GRANTS[role] for role, _on in roles))
        transaction.set_rollback(True)


@pytest.mark.parametrize("person", ["nobody", "visitor", None, "inactive"])
def test_who_holds_nothing_may_nothing(world, person):
    give(world.nobody, [(role, "poly") for role in GRANTS] if person == "inactive" else [], world)
    User.objects.filter(pk=world.nobody.pk).update(is_active=person != "inactive")
    somebody = {"visitor": AnonymousUser(), None: None}.get(person, User.objects.get(pk=world.nobody.pk))
    for ability in Can:
        assert not can(somebody, ability, world.poly)
        with pytest.raises(NotAllowed):
            require(somebody, ability, world.poly)
    if somebody:
        assert abilities(somebody) == frozenset()
        assert not units_where(somebody, Can.ACCOUNT_READ).exists()
        assert not Unit.objects.filter(within(somebody, Can, prefix="")).exists()


def test_a_right_is_read_afresh(world):
    """A person whose role or account is taken away a moment ago has lost it, whatever the page's object still says."""
    manager = User.objects.get(pk=world.manager.pk)
    assert can(manager, Can.REQUEST_DECIDE, world.hydro)
    User.objects.filter(pk=manager.pk).update(is_active=False)
    assert not can(manager, Can.REQUEST_DECIDE, world.hydro)
    User.objects.filter(pk=manager.pk).update(is_active=True)
    Membership.objects.filter(user=manager).delete()
    assert not can(manager, Can.REQUEST_DECIDE, world.hydro)


def test_peers_are_nobodys_to_run(world):
    peer = Unit.objects.create(slug="peer", kind=UnitKind.PEER, path="/999999/", name_fr="Pair", sort_key="pair")
    give(world.nobody, [(Role.MANAGER, "poly")], world)
    Membership.objects.create(user=world.nobody, role=Role.ADMINISTRATOR, unit=peer)
    assert peer not in units_where(world.nobody, Can.ORGANISATION_MANAGE)
    assert not can(world.nobody, Can.ACCOUNT_MANAGE, peer)


def test_within_follows_the_path_that_it_is_given(world):
    held_on = Membership.objects.filter(within(world.manager, [Can.REQUEST_DECIDE], prefix="unit"))
    assert {row.unit.slug for row in held_on} == {"poly", "hydro", "library"}
