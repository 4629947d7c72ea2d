"""Programs: entered, given tokens and deprived of them by whoever administers all that they may reach."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation import actions
from registry.organisation.models import Membership, ProgramRole, ProgramToken, Role, User
from registry.organisation.permissions import Can, NotAllowed, holders
from registry.organisation.programs import LONGEST, enter_program, give_token, revoke_token
from tests.registry.followers.programs import COUNTS, bearing, door, program

TODAY = timezone.localdate


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (User, Membership, ProgramToken, Event))


# The actions


def test_a_token_is_kept_as_a_digest_and_told_in_the_journal(world):
    given = program(world)
    row = ProgramToken.objects.get()
    assert re.fullmatch(r"cfp_[0-9a-f]{60,64}", given.secret)
    assert given.secret not in str([*ProgramToken.objects.values(), *Event.objects.values()])
    assert (row.given_by, row.last_used_on, row.revoked_at) == (world.admin, None, None)
    event = Event.objects.get(verb=Verb.PROGRAM_TOKEN_GIVEN)
    assert (event.actor, event.unit, event.facts["until"]) == (world.admin, world.hydro, row.until.isoformat())


def test_two_tokens_never_are_the_same(world):
    given = [program(world).secret for _n in range(20)]
    assert len({*given}) == len({secret[:15] for secret in given}) == 20


def test_a_token_is_withdrawn_once_and_stays_readable(world):
    token = program(world).token
    for _time in range(2):
        revoke_token(token, actor=world.admin, at=world.tick())
    kept = ProgramToken.objects.get()
    assert kept.revoked_by == world.admin
    assert Event.objects.filter(verb=Verb.PROGRAM_TOKEN_REVOKED).count() == 1


@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, True), (LONGEST.days, True), (LONGEST.days + 1, False)])
def test_a_token_ends(world, days, taken):
    words = {"actor": world.admin, "at": timezone.now()}
    user = enter_program(name="Export", unit=world.hydro, role=ProgramRole.READER, **words)
    until = TODAY() + timedelta(days=days)
    if taken:
        assert give_token(user, name="Serveur", until=until, **words).token.until == until
    else:
        with pytest.raises(NotAllowed):
            give_token(user, name="Serveur", until=until, **words)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgramToken.objects.create(
            digest="x", user=user, given_by=world.admin, created=world.at, expiry=world.at, name="Sans fin"
        )


@pytest.mark.parametrize("who", ["manager", "leader", "head", "steward", "auditor", "other_admin", "nobody"])
def test_only_an_administrator_of_the_place_has_a_say(world, who):
    token, words = program(world).token, {"actor": world.people[who], "at": world.tick()}
    before = rows()
    for attempt in (
        lambda: enter_program(name="Export", unit=world.hydro, role=ProgramRole.READER, **words),
        lambda: give_token(token.user, name="Serveur", until=TODAY(), **words),
        lambda: revoke_token(token, **words),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert rows() == before


def test_a_program_of_two_institutions_is_nobodys_alone(world):
    """Else the administrator of one would give themselves what the other one has granted."""
    shared = program(world).user
    Membership.objects.create(user=shared, unit=world.other, role=ProgramRole.READER)
    for admin in (world.admin, world.other_admin):
        with pytest.raises(NotAllowed):
            give_token(shared, name="Serveur", until=TODAY(), actor=admin, at=world.tick())


def test_no_token_is_for_a_person(world):
    with pytest.raises(NotAllowed):
        give_token(world.author, name="Serveur", until=TODAY(), actor=world.admin, at=world.tick())


@pytest.mark.parametrize("role", list(Role))
def test_a_program_holds_no_role_of_a_person(world, role):
    user = program(world).user
    with pytest.raises(NotAllowed):
        actions.grant(user, world.hydro, role, actor=world.admin, at=world.tick())
    with pytest.raises(ValueError, match="not a valid ProgramRole"):
        enter_program(name="Export", unit=world.hydro, role=role, actor=world.admin, at=world.tick())


@pytest.mark.parametrize("role", list(ProgramRole))
def test_a_person_holds_no_role_of_a_program(world, role):
    with pytest.raises(NotAllowed):
        actions.grant(world.author, world.hydro, role, actor=world.admin, at=world.tick())


def test_a_program_is_nobody_whose_answer_is_waited_for(world):
    user = program(world).user
    assert user.pk not in holders(Can.FOLLOWERS_COUNT, world.hydro)


# The pages


def test_the_page_lists_programs_with_their_tokens(world, as_):
    working, ended = program(world), program(world, "library")
    revoke_token(ended.token, actor=world.admin, at=world.tick())
    program(world, "other", admin="other_admin")
    working.read()
    listed = as_("admin").get(door("programs"))
    assert [one.full_name for one in listed.context["page_obj"]] == ["Programme de hydro", "Programme de library"]
    html = listed.content.decode()
    assert html.count(door("token_revoke", working.token.pk)) == 1
    assert door("token_revoke", ended.token.pk) not in html
    assert working.secret not in html
    assert working.token.digest not in html
    assert "Jamais" in html
    assert ProgramToken.objects.get(pk=working.token.pk).last_used_on == TODAY()


def test_the_list_takes_as_many_queries_for_one_as_for_many(world, as_, django_assert_max_num_queries):
    for _n in range(6):
        program(world)
    client = as_("admin")
    with django_assert_max_num_queries(14):
        client.get(door("programs"))


def test_from_the_form_to_the_token_which_is_shown_once(world, as_):
    client = as_("admin")
    entered = client.post(door("program_create"), {"name": "Export", "unit": world.hydro.pk, "role": "counter"})
    user = User.objects.get(is_service=True)
    assert (entered.status_code, entered.url) == (303, door("token_give", user.pk))
    given = client.post(entered.url, {"name": "Serveur", "until": TODAY().isoformat()})
    assert (given.status_code, "no-store" in given["Cache-Control"]) == (200, True)
    (secret,) = set(re.findall(r"cfp_[0-9a-f]+", given.content.decode()))
    assert program_answers(secret) == 200
    for page in (door("programs"), door("token_give", user.pk), door("token_revoke", ProgramToken.objects.get().pk)):
        assert secret not in client.get(page).content.decode()
    gone = client.post(door("token_revoke", ProgramToken.objects.get().pk))
    assert (gone.status_code, program_answers(secret)) == (303, 401)
    assert client.get(door("token_revoke", ProgramToken.objects.get().pk)).status_code == 404


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("program_create", {"name": "Export", "unit": "hydro", "role": "manager"}),
        ("program_create", {"name": "Export", "unit": "abroad", "role": "reader"}),
        ("program_create", {"name": "", "unit": "hydro", "role": "reader"}),
        ("token_give", {"name": "Serveur", "until": "2020-01-01"}),
        ("token_give", {"name": "Serveur", "until": "2099-01-01"}),
        ("token_give", {"name": "", "until": "2026-12-24"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(world, as_, page, said):
    place = [program(world).user.pk] if page == "token_give" else []
    said = said | ({"unit": world.units[said["unit"]].pk} if "unit" in said else {})
    before = rows()
    told = as_("admin").post(door(page, *place), said)
    assert (told.status_code, rows()) == (422, before)
    assert 'class="error-summary' in told.content.decode() or "errorlist" in told.content.decode()


def test_programs_are_not_among_the_people(world, as_):
    user = program(world).user
    client = as_("admin")
    assert user.full_name not in client.get(door("people")).content.decode()
    assert client.get(door("role_grant", user.pk)).status_code == 404
    told = client.post(
        door("person_invite"),
        {"full_name": "X", "email": user.email, "language": "fr", "unit": world.hydro.pk, "role": "manager"},
    )
    assert (told.status_code, user.memberships.count()) == (403, 1)


def test_a_role_taken_back_leaves_a_program_outside(world, as_):
    sender = program(world)
    as_("admin").post(door("role_revoke", sender.user.memberships.get().pk))
    assert sender.read() == []


def program_answers(secret: str) -> int:
    return bearing(secret).get(COUNTS).status_code
