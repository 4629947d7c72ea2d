"""Why a review opens, and how it can end."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from registry.organisation.permissions import Can
from workflows.machine import Machine, move


class Kind(TextChoices):
    """Why the account is reviewed."""

    TRIAL_END = "trial_end", _("Fin d’essai")
    PERIODIC = "periodic", _("Revue périodique")


class State(TextChoices):
    """Where a review is; every state but the first is an outcome."""

    OPEN = "open", _("À faire")
    KEPT = "kept", _("Compte gardé")
    EXTENDED = "extended", _("Essai prolongé")
    CLOSING = "closing", _("Fermeture demandée")


# A reviewer has as long as a decider: the product's ten business days.
ANSWER_DAYS = 10

MACHINE = Machine(
    [
        move("keep", {State.OPEN}, State.KEPT, needs=Can.ACCOUNT_MANAGE),
        move("extend", {State.OPEN}, State.EXTENDED, needs=Can.ACCOUNT_MANAGE),
        move("close", {State.OPEN}, State.CLOSING, needs=Can.ACCOUNT_MANAGE),
    ]
)
