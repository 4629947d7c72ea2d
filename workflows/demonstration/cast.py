"""The invented units and people of the demonstration, made by the organisation's own actions."""

from dataclasses import dataclass, field

from registry.folding import fold
from registry.language import Pair
from registry.organisation import actions as organisation
from registry.organisation.models import Role, Unit, UnitKind, User
from workflows.demonstration.calendar import Calendar

INVENTED = Pair("Exemple inventé pour la démonstration.", "Invented example for the demonstration.")
# Known to everybody who reads this line: only the invented people of example.org ever get it, and only from `load`.
PASSWORD = "carrefour-demonstration"  # noqa: S105
OPENED = 320  # days before loading: the register opens

MONTREAL, PALAISEAU = "polytechnique-montreal", "ecole-polytechnique"

INSTITUTIONS: list[tuple[str, str, Pair, Pair]] = [
    (
        MONTREAL,
        "CA",
        Pair("Polytechnique Montréal", "Polytechnique Montréal"),
        Pair(
            "Sont réels : la directive du 27 novembre 2012 et les trois comptes qu’elle nomme. Les unités, les personnes, "
            "les autres comptes, les demandes et la décision sont inventés pour la démonstration.",
            "Real: the directive of 27 November 2012 and the three accounts that it names. The units, the people, the "
            "other accounts, the requests and the decision are invented for the demonstration.",
        ),
    ),
    (
        PALAISEAU,
        "FR",
        Pair("École polytechnique", "École polytechnique"),
        Pair(
            "Est réel : la décision du 10 janvier 2025 sur X, telle que sa source la rapporte. Les personnes qui la "
            "consignent sont inventées pour la démonstration.",
            "Real: the decision of 10 January 2025 on X, as its source reports it. The people who record it are invented "
            "for the demonstration.",
        ),
    ),
]

# slug, unit above, kind, name
UNITS: list[tuple[str, str, UnitKind, Pair]] = [
    ("genie-hydrique", MONTREAL, UnitKind.DEPARTMENT, Pair("Génie hydrique", "Water Engineering")),
    ("labo-littoral", "genie-hydrique", UnitKind.LABORATORY, Pair("Laboratoire Littoral", "Shore Laboratory")),
    ("energie-douce", MONTREAL, UnitKind.DEPARTMENT, Pair("Énergie douce", "Gentle Energy")),
    ("service-accueil", MONTREAL, UnitKind.SERVICE, Pair("Service de l’accueil", "Welcome Service")),
    ("fonderie-des-idees", MONTREAL, UnitKind.AFFILIATE, Pair("Fonderie des idées", "Foundry of Ideas")),
    ("les-rameurs", MONTREAL, UnitKind.ASSOCIATION, Pair("Les Rameurs", "The Rowers")),
]

# key, name, function, role, unit; the first of each role is the one that `demo_people` prints
PEOPLE: list[tuple[str, str, str, Role, str]] = [
    ("member", "Élise Kovac", "Chargée de communication", Role.MEMBER, "genie-hydrique"),
    ("head", "Marguerite Osei", "Directrice de département", Role.HEAD, "genie-hydrique"),
    ("steward", "Malik Benhaddou", "Agent de recherche", Role.STEWARD, "labo-littoral"),
    ("manager", "Inès Caron", "Gestionnaire de communauté", Role.MANAGER, MONTREAL),
    ("adviser", "Samuel Brandt", "Protection des données", Role.ADVISER, MONTREAL),
    ("leader", "Hélène Marchetti", "Direction générale", Role.LEADERSHIP, MONTREAL),
    ("auditor", "Ruth Abergel", "Audit interne", Role.AUDITOR, MONTREAL),
    ("colleague", "Jonas Pereira", "Technicien", Role.MEMBER, "genie-hydrique"),
    ("researcher", "Maya Landry", "Professionnelle de recherche", Role.MEMBER, "labo-littoral"),
    ("gentle_head", "Clara Nowak", "Directrice de département", Role.HEAD, "energie-douce"),
    ("gentle_member", "Félix Arsenault", "Coordonnateur", Role.MEMBER, "energie-douce"),
    ("welcome_head", "Awa Diop", "Cheffe de service", Role.HEAD, "service-accueil"),
    ("welcome_member", "Lucas Meyer", "Agent d’accueil", Role.MEMBER, "service-accueil"),
    ("manager2", "Noé Haddad", "Gestionnaire de communauté", Role.MANAGER, MONTREAL),
    ("recorder", "Paul Ferrand", "Communication", Role.MANAGER, PALAISEAU),
]
ADMINISTRATORS = {
    MONTREAL: ("administrator", "Théo Lindqvist"),
    PALAISEAU: ("other_administrator", "Anaïs Vidal"),
}


@dataclass
class Cast:
    """Units by slug and people by their key in the tables above."""

    calendar: Calendar
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    @property
    def montreal(self) -> Unit:
        """The root of Polytechnique Montréal."""
        return self.units[MONTREAL]

    @property
    def palaiseau(self) -> Unit:
        """The root of École polytechnique."""
        return self.units[PALAISEAU]


def gather(calendar: Calendar) -> Cast:
    """Found both institutions, their invented units and people; nobody has a password yet."""
    cast = Cast(calendar)
    at = calendar.at(OPENED)
    for slug, country, name, note in INSTITUTIONS:
        root = organisation.found_institution(slug=slug, name=name, country=country, public_note=note, at=at)
        key, full_name = ADMINISTRATORS[slug]
        cast.units[slug] = root
        cast.people[key] = organisation.appoint_first_administrator(
            root,
            email=address(full_name),
            full_name=full_name,
            job_title="Administration du registre (personne inventée)",
            at=at,
        )
    for slug, upper, kind, name in UNITS:
        cast.units[slug] = organisation.create_unit(
            cast.units[upper], slug=slug, kind=kind, name=name, public_note=INVENTED, actor=_admin(cast, upper), at=at
        )
    for key, full_name, function, role, unit in PEOPLE:
        cast.people[key] = organisation.invite(
            email=address(full_name),
            full_name=full_name,
            job_title=f"{function} (personne inventée)",
            unit=cast.units[unit],
            role=role,
            actor=_admin(cast, unit),
            at=at,
        )
    return cast


def _admin(cast: Cast, unit: str) -> User:
    return cast.people[ADMINISTRATORS.get(unit, ADMINISTRATORS[MONTREAL])[0]]


def address(full_name: str) -> str:
    """The invented address of an invented person: "elise.kovac@example.org"."""
    return f"{fold(full_name).replace(' ', '.')}@example.org"
