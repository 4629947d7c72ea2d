"""What a decision link opens to: the request and the answers to choose from, or why it serves no more."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.requests.four_eyes import GUARDS
from workflows.requests.mail_links import ANSWERS, Link, read
from workflows.requests.models import MailLinkUse, PageRequest
from workflows.requests.moves import open_moves
from workflows.requests.queries.meanwhile import Meanwhile, meanwhile
from workflows.requests.questions import CONTENT
from workflows.requests.states import MACHINE


@dataclass(frozen=True)
class Problem:
    """Why a link serves no more, with the answer's status; ``why`` is what a rule says about this very person."""

    code: str
    status: int
    title: Promise
    text: Promise
    why: Pair | None = None


PROBLEMS = {
    problem.code: problem
    for problem in (
        Problem(
            "unknown", 404, _("Ce lien n’est pas valable"), _("Il est incomplet, ou il ne vient pas de Carrefour.")
        ),
        Problem(
            "expired",
            410,
            _("Ce lien a expiré"),
            _("Un lien de décision ne vaut que quelques jours. La demande attend toujours votre réponse au bureau."),
        ),
        Problem(
            "used",
            410,
            _("Ce lien a servi"),
            _(
                "Votre réponse est enregistrée. Un lien ne sert qu’une fois, même s’il est arrivé dans plusieurs courriels."
            ),
        ),
        Problem(
            "closed",
            403,
            _("Vous ne pouvez pas répondre à cette demande"),
            _("Ce lien suit vos droits d’aujourd’hui, non ceux du jour où il est parti."),
        ),
        Problem(
            "moved",
            409,
            _("La demande a changé depuis ce courriel"),
            _("Ce lien répondait à la version d’alors. Relisez la demande, puis répondez depuis le bureau."),
        ),
        Problem(
            "crowded",
            429,
            _("Trop de liens inconnus"),
            _(
                "De nombreux liens qui n’existent pas ont été essayés d’ici. Réessayez dans une heure, ou connectez-vous."
            ),
        ),
    )
}
CLOSED = PROBLEMS["closed"]
NOT_HERE = Pair("Votre inscription au registre n’est plus active.", "Your registration is no longer active.")


@dataclass(frozen=True)
class Opened:
    """A link as it stands now. The request and its reader are None for a link that is not ours.

    ``moves`` are the answers to offer; none when there is a ``problem``. ``since`` is what changed after the mail.
    """

    problem: Problem | None
    link: Link | None = None
    page_request: PageRequest | None = None
    person: User | None = None
    moves: tuple[str, ...] = ()
    used: MailLinkUse | None = None
    since: Meanwhile | None = None


def opened(token: str, *, at: datetime) -> Opened:
    """Read a link, changing nothing: as often as one likes, and as often as mail scanners do."""
    link = read(token)
    if link is None:
        return Opened(PROBLEMS["unknown"])
    known = {
        "link": link,
        "person": User.objects.filter(pk=link.person).first(),
        "page_request": PageRequest.objects.with_names().filter(pk=link.page_request).first(),
        "used": MailLinkUse.objects.filter(digest=link.digest).first(),
    }
    if known["person"] is None or known["page_request"] is None:
        return Opened(PROBLEMS["unknown"])
    if known["used"]:
        return Opened(PROBLEMS["used"], **known)
    if link.is_over(at):
        return Opened(PROBLEMS["expired"], **known)
    return _standing(**known)


def _standing(link: Link, person: User, page_request: PageRequest, used: None) -> Opened:
    known = {"link": link, "person": person, "page_request": page_request}
    if not person.is_active:
        return Opened(replace(CLOSED, why=NOT_HERE), **known)
    if page_request.version != link.version:
        return _moved(**known)
    now = open_moves(page_request, person)
    moves = tuple(name for name in link.moves if name in ANSWERS and name in now)
    return Opened(None if moves else replace(CLOSED, why=_refusal(**known)), moves=moves, **known)


def _moved(link: Link, person: User, page_request: PageRequest) -> Opened:
    """The difference is for those who may still read the request."""
    known = {"link": link, "person": person, "page_request": page_request}
    if not PageRequest.objects.visible_to(person).filter(pk=page_request.pk).exists():
        return Opened(CLOSED, **known)
    return Opened(PROBLEMS["moved"], since=meanwhile(page_request, link.version, CONTENT), **known)


def _refusal(link: Link, person: User, page_request: PageRequest) -> Pair | None:
    """What the rules say about this person; the first of the link's moves that they refuse speaks for all."""
    for name in link.moves:
        try:
            GUARDS[MACHINE.moves[name].needs](page_request, person)
        except NotAllowed as error:
            return error.sentence
    return None
