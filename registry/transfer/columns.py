"""The columns of an inventory: what each is for, and the headers under which it is met. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from registry.folding import fold
from registry.language import Pair
from registry.platforms.catalog import CATALOG


class Role(StrEnum):
    """What a column is for; an account needs an address, or a platform and a handle."""

    ADDRESS = "address"
    PLATFORM = "platform"
    HANDLE = "handle"
    TITLE = "title"
    TITLE_EN = "title_en"
    UNIT = "unit"
    LANGUAGES = "languages"


@dataclass(frozen=True)
class Column:
    """A role, its header in our own files, and the headers of others', folded and written with single spaces."""

    role: Role
    header: Pair
    others: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """Every header that brings the role."""
        return self.others | {header_key(self.header.fr), header_key(self.header.en)}


def header_key(text: str) -> str:
    """A header as it is compared: folded, letters and digits only, single spaces ("Adresse (URL) :" → "adresse url")."""
    return " ".join(re.findall(r"\w+", fold(text).replace("_", " ")))


def _named(text: str) -> frozenset[str]:
    return frozenset(header_key(name) for name in text.split(","))


COLUMNS: tuple[Column, ...] = (
    Column(
        Role.ADDRESS,
        Pair("Adresse", "Address"),
        _named(
            "url,urls,lien,liens,link,links,uri,adresse url,url adresse,adresse du compte,"
            "account address,account url,url du compte,lien du compte,account link,profile,profile url,profil,url du profil,"
            "profile link,lien du profil,page url,url de la page,adresse de la page,service url,social url,"
            "social media url,social media link,lien reseau social,lien vers le compte,lien vers la page,href,enlace,"
            "direccion,dirección,link zum profil,adresse internet,permalink,account uri"
        ),
    ),
    Column(
        Role.PLATFORM,
        Pair("Plateforme", "Platform"),
        _named(
            "plate forme,réseau,reseau social,réseaux sociaux,réseau social,network,social network,social media,"
            "social media platform,media social,média social,médias sociaux,media,service key,service name,site social,"
            "type de compte,account type,type de réseau,plataforma,red social,plattform,channel type,canal,outil"
        ),
    ),
    Column(
        Role.HANDLE,
        Pair("Nom de compte", "Handle"),
        _named(
            "identifiant,pseudo,pseudonyme,username,user name,user,nom d utilisateur,account handle,screen name,"
            "account username,@,arobase,handle name,id du compte,account id,profile name,usuario,benutzername"
        ),
    ),
    Column(
        Role.TITLE,
        Pair("Nom", "Name"),
        _named(
            "titre,title,nom fr,nom francais,name fr,titre fr,title fr,compte,account,account name,nom du compte,nom de la page,"
            "page name,page,display name,nom affiché,nom public,intitulé,libellé,organization name,description courte,"
            "short description,nombre,nom français,french name,name french"
        ),
    ),
    Column(
        Role.TITLE_EN,
        Pair("Nom anglais", "English name"),
        _named("nom en,name en,titre en,title en,nom anglais,titre anglais,english title,name english,nom (en)"),
    ),
    Column(
        Role.UNIT,
        Pair("Unité", "Unit"),
        _named(
            "département,departement,department,service responsable,direction,organisation,organization,organisme,agency,"
            "agence,ministère,ministere,ministry,institution,entité,entity,composante,faculté,faculty,école,school,"
            "laboratoire,laboratory,lab,bureau,office,propriétaire,owner,unité responsable,unit name,service,"
            "nom de l unité,rattachement,division,team,équipe,slug de l unité,unit slug,departamento,abteilung"
        ),
    ),
    Column(
        Role.LANGUAGES,
        Pair("Langues", "Languages"),
        _named("langue,language,lang,langue de publication,langues de publication,idioma,sprache,language s,langue s"),
    ),
)

ROLES: dict[str, Role] = {name: column.role for column in COLUMNS for name in column.names}

# Words around the platform's name in the header of a column that holds its accounts: "Page Facebook", "Twitter URL".
AROUND = _named(
    "page,pages,compte,comptes,account,accounts,url,urls,lien,liens,link,links,handle,handles,profil,profile,profiles,chaine,"
    "channel,adresse,address,groupe,group,company,entreprise,officiel,official,nom,name,de,du,d,la,le,l,our,id"
)


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))


PLATFORMS: dict[str, str] = {
    _squeezed(name): slug
    for slug, entry in CATALOG.items()
    for name in (slug, entry.name, *entry.former_names, *entry.hosts)
}
# Spellings of the real inventories that no catalogue should hold as names.
PLATFORMS |= {
    "intagram": "instagram",
    "fb": "facebook",
    "insta": "instagram",
    "yt": "youtube",
    "xtwitter": "x",
    "twitterx": "x",
}


def platform_named(text: str) -> str | None:
    """The catalogue's slug of a platform as people write it ("Youtube", "X (ex-Twitter)", "LinkedIn page"), or None."""
    whole = PLATFORMS.get(_squeezed(text))
    if whole:
        return whole
    bare = re.sub(r"\(.*?\)", " ", text)
    words = [word for word in header_key(bare).split() if word not in AROUND]
    return PLATFORMS.get("".join(words)) if words else None
