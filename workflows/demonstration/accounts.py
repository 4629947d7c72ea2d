"""The invented accounts of Polytechnique Montréal: every standing, most statuses, and figures that were counted."""

from dataclasses import dataclass

from registry.accounts import actions as accounts
from registry.accounts.models import Account, StewardRank
from registry.accounts.status import ProofKind, Standing, Status
from registry.followers.actions import Figure, measure
from registry.language import Pair
from registry.platforms.canonical import canonicalise
from workflows.demonstration.cast import INVENTED, Cast

ENTERED = 310  # days before loading
COUNTED_BY_HAND = "Relevé à la main (exemple inventé)"


@dataclass(frozen=True)
class Row:
    """An invented account; `stewards` are the keys of its two people, `counts` pairs of days ago and followers."""

    address: str
    unit: str
    title: Pair
    standing: Standing = Standing.OFFICIAL
    stewards: tuple[str, ...] = ()
    counts: tuple[tuple[int, int], ...] = ()
    languages: tuple[str, ...] = ("fr",)


HYDRO, LITTORAL = Pair("Génie hydrique", "Water Engineering"), Pair("Laboratoire Littoral", "Shore Laboratory")
GENTLE, WELCOME = Pair("Énergie douce", "Gentle Energy"), Pair("Service de l’accueil", "Welcome Service")
HYDRO_TWO, LITTORAL_TWO = ("member", "colleague"), ("steward", "researcher")
GENTLE_TWO, WELCOME_TWO = ("gentle_member", "gentle_head"), ("welcome_member", "welcome_head")

ROWS = [
    Row(
        "facebook.com/genie-hydrique.example",
        "genie-hydrique",
        HYDRO,
        stewards=HYDRO_TWO,
        counts=((300, 1_120), (150, 1_168), (20, 1_204)),
    ),
    Row(
        "linkedin.com/company/genie-hydrique-example",
        "genie-hydrique",
        HYDRO,
        stewards=HYDRO_TWO,
        counts=((300, 640), (20, 871)),
        languages=("fr", "en"),
    ),
    Row("youtube.com/@littoral-example", "labo-littoral", LITTORAL, stewards=LITTORAL_TWO, counts=((30, 318),)),
    Row(
        "bsky.app/profile/littoral.example",
        "labo-littoral",
        LITTORAL,
        stewards=LITTORAL_TWO,
        counts=((30, 96),),
        languages=("fr", "en"),
    ),
    Row("instagram.com/energie.douce.example", "energie-douce", GENTLE, stewards=GENTLE_TWO, counts=((40, 2_310),)),
    Row("facebook.com/accueil.example", "service-accueil", WELCOME, stewards=WELCOME_TWO, counts=((40, 4_052),)),
    Row("x.com/accueil_example", "service-accueil", WELCOME, stewards=WELCOME_TWO, counts=((40, 1_377),)),
    # The five that the decision on Tumblr covers, and the affiliate's that it does not.
    Row("hydro-example.tumblr.com", "genie-hydrique", HYDRO, stewards=HYDRO_TWO, counts=((260, 1_802), (95, 1_840))),
    Row("littoral-example.tumblr.com", "labo-littoral", LITTORAL, stewards=LITTORAL_TWO, counts=((95, 612),)),
    Row("energie-douce-example.tumblr.com", "energie-douce", GENTLE, stewards=GENTLE_TWO, counts=((95, 1_207),)),
    Row(
        "ecole-ete-example.tumblr.com",
        "service-accueil",
        Pair("École d’été", "Summer School"),
        stewards=WELCOME_TWO,
        counts=((96, 95),),
    ),
    Row("accueil-example.tumblr.com", "service-accueil", WELCOME, stewards=WELCOME_TWO),
    Row(
        "fonderie-example.tumblr.com",
        "fonderie-des-idees",
        Pair("Fonderie des idées", "Foundry of Ideas"),
        Standing.AFFILIATED,
        counts=((95, 430),),
    ),
    # What is not official, or not yet.
    Row(
        "instagram.com/fonderie.example",
        "fonderie-des-idees",
        Pair("Fonderie des idées", "Foundry of Ideas"),
        Standing.AFFILIATED,
        counts=((30, 742),),
    ),
    Row(
        "instagram.com/les.rameurs.example",
        "les-rameurs",
        Pair("Les Rameurs", "The Rowers"),
        Standing.STUDENT,
        counts=((30, 1_015),),
    ),
    Row(
        "facebook.com/groups/anciens.hydro.example",
        "genie-hydrique",
        Pair("Anciennes et anciens de l’hydrique", "Former hydric people"),
        Standing.UNOFFICIAL,
    ),
    Row(
        "tiktok.com/@energie.douce.example",
        "energie-douce",
        Pair("Énergie douce", "Gentle Energy"),
        Standing.UNCONFIRMED,
    ),
    Row(
        "facebook.com/genie-hydrlque.example",
        "genie-hydrique",
        Pair("Page qui imite Génie hydrique", "Page that imitates Water Engineering"),
        Standing.IMPOSTOR,
    ),
    # What happened to three official accounts since.
    Row("vimeo.com/accueilexample", "service-accueil", WELCOME, stewards=WELCOME_TWO),
    Row("x.com/littoral_example", "labo-littoral", LITTORAL, stewards=LITTORAL_TWO, counts=((200, 508),)),
    Row("facebook.com/littoral.example", "labo-littoral", LITTORAL, counts=((200, 283),)),
]

