"""One thing of each kind for the matrix of permissions, on both sides of the border between two institutions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from registry.accounts.models import Account
from registry.accounts.status import Standing
from registry.directory.actions import receive_report
from registry.directory.models import Report
from registry.followers.actions import Figure, measure
from registry.followers.models import CountFile, FollowerCount, NameQuestion, PlatformToken, QuestionedCount
from registry.followers.tokens import put_token
from registry.language import Pair
from registry.organisation.actions import found_institution
from registry.organisation.models import Membership, ProgramRole, ProgramToken, Role, StandIn, UnitKind
from registry.organisation.permissions import Can
from registry.organisation.programs import enter_program, give_token
from registry.platforms.actions import record_stance
from registry.platforms.models import PlatformStance
from registry.platforms.positions import Position
from registry.transfer.actions import receive
from registry.transfer.counts.actions import apply as apply_figures
from registry.transfer.counts.actions import receive as receive_figures
from registry.transfer.models import ImportFile
from registry.transfer.reading import Table
from tests.workflows.exits.looking import in_force, looked_back
from tests.workflows.exits.telling import waiting_entry
from tests.workflows.reviews.trials import on_trial
from tests.world import EXIT_WAY, World
from workflows.exits import actions as exits
from workflows.exits import consulting
from workflows.exits.communiques import Copy, keep_communique
from workflows.exits.impact_queries import Question
from workflows.exits.models import ExitDecision, FeedEntry, Scenario
from workflows.exits.states import Kind
from workflows.exits.what_if_actions import keep as keep_scenario
from workflows.policies.acknowledging import acknowledge
from workflows.policies.actions import publish_version
from workflows.policies.models import Holiday, Policy
from workflows.requests.attachments import attach
from workflows.requests.comments import comment
from workflows.requests.models import Alternative, Attachment, Comment, PageRequest, SavedView
from workflows.requests.moves import perform
from workflows.requests.offers import answer_alternative
from workflows.requests.saved_views import keep
from workflows.requests.states import State
from workflows.reviews.actions import open_trial_review
from workflows.reviews.models import Review

VISITOR = "visitor"


@dataclass
class Scene:
    """What the rows of the matrix speak of, by name; and one signed-in client per person."""

    world: World
    requests: dict[str, PageRequest]
    exits: dict[str, ExitDecision]
    accounts: dict[str, Account]
    memberships: dict[str, Membership]
    policy: Policy
    import_file: ImportFile
    report: Report
    review: Review
    comment: Comment
    offer: Alternative
    files: dict[str, Attachment]
    stand_in: StandIn
    saved_view: SavedView
    holiday: Holiday
    count: FollowerCount
    question: QuestionedCount
    new_name: NameQuestion
    figure_file: ImportFile
    count_file: CountFile
    token: PlatformToken
    scenario: Scenario
    feed_entry: FeedEntry
    stances: dict[str, PlatformStance]
    program_token: ProgramToken
    clients: dict[str, Client]

    def ask(self, person: str, method: str, path: str, data: dict | None, as_json: bool) -> HttpResponse:
        """What the person is answered; whatever it changed is undone."""
        kind = {"content_type": "application/json"} if as_json and method not in {"GET", "HEAD"} else {}
        with undone():
            return getattr(self.clients[person], method.lower())(path, data, **kind)


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint that is always rolled back; not `atomic`, inside which the product's outermost transactions refuse to run."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        connection.needs_rollback = False


def _requests(world: World) -> dict[str, PageRequest]:
    states = (State.DRAFT, State.SUBMITTED, State.ENDORSED, State.IN_REVIEW, State.APPROVED, State.ADDRESS_GIVEN)
    requests = {state.value: world.request(state) for state in states}
    stewards = {"primary_steward": world.stranger, "backup_steward": world.other_head}
    abroad = world.draft(author="stranger", unit="abroad", platform="mastodon", **stewards)
    requests["abroad"] = perform(abroad, "submit", actor=world.stranger, at=world.tick(), seen=abroad.version)
    requests["with_file"] = world.draft()
    return requests


def _files(world: World, requests: dict[str, PageRequest]) -> dict[str, Attachment]:
    """One of a draft, and one of a request that is submitted with it; their requests are put back as they are then."""
    files = {}
    for thing in ("draft", "with_file"):
        asked = requests[thing]
        files[thing] = attach(asked, actor=world.author, at=world.tick(), name="Charte.txt", data=b"Charte")
        requests[thing] = files[thing].page_request
    requests["with_file"] = world.submit(requests["with_file"], "author")
    return files


def _exits(world: World) -> dict[str, ExitDecision]:
    decisions = {state.value: world.exit(state) for state in EXIT_WAY}
    consulting.comment(decisions["consultation"], actor=world.adviser, at=world.tick(), words="Gardons le nom.")
    for thing in ("decided", "in_force"):
        page = Copy(b"<h1>X</h1>", "text/html")
        words = {"text_fr": "L’École suspend X.", "text_en": "The School suspends X.", "copy": page}
        keep_communique(decisions[thing], actor=world.manager, at=world.tick(), **words)
    about = {"platform": world.platform("x"), "kind": Kind.LEAVE, "actor": world.other_manager}
    decisions["abroad"] = exits.draft(institution=world.other, **about, at=world.tick())
    world.finish(decisions["in_force"])
    looked_back(world, in_force(world, platform="tiktok"))
    decisions["looked_back"] = ExitDecision.objects.get(platform__slug="tiktok")
    world.account("https://www.tiktok.com/@hydro.example")
    decisions["carried"] = world.exit("announced", platform="tiktok", effective_on="2027-01-11")
    return decisions


def _policy(world: World) -> Policy:
    policy = Policy.objects.create(institution=world.poly, slug="directive", title_fr="Directive", title_en="Directive")
    words = {"adopted_by": "Direction", "adopted_on": "2012-11-27", "in_force_on": "2012-11-27"}
    version = publish_version(policy, actor=world.manager, at=world.tick(), body_fr="Texte.", body_en="Text.", **words)
    for steward in (world.steward, world.colleague):
        acknowledge(version, actor=steward, at=world.tick())
    return policy


def _import_file(world: World) -> ImportFile:
    tables = [Table("", [(1, ["https://www.instagram.com/newcomer.example/"])])]
    brought = {"name": "liste.csv", "sha256": "0" * 64, "institution": world.poly, "unit": None}
    return receive(tables, actor=world.manager, at=timezone.now(), **brought)


def _review(world: World) -> Review:
    trial = on_trial(world)
    return open_trial_review(trial.pk, at=timezone.make_aware(datetime.combine(trial.due_on, time(12))))


def _stand_in(world: World) -> StandIn:
    """Past, so that nobody has another's rights in the matrix; it can still be ended."""
    day = timezone.localdate() - timedelta(days=9)
    return StandIn.objects.create(
        absent=world.head,
        person=world.neighbour,
        abilities=[Can.REQUEST_ENDORSE],
        since=day,
        until=day,
        named_by=world.head,
        named_at=world.at,
    )


