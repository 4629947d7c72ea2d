"""The words of an exit decision and every way from one state to another."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from registry.organisation.permissions import Can
from workflows.machine import Machine, move


class Kind(TextChoices):
    """What is decided. Stay, adopt and return are decisions too."""

    SUSPEND = "suspend", _("Suspendre l’activité")
    DORMANT = "dormant", _("Mettre en sommeil")
    ARCHIVE = "archive", _("Garder en archive")
    REDIRECT_ONLY = "redirect_only", _("Ne plus faire que renvoyer ailleurs")
    EMERGENCY_ONLY = "emergency_only", _("Garder pour les urgences seulement")
    LEAVE = "leave", _("Quitter")
    DELETE = "delete", _("Supprimer les comptes")
    RESTRICT = "restrict", _("N’ouvrir aucun nouveau compte")
    STAY = "stay", _("Rester")
    ADOPT = "adopt", _("Adopter la plateforme")
    RETURN = "return", _("Revenir")


class State(TextChoices):
    """Where a decision is."""

    DRAFT = "draft", _("Projet")
    CONSULTATION = "consultation", _("En consultation")
    PROPOSED = "proposed", _("Proposée")
    DECIDED = "decided", _("Décidée")
    ANNOUNCED = "announced", _("Annoncée")
    IN_FORCE = "in_force", _("En vigueur")
    COMPLETED = "completed", _("Menée à bien")
    UNDER_REVIEW = "under_review", _("En réexamen")
    REVERSED = "reversed", _("Annulée par une nouvelle décision")
    SUPERSEDED = "superseded", _("Remplacée")
    WITHDRAWN = "withdrawn", _("Abandonnée")


class Reason(TextChoices):
    """Why, in coded words that can be counted across institutions."""

    DISINFORMATION = "disinformation", _("Désinformation")
    VALUES = "values", _("Valeurs")
    HARASSMENT = "harassment", _("Harcèlement")
    AUDIENCE_GONE = "audience_gone", _("Public parti")
    MODERATION_COST = "moderation_cost", _("Coût de la modération")
    RESOURCES = "resources", _("Moyens")
    SECURITY = "security", _("Sécurité")
    DATA_PROTECTION = "data_protection", _("Protection des données")
    LEGAL = "legal", _("Droit")
    PAID_FEATURES = "paid_features", _("Fonctions payantes")


class Treatment(TextChoices):
    """What becomes of one covered account."""

    SUSPENDED = "suspended", _("Activité suspendue")
    DORMANT = "dormant", _("En sommeil")
    ARCHIVED = "archived", _("Lisible, en archive")
    REDIRECT = "redirect", _("Renvoie ailleurs")
    EMERGENCY = "emergency", _("Urgences seulement")
    CLOSED = "closed", _("Fermé, nom gardé")
    DELETED = "deleted", _("Supprimé")
    UNCHANGED = "unchanged", _("Inchangé")
    ACTIVE = "active", _("De nouveau actif")


class Reach(TextChoices):
    """Whether the decision speaks for an account."""

    COVERED = "yes", _("Couvert")
    SPARED = "no", _("Expressément non couvert")
    LEFT = "unit", _("Laissé à l’unité")


class HandleFate(TextChoices):
    """What becomes of the account's name on the platform."""

    KEPT = "kept", _("gardé")
    GIVEN_UP = "given_up", _("rendu")
    UNKNOWN = "unknown", _("non précisé")


class Confidence(TextChoices):
    """How far a source is believed by whoever recorded from it."""

    HIGH = "high", _("élevée")
    MEDIUM = "medium", _("moyenne")
    LOW = "low", _("faible")


class Step(TextChoices):
    """A thing to do while a decision is carried out (`runbook`)."""

    ANNOUNCE = "announce", _("Annoncer le départ")
    RECALL = "recall", _("Rappeler le départ")
    PIN_LAST_POST = "pin_last_post", _("Épingler la dernière publication")
    CHANGE_BIO = "change_bio", _("Changer la présentation")
    STOP_SCHEDULED = "stop_scheduled", _("Arrêter les publications programmées")
    REVOKE_APPS = "revoke_apps", _("Retirer l’accès des applications tierces")
    EXPORT_ARCHIVE = "export_archive", _("Exporter l’archive")
    KEEP_ALIVE = "keep_alive", _("Se connecter pour garder le nom")
    LOOK_BACK = "look_back", _("Faire le bilan")


class Outcome(TextChoices):
    """What follows from a look back."""

    KEPT = "kept", _("Décision maintenue")
    EXTENDED = "extended", _("Décision prolongée")
    REVERSED = "reversed", _("Retour à préparer")


class EntryReply(TextChoices):
    """What somebody said of another register's entry."""

    CONFIRMED = "confirmed", _("Confirmée")
    REFUSED = "refused", _("Écartée")


class Act(TextChoices):
    """What a person did to a decision; whoever wrote or proposed it does not decide it."""

    WROTE = "wrote", _("Rédigée")
    PROPOSED = "proposed", _("Proposée")
    DECIDED = "decided", _("Décidée")


PUBLIC = (
    *(State.ANNOUNCED, State.IN_FORCE, State.COMPLETED, State.UNDER_REVIEW),
    *(State.REVERSED, State.SUPERSEDED),
)

# The text may still be written; it is kept from the day of the decision (trigger of migration 0011).
OPEN = (State.DRAFT, State.CONSULTATION, State.PROPOSED, State.WITHDRAWN)
# What the decision says is so, whether or not it is being thought of again.
HOLDING = (State.IN_FORCE, State.COMPLETED, State.UNDER_REVIEW)
# It held until another one took its place.
ENDED = (State.REVERSED, State.SUPERSEDED)

MACHINE = Machine(
    [
        move("consult", {State.DRAFT}, State.CONSULTATION, needs=Can.EXIT_PREPARE),
        move("redraft", {State.CONSULTATION}, State.DRAFT, needs=Can.EXIT_PREPARE),
        move("propose", {State.DRAFT, State.CONSULTATION}, State.PROPOSED, needs=Can.EXIT_PREPARE),
        move("send_back", {State.PROPOSED}, State.DRAFT, needs=Can.EXIT_DECIDE),
        move("decide", {State.PROPOSED}, State.DECIDED, needs=Can.EXIT_DECIDE),
        move("announce", {State.DECIDED}, State.ANNOUNCED, needs=Can.EXIT_PREPARE),
        move("bring_into_force", {State.ANNOUNCED}, State.IN_FORCE, needs=Can.EXIT_PREPARE),
        move("complete", {State.IN_FORCE}, State.COMPLETED, needs=Can.EXIT_PREPARE),
        move("open_review", {State.IN_FORCE, State.COMPLETED}, State.UNDER_REVIEW, needs=Can.EXIT_PREPARE),
        move("keep", {State.UNDER_REVIEW}, State.IN_FORCE, needs=Can.EXIT_DECIDE),
        move("withdraw", {State.DRAFT, State.CONSULTATION, State.PROPOSED}, State.WITHDRAWN, needs=Can.EXIT_PREPARE),
    ]
)
