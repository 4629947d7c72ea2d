"""Brings every invented page request, move by move, to where it stands."""

from registry.accounts.models import Account
from registry.accounts.status import ProofKind
from registry.language import Pair
from registry.platforms.models import Platform
from workflows.demonstration.accounts import declare
from workflows.demonstration.cast import INVENTED, Cast
from workflows.demonstration.wishes import ASKED, TEAMS, Asked
from workflows.requests import actions as requests
from workflows.requests import lapsing, offers
from workflows.requests.models import Alternative, PageRequest
from workflows.requests.moves import ACTIONS
from workflows.requests.queries.serving import unanswered
from workflows.requests.states import RefusalReason, State

# Each move: name, who makes it (a key of the cast, or the team's author or endorser), days after the start.
WAY: dict[str, list[tuple[str, str, int]]] = {
    State.DRAFT: [],
    State.SUBMITTED: [("submit", "author", 0)],
}
WAY[State.ENDORSED] = [*WAY[State.SUBMITTED], ("endorse", "endorser", 1)]
WAY[State.IN_REVIEW] = [*WAY[State.ENDORSED], ("take", "manager", 2)]
WAY[State.WITHDRAWN] = [*WAY[State.ENDORSED], ("withdraw", "author", 3)]
WAY[State.RETURNED] = [*WAY[State.IN_REVIEW], ("ask_changes", "manager", 5)]
WAY[State.REFUSED] = [*WAY[State.IN_REVIEW], ("refuse", "manager", 6)]
WAY[State.APPROVED] = [*WAY[State.IN_REVIEW], ("approve", "manager", 6)]
WAY[State.APPROVED_WITH_CONDITIONS] = [*WAY[State.IN_REVIEW], ("approve_with_conditions", "manager", 7)]
WAY[State.ADDRESS_GIVEN] = [*WAY[State.APPROVED], ("give_address", "author", 12)]
WAY[State.WITH_LEADERSHIP] = [*WAY[State.IN_REVIEW], ("recommend", "manager", 4)]
WAY[State.DONE] = [*WAY[State.APPROVED], ("carry_out", "manager", 9)]
WAY[State.AVOIDED] = [*WAY[State.SUBMITTED], ("publish_instead", "author", 3)]
WAY[State.EXPIRED] = WAY[State.APPROVED]
WAY[State.ONLINE] = [*WAY[State.ADDRESS_GIVEN], ("put_online", "manager", 14)]

VOUCHED = {
    "two_administrators": True,
    "two_factor": True,
    "recovery_mailbox": True,
    "link_back": "https://www.example.org/reseaux",
}
WORDS: dict[str, dict] = {
    "withdraw": {"reason": "Les conférences iront sur la chaîne de l’École."},
    "ask_changes": {"reason": "Dites qui filmera, et comment le consentement des élèves sera recueilli."},
    "refuse": {
        "reason_code": RefusalReason.EXISTING_SERVES,
        "reason": "Une page du service existe déjà et suffit.",
        "alternative": "Une publication hebdomadaire sur facebook.com/accueil.example.",
    },
    "approve_with_conditions": {
        "conditions": "Un bilan avec la gestionnaire de communauté à la fin de l’essai.",
        "trial_months": 6,
    },
    "recommend": {"reason": "Utile au voisinage, pour quelques messages par an.", "trial_months": 12},
    "carry_out": {"evidence": "La troisième personne figure dans les réglages de la page."},
    "put_online": {"proof": ProofKind.OFFICIAL_LINK, "evidence": "https://www.example.org/genie-hydrique"},
}


def ask_all(cast: Cast) -> list[PageRequest]:
    """Write every request and bring it, move by move, to where it stands."""
    return [_ask(cast, asked, minute) for minute, asked in enumerate(ASKED)]


def _ask(cast: Cast, asked: Asked, minute: int) -> PageRequest:
    author, endorser, primary, backup = TEAMS[asked.unit]
    people = {"author": asked.author or author, "endorser": endorser, "manager": "manager"}
    page_request = _drafted(cast, asked, minute, people["author"], (primary, backup))
    if asked.address:
        _declare(cast, asked)
    if asked.state != State.DRAFT:
        _answer_each(cast, asked, page_request, people["author"])
    for step, (move, who, after) in enumerate(WAY[asked.state], start=1):
        words = {"address": asked.address, **VOUCHED} if move == "give_address" else WORDS.get(move, {})
        page_request = ACTIONS[move](
            page_request,
            actor=cast.people[people[who]],
            at=cast.calendar.at(asked.days_ago - after, minute + 20 * step),
            seen=page_request.version,
            **words,
        )
    if asked.state == State.EXPIRED:
        lapsing.lapse(page_request, at=cast.calendar.at(asked.days_ago - 80, minute))
    return page_request


def _drafted(cast: Cast, asked: Asked, minute: int, author: str, stewards: tuple[str, str]) -> PageRequest:
    about = Account.objects.get(platform__slug=asked.platform, handle=asked.about) if asked.about else None
    # A third person for an account that has its two.
    backup = "steward" if about else stewards[1]
    return requests.draft(
        actor=cast.people[author],
        at=cast.calendar.at(asked.days_ago, minute),
        unit=cast.units[asked.unit],
        platform=Platform.objects.get(slug=asked.platform),
        kind=asked.kind,
        about=about,
        exception_reason=asked.exception_reason,
        title=asked.title,
        wanted_handle=asked.handle,
        purpose=f"{asked.purpose} ({INVENTED.fr.rstrip('.')}.)",
        audiences=[asked.public],
        audience=asked.audience,
        languages=["fr"],
        content_plan="Une photo ou une courte vidéo, avec quelques lignes qui l’expliquent.",
        rhythm="Une fois par semaine",
        resources="Deux personnes, trois heures par semaine.",
        moderation="Les commentaires sont lus chaque jour ouvrable.",
        out_of_hours="Le poste de sécurité de l’École.",
        primary_steward=cast.people[stewards[0]],
        backup_steward=cast.people[backup],
        recovery_mailbox=f"{asked.unit}@example.org",
    )


def _answer_each(cast: Cast, asked: Asked, page_request: PageRequest, author: str) -> None:
    """Say of each account that could serve that it does not, or offer to publish there where a page is to be avoided."""
    at = cast.calendar.at(asked.days_ago, 0)
    avoids = asked.state == State.AVOIDED
    answer = Alternative.Answer.OFFER if avoids else Alternative.Answer.DOES_NOT_SERVE
    words = "Deux annonces de stage par mois." if avoids else "Il parle d’un autre sujet au même public."
    for account in unanswered(page_request):
        said = {"answer": answer, "words": words}
        row = offers.answer_alternative(page_request, account, actor=cast.people[author], at=at, **said)
        if avoids:
            at = cast.calendar.at(asked.days_ago - 1, 0)
            offers.reply_to_offer(row, actor=cast.people["manager"], at=at, accepted=True, words="Volontiers.")


def _declare(cast: Cast, asked: Asked) -> None:
    """The page is in the register as declared before it is proven, so that its note says that it is invented."""
    declare(cast, asked.address, unit=asked.unit, title=Pair(asked.title, ""), days_ago=asked.days_ago - 10)
