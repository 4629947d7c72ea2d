"""What every page shows around its content: where one can go, and whose register it is."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Unit
from registry.organisation.permissions import Can, abilities
from workflows.exits.runbook_queries import waiting


@dataclass(frozen=True)
class Item:
    """A link of a navigation; ``current`` is "page" on that very page, "true" inside its part of the site, else "".

    ``count`` is how many things wait there, where they are counted.
    """

    label: Promise
    url: str
    current: str
    count: int = 0


@dataclass(frozen=True)
class Group:
    """The links of the desk under one heading."""

    heading: Promise
    items: list[Item]


MAIN = [
    (_("Annuaire"), "directory:list", {"directory"}),
    (_("Vérifier"), "directory:verify", set()),
    (_("Décisions"), "exits:list", {"exits"}),
]
DESK_LINK = (
    _("Bureau"),
    "requests:list",
    {
        "requests",
        "reviews",
        "accounts",
        "followers",
        "organisation",
        "journal",
        "notifications",
        "transfer",
        "rules",
        "dashboard",
        "what_if",
    },
)

# A row without abilities is everybody's; else one of them is enough.
DESK = [
    (
        _("Mon travail"),
        [
            (_("Mes comptes"), "accounts:mine", set()),
            (_("Relever une unité"), "followers:grid", {Can.FOLLOWERS_COUNT}),
            (_("Chiffres à confirmer"), "followers:questions", {Can.FOLLOWERS_COUNT}),
            (_("Demandes"), "requests:list", set()),
            (_("Revues"), "reviews:list", set()),
            (_("Mes tâches"), "exits:tasks", set()),
            (_("Avis"), "notifications:list", set()),
            (_("À lire"), "rules:reading", set()),
            (
                _("Suppléances"),
                "organisation:stand_ins",
                {Can.REQUEST_ENDORSE, Can.REQUEST_DECIDE, Can.REQUEST_CONSENT},
            ),
        ],
    ),
    (
        _("À décider"),
        [
            (_("File des demandes"), "requests:queue", {Can.REQUEST_ENDORSE, Can.REQUEST_DECIDE, Can.REQUEST_CONSENT}),
            (_("Présence"), "dashboard:home", {Can.PRESENCE_READ}),
            (_("Et si l’on partait ?"), "what_if:home", {Can.EXIT_PREPARE}),
            (_("Décisions de plateforme"), "exits:list", {Can.EXIT_PREPARE, Can.EXIT_DECIDE, Can.EXIT_RECORD}),
            (_("Autres registres"), "exits:feeds", {Can.EXIT_RECORD}),
            (_("Positions des institutions"), "exits:stances", {Can.EXIT_RECORD}),
        ],
    ),
    (
        _("Registre"),
        [
            (_("Importer une liste"), "transfer:upload", {Can.ACCOUNT_MANAGE}),
            (_("Signalements"), "directory:reports", {Can.ACCOUNT_MANAGE}),
            (_("Unités"), "organisation:units", {Can.ORGANISATION_MANAGE}),
            (_("Personnes"), "organisation:people", {Can.ORGANISATION_MANAGE}),
            (_("Programmes"), "organisation:programs", {Can.TOKENS_MANAGE}),
            (_("Règles et calendrier"), "rules:home", {Can.ORGANISATION_MANAGE, Can.REQUEST_DECIDE}),
            (_("Relevés de la nuit"), "followers:nights", {Can.ACCOUNT_MANAGE, Can.TOKENS_MANAGE}),
            (_("Jetons des plateformes"), "followers:tokens", {Can.TOKENS_MANAGE}),
            (_("Journal"), "journal:list", {Can.JOURNAL_READ}),
            (_("Courriels en échec"), "notifications:dead", {Can.ORGANISATION_MANAGE}),
        ],
    ),
]

# A page of the desk → the page of its side under which it lies.
BELOW = (
    dict.fromkeys(["rules:numbers", "rules:calendar"], "rules:home")
    | dict.fromkeys(["followers:names", "followers:name", "followers:lost"], "followers:questions")
    | dict.fromkeys(
        ["organisation:program_create", "organisation:token_give", "organisation:token_revoke"], "organisation:programs"
    )
)
BELOW |= dict.fromkeys(
    [f"dashboard:{name}" for name in ("accounts", "requests", "reviews", "decisions")], "dashboard:home"
)
BELOW |= dict.fromkeys(["exits:feed_entries", "exits:feed_entry"], "exits:feeds")
BELOW |= dict.fromkeys(["what_if:keep", "what_if:compare", "what_if:scenario", "what_if:draft"], "what_if:home")
BELOW |= dict.fromkeys(["exits:stance_note", "exits:stance_check", "exits:stance_change"], "exits:stances")
BELOW |= {"followers:token_withdraw": "followers:tokens"}
BELOW |= dict.fromkeys(["exits:runbook", "exits:task", "exits:tasks_assign"], "exits:tasks")


class Navigation:
    """The links of a request's reader, worked out only when a template draws them (an error page may have none)."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.match = getattr(request, "resolver_match", None)

    @cached_property
    def main(self) -> list[Item]:
        """The head of every page; the desk is offered to those who are signed in."""
        rows = [*MAIN, DESK_LINK] if self.request.user.is_authenticated else MAIN
        own_page = self.match and self.match.view_name in {name for _label, name, _inside in MAIN}
        return [self._item(label, name, set() if own_page else inside) for label, name, inside in rows]

    @cached_property
    def desk(self) -> list[Group]:
        """The desk's side, with what this person may open and nothing else."""
        groups = [
            Group(heading, [self._item(label, name) for label, name, needs in rows if not needs or needs & self._mine])
            for heading, rows in DESK
        ]
        return [group for group in groups if group.items]

    @cached_property
    def _mine(self) -> frozenset[Can]:
        return abilities(self.request.user)

    def _item(self, label: Promise, name: str, inside: set[str] = frozenset()) -> Item:
        return Item(label, reverse(name), self._current(name, inside), self._count(name))

    def _count(self, name: str) -> int:
        """What waits for a unit's steward; everybody else's own page says it, and other pages are spared the query."""
        counted = name == "exits:tasks" and Can.EXIT_CARRY_OUT in self._mine and Can.EXIT_PREPARE not in self._mine
        return waiting(self.request.user, timezone.localdate()) if counted else 0

    def _current(self, name: str, inside: set[str]) -> str:
        if self.match and self.match.view_name == name:
            return "page"
        if self.match and BELOW.get(self.match.view_name) == name:
            return "true"
        return "true" if self.match and inside & set(self.match.namespaces) else ""


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``nav`` (`Navigation`) and ``institutions``, the roots of the register; both lazy."""
    return {"nav": Navigation(request), "institutions": Unit.objects.institutions()}
