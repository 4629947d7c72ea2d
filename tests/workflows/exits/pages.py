"""What the tests of these pages share: a form as a browser sends it back, rows counted, peers and stances made."""

from django.urls import reverse

from registry.audit.models import Event
from registry.language import Pair
from registry.organisation.actions import found_institution
from registry.organisation.models import Unit, UnitKind
from registry.platforms.actions import record_stance
from registry.platforms.models import PlatformStance
from tests.world import EXIT_WAY
from workflows.exits.models import ExitDecision, ScopeLine, Signature
from workflows.exits.moves import ACTIONS
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import Kind

LIST, CREATE, RECORD = reverse("exits:list"), reverse("exits:create"), reverse("exits:record")
READERS = {"manager", "manager2", "leader", "leader2", "adviser", "auditor"}
PREPARERS = {"manager", "manager2", "leader", "leader2"}


def on_to(world, decision, state):
    """Take a draft of `world.exit` on to ``state`` by the hands of its cast."""
    for name, who, words in EXIT_WAY[state]:
        decision = ACTIONS[name](decision, actor=world.people[who], at=world.tick(), seen=decision.version, **words)
    return decision


def text(answer):
    return answer.content.decode()


def edit_data(client, decision, **changes):
    context = client.get(f"{decision.get_absolute_url()}edit/").context
    data = {bound.html_name: bound.value() for bound in context["form"]}
    for rows in (context["lines"], context["channels"]):
        data |= {bound.html_name: bound.value() for bound in rows.management_form}
        for row in rows:
            data |= {bound.html_name: bound.value() for bound in row if bound.name != "DELETE"}
    return {name: "" if value is None else value for name, value in data.items()} | changes


def counts():
    return [model.objects.count() for model in (ExitDecision, ScopeLine, Signature, Event, Unit, PlatformStance)]


def peers(world, count, *, start=0):
    for number in range(start, start + count):
        peer = found_institution(
            slug=f"peer-{number}", name=Pair(f"Université {number}", ""), kind=UnitKind.PEER, at=world.tick()
        )
        said = Recorded(kind=Kind.LEAVE, source="Journal", announced_on=f"20{10 + number % 15}")
        record_decision(
            said, institution=peer, platform=world.platform("x"), desk=world.poly, actor=world.manager, at=world.tick()
        )


def stance(world, slug, position, **about):
    unit = found_institution(slug=slug, name=Pair(slug.title(), ""), kind=UnitKind.PEER, at=world.tick())
    return record_stance(
        unit,
        world.platform("x"),
        position=position,
        as_of="2025-01",
        actor=None,
        at=world.tick(),
        source="AEF",
        **about,
    )


def listed(client, query=""):
    return [str(row) for row in client.get(LIST + query).context["listing"].page]
