"""Notices as one mail: in the reader's language, as text and HTML, with links from a setting."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from registry.audit.verbs import Verb
from workflows.notifications.models import Notification, message_id_of
from workflows.notifications.telling import Telling

TEMPLATES = {Verb.PERSON_INVITED: "emails/invitation"}
OTHERWISE = "emails/notice"


def compose(told: Mapping[Notification, Telling]) -> EmailMultiAlternatives:
    """The mail of one reader's notices, at least one, in their order.

    Line breaks in names are folded to spaces: no name can add a header.
    """
    rows, said = list(told), list(told.values())
    reader = rows[0].recipient
    template = TEMPLATES.get(rows[0].event.verb, OTHERWISE)
    with override(reader.language):
        context = {
            "subject": _subject(rows, said),
            "told": said,
            "several": len(said) > 1,
            "reader": reader,
            "site": settings.SITE_URL,
            "preferences_url": f"{settings.SITE_URL}{reverse('notifications:preferences')}",
            "password_url": f"{settings.SITE_URL}{reverse('account_reset_password')}",
        }
        mail = EmailMultiAlternatives(
            subject=f"[Carrefour] {context['subject']}",
            body=render_to_string(f"{template}.txt", context),
            to=[reader.email],
            headers={"Message-ID": message_id_of(rows), "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail


def _subject(rows: list[Notification], said: list[Telling]) -> str:
    event = rows[0].event
    if len(rows) == 1:
        words = f"{event.sentence} : {said[0].about}"
    elif rows[0].in_digest:
        words = _("Vos avis du jour : %(count)s") % {"count": len(rows)}
    else:
        words = f"{event.sentence} : {len(rows)}"
    return " ".join(words.split())
