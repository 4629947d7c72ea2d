"""Files that go with a request. To attach or remove one is to write in the request: four eyes hold over it.

The version goes up with each, so that nobody answers, or submits, without the file. The journal keeps what was attached by
its sum and its size; its name, which can name people, stays in the row.
"""

import hashlib
from datetime import datetime

from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from workflows.machine import Refused
from workflows.requests.actions import require_editable, sign
from workflows.requests.file_kinds import MOST_FILES, kind_of
from workflows.requests.file_names import clean_name
from workflows.requests.four_eyes import require_editor
from workflows.requests.models import Attachment, PageRequest
from workflows.requests.moving import lock

ENOUGH = Pair(
    "Une demande porte dix fichiers au plus : retirez-en un d’abord.",
    "A request carries ten files at most: remove one first.",
)
TWICE = Pair("Ce fichier est déjà joint : {name}.", "This file is attached already: {name}.")
GONE = Pair("Ce fichier est déjà retiré.", "This file is removed already.")


@transaction.atomic
def attach(page_request: PageRequest, *, actor: User, at: datetime, name: str, data: bytes) -> Attachment:
    """Add a file to a draft or a request that came back; ``name`` is what the sender calls it.

    Raises `NotAllowed`; `Refused` when it is no file that we take, the eleventh, or there already.
    """
    cleaned = clean_name(name)
    kind = kind_of(cleaned, data)
    page_request = _writing(page_request, actor)
    present = page_request.attachments.filter(removed_at=None).defer("content")
    digest = hashlib.sha256(data).hexdigest()
    if same := present.filter(sha256=digest).first():
        raise Refused(TWICE.fr.format(name=same.name), TWICE.en.format(name=same.name))
    if present.count() >= MOST_FILES:
        raise Refused(ENOUGH.fr, ENOUGH.en)
    row = Attachment.objects.create(
        page_request=page_request,
        name=cleaned,
        media_type=kind.media_type,
        size=len(data),
        sha256=digest,
        content=data,
        by=actor,
        at=at,
    )
    _written(row, Verb.REQUEST_FILE_ADDED, actor, at)
    return row


@transaction.atomic
def remove(attachment: Attachment, *, actor: User, at: datetime) -> Attachment:
    """Take a file away and erase what it held; that there was one stays in the journal. Raises `NotAllowed`, `Refused`."""
    page_request = _writing(attachment.page_request, actor)
    row = page_request.attachments.defer("content").get(pk=attachment.pk)
    if row.removed_at:
        raise Refused(GONE.fr, GONE.en)
    row.content, row.removed_at = b"", at
    row.save(update_fields=["content", "removed_at"])
    _written(row, Verb.REQUEST_FILE_REMOVED, actor, at)
    return row


def _writing(page_request: PageRequest, actor: User) -> PageRequest:
    """The request, held, for somebody who may write in it now."""
    page_request = lock(page_request)
    require_editor(page_request, actor)
    require_editable(page_request)
    return page_request


def _written(row: Attachment, verb: Verb, actor: User, at: datetime) -> None:
    page_request = row.page_request
    page_request.version += 1
    page_request.save(update_fields=["version"])
    sign(page_request, actor, at)
    facts = {"attachment": row.pk, "sha256": row.sha256, "size": row.size, "version": page_request.version}
    record(verb, page_request, actor=actor, at=at, unit=page_request.unit, **facts)
