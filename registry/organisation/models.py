"""Units, people, and the roles that people hold on units."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from registry.language import here
from registry.organisation import tree


class UnitKind(models.TextChoices):
    """What a node of the tree is. A *peer* is an institution watched from outside: it has decisions, but no people here."""

    INSTITUTION = "institution", _("Institution")
    DEPARTMENT = "department", _("Département")
    SERVICE = "service", _("Service")
    LABORATORY = "laboratory", _("Laboratoire")
    SUBSIDIARY = "subsidiary", _("Filiale")
    AFFILIATE = "affiliate", _("Affilié")
    ASSOCIATION = "association", _("Association étudiante")
    PEER = "peer", _("Institution tierce")


ROOT_KINDS = (UnitKind.INSTITUTION, UnitKind.PEER)


class UnitQuerySet(models.QuerySet):
    """Filters on the tree."""

    def institutions(self) -> "UnitQuerySet":
        """The institutions whose register this is."""
        return self.filter(kind=UnitKind.INSTITUTION)

    def of_the_register(self) -> "UnitQuerySet":
        """Every unit but the peers."""
        return self.exclude(kind=UnitKind.PEER)

    def under(self, *uppers: "Unit") -> "UnitQuerySet":
        """The given units and all below them."""
        within = Q(pk__in=[])
        for upper in uppers:
            within |= Q(path__startswith=upper.path)
        return self.filter(within)


class Unit(models.Model):
    """A node of an institution's tree; `path` is kept by the actions of this slice and lists the way from the root."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=UnitKind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, unique=True)
    name_fr = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    sort_key = models.CharField(max_length=160, editable=False)
    country = models.CharField(max_length=2, blank=True)
    public_note_fr = models.TextField(blank=True)
    public_note_en = models.TextField(blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["path"], name="unit_path", opclasses=["varchar_pattern_ops"])]
        constraints = [
            models.CheckConstraint(
                name="unit_roots_have_no_parent",
                condition=Q(kind__in=ROOT_KINDS, parent__isnull=True)
                | (~Q(kind__in=ROOT_KINDS) & Q(parent__isnull=False)),
                violation_error_message=_("Seule une institution est à la racine, et elle n’a pas d’unité au-dessus."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return here(self, "name")

    @property
    def public_note(self) -> str:
        """What the public pages of this unit must say about it, in the active language; may be empty."""
        return here(self, "public_note")

    @property
    def institution_id(self) -> int:
        """The number of the root of this unit's tree."""
        return tree.institution_of(self.path)

    @property
    def depth(self) -> int:
        """0 for an institution, one more at each level."""
        return len(tree.numbers(self.path)) - 1


class UserManager(BaseUserManager):
    """Finds people by e-mail address whatever its case, as they type it."""

    def get_by_natural_key(self, username: str) -> "User":
        """The person with this address; raises `User.DoesNotExist`."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person (or another program: `is_service`), known by an institutional address."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    full_name = models.CharField(_("nom"), max_length=120)
    job_title = models.CharField(_("fonction"), max_length=120, blank=True)
    language = models.CharField(
        _("langue"), max_length=2, choices=[("fr", _("français")), ("en", _("anglais"))], default="fr"
    )
    is_active = models.BooleanField(default=True)
    is_student = models.BooleanField(_("étudiante ou étudiant"), default=False)
    is_service = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                name="user_email_once",
                violation_error_message=_("Cette adresse est déjà celle d’une personne inscrite."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email


class Role(models.TextChoices):
    """What a person is to a unit. All but member and steward count for the units below as well."""

    MEMBER = "member", _("Membre")
    HEAD = "head", _("Direction de l’unité")
    STEWARD = "steward", _("Responsable de compte")
    MANAGER = "manager", _("Gestionnaire de communauté")
    ADVISER = "adviser", _("Conseil (données, droit, sécurité)")
    LEADERSHIP = "leadership", _("Direction de l’institution")
    AUDITOR = "auditor", _("Audit")
    ADMINISTRATOR = "administrator", _("Administration du registre")


class ProgramRole(models.TextChoices):
    """What a program is to a unit and those below it; people hold none of these, programs no other."""

    COUNTER = "counter", _("Relevé des abonnés")
    READER = "reader", _("Lecture")


class Membership(models.Model):
    """A role held by a person on a unit, or by a program (`ProgramRole`)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[*Role.choices, *ProgramRole.choices])

    class Meta:
        ordering = ["unit__sort_key", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                name="membership_once",
                violation_error_message=_("Cette personne tient déjà ce rôle dans cette unité."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit}"


class StandInQuerySet(models.QuerySet):
    """The one scope that rights are read from."""

    def on(self, day: date) -> "StandInQuerySet":
        """Those that hold on ``day``, between two people who are still active."""
        held = self.filter(since__lte=day, until__gte=day, ended_at=None)
        return held.filter(absent__is_active=True, person__is_active=True, person__is_service=False)


class StandIn(models.Model):
    """Who answers requests for an absent person, on which days (both included) and with which of their abilities.

    The stand-in borrows only what the absent person holds by a role of their own, so it cannot be passed on.
    """

    absent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stand_ins")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="standing_in")
    abilities = ArrayField(models.CharField(max_length=30))
    since = models.DateField(_("premier jour"))
    until = models.DateField(_("dernier jour"))
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StandInQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["person", "until"], name="stand_in_of_person")]
        constraints = [
            models.CheckConstraint(
                name="stand_in_is_another",
                condition=~Q(absent=F("person")),
                violation_error_message=_("On ne se remplace pas soi-même."),
            ),
            models.CheckConstraint(
                name="stand_in_days_in_order",
                condition=Q(until__gte=F("since")),
                violation_error_message=_("Le dernier jour ne vient pas avant le premier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.absent_id}"


class ProgramTokenQuerySet(models.QuerySet):
    """The one scope that opens the door."""

    def working(self, at: datetime) -> "ProgramTokenQuerySet":
        """Those that a program may show at the time ``at``."""
        return self.filter(revoked_at=None, expiry__gt=at, user__is_active=True, user__is_service=True)


class ProgramToken(AbstractAuthToken):
    """What a program shows to be let in, of which only a digest is kept; a revoked or expired one keeps its row.

    ``token_key`` holds its first letters, by which it is looked for. ``last_used_on`` is a day, written once in it.
    """

    digest = models.CharField(max_length=128, unique=True)
    name = models.CharField(max_length=80)
    created = models.DateTimeField()
    expiry = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = ProgramTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(name="program_token_ends", condition=Q(expiry__gt=F("created"))),
            models.CheckConstraint(
                name="program_token_revoked_by_somebody",
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.name}"

    @property
    def until(self) -> date:
        """The last day on which it works, if nobody revokes it."""
        return timezone.localdate(self.expiry) - timedelta(days=1)
