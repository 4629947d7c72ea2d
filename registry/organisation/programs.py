"""The writes on programs: one is entered with its role, given a token, and loses it again."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Membership, ProgramRole, ProgramToken, Unit, User
from registry.organisation.permissions import Can, NotAllowed, holders, require

# A forgotten token ends by itself.
LONGEST = timedelta(days=366)
TOO_LONG = Pair(
    "Un jeton vaut au plus un an, et son dernier jour n’est pas passé.",
    "A token works for a year at most, and its last day is not over.",
)


@dataclass(frozen=True)
class Given:
    """A token as it is handed over: the row that is kept, and the secret, which is not."""

    token: ProgramToken
    secret: str


@transaction.atomic
def enter_program(*, name: str, unit: Unit, role: ProgramRole, actor: User, at: datetime) -> User:
    """Enter a program with its one role, which holds for the unit and those below it. Raises `NotAllowed`.

    Its address belongs to nobody and never will (RFC 2606): no mail reaches it, no password can be asked for there.
    """
    require(actor, Can.TOKENS_MANAGE, unit)
    program = User(email=f"{uuid4().hex}@programs.invalid", full_name=name, is_service=True)
    program.set_unusable_password()
    program.save()
    Membership.objects.create(user=program, unit=unit, role=ProgramRole(role))
    record(Verb.ROLE_GRANTED, unit, actor=actor, at=at, unit=unit, role=role, person=program.pk)
    return program


@sensitive_variables("secret")
@transaction.atomic
def give_token(program: User, *, name: str, until: date, actor: User, at: datetime) -> Given:
    """Give a program a token that works until the end of the day ``until``, a year at most (`NotAllowed`)."""
    unit = _in_charge(program, actor)
    today = timezone.localdate(at)
    if not today <= until <= today + LONGEST:
        raise NotAllowed(TOO_LONG)
    digest, secret = get_digest_token()
    token = ProgramToken(
        digest=digest,
        token_key=secret[: CONSTANTS.TOKEN_KEY_LENGTH],
        user=program,
        name=name,
        created=at,
        expiry=timezone.make_aware(datetime.combine(until + timedelta(days=1), time())),
        given_by=actor,
    )
    token.save()
    record(Verb.PROGRAM_TOKEN_GIVEN, token, actor=actor, at=at, unit=unit, program=program.pk, until=until.isoformat())
    return Given(token, secret)


@transaction.atomic
def revoke_token(token: ProgramToken, *, actor: User, at: datetime) -> ProgramToken:
    """End a token at once; one that was revoked before stays as it was. Raises `NotAllowed`."""
    token = ProgramToken.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    unit = _in_charge(token.user, actor)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = at, actor
        token.save()
        record(Verb.PROGRAM_TOKEN_REVOKED, token, actor=actor, at=at, unit=unit, program=token.user_id)
    return token


def note_use(token: ProgramToken, *, at: datetime) -> None:
    """Remember the day on which a token was last shown: one write a day, whatever the program does in it."""
    today = timezone.localdate(at)
    if token.last_used_on != today:
        ProgramToken.objects.filter(pk=token.pk).update(last_used_on=today)


def givers(program: int) -> set[int]:
    """The numbers of the people who may give this program a token: as `give_token` asks, wherever it has a role."""
    held = [holders(Can.TOKENS_MANAGE, unit) for unit in _units_of(program)]
    return set.intersection(*held) if held else set()


def _in_charge(program: User, actor: User) -> Unit:
    """The unit of a program; raises `NotAllowed` unless the actor manages tokens wherever the program has a role.

    Else an administrator of one institution could take what another one has given to the same program.
    """
    units = _units_of(program.pk)
    if not units:
        raise NotAllowed
    for unit in units:
        require(actor, Can.TOKENS_MANAGE, unit)
    return units[0]


def _units_of(program: int) -> list[Unit]:
    return list(Unit.objects.filter(memberships__user=program, memberships__user__is_service=True).distinct())
