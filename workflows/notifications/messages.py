"""A notice as a mail: in the reader's language, as text and HTML, with links from a setting."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from registry.accounts.models import Account
from registry.audit.models import Event, EventNote
from registry.audit.verbs import Verb
from workflows.exits.models import ExitDecision
from workflows.notifications.models import Notification
from workflows.requests.models import PageRequest


@dataclass(frozen=True)
class Place:
    """Where one reads more: the model that the subject's type names, and the route of its page for those signed in."""

    model: type[Model]
    route: str
    key: str = "pk"


PLACES: dict[str, Place] = {
    "pagerequest": Place(PageRequest, "requests:detail"),
    "exitdecision": Place(ExitDecision, "exits:detail", "slug"),
    "account": Place(Account, "accounts:detail", "slug"),
}
TEMPLATES = {Verb.PERSON_INVITED: "emails/invitation"}
OTHERWISE = "emails/notice"


def link(event: Event) -> str:
    """The path of the page about the event's subject; the list of notices when it has none."""
    place = PLACES.get(event.subject_type)
    subject = place and place.model.objects.filter(pk=event.subject_id).first()
    return reverse(place.route, args=[getattr(subject, place.key)]) if subject else reverse("notifications:list")


def note_of(event: Event) -> str:
    """The words said with the event, empty when there are none or they were erased."""
    return EventNote.objects.filter(event=event).values_list("text", flat=True).first() or ""


def compose(notification: Notification) -> EmailMultiAlternatives:
    """The mail of one notice. Line breaks in names are folded to spaces: no name can add a header."""
    event, reader = notification.event, notification.recipient
    template = TEMPLATES.get(event.verb, OTHERWISE)
    with override(reader.language):
        context = {
            "event": event,
            "note": note_of(event),
            "reader": reader,
            "site": settings.SITE_URL,
            "url": f"{settings.SITE_URL}{link(event)}",
            "password_url": f"{settings.SITE_URL}{reverse('account_reset_password')}",
        }
        subject = " ".join(f"{event.sentence} : {event.subject_label}".split())
        mail = EmailMultiAlternatives(
            subject=f"[Carrefour] {subject}",
            body=render_to_string(f"{template}.txt", context),
            to=[reader.email],
            headers={"Message-ID": notification.message_id, "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail
