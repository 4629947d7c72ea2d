"""Where a page request can be, and every way from one place to another."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from registry.organisation.permissions import Can
from workflows.machine import Machine, move


class Kind(TextChoices):
    """What a page request asks for."""

    OPEN = "open", _("Ouvrir une page")
    DECLARE = "declare", _("Déclarer une page qui existe")
    RENAME = "rename", _("Changer le nom d’un compte")
    TRANSFER = "transfer", _("Confier un compte à une autre unité")
    REACTIVATE = "reactivate", _("Réactiver un compte")
    CLOSE = "close", _("Fermer un compte")
    ADD_ADMINISTRATOR = "add_administrator", _("Ajouter une personne à l’administration d’un compte")
    EXCEPTION = "exception", _("Ouvrir malgré tout, par exception")


class State(TextChoices):
    """Where a page request is."""

    DRAFT = "draft", _("Brouillon")
    SUBMITTED = "submitted", _("Demandée, aval attendu")
    ENDORSED = "endorsed", _("Avalisée, examen attendu")
    IN_REVIEW = "in_review", _("En examen")
    WITH_LEADERSHIP = "with_leadership", _("Chez la direction de l’institution")
    APPROVED = "approved", _("Approuvée")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("Approuvée avec conditions")
    RETURNED = "returned", _("Changements demandés")
    REFUSED = "refused", _("Refusée")
    WITHDRAWN = "withdrawn", _("Retirée")
    ADDRESS_GIVEN = "address_given", _("Adresse donnée, preuve attendue")
    ONLINE = "online", _("En ligne")
    DONE = "done", _("Faite")
    AVOIDED = "avoided", _("Publiée sur un compte existant")
    EXPIRED = "expired", _("Approbation expirée")


class Stage(TextChoices):
    """Who speaks: the head of the unit, the adviser (who never decides), the manager, the leadership."""

    ENDORSEMENT = "endorsement", _("Aval")
    ADVICE = "advice", _("Conseil")
    DECISION = "decision", _("Décision")
    LEADERSHIP = "leadership", _("Direction de l’institution")


class Quorum(TextChoices):
    """How many of those who may answer a step have to."""

    ONE = "one", _("Une personne suffit")
    MAJORITY = "majority", _("La majorité")
    ALL = "all", _("Toutes les personnes")


class Through(TextChoices):
    """By which door an answer came."""

    PAGE = "page", _("Page")
    API = "api", _("API")
    MAIL = "mail", _("Lien d’un courriel")
    BULK = "bulk", _("Décision groupée")


class Priority(IntegerChoices):
    """How pressing a request is; the least number comes first."""

    HIGH = 1, _("Haute")
    NORMAL = 2, _("Normale")
    LOW = 3, _("Basse")


class RefusalReason(TextChoices):
    """Why a request is refused, for what is counted; the words beside it are for the department."""

    EXISTING_SERVES = "existing_serves", _("Un compte existant convient")
    PLATFORM = "platform", _("La plateforme ne convient pas")
    NO_RESOURCES = "no_resources", _("Les moyens ne suffisent pas")
    OFF_POLICY = "off_policy", _("Contraire à la directive")
    CONFUSING_NAME = "confusing_name", _("Le nom prêterait à confusion")
    DATA_PROTECTION = "data_protection", _("Protection des données")
    OTHER = "other", _("Autre motif")


class FollowUpKind(TextChoices):
    """What a condition asks for."""

    TRIAL = "trial", _("Essai")
    SECOND_ADMINISTRATOR = "second_administrator", _("Seconde personne à l’administration")
    TARGET = "target", _("Objectif")


class FollowUpOutcome(TextChoices):
    """What became of a condition."""

    OPEN = "open", _("À vérifier")
    KEPT = "kept", _("Tenue")
    MISSED = "missed", _("Non tenue")
    PROLONGED = "prolonged", _("Prolongée")
    DROPPED = "dropped", _("Sans objet")


class ReminderKind(TextChoices):
    """When a reminder goes out."""

    HALF = "half", _("À mi-délai")
    EVE = "eve", _("La veille")
    LATE = "late", _("En retard")
    ESCALATED = "escalated", _("Signalée à la personne désignée")
    LAPSING = "lapsing", _("L’approbation va expirer")


class Answer(TextChoices):
    """What a pair of eyes can say."""

    YES = "yes", _("Oui")
    YES_WITH_CONDITIONS = "yes_with_conditions", _("Oui, avec conditions")
    CHANGES = "changes", _("Changements demandés")
    NO = "no", _("Non")


EDITABLE = frozenset({State.DRAFT, State.RETURNED})
APPROVALS = frozenset({State.APPROVED, State.APPROVED_WITH_CONDITIONS})
PENDING = frozenset({State.SUBMITTED, State.ENDORSED, State.IN_REVIEW, State.WITH_LEADERSHIP})
CLOSED = frozenset({State.REFUSED, State.WITHDRAWN, State.ONLINE, State.DONE, State.AVOIDED, State.EXPIRED})
# No page comes of this round: what was made a condition of it has nothing left to hold for.
WITHOUT_A_PAGE = frozenset({State.RETURNED, State.REFUSED, State.WITHDRAWN, State.AVOIDED, State.EXPIRED})
# The answer is yes: its conditions hold from here on. Before, they are one voice's wish.
GRANTED = APPROVALS | {State.ADDRESS_GIVEN, State.ONLINE, State.DONE}
# What the desk works on, in the order of the table: PENDING and what waits for its proof. A list: an index is made of it.
WAITING = [State.SUBMITTED, State.ENDORSED, State.IN_REVIEW, State.WITH_LEADERSHIP, State.ADDRESS_GIVEN]
# Where a rejected address goes back to: what the decision had said.
APPROVAL_OF = {Answer.YES: State.APPROVED, Answer.YES_WITH_CONDITIONS: State.APPROVED_WITH_CONDITIONS}

MACHINE = Machine(
    [
        move("submit", EDITABLE, State.SUBMITTED, needs=Can.REQUEST_EDIT),
        move("endorse", {State.SUBMITTED}, State.ENDORSED, needs=Can.REQUEST_ENDORSE),
        move("send_back", {State.SUBMITTED}, State.RETURNED, needs=Can.REQUEST_ENDORSE),
        move("take", {State.ENDORSED}, State.IN_REVIEW, needs=Can.REQUEST_DECIDE),
        move("assign", {State.ENDORSED, State.IN_REVIEW}, State.IN_REVIEW, needs=Can.REQUEST_DECIDE),
        move("release", {State.IN_REVIEW}, State.ENDORSED, needs=Can.REQUEST_DECIDE),
        move("approve", {State.IN_REVIEW}, State.APPROVED, needs=Can.REQUEST_DECIDE),
        move("approve_with_conditions", {State.IN_REVIEW}, State.APPROVED_WITH_CONDITIONS, needs=Can.REQUEST_DECIDE),
        move("ask_changes", {State.IN_REVIEW}, State.RETURNED, needs=Can.REQUEST_DECIDE),
        move("refuse", {State.IN_REVIEW}, State.REFUSED, needs=Can.REQUEST_DECIDE),
        move("recommend", {State.IN_REVIEW}, State.WITH_LEADERSHIP, needs=Can.REQUEST_DECIDE),
        move("consent", {State.WITH_LEADERSHIP}, State.APPROVED, needs=Can.REQUEST_CONSENT),
        move("decline", {State.WITH_LEADERSHIP}, State.REFUSED, needs=Can.REQUEST_CONSENT),
        move("give_address", APPROVALS, State.ADDRESS_GIVEN, needs=Can.REQUEST_EDIT),
        move("reject_address", {State.ADDRESS_GIVEN}, State.APPROVED, needs=Can.REQUEST_DECIDE),
        move("put_online", {State.ADDRESS_GIVEN}, State.ONLINE, needs=Can.REQUEST_DECIDE),
        move("propose_override", {State.ADDRESS_GIVEN}, State.ADDRESS_GIVEN, needs=Can.REQUEST_DECIDE),
        move("countersign", {State.ADDRESS_GIVEN}, State.ONLINE, needs=Can.REQUEST_DECIDE),
        move("carry_out", APPROVALS, State.DONE, needs=Can.REQUEST_DECIDE),
        move("publish_instead", EDITABLE | PENDING, State.AVOIDED, needs=Can.REQUEST_EDIT),
        move("withdraw", EDITABLE | PENDING | APPROVALS, State.WITHDRAWN, needs=Can.REQUEST_EDIT),
    ]
)
