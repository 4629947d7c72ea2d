"""Communiqués: each version of what was announced, with the copy that was kept of it and the copy's digest."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from registry import outbound
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.exits.correcting import may_correct
from workflows.exits.models import Communique, ExitDecision
from workflows.exits.moving import desk_of, lock
from workflows.exits.states import OPEN
from workflows.machine import Refused

LARGEST = 1_000_000  # bytes
UNDECIDED = Pair(
    "Un communiqué se garde une fois la décision prise.", "A communiqué is kept once the decision is taken."
)
NO_WORDS = Pair("Un communiqué s’écrit en français et en anglais.", "A communiqué is written in French and in English.")
NO_FRENCH = Pair("Il manque le texte du communiqué.", "The text of the communiqué is missing.")
TOO_LARGE = Pair("La copie dépasse 1 Mo.", "The copy is larger than 1 MB.")
EMPTY = Pair("Cette copie est vide.", "This copy is empty.")
NO_PAGE = Pair(
    "Cette adresse ne donne pas la page : rien n’a été gardé. Vérifiez-la, ou joignez le fichier.",
    "This address does not give the page: nothing was kept. Check it, or attach the file.",
)


@dataclass(frozen=True)
class Copy:
    """A page or a file as it was read, with the type that its server or browser gave it, shown as words only."""

    data: bytes
    type: str


def fetch_copy(address: str) -> Copy:
    """Read the page of a communiqué over the network, outside any transaction. Raises `Refused`."""
    try:
        answer = outbound.get(address, follow=True, most=LARGEST)
    except outbound.TooLarge as error:
        raise Refused(TOO_LARGE.fr, TOO_LARGE.en) from error
    except outbound.NotAnswered as error:
        raise Refused(NO_PAGE.fr, NO_PAGE.en) from error
    if answer.status != 200:
        raise Refused(NO_PAGE.fr, NO_PAGE.en)
    return Copy(answer.body, answer.headers.get("content-type", ""))


@transaction.atomic
def keep_communique(
    decision: ExitDecision,
    *,
    actor: User,
    at: datetime,
    text_fr: str,
    text_en: str,
    address: str = "",
    copy: Copy | None = None,
) -> Communique:
    """Keep the next version of the communiqué; the earlier ones stay as they are.

    Both languages are asked of a decision taken here; one recorded from a source is given in the words that there are.
    Raises `NotAllowed`, and `Refused` for an undecided decision, a missing text, an empty copy or one above 1 MB.
    """
    decision = lock(decision)
    if not may_correct(decision, actor):
        raise NotAllowed
    _require_words(decision, text_fr.strip(), text_en.strip())
    row = Communique(
        decision=decision, text_fr=text_fr.strip(), text_en=text_en.strip(), address=address, by=actor, at=at
    )
    row.version = decision.communiques.count() + 1
    if copy:
        _require_size(copy)
        row.archived, row.archived_type, row.archived_at = copy.data, copy.type[:80], at
        row.sha256 = hashlib.sha256(copy.data).hexdigest()
    row.save()
    facts = {"communique": row.pk, "version": row.version, "sha256": row.sha256}
    record(Verb.EXIT_COMMUNIQUE, decision, actor=actor, at=at, unit=desk_of(decision), **facts)
    return row


def _require_words(decision: ExitDecision, text_fr: str, text_en: str) -> None:
    if decision.state in OPEN:
        raise Refused(UNDECIDED.fr, UNDECIDED.en)
    if not (text_fr or (text_en and decision.recorded)):
        raise Refused(NO_FRENCH.fr, NO_FRENCH.en)
    if not (text_en or decision.recorded):
        raise Refused(NO_WORDS.fr, NO_WORDS.en)


def _require_size(copy: Copy) -> None:
    if not copy.data:
        raise Refused(EMPTY.fr, EMPTY.en)
    if len(copy.data) > LARGEST:
        raise Refused(TOO_LARGE.fr, TOO_LARGE.en)
