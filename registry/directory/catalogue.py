"""The catalogue as people read it: each platform with the forms of address that are understood. Pure, drawn from the table."""

from dataclasses import dataclass

from registry.folding import fold
from registry.language import Pair
from registry.platforms.catalog import FAMILIES
from registry.platforms.catalog.entry import Entry
from registry.platforms.kinds import Kind

FAMILY_NAMES: dict[str, Pair] = {
    "networks": Pair("Réseaux sociaux", "Social networks"),
    "feeds": Pair("Fils et courts messages", "Feeds and short posts"),
    "professional": Pair("Réseaux professionnels", "Professional networks"),
    "video": Pair("Vidéo et direct", "Video and live"),
    "pictures": Pair("Images et design", "Pictures and design"),
    "audio": Pair("Musique", "Music"),
    "podcasts": Pair("Balados et cours enregistrés", "Podcasts and recorded courses"),
    "messaging": Pair("Messageries", "Messaging"),
    "federated": Pair("Fédivers", "Fediverse"),
    "writing": Pair("Blogues et infolettres", "Blogs and newsletters"),
    "research": Pair("Recherche et documents", "Research and documents"),
    "knowledge": Pair("Encyclopédies et questions", "Encyclopedias and questions"),
    "code": Pair("Code", "Code"),
    "places": Pair("Rencontres, lieux et listes de liens", "Meetings, places and link lists"),
    "makers": Pair("Créateurs, développeurs et joueurs", "Makers, developers and players"),
    "asia": Pair("Réseaux d’Asie et de Russie", "Networks of Asia and Russia"),
    "others": Pair("Autres réseaux", "Other networks"),
    "gone": Pair("Plateformes fermées", "Closed platforms"),
}

KIND_NAMES: dict[Kind, Pair] = {
    Kind.PROFILE: Pair("compte", "account"),
    Kind.PAGE: Pair("page", "page"),
    Kind.GROUP: Pair("groupe", "group"),
    Kind.CHANNEL: Pair("chaîne", "channel"),
    Kind.COMPANY: Pair("entreprise", "company"),
    Kind.SCHOOL: Pair("établissement", "school"),
    Kind.SHOWCASE: Pair("page vitrine", "showcase page"),
    Kind.EDU: Pair("établissement, ancienne forme", "school, former form"),
    Kind.PERSON: Pair("personne", "person"),
    Kind.MEMBER: Pair("membre", "member"),
    Kind.USER: Pair("utilisateur", "user"),
    Kind.CUSTOM: Pair("nom personnalisé", "custom name"),
    Kind.NAME: Pair("nom", "name"),
    Kind.COMMUNITY: Pair("communauté", "community"),
    Kind.PUBLICATION: Pair("publication", "publication"),
    Kind.BLOG: Pair("blogue", "blog"),
    Kind.SHOP: Pair("boutique", "shop"),
    Kind.SHOW: Pair("émission", "show"),
    Kind.ARTIST: Pair("artiste", "artist"),
    Kind.LABEL: Pair("maison de disques", "record label"),
    Kind.ARTICLE: Pair("article", "article"),
    Kind.TOPIC: Pair("sujet", "topic"),
    Kind.INVITE: Pair("invitation", "invitation"),
    Kind.SERVER: Pair("serveur", "server"),
    Kind.PHONE: Pair("numéro", "number"),
    Kind.IDENTIFIER: Pair("identifiant", "identifier"),
    Kind.ORGANISER: Pair("organisateur", "organiser"),
    Kind.PLACE: Pair("lieu", "place"),
    Kind.COLLECTION: Pair("collection", "collection"),
}


@dataclass(frozen=True, slots=True)
class Understood:
    """A form of address: what it names, and an example without its scheme."""

    kind: Pair
    example: str


@dataclass(frozen=True, slots=True)
class Described:
    """A platform of the catalogue; `forms` are those that name an account, `closed_on` a partial date or ""."""

    slug: str
    name: str
    mark: str
    former_names: tuple[str, ...]
    hosts: tuple[str, ...]
    closed_on: str
    family: str
    forms: tuple[Understood, ...]

    @property
    def family_name(self) -> Pair:
        """The family's name for people."""
        return FAMILY_NAMES[self.family]

    @property
    def words(self) -> str:
        """What it is looked for by: its names, former ones too, and its hosts; folded."""
        return fold(" ".join((self.slug, self.name, *self.former_names, *self.hosts)))


def _described(family: str, entry: Entry) -> Described:
    examples = {entry.example(form): form for form in entry.forms if not form.refuses}
    forms = [Understood(KIND_NAMES[form.kind], example) for example, form in examples.items()]
    if entry.federated:
        server = entry.hosts[0]
        forms.append(Understood(KIND_NAMES[Kind.PROFILE], f"@{entry.forms[0].example}@{server}"))
    return Described(
        slug=entry.slug,
        name=entry.name,
        mark=entry.mark,
        former_names=entry.former_names,
        hosts=entry.hosts,
        closed_on=entry.closed_on,
        family=family,
        forms=tuple(forms),
    )


CATALOGUE: tuple[Described, ...] = tuple(
    _described(family, entry)
    for family, module in ((module.__name__.rpartition(".")[2], module) for module in FAMILIES)
    for entry in sorted(module.ENTRIES, key=lambda entry: fold(entry.name))
)


def found(words: str = "", family: str = "") -> list[Described]:
    """The platforms whose names or hosts hold each of the words, of one family or of all, family by family."""
    wanted = fold(words).split()
    return [
        platform
        for platform in CATALOGUE
        if family in ("", platform.family) and all(word in platform.words for word in wanted)
    ]
