"""The writes of this slice: units, people, roles."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.folding import sort_key
from registry.language import Pair
from registry.organisation import tree
from registry.organisation.models import Membership, Role, Unit, UnitKind, User
from registry.organisation.permissions import Can, NotAllowed, require

LAST_ADMINISTRATOR = Pair(
    "C’est la dernière personne à administrer ce registre : nommez-en une autre avant de retirer ce rôle.",
    "This is the last person who administers this register: appoint another before you withdraw this role.",
)

NOT_THEIRS = Pair(
    "Les programmes ont leurs propres rôles, que personne d’autre ne tient.",
    "Programs have roles of their own, which nobody else holds.",
)

TO_BE_ASSIGNED = Pair("À attribuer", "To be assigned")


@transaction.atomic
def found_institution(
    *,
    slug: str,
    name: Pair,
    at: datetime,
    actor: User | None = None,
    kind: UnitKind = UnitKind.INSTITUTION,
    country: str = "",
    public_note: Pair | None = None,
) -> Unit:
    """Plant the root of a tree: an institution of the register, or a peer watched from outside.

    Only the first-run command and the recording of peers call it: there is nobody yet whose right could be asked.
    """
    return _plant(None, slug=slug, kind=kind, name=name, actor=actor, at=at, country=country, public_note=public_note)


@transaction.atomic
def create_unit(
    parent: Unit, *, slug: str, kind: UnitKind, name: Pair, actor: User, at: datetime, public_note: Pair | None = None
) -> Unit:
    """Add a unit below another. Raises `NotAllowed`."""
    require(actor, Can.ORGANISATION_MANAGE, parent)
    return _plant(parent, slug=slug, kind=kind, name=name, actor=actor, at=at, public_note=public_note)


@transaction.atomic
def unit_to_be_assigned(institution: Unit, *, actor: User, at: datetime) -> Unit:
    """The unit of an institution where accounts wait for theirs; made once, by whoever manages the institution's accounts.

    Raises `NotAllowed`.
    """
    require(actor, Can.ACCOUNT_MANAGE, institution)
    slug = tree.slug_to_be_assigned(institution.slug)
    found = Unit.objects.filter(slug=slug, parent=institution).first()
    return found or _plant(institution, slug=slug, kind=UnitKind.SERVICE, name=TO_BE_ASSIGNED, actor=actor, at=at)


def _plant(
    parent: Unit | None,
    *,
    slug: str,
    kind: UnitKind,
    name: Pair,
    actor: User | None,
    at: datetime,
    country: str = "",
    public_note: Pair | None = None,
) -> Unit:
    note = public_note or Pair("", "")
    unit = Unit.objects.create(
        slug=slug,
        kind=kind,
        parent=parent,
        path=f"new-{slug}",
        name_fr=name.fr,
        name_en=name.en,
        sort_key=sort_key(name.fr)[:160],
        country=country,
        public_note_fr=note.fr,
        public_note_en=note.en,
    )
    # The path holds the unit's own number, which only the insert gives.
    unit.path = tree.path_of(parent.path if parent else "", unit.pk)
    unit.save()
    record(Verb.UNIT_CREATED, unit, actor=actor, at=at, unit=unit, kind=kind)
    return unit


@transaction.atomic
def invite(
    *,
    email: str,
    full_name: str,
    unit: Unit,
    role: Role,
    actor: User,
    at: datetime,
    language: str = "fr",
    job_title: str = "",
) -> User:
    """Enter a person with a first role; they choose a password through the reset page. Raises `NotAllowed`."""
    require(actor, Can.ORGANISATION_MANAGE, unit)
    user = User(email=email.strip().lower(), full_name=full_name, language=language, job_title=job_title)
    user.set_unusable_password()
    user.save()
    record(Verb.PERSON_INVITED, unit, actor=actor, at=at, unit=unit, person=user.pk)
    grant(user, unit, role, actor=actor, at=at)
    return user


@transaction.atomic
def choose_language(*, actor: User, language: str) -> None:
    """Have one's own mails in ``language`` ("fr" or "en"), whatever the pages are read in."""
    User.objects.filter(pk=actor.pk).update(language=language)


@transaction.atomic
def grant(user: User, unit: Unit, role: Role, *, actor: User, at: datetime) -> Membership:
    """Give a person a role on a unit; the same twice changes nothing. Raises `NotAllowed`, also for a program."""
    require(actor, Can.ORGANISATION_MANAGE, unit)
    if user.is_service or role not in Role:
        raise NotAllowed(NOT_THEIRS)
    membership, new = Membership.objects.get_or_create(user=user, unit=unit, role=role)
    if new:
        record(Verb.ROLE_GRANTED, unit, actor=actor, at=at, unit=unit, role=role, person=user.pk)
    return membership


@transaction.atomic
def revoke(membership: Membership, *, actor: User, at: datetime) -> None:
    """Take a role back. Raises `NotAllowed`, also for the institution's last administrator: nobody could undo it."""
    require(actor, Can.ORGANISATION_MANAGE, membership.unit)
    _keep_an_administrator(membership)
    record(
        Verb.ROLE_REVOKED,
        membership.unit,
        actor=actor,
        at=at,
        unit=membership.unit,
        role=membership.role,
        person=membership.user_id,
    )
    membership.delete()


def _keep_an_administrator(membership: Membership) -> None:
    if membership.role != Role.ADMINISTRATOR or membership.unit.parent_id:
        return
    # Two administrators who take each other's role back at once must not both succeed.
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.unit_id)
    others = Membership.objects.filter(unit=membership.unit_id, role=Role.ADMINISTRATOR, user__is_active=True)
    if not others.exclude(pk=membership.pk).exists():
        raise NotAllowed(LAST_ADMINISTRATOR)


@transaction.atomic
def appoint_first_administrator(
    institution: Unit, *, email: str, full_name: str, at: datetime, job_title: str = ""
) -> User:
    """Enter the person who will enter the others; raises `NotAllowed` once the institution has an administrator."""
    if Membership.objects.filter(unit=institution, role=Role.ADMINISTRATOR).exists():
        raise NotAllowed
    user = User(email=email.strip().lower(), full_name=full_name, job_title=job_title)
    user.set_unusable_password()
    user.save()
    membership = Membership.objects.create(user=user, unit=institution, role=Role.ADMINISTRATOR)
    record(Verb.ROLE_GRANTED, institution, actor=None, at=at, unit=institution, role=membership.role, person=user.pk)
    return user


def give_password(people: Iterable[User], password: str) -> None:
    """Give the same password to all of them, hashed once since that is slow: for invented people and nobody else.

    Anyone else chooses their own through the reset page.
    """
    User.objects.filter(pk__in=[person.pk for person in people]).update(password=make_password(password))
