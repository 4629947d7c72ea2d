"""Which platforms are asked with a token of the institution's own, and how each is written. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from registry.language import Pair

# What stands in a header or an address as it is: no space, no line break, nothing outside ASCII.
PLAIN = r"[\x21-\x7e]{8,4000}"
PREFIX = re.compile(r"bearer\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Shape:
    """The pattern of a whole token, and what to tell the person who looks for it."""

    pattern: str
    words: Pair

    def read(self, text: str) -> str:
        """The token as it is kept; raises ValueError, which quotes nothing, when it is not written so."""
        token = PREFIX.sub("", text.strip(), count=1)
        if not re.fullmatch(self.pattern, token):
            raise ValueError("not written as this platform's tokens are")
        return token


SHAPES: Mapping[str, Shape] = {
    "facebook": Shape(
        PLAIN,
        Pair(
            "le jeton d’un utilisateur système ou d’une page, avec pages_read_engagement",
            "the token of a system user or of a page, with pages_read_engagement",
        ),
    ),
    "github": Shape(
        PLAIN,
        Pair(
            "facultatif, un jeton sans aucun droit : il ne fait que relever la limite de lecture",
            "optional, a token without any right: it only raises the limit of reading",
        ),
    ),
    "instagram": Shape(
        rf"[0-9]{{5,25}}:{PLAIN}",
        Pair(
            "le numéro du compte professionnel de l’institution, deux-points, le jeton : 17841400000000000:EAAB…",
            "the number of the institution’s own professional account, a colon, the token: 17841400000000000:EAAB…",
        ),
    ),
    "linkedin": Shape(
        PLAIN,
        Pair(
            "le jeton d’une personne qui administre les pages, avec rw_organization_admin ; il dure soixante jours",
            "the token of a person who administers the pages, with rw_organization_admin; it lasts sixty days",
        ),
    ),
    "reddit": Shape(
        PLAIN,
        Pair(
            "l’identifiant de l’application, deux-points, son secret",
            "the application’s identifier, a colon, its secret",
        ),
    ),
    "telegram": Shape(
        r"[0-9]{5,20}:[A-Za-z0-9_-]{20,100}",
        Pair("le jeton du robot, tel que BotFather le donne", "the bot’s token, as BotFather gives it"),
    ),
    "threads": Shape(
        PLAIN,
        Pair(
            "un jeton avec threads_basic, threads_manage_insights et threads_profile_discovery ; il dure soixante jours",
            "a token with threads_basic, threads_manage_insights and threads_profile_discovery; it lasts sixty days",
        ),
    ),
    "tiktok": Shape(
        PLAIN,
        Pair(
            "la clé du client, deux-points, son secret (API de recherche) ; ou le jeton du compte lui-même : act.…",
            "the client’s key, a colon, its secret (Research API); or the account’s own token: act.…",
        ),
    ),
    "twitch": Shape(
        rf"[a-z0-9]{{10,60}}:{PLAIN}",
        Pair(
            "l’identifiant de l’application, deux-points, son jeton ; il dure environ soixante jours",
            "the application’s identifier, a colon, its token; it lasts about sixty days",
        ),
    ),
    "x": Shape(PLAIN, Pair("le jeton porteur (Bearer) de l’application", "the application’s bearer token")),
    "youtube": Shape(PLAIN, Pair("une clé de l’API YouTube Data v3", "a key to the YouTube Data API v3")),
}
