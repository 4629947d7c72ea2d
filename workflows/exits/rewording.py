"""The texts of a task in other words than the ready-made ones, in both languages, as long as the task is open."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from workflows.exits.carrying import about, insist, say, take
from workflows.exits.carrying_rights import require_words
from workflows.exits.models import RunbookTask
from workflows.exits.moving import Stale
from workflows.exits.runbook_texts import TEXTS

LONGEST = 4000
NO_TEXT = Pair("Cette étape n’a pas de texte.", "This step has no text.")
BOTH = Pair("Écrivez le texte en français et en anglais.", "Write the text in French and in English.")
CHANGED = Pair(
    "Ces textes ont changé depuis que vous les avez ouverts. Relisez-les d’abord.",
    "These texts have changed since you opened them. Read them again first.",
)


def mark_of(task: RunbookTask) -> str:
    """The words of the texts in sixteen hexadecimal digits: what a person saw, to tell whether it is still so."""
    return sha256(f"{task.text_fr}\0{task.text_en}".encode()).hexdigest()[:16]


@transaction.atomic
def reword_task(task: RunbookTask, *, actor: User, at: datetime, seen: str, text_fr: str, text_en: str) -> RunbookTask:
    """Give an open task these texts; ``seen`` is the `mark_of` those that stood there. The same words change nothing.

    They stay when the day moves (`drawing`). Raises `NotAllowed`, `Stale`, and `Refused` when the task is closed, its step
    has no text, or a language is missing.
    """
    task = take(task, actor, require_words)
    insist(task.step in TEXTS, NO_TEXT)
    if seen != mark_of(task):
        raise Stale(CHANGED)
    # A browser sends CRLF: the same lines are the same words.
    task.text_fr, task.text_en = ("\n".join(text.strip().splitlines()) for text in (text_fr, text_en))
    insist(task.text_fr and task.text_en, BOTH)
    if mark_of(task) != seen:
        task.save(update_fields=["text_fr", "text_en"])
        say(Verb.EXIT_TASK_REWORDED, task, actor, at)
    return task


def last_rewording(task: RunbookTask) -> Event | None:
    """The event by which its texts got the words that they have; None for ready-made ones."""
    subject, _unit = about(task)
    return Event.objects.about(subject).filter(verb=Verb.EXIT_TASK_REWORDED, facts__task=task.pk).first()
