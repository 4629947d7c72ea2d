"""What each kind of decision does to accounts and to the institution's stance, and how it is called. Pure tables."""

from registry.accounts.status import Status
from registry.language import Pair
from registry.platforms.positions import Position
from workflows.exits.states import Kind, Treatment

DEFAULT_TREATMENT: dict[str, str] = {
    Kind.SUSPEND: Treatment.SUSPENDED,
    Kind.DORMANT: Treatment.DORMANT,
    Kind.ARCHIVE: Treatment.ARCHIVED,
    Kind.REDIRECT_ONLY: Treatment.REDIRECT,
    Kind.EMERGENCY_ONLY: Treatment.EMERGENCY,
    Kind.LEAVE: Treatment.CLOSED,
    Kind.DELETE: Treatment.DELETED,
    Kind.RESTRICT: Treatment.UNCHANGED,
    Kind.STAY: Treatment.UNCHANGED,
    Kind.ADOPT: Treatment.UNCHANGED,
    Kind.RETURN: Treatment.ACTIVE,
}

# No treatment but UNCHANGED leaves the status as it was. An account that only redirects, or waits for an emergency,
# is dormant for whoever asks: nothing is to be expected there.
STATUS: dict[str, str] = {
    Treatment.SUSPENDED: Status.DORMANT,
    Treatment.DORMANT: Status.DORMANT,
    Treatment.ARCHIVED: Status.DORMANT,
    Treatment.REDIRECT: Status.DORMANT,
    Treatment.EMERGENCY: Status.DORMANT,
    Treatment.CLOSED: Status.CLOSED,
    Treatment.DELETED: Status.CLOSED,
    Treatment.ACTIVE: Status.ACTIVE,
}

POSITION: dict[str, str] = {
    Kind.SUSPEND: Position.SUSPENDED,
    Kind.DORMANT: Position.DORMANT,
    Kind.ARCHIVE: Position.ARCHIVED,
    Kind.REDIRECT_ONLY: Position.REDIRECT_ONLY,
    Kind.EMERGENCY_ONLY: Position.EMERGENCY_ONLY,
    Kind.LEAVE: Position.LEFT,
    Kind.DELETE: Position.DELETED,
    Kind.RESTRICT: Position.RESTRICTED,
    Kind.STAY: Position.STAYING,
    Kind.ADOPT: Position.ACTIVE,
    Kind.RETURN: Position.ACTIVE,
}

HEADLINE: dict[str, Pair] = {
    Kind.SUSPEND: Pair("{institution} suspend son activité sur {platform}", "{institution} suspends its activity on {platform}"),
    Kind.DORMANT: Pair("{institution} met ses comptes {platform} en sommeil", "{institution} lets its {platform} accounts sleep"),
    Kind.ARCHIVE: Pair("{institution} garde ses comptes {platform} en archive", "{institution} keeps its {platform} accounts as an archive"),
    Kind.REDIRECT_ONLY: Pair("{institution} ne fait plus que renvoyer ailleurs depuis {platform}", "{institution} only redirects from {platform}"),
    Kind.EMERGENCY_ONLY: Pair("{institution} garde {platform} pour les urgences", "{institution} keeps {platform} for emergencies"),
    Kind.LEAVE: Pair("{institution} quitte {platform}", "{institution} leaves {platform}"),
    Kind.DELETE: Pair("{institution} supprime ses comptes {platform}", "{institution} deletes its {platform} accounts"),
    Kind.RESTRICT: Pair("{institution} n’ouvre plus de compte sur {platform}", "{institution} opens no new account on {platform}"),
    Kind.STAY: Pair("{institution} reste sur {platform}", "{institution} stays on {platform}"),
    Kind.ADOPT: Pair("{institution} adopte {platform}", "{institution} adopts {platform}"),
    Kind.RETURN: Pair("{institution} revient sur {platform}", "{institution} returns to {platform}"),
}  # fmt: skip


# No decision about a platform gives back what is lost, ends what is elsewhere, or opens what was only planned.
NOT_MOVED = (Status.PLANNED, Status.LOST, Status.COMPROMISED, Status.TRANSFERRED)


def new_status(treatment: str, present: str) -> str:
    """The status that an account takes; a lost or compromised one stays so, since no decision gives it back.

    An account that has ended is not woken by a decision to sleep either, and one that is planned is not published by it.
    """
    if treatment == Treatment.UNCHANGED or present in NOT_MOVED:
        return present
    if present == Status.CLOSED and treatment != Treatment.ACTIVE:
        return present
    return STATUS[treatment]
