"""How often one must log in so that a platform does not take an account for abandoned. A table with its sources.

Read in November 2026. A platform that is not here states no period that we know of: `CAUTION` is then the register's own.
"""

from dataclasses import dataclass

# What the register keeps between its day and the platform's: a task that is late by a week loses nothing.
MARGIN = 7
CAUTION = 90


@dataclass(frozen=True)
class Limit:
    """After how many ``days`` without a log-in the platform may take the account or its name, and where it says so."""

    days: int
    source: str


_GOOGLE = Limit(730, "https://support.google.com/accounts/answer/12418290")

LIMITS: dict[str, Limit] = {
    # "log in at least every 30 days"; a log-in is enough, nothing need be posted.
    "x": Limit(30, "https://help.x.com/en/rules-and-policies/inactive-x-accounts"),
    # The name "may be reset to a randomized numeric username" after 180 days without access.
    "tiktok": Limit(180, "https://support.tiktok.com/en/safety-hc/account-and-user-safety/inactive-account-policy"),
    # Google spares accounts that have videos "at this time": no promise, so the period is kept.
    "youtube": _GOOGLE,
    "blogger": _GOOGLE,
    # "no login, viewing, or broadcasting activity for at least twelve months".
    "twitch": Limit(365, "https://blog.twitch.tv/en/2017/01/06/username-rename-recycling-policy-update-882431cb966b/"),
    "whatsapp": Limit(120, "https://faq.whatsapp.com/general/account-and-profile/about-inactive-account-deletion"),
    # Six months unless the account's settings say otherwise.
    "telegram": Limit(180, "https://telegram.org/faq"),
    "discord": Limit(730, "https://support.discord.com/hc/en-us/articles/5106714856215-Inactive-Account-Deletion"),
}


def days_between(platform: str) -> int:
    """The days from one log-in to the next on the platform (its slug in the catalogue)."""
    limit = LIMITS.get(platform)
    return limit.days - MARGIN if limit else CAUTION