def _measured(world: World, account: Account, value: int, days: int) -> FollowerCount | QuestionedCount:
    figure = Figure(date(2026, 3, 2) + timedelta(days=days), value, "Page publique")
    return measure(account, figure, actor=world.manager, at=world.tick())


def _stances(world: World) -> dict[str, PlatformStance]:
    """Of an institution that is watched from outside, and of `poly` itself."""
    peer = found_institution(slug="watched", name=Pair("Observée", ""), kind=UnitKind.PEER, at=world.tick())
    about = {"position": Position.STAYING, "as_of": "2025", "source": "AEF", "actor": None}
    return {
        name: record_stance(unit, world.platform("mastodon"), **about, at=world.tick())
        for name, unit in (("peer", peer), ("own", world.poly))
    }


def _beside_decisions(world: World) -> dict[str, Model]:
    """A scenario that was kept, and what another register tells."""
    question = Question(world.poly, world.platform("x"), Kind.SUSPEND)
    scenario = keep_scenario(question, name="Se taire", actor=world.leader, at=world.tick())
    return {"scenario": scenario, "feed_entry": waiting_entry(world)}


def _figures(world: World, account: Account) -> dict[str, Model]:
    """A figure, a questioned one, a new name seen, a file of figures that waits and one that was applied."""
    new = {"handle": "new.name", "address": "https://www.instagram.com/new.name"}
    return {
        "count": _measured(world, account, 10_000, 0),
        "question": _measured(world, account, 9, 7),
        "new_name": NameQuestion.objects.create(account=account, seen_at=world.tick(), **new),
        "figure_file": _figure_file(world, account, "2026-04-06"),
        "count_file": CountFile.objects.get(
            pk=apply_figures(_figure_file(world, account, "2026-05-04"), actor=world.manager, at=timezone.now()).report[
                "file"
            ]
        ),
    }


