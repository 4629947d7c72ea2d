"""The cast of every test: two institutions, their units, one person per role, and requests brought to any state.

Everything is made by the product's own actions, as a person would: a world that the rules refuse cannot be built.
"""

from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Model

from registry.accounts import actions as accounts
from registry.accounts.models import Account
from registry.accounts.status import ProofKind, Standing, Status
from registry.audit.models import Event
from registry.language import Pair
from registry.organisation import actions as organisation
from registry.organisation.models import Membership, Role, Unit, UnitKind, User
from registry.platforms.canonical import canonicalise
from registry.platforms.models import Platform
from tests.ways import BY_ITSELF, VOUCHED, WAY
from workflows.exits import actions as exits
from workflows.exits.carrying import LASTING, drop_task
from workflows.exits.models import ExitDecision
from workflows.exits.moves import ACTIONS as EXIT_MOVES
from workflows.exits.states import Kind
from workflows.exits.states import State as ExitState
from workflows.notifications.models import Notification
from workflows.requests import actions as requests
from workflows.requests.models import PageRequest
from workflows.requests.moves import perform

__all__ = ["AT", "PASSWORD", "VOUCHED", "WAY", "World", "build"]

AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
# The day on which the fixture ``day_after`` lets a test run.
TOMORROW = AT.date() + timedelta(days=1)
PASSWORD = "correct horse battery staple"

EXIT_WAY: dict[str, list[tuple[str, str, dict]]] = {
    ExitState.DRAFT: [],
    ExitState.WITHDRAWN: [("withdraw", "manager", {})],
    ExitState.PROPOSED: [("propose", "manager", {})],
}
EXIT_WAY[ExitState.DECIDED] = [*EXIT_WAY[ExitState.PROPOSED], ("decide", "leader", {})]
EXIT_WAY[ExitState.ANNOUNCED] = [*EXIT_WAY[ExitState.DECIDED], ("announce", "manager", {})]
EXIT_WAY[ExitState.IN_FORCE] = [*EXIT_WAY[ExitState.ANNOUNCED], ("bring_into_force", "manager", {})]
EXIT_WAY[ExitState.CONSULTATION] = [("consult", "manager", {})]
EXIT_WAY[ExitState.COMPLETED] = [*EXIT_WAY[ExitState.IN_FORCE], ("complete", "manager", {})]
EXIT_WAY[ExitState.UNDER_REVIEW] = [*EXIT_WAY[ExitState.IN_FORCE], ("open_review", "manager", {"reason": "Un an."})]

# name of the person → the role and the unit it is held on
CAST: dict[str, tuple[str, str]] = {
    "admin": (Role.ADMINISTRATOR, "poly"),
    "author": (Role.MEMBER, "hydro"),
    "colleague": (Role.MEMBER, "hydro"),
    "head": (Role.HEAD, "hydro"),
    "steward": (Role.STEWARD, "hydro"),
    "manager": (Role.MANAGER, "poly"),
    "manager2": (Role.MANAGER, "poly"),
    "adviser": (Role.ADVISER, "poly"),
    "leader": (Role.LEADERSHIP, "poly"),
    "leader2": (Role.LEADERSHIP, "poly"),
    "auditor": (Role.AUDITOR, "poly"),
    "neighbour": (Role.MEMBER, "library"),
    "stranger": (Role.MEMBER, "abroad"),
    "other_head": (Role.HEAD, "abroad"),
    "other_manager": (Role.MANAGER, "other"),
    "other_leader": (Role.LEADERSHIP, "other"),
}


