"""Reviews of accounts."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from registry.accounts.models import Account
from registry.organisation.models import User
from workflows.requests.models import FollowUp, PageRequest
from workflows.reviews.states import Kind, State


class Review(models.Model):
    """A check of one account; ``facts`` is what the register knew on the day it opened (JSON, names nobody)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20, choices=Kind)
    page_request = models.ForeignKey(
        PageRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, null=True, blank=True, related_name="review")
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    facts = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on", "id"], name="review_open", condition=Q(state=State.OPEN))]
        constraints = [
            models.CheckConstraint(name="review_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="review_closed_by_known",
                condition=Q(state=State.OPEN, closed_at=None, closed_by=None)
                | ~Q(state=State.OPEN) & Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(state=State.OPEN), name="one_open_review_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.account}"

    def get_absolute_url(self) -> str:
        """The review's page."""
        return reverse("reviews:detail", args=[self.pk])