def _figure_file(world: World, account: Account, day: str) -> ImportFile:
    rows = [["Adresse", "Jour", "Nombre"], [account.address, day, "10 050"], ["x.com/nobody_here", day, "5"]]
    brought = {"name": "releves.csv", "sha256": "1" * 64, "institution": world.poly, "dates": ""}
    return receive_figures([Table("", list(enumerate(rows, 1)))], actor=world.manager, at=timezone.now(), **brought)


def _program_token(world: World) -> ProgramToken:
    words = {"actor": world.admin, "at": world.tick()}
    program = enter_program(name="Tableau de bord", unit=world.poly, role=ProgramRole.COUNTER, **words)
    return give_token(program, name="Serveur", until=timezone.localdate(world.at) + timedelta(days=9), **words).token


def _signed_in(world: World) -> dict[str, Client]:
    # A page that breaks is a wrong answer among the others (500), not the end of the table.
    clients = {VISITOR: Client(raise_request_exception=False)}
    for name, person in world.people.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(person)
    return clients


def build_scene(world: World) -> Scene:
    """The scene around a cast, in the present transaction."""
    accounts = {
        "official": world.account("https://www.facebook.com/hydro.example"),
        "unconfirmed": world.account("https://www.youtube.com/@hydro-example", standing=Standing.UNCONFIRMED),
    }
    heads = {who: Membership.objects.get(user=world.people[who], role=Role.HEAD) for who in ("head", "other_head")}
    requests = _requests(world)
    return Scene(
        world=world,
        requests=requests,
        exits=_exits(world),
        accounts=accounts,
        memberships=heads,
        policy=_policy(world),
        import_file=_import_file(world),
        report=receive_report(address="x.com/polymt1", verdict="unknown", comment="", at=world.tick()),
        review=_review(world),
        comment=comment(requests["submitted"], actor=world.manager, at=world.tick(), text="Entre nous.", internal=True),
        offer=answer_alternative(
            requests["submitted"],
            accounts["official"],
            actor=world.author,
            at=world.tick(),
            answer=Alternative.Answer.OFFER,
            words="Y publier ?",
        ),
        files=_files(world, requests),
        stand_in=_stand_in(world),
        saved_view=keep(actor=world.manager, at=world.tick(), name="Retards", query="tab=late"),
        holiday=Holiday.objects.create(institution=world.poly, day=date(2027, 6, 24), name_fr="Fête nationale"),
        **_figures(world, accounts["official"]),
        token=put_token(world.poly, world.platform("twitch"), "client:a-token", actor=world.admin, at=world.tick()),
        **_beside_decisions(world),
        stances=_stances(world),
        program_token=_program_token(world),
        clients=_signed_in(world),
    )
