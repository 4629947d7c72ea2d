"""The way of a request and what was answered on it: steps, verdicts, comments, and the mail links that were used."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.organisation.models import Unit, User
from workflows.requests.models.page_request import PageRequest
from workflows.requests.states import Answer, Quorum, RefusalReason, Stage, Through


class Step(models.Model):
    """One stop of a request's way, computed at submission (`route.py`) and frozen then.

    ``pool`` holds the numbers of the people who could answer on that day: the quorum *majority* or *all* counts them; with
    *one*, whoever has the right at the time answers. ``concluded_at`` is set when its answer is final.
    """

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="steps")
    round = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=Stage)
    quorum = models.CharField(max_length=20, choices=Quorum, default=Quorum.ONE)
    because = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pool = ArrayField(models.BigIntegerField(), default=list, blank=True)
    due_on = models.DateField()
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["page_request", "round", "stage"], name="step_once_per_round"),
            models.CheckConstraint(name="step_stage_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(name="step_quorum_known", condition=Q(quorum__in=Quorum.values)),
        ]

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.round} · {self.stage}"


class Verdict(models.Model):
    """What one pair of eyes answered in one round; ``concludes`` when it settled its stage.

    ``on_behalf_of`` is the absent person for whom a stand-in answered. A trigger refuses authors and, for what follows the
    endorsement, endorsers, in their own name or in another's.
    """

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="verdicts")
    round = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=Stage)
    answer = models.CharField(max_length=30, choices=Answer)
    concludes = models.BooleanField(default=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    through = models.CharField(max_length=10, choices=Through, default=Through.PAGE)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    reason_code = models.CharField(max_length=30, choices=RefusalReason, blank=True)
    fields = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    conditions = models.TextField(blank=True)
    alternative = models.TextField(blank=True)
    alternative_account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            # Who endorsed does not decide: each count of the desk asks it, and a manager's thousand decisions are no answer.
            models.Index(
                fields=["by"],
                include=["page_request"],
                condition=Q(stage=Stage.ENDORSEMENT),
                name="verdict_endorsed_by",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["page_request", "round", "stage"],
                condition=Q(concludes=True),
                name="one_verdict_per_round_and_stage",
            ),
            models.UniqueConstraint(fields=["page_request", "round", "stage", "by"], name="one_voice_per_person"),
            models.CheckConstraint(
                name="no_has_a_reason",
                condition=~Q(answer__in=[Answer.NO, Answer.CHANGES]) | ~Q(reason=""),
                violation_error_message=_("Un refus ou une demande de changements dit pourquoi."),
            ),
            models.CheckConstraint(
                name="refusal_shows_another_way",
                condition=~Q(answer=Answer.NO, stage__in=[Stage.DECISION, Stage.LEADERSHIP])
                | (~Q(reason_code="") & ~Q(alternative="")),
                violation_error_message=_("Un refus a son motif et propose une autre voie."),
            ),
            models.CheckConstraint(
                name="conditions_are_said",
                condition=~Q(answer=Answer.YES_WITH_CONDITIONS) | ~Q(conditions=""),
                violation_error_message=_("Les conditions sont écrites."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.stage} · {self.answer}"


class Comment(models.Model):
    """Words beside a request: ``internal`` ones are read by those who decide or advise, not by the department.

    An adviser's ``is_advice`` settles the advice step of its round. Words can be erased; that something was said stays.
    """

    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="comments")
    round = models.PositiveIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("commentaire"))
    internal = models.BooleanField(default=False)
    is_advice = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="comment_says_something", condition=~Q(text="") | Q(erased_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.at:%Y-%m-%d}"


class MailLinkUse(models.Model):
    """A decision link that was used: its digest, so that the same link never serves twice."""

    digest = models.CharField(max_length=64, unique=True)
    page_request = models.ForeignKey(PageRequest, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page_request_id} · {self.at:%Y-%m-%d}"
