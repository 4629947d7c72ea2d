"""The ready-made words of a departure, in French and English: announcement, recall, last post, bio. Tables, filled in once.

``{headline}``, ``{day}`` and ``{follow}`` are filled by `ready_made`; no text says more than the decision does.
"""

from dataclasses import dataclass

from registry import wording
from registry.language import Pair
from workflows.exits.states import Step, Treatment


@dataclass(frozen=True)
class Said:
    """What the texts repeat of a decision: its headline, its exact day of effect (ISO), its public page, its channels.

    Each channel is its name in both languages and its address, which may be empty.
    """

    headline: Pair
    day: str
    page: str
    channels: tuple[tuple[Pair, str], ...] = ()


TEXTS: dict[str, Pair] = {
    Step.ANNOUNCE: Pair(
        "{headline} à compter du {day}.{follow} La décision et ses raisons : {page}",
        "{headline} as of {day}.{follow} The decision and its reasons: {page}",
    ),
    Step.RECALL: Pair(
        "Rappel : {headline} à compter du {day}.{follow} La décision et ses raisons : {page}",
        "Reminder: {headline} as of {day}.{follow} The decision and its reasons: {page}",
    ),
    Step.PIN_LAST_POST: Pair("{account}{follow} Pourquoi : {page}", "{account}{follow} Why: {page}"),
    Step.CHANGE_BIO: Pair("{account}{follow_short}", "{account}{follow_short}"),
}
FOLLOW = Pair(" Retrouvez-nous ici : {channels}.", " Find us here: {channels}.")
FOLLOW_SHORT = Pair(" Nous suivre : {address}", " Follow us: {address}")

# What the account says of itself.
ACCOUNT: dict[str, Pair] = {
    Treatment.SUSPENDED: Pair("Ce compte est inactif depuis le {day}.", "This account has been inactive since {day}."),
    Treatment.DORMANT: Pair("Ce compte est en sommeil depuis le {day}.", "This account has been dormant since {day}."),
    Treatment.ARCHIVED: Pair(
        "Ce compte est une archive : rien n’y est publié depuis le {day}.",
        "This account is an archive: nothing has been posted here since {day}.",
    ),
    Treatment.REDIRECT: Pair(
        "Depuis le {day}, ce compte ne fait plus que renvoyer ailleurs.", "Since {day}, this account only redirects."
    ),
    Treatment.EMERGENCY: Pair(
        "Depuis le {day}, ce compte ne sert qu’en cas d’urgence.",
        "Since {day}, this account has been used for emergencies only.",
    ),
    Treatment.CLOSED: Pair("Ce compte est fermé depuis le {day}.", "This account has been closed since {day}."),
    Treatment.ACTIVE: Pair("Ce compte est de nouveau actif depuis le {day}.", "This account has been active again since {day}."),
}  # fmt: skip


def ready_made(step: str, said: Said, treatment: str = "") -> Pair:
    """The text of a step, for an account of that ``treatment`` where it speaks of itself; an empty pair where none is needed."""
    if step not in TEXTS:
        return Pair("", "")
    account = ACCOUNT.get(treatment, Pair("", ""))
    day = Pair(wording.partial_date(said.day, "fr"), wording.partial_date(said.day, "en"))
    return TEXTS[step].format(
        headline=said.headline,
        day=day,
        page=said.page,
        account=account.format(day=day),
        follow=_follow(said),
        follow_short=_follow_short(said, treatment),
    )


def _follow(said: Said) -> Pair:
    if not said.channels:
        return Pair("", "")
    named = [
        (f"{name.fr} ({at})", f"{name.en or name.fr} ({at})") if at else (name.fr, name.en)
        for name, at in said.channels
    ]
    return FOLLOW.format(channels=Pair(", ".join(fr for fr, _ in named), ", ".join(en for _, en in named)))


def _follow_short(said: Said, treatment: str) -> Pair:
    """A bio has little room: the first address alone. Whoever is back needs none."""
    addresses = [address for _name, address in said.channels if address]
    if treatment == Treatment.ACTIVE or not addresses:
        return Pair("", "")
    return FOLLOW_SHORT.format(address=addresses[0])