@dataclass
class World:
    """Units and people by the names of `build`; `at` moves on with each move so that time lines have an order."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    at: datetime = AT

    def __getattr__(self, name: str):
        for cast in (self.__dict__["people"], self.__dict__["units"]):
            if name in cast:
                return cast[name]
        raise AttributeError(name)

    def tick(self) -> datetime:
        """A minute later."""
        self.at += timedelta(minutes=1)
        return self.at

    def platform(self, slug: str) -> Platform:
        """A platform of the catalogue."""
        return Platform.objects.get(slug=slug)

    def draft(self, author: str = "author", unit: str = "hydro", platform: str = "instagram", **content) -> PageRequest:
        """A draft that could be submitted."""
        content = {
            "title": "Génie hydrique",
            "wanted_handle": "hydro.example",
            "purpose": "Montrer les travaux du laboratoire.",
            "audiences": ["future_students"],
            "audience": "Cégépiens",
            "languages": ["fr"],
            "content_plan": "Un chantier par semaine.",
            "rhythm": "Une fois par semaine",
            "resources": "Deux heures par semaine.",
            "moderation": "Chaque jour ouvrable.",
            "out_of_hours": "La sécurité, poste 5555",
            "primary_steward": self.people["steward"],
            "backup_steward": self.people["colleague"],
            "recovery_mailbox": "hydro@example.org",
        } | content
        return requests.draft(
            actor=self.people[author],
            at=self.tick(),
            unit=self.units[unit],
            platform=self.platform(platform),
            **content,
        )

    def request(self, state: str, **content) -> PageRequest:
        """A request of `hydro` in the given state."""
        if state in BY_ITSELF:
            return BY_ITSELF[state](self, **content)
        page_request = self.draft(**content)
        for name, who, words in WAY[state]:
            page_request = perform(
                page_request, name, actor=self.people[who], at=self.tick(), seen=page_request.version, **words
            )
        return page_request

    def move(self, page_request: PageRequest, name: str, who: str, **words) -> PageRequest:
        """One move by one person, on the version as it is."""
        return perform(page_request, name, actor=self.people[who], at=self.tick(), seen=page_request.version, **words)

    def submit(self, page_request: PageRequest, who: str) -> PageRequest:
        """Hand a draft in."""
        return self.move(page_request, "submit", who)

    def account(
        self, address: str, unit: str = "hydro", standing: str = Standing.OFFICIAL, status: str = Status.ACTIVE, **words
    ) -> Account:
        """An account of the register; an official one comes with its proof."""
        reading = canonicalise(address)
        account = accounts.register(
            reading,
            unit=self.units[unit],
            title=words.pop("title", Pair(reading.handle, "")),
            actor=self.people["manager"],
            at=self.tick(),
            standing=Standing.UNCONFIRMED if standing == Standing.OFFICIAL else standing,
            status=status,
            **words,
        )
        if standing == Standing.OFFICIAL:
            accounts.record_proof(
                account,
                kind=ProofKind.OFFICIAL_LINK,
                evidence="https://www.example.org/",
                actor=self.people["manager"],
                at=self.tick(),
                official_since="2020-01-01",
            )
        return Account.objects.get(pk=account.pk)

    def exit(self, state: str, platform: str = "x", kind: str = Kind.SUSPEND, **content) -> ExitDecision:
        """A decision of `poly` in the given state; its lines are the accounts that `poly` has there now."""
        content = {"rationale_fr": "Nos valeurs.", "rationale_en": "Our values."} | content
        decision = exits.draft(
            institution=self.units["poly"],
            platform=self.platform(platform),
            kind=kind,
            actor=self.people["manager"],
            at=self.tick(),
            **content,
        )
        for name, who, words in EXIT_WAY[state]:
            if name == "complete":
                self.finish(decision)
            decision = EXIT_MOVES[name](
                decision, actor=self.people[who], at=self.tick(), seen=decision.version, **words
            )
        return decision

    def finish(self, decision: ExitDecision) -> None:
        """Drop every task of a decision that stands in the way of its completion."""
        for task in decision.tasks.filter(done_at=None, dropped_at=None).exclude(step__in=LASTING):
            drop_task(task, actor=self.people["manager"], at=self.tick(), reason="Sans objet.")


# The rows of the first build of this process. The actions make some 350 queries, their rows go in again in six: the same
# numbers are free, since no sequence is ever turned back.
_FIRST: list["World"] = []
_KEPT: dict[type[Model], list[Model]] = {}
_MADE = (Unit, User, Membership, Event, Notification)


def build() -> World:
    """Two institutions: `poly` (departments hydro and library, laboratory lab under hydro) and `other` (unit abroad).

    Made by the product's actions once in a process whose database is empty, then put back as it was.
    """
    if Unit.objects.exists():
        return _act()
    if not _KEPT:
        _FIRST.append(_act())
        _KEPT.update({model: list(model._base_manager.order_by("pk")) for model in _MADE})
        return _copy(_FIRST[0])
    for model in _MADE:
        model._base_manager.bulk_create([copy(row) for row in _KEPT[model]])
    return _copy(_FIRST[0])


def _copy(acted: World) -> World:
    units = {unit.pk: unit for unit in _KEPT[Unit]}
    people = {user.pk: user for user in _KEPT[User]}
    return World(
        units={name: copy(units[unit.pk]) for name, unit in acted.units.items()},
        people={name: copy(people[user.pk]) for name, user in acted.people.items()},
    )


def _act() -> World:
    world = World()
    world.units["poly"] = organisation.found_institution(
        slug="poly", name=Pair("École d’exemple", "Example School"), at=AT, country="CA"
    )
    world.units["other"] = organisation.found_institution(
        slug="other", name=Pair("Autre université", "Other University"), at=AT
    )
    admins = {
        root: organisation.appoint_first_administrator(
            world.units[root], email=f"{name}@example.org", full_name=name.title(), at=AT
        )
        for root, name in (("poly", "admin"), ("other", "other_admin"))
    }
    world.people |= {"admin": admins["poly"], "other_admin": admins["other"]}
    _units(world, admins)
    _people(world, admins)
    User.objects.update(password=_hashed())
    world.people = {name: User.objects.get(pk=user.pk) for name, user in world.people.items()}
    return world


def _units(world: World, admins: dict[str, User]) -> None:
    rows = [
        ("hydro", "poly", UnitKind.DEPARTMENT, Pair("Génie hydrique", "Water Engineering")),
        ("lab", "hydro", UnitKind.LABORATORY, Pair("Laboratoire Littoral", "Shore Laboratory")),
        ("library", "poly", UnitKind.SERVICE, Pair("Bibliothèque", "Library")),
        ("abroad", "other", UnitKind.DEPARTMENT, Pair("Département lointain", "Far Department")),
    ]
    for slug, parent, kind, name in rows:
        admin = admins["other" if slug == "abroad" else "poly"]
        world.units[slug] = organisation.create_unit(
            world.units[parent], slug=slug, kind=kind, name=name, actor=admin, at=AT
        )


def _people(world: World, admins: dict[str, User]) -> None:
    for name, (role, unit) in CAST.items():
        if name in world.people:
            continue
        admin = admins["other" if unit in ("abroad", "other") else "poly"]
        world.people[name] = organisation.invite(
            email=f"{name}@example.org",
            full_name=name.title(),
            unit=world.units[unit],
            role=role,
            actor=admin,
            at=AT,
        )
    world.people["nobody"] = organisation.invite(
        email="nobody@example.org",
        full_name="Nobody",
        unit=world.units["poly"],
        role=Role.MEMBER,
        actor=admins["poly"],
        at=AT,
    )
    Membership.objects.filter(user=world.people["nobody"]).delete()


def _hashed() -> str:
    user = User()
    user.set_password(PASSWORD)
    return user.password
