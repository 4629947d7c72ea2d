"""Where a page request can be, and every way from one place to another."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from registry.organisation.permissions import Can
from workflows.machine import Machine, move


class State(TextChoices):
    """Where a page request is."""

    DRAFT = "draft", _("Brouillon")
    SUBMITTED = "submitted", _("Demandée, aval attendu")
    ENDORSED = "endorsed", _("Avalisée, examen attendu")
    IN_REVIEW = "in_review", _("En examen")
    APPROVED = "approved", _("Approuvée")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("Approuvée avec conditions")
    RETURNED = "returned", _("Changements demandés")
    REFUSED = "refused", _("Refusée")
    WITHDRAWN = "withdrawn", _("Retirée")
    ADDRESS_GIVEN = "address_given", _("Adresse donnée, preuve attendue")
    ONLINE = "online", _("En ligne")


class Stage(TextChoices):
    """Which of the two pairs of eyes speaks."""

    ENDORSEMENT = "endorsement", _("Aval")
    DECISION = "decision", _("Décision")


class Answer(TextChoices):
    """What a pair of eyes can say."""

    YES = "yes", _("Oui")
    YES_WITH_CONDITIONS = "yes_with_conditions", _("Oui, avec conditions")
    CHANGES = "changes", _("Changements demandés")
    NO = "no", _("Non")


EDITABLE = frozenset({State.DRAFT, State.RETURNED})
APPROVALS = frozenset({State.APPROVED, State.APPROVED_WITH_CONDITIONS})
PENDING = frozenset({State.SUBMITTED, State.ENDORSED, State.IN_REVIEW})
CLOSED = frozenset({State.REFUSED, State.WITHDRAWN, State.ONLINE})
# Where a rejected address goes back to: what the decision had said.
APPROVAL_OF = {Answer.YES: State.APPROVED, Answer.YES_WITH_CONDITIONS: State.APPROVED_WITH_CONDITIONS}

MACHINE = Machine(
    [
        move("submit", EDITABLE, State.SUBMITTED, needs=Can.REQUEST_EDIT),
        move("endorse", {State.SUBMITTED}, State.ENDORSED, needs=Can.REQUEST_ENDORSE),
        move("send_back", {State.SUBMITTED}, State.RETURNED, needs=Can.REQUEST_ENDORSE),
        move("take", {State.ENDORSED}, State.IN_REVIEW, needs=Can.REQUEST_DECIDE),
        move("approve", {State.IN_REVIEW}, State.APPROVED, needs=Can.REQUEST_DECIDE),
        move("approve_with_conditions", {State.IN_REVIEW}, State.APPROVED_WITH_CONDITIONS, needs=Can.REQUEST_DECIDE),
        move("ask_changes", {State.IN_REVIEW}, State.RETURNED, needs=Can.REQUEST_DECIDE),
        move("refuse", {State.IN_REVIEW}, State.REFUSED, needs=Can.REQUEST_DECIDE),
        move("give_address", APPROVALS, State.ADDRESS_GIVEN, needs=Can.REQUEST_EDIT),
        move("reject_address", {State.ADDRESS_GIVEN}, State.APPROVED, needs=Can.REQUEST_DECIDE),
        move("put_online", {State.ADDRESS_GIVEN}, State.ONLINE, needs=Can.REQUEST_DECIDE),
        move("propose_override", {State.ADDRESS_GIVEN}, State.ADDRESS_GIVEN, needs=Can.REQUEST_DECIDE),
        move("countersign", {State.ADDRESS_GIVEN}, State.ONLINE, needs=Can.REQUEST_DECIDE),
        move("withdraw", EDITABLE | PENDING | APPROVALS, State.WITHDRAWN, needs=Can.REQUEST_EDIT),
    ]
)
