"""Invented page requests, one in every state and a few more, so that each queue has something in it."""

from dataclasses import dataclass

from registry.accounts.audiences import Audience
from registry.accounts.status import ProofKind
from registry.language import Pair
from registry.platforms.models import Platform
from workflows.demonstration.accounts import declare
from workflows.demonstration.cast import INVENTED, Cast
from workflows.requests import actions as requests
from workflows.requests.models import PageRequest
from workflows.requests.moves import ACTIONS
from workflows.requests.states import State

HYDRO, LITTORAL, GENTLE, WELCOME = "genie-hydrique", "labo-littoral", "energie-douce", "service-accueil"

# The people of each unit: author, endorser, and the two who will answer for the page.
TEAMS = {
    HYDRO: ("member", "head", "member", "colleague"),
    LITTORAL: ("researcher", "head", "steward", "researcher"),
    GENTLE: ("gentle_member", "gentle_head", "gentle_member", "gentle_head"),
    WELCOME: ("welcome_member", "welcome_head", "welcome_member", "welcome_head"),
}


@dataclass(frozen=True)
class Asked:
    """An invented request: where it stands and how many days ago it was started; `address` once its page exists."""

    state: State
    days_ago: int
    unit: str
    platform: str
    title: str
    handle: str
    purpose: str
    audience: str
    public: Audience = Audience.PUBLIC
    address: str = ""
    author: str = ""


ASKED = [
    Asked(State.ONLINE, 150, HYDRO, "instagram", "Génie hydrique", "hydro.example", "Montrer les chantiers des étudiants.",
          "Cégépiennes et cégépiens", Audience.FUTURE_STUDENTS, "instagram.com/hydro.example"),
    Asked(State.REFUSED, 70, WELCOME, "facebook", "Objets trouvés", "objets.trouves.example",
          "Publier chaque semaine les objets rapportés à l’accueil.", "Personnel et étudiants", Audience.STUDENTS),
    Asked(State.WITHDRAWN, 55, GENTLE, "youtube", "Conférences Énergie douce", "@conferences-example",
          "Diffuser les conférences du département.", "Grand public"),
    Asked(State.APPROVED, 30, LITTORAL, "linkedin", "Laboratoire Littoral", "littoral-example",
          "Faire connaître les publications du laboratoire.", "Partenaires de recherche", Audience.RESEARCH),
    Asked(State.APPROVED_WITH_CONDITIONS, 26, GENTLE, "threads", "Énergie douce", "energie.douce.example",
          "Répondre aux questions du public sur le chauffage.", "Grand public"),
    Asked(State.ADDRESS_GIVEN, 24, WELCOME, "instagram", "L’accueil en images", "accueil.example",
          "Annoncer les visites et les journées d’accueil.", "Futures étudiantes et futurs étudiants", Audience.FUTURE_STUDENTS,
          "instagram.com/accueil.example"),
    Asked(State.RETURNED, 21, LITTORAL, "tiktok", "Une minute au littoral", "littoral.example",
          "Montrer le travail de terrain.", "Élèves du secondaire", Audience.FUTURE_STUDENTS),
    Asked(State.IN_REVIEW, 18, HYDRO, "mastodon", "Génie hydrique", "hydro@social.example",
          "Échanger avec les autres départements de génie hydrique.", "Chercheuses et chercheurs", Audience.RESEARCH),
    Asked(State.IN_REVIEW, 11, WELCOME, "whatsapp", "Visites de l’École", "",
          "Prévenir les visiteurs d’un changement d’horaire.", "Visiteurs inscrits"),
    Asked(State.ENDORSED, 9, LITTORAL, "github", "Code du littoral", "littoral-example",
          "Publier les programmes de calcul du laboratoire.", "Chercheuses et chercheurs", Audience.RESEARCH),
    Asked(State.SUBMITTED, 4, HYDRO, "youtube", "Génie hydrique en vidéo", "@hydro-example",
          "Expliquer les métiers de l’eau.", "Cégépiennes et cégépiens", Audience.FUTURE_STUDENTS),
    # A head's own request: nobody above has the role, so a second manager endorses it.
    Asked(State.SUBMITTED, 3, GENTLE, "facebook", "Énergie douce", "energie-douce.example",
          "Annoncer les soutenances et les séminaires.", "Diplômées et diplômés", Audience.ALUMNI, author="gentle_head"),
    Asked(State.DRAFT, 2, HYDRO, "bluesky", "Génie hydrique", "hydro.example",
          "Relayer les travaux du département.", "Chercheuses et chercheurs", Audience.RESEARCH),
]  # fmt: skip

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
        "reason": "Une page du service existe déjà et suffit.",
        "alternative": "Une publication hebdomadaire sur facebook.com/accueil.example.",
    },
    "approve_with_conditions": {"conditions": "Six mois d’essai, puis un bilan avec la gestionnaire de communauté."},
    "put_online": {"proof": ProofKind.OFFICIAL_LINK, "evidence": "https://www.example.org/genie-hydrique"},
}


def ask_all(cast: Cast) -> list[PageRequest]:
    """Write every request and bring it, move by move, to where it stands."""
    return [_ask(cast, asked, minute) for minute, asked in enumerate(ASKED)]


def _ask(cast: Cast, asked: Asked, minute: int) -> PageRequest:
    author, endorser, primary, backup = TEAMS[asked.unit]
    people = {"author": asked.author or author, "endorser": endorser, "manager": "manager"}
    page_request = requests.draft(
        actor=cast.people[people["author"]],
        at=cast.calendar.at(asked.days_ago, minute),
        unit=cast.units[asked.unit],
        platform=Platform.objects.get(slug=asked.platform),
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
        primary_steward=cast.people[primary],
        backup_steward=cast.people[backup],
        recovery_mailbox=f"{asked.unit}@example.org",
    )
    if asked.address:
        _declare(cast, asked)
    for step, (move, who, after) in enumerate(WAY[asked.state], start=1):
        words = {"address": asked.address, **VOUCHED} if move == "give_address" else WORDS.get(move, {})
        page_request = ACTIONS[move](
            page_request,
            actor=cast.people[people[who]],
            at=cast.calendar.at(asked.days_ago - after, minute + 20 * step),
            seen=page_request.version,
            **words,
        )
    return page_request


def _declare(cast: Cast, asked: Asked) -> None:
    """The page is in the register as declared before it is proven, so that its note says that it is invented."""
    declare(cast, asked.address, unit=asked.unit, title=Pair(asked.title, ""), days_ago=asked.days_ago - 10)
