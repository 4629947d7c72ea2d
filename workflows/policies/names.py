"""The numbers that an institution may set, with their defaults and bounds: one row per rule. Values only."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RuleName(TextChoices):
    """A number of the institution's own rules."""

    ENDORSEMENT_DAYS = "endorsement_days", _("Jours ouvrables pour l’aval")
    ADVICE_DAYS = "advice_days", _("Jours ouvrables pour le conseil")
    DECISION_DAYS = "decision_days", _("Jours ouvrables pour la décision, depuis la demande")
    LEADERSHIP_DAYS = "leadership_days", _("Jours ouvrables de plus pour la direction de l’institution")
    ENDORSEMENT_QUORUM = "endorsement_quorum", _("Aval : combien de personnes")
    DECISION_QUORUM = "decision_quorum", _("Décision : combien de personnes")
    LEADERSHIP_QUORUM = "leadership_quorum", _("Direction de l’institution : combien de personnes")
    APPROVAL_DAYS = "approval_days", _("Jours après lesquels une approbation sans suite expire")
    WARNING_DAYS = "warning_days", _("Jours d’avertissement avant cette expiration")
    ADMINISTRATORS = "administrators", _("Personnes qui administrent une page")
    REVIEW_DAYS = "review_days", _("Jours entre deux revues d’un compte")
    STUDENT_REVIEW_DAYS = "student_review_days", _("Jours entre deux revues d’un groupe fermé avec des étudiants")
    MAIL_LINK_HOURS = "mail_link_hours", _("Heures de validité d’un lien de décision")


@dataclass(frozen=True)
class Bounds:
    """A rule's default and the least and greatest value that makes sense."""

    default: int
    least: int
    most: int


# 1: one person is enough, 2: the majority, 3: all (the codes of `QUORUMS`).
QUORUMS = {1: "one", 2: "majority", 3: "all"}
# Ten business days, two administrators, reviews at 180 and 90 days: defaults taken from published practice.
BOUNDS: dict[str, Bounds] = {
    RuleName.ENDORSEMENT_DAYS: Bounds(5, 1, 60),
    RuleName.ADVICE_DAYS: Bounds(8, 1, 60),
    RuleName.DECISION_DAYS: Bounds(10, 1, 120),
    RuleName.LEADERSHIP_DAYS: Bounds(5, 1, 60),
    RuleName.ENDORSEMENT_QUORUM: Bounds(1, 1, 3),
    RuleName.DECISION_QUORUM: Bounds(1, 1, 3),
    RuleName.LEADERSHIP_QUORUM: Bounds(1, 1, 3),
    RuleName.APPROVAL_DAYS: Bounds(60, 7, 730),
    RuleName.WARNING_DAYS: Bounds(7, 1, 60),
    RuleName.ADMINISTRATORS: Bounds(2, 1, 10),
    RuleName.REVIEW_DAYS: Bounds(180, 7, 730),
    RuleName.STUDENT_REVIEW_DAYS: Bounds(90, 7, 730),
    RuleName.MAIL_LINK_HOURS: Bounds(72, 1, 336),
}
