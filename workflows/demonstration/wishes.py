"""Invented page requests, one in every state and a few more, so that each queue has something in it: values only."""

from dataclasses import dataclass

from registry.accounts.audiences import Audience
from workflows.requests.states import Kind, State

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
    kind: Kind = Kind.OPEN
    about: str = ""
    exception_reason: str = ""


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
    Asked(State.WITH_LEADERSHIP, 13, WELCOME, "tumblr", "Fermetures pour tempête", "tempete.example",
          "Prévenir le voisinage quand le campus ferme.", "Voisinage", kind=Kind.EXCEPTION,
          exception_reason="Le voisinage ne suit l’École que là, et une fermeture s’annonce en quelques minutes."),
    Asked(State.DONE, 40, HYDRO, "instagram", "Génie hydrique", "", "Le compte n’a que deux personnes pour l’été.",
          "Cégépiennes et cégépiens", Audience.FUTURE_STUDENTS, kind=Kind.ADD_ADMINISTRATOR, about="hydro.example"),
    Asked(State.AVOIDED, 33, LITTORAL, "facebook", "Stages au littoral", "stages.littoral.example",
          "Proposer des stages d’été.", "Cégépiennes et cégépiens", Audience.FUTURE_STUDENTS),
    Asked(State.EXPIRED, 110, GENTLE, "vimeo", "Films Énergie douce", "energiedouce",
          "Montrer les bancs d’essai en marche.", "Diplômées et diplômés", Audience.ALUMNI),
    Asked(State.DRAFT, 2, HYDRO, "bluesky", "Génie hydrique", "hydro.example",
          "Relayer les travaux du département.", "Chercheuses et chercheurs", Audience.RESEARCH),
]  # fmt: skip