# address, new status, reason, successor
SINCE = [
    ("vimeo.com/accueilexample", Status.LOST, "Mot de passe perdu, la plateforme ne répond pas (exemple inventé).", ""),
    ("x.com/littoral_example", Status.COMPROMISED, "Publications que personne n’a écrites (exemple inventé).", ""),
    (
        "facebook.com/littoral.example",
        Status.CLOSED,
        "Le laboratoire publie désormais sur Bluesky (exemple inventé).",
        "bsky.app/profile/littoral.example",
    ),
]
HAPPENED = 45  # days before loading


def enter(cast: Cast) -> dict[str, Account]:
    """Enter every invented account with its proof, stewards and figures; returns them by the address of `ROWS`."""
    entered = {row.address: _enter(cast, row, minute) for minute, row in enumerate(ROWS)}
    for minute, (address, status, reason, successor) in enumerate(SINCE):
        at = cast.calendar.at(HAPPENED, minute)
        entered[address] = accounts.change_status(
            entered[address],
            status=status,
            reason=reason,
            official_until=at.date().isoformat() if status == Status.CLOSED else "",
            successor=entered.get(successor),
            actor=cast.people["manager"],
            at=at,
        )
    return entered


def _enter(cast: Cast, row: Row, minute: int) -> Account:
    official = row.standing == Standing.OFFICIAL
    manager, at = cast.people["manager"], cast.calendar.at(ENTERED, minute)
    account = accounts.register(
        canonicalise(row.address),
        unit=cast.units[row.unit],
        title=row.title,
        languages=row.languages,
        standing=Standing.UNCONFIRMED if official else row.standing,
        public_note=INVENTED,
        actor=manager,
        at=at,
    )
    for rank, person in zip(StewardRank, row.stewards, strict=False):
        accounts.name_steward(account, cast.people[person], rank, actor=manager, at=at, since=at.date())
    if official:
        accounts.record_proof(
            account,
            kind=ProofKind.OFFICIAL_LINK,
            evidence=f"https://www.example.org/{row.unit}",
            actor=manager,
            at=at,
            official_since=at.date().isoformat(),
        )
    for days_ago, value in row.counts:
        moment = cast.calendar.at(days_ago, minute)
        measure(account, Figure(moment.date(), value, COUNTED_BY_HAND), actor=manager, at=moment)
    return account


def declare(cast: Cast, address: str, *, unit: str, title: Pair, days_ago: int) -> Account:
    """Enter a page that a department says is its own, before any proof: unconfirmed, and said to be invented."""
    return accounts.register(
        canonicalise(address),
        unit=cast.units[unit],
        title=title,
        languages=("fr",),
        public_note=INVENTED,
        actor=cast.people["manager"],
        at=cast.calendar.at(days_ago),
    )
