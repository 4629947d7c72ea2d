"""Events and the words said with them."""

from django.conf import settings
from django.db import models

from registry.audit.verbs import DECISIONS, SENTENCES, TONES, Verb
from registry.language import Pair, here


class EventQuerySet(models.QuerySet):
    """The reads that every time line shares."""

    def about(self, subject: models.Model) -> "EventQuerySet":
        """The events of one row, newest first, with what a time line prints."""
        return (
            self.filter(subject_type=subject._meta.model_name, subject_id=subject.pk)
            .select_related("actor", "note")
            .order_by("-at", "-pk")
        )


class Event(models.Model):
    """One thing that happened. PostgreSQL refuses UPDATE and DELETE (trigger of migration 0002).

    ``actor`` is empty when the register acted by itself (a date that came). The subject is named by type and number, with
    its label copied, so that the journal outlives what it speaks of; people are referred to by number only.
    """

    verb = models.CharField(max_length=60, choices=Verb)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    subject_label_fr = models.CharField(max_length=300)
    subject_label_en = models.CharField(max_length=300)
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    facts = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_subject"),
            models.Index(fields=["-at", "-id"], name="event_newest"),
            models.Index(fields=["unit", "-at"], name="event_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}"

    @property
    def subject_label(self) -> str:
        """What it is about, as it was called then, in the active language."""
        return here(self, "subject_label")

    @property
    def sentence(self) -> Pair:
        """What happened, in both languages."""
        return SENTENCES[self.verb]

    @property
    def tone(self) -> str:
        """The look's tone of the event on a time line."""
        return TONES.get(self.verb, "info")

    @property
    def weight(self) -> str:
        """``decision`` for what binds, else ``step``."""
        return "decision" if self.verb in DECISIONS else "step"


class EventNote(models.Model):
    """The reason or comment given with an event: words may name people, so they lie beside it and can be erased."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="note", primary_key=True)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text
