"""Everybody who has something to do with a request that waits for an answer, and would give it: `CLOSED` may not, `OPEN` may.

Each arranges the cast and gives the request, whoever answers, and the absent person in whose name (None: their own).
"""

from datetime import timedelta

from registry.organisation import actions as organisation
from registry.organisation.models import Role, User
from registry.organisation.permissions import Can
from registry.organisation.standing import name_stand_in
from tests.world import World
from workflows.requests import actions, attachments, comments
from workflows.requests.models import PageRequest
from workflows.requests.states import State

Case = tuple[PageRequest, User, User | None]


def manages(world: World, name: str) -> User:
    organisation.grant(world.people[name], world.poly, Role.MANAGER, actor=world.admin, at=world.tick())
    return world.people[name]


def stands_in(world: World, name: str, absent: str, ability: Can = Can.REQUEST_DECIDE) -> None:
    days = {"since": world.at.date(), "until": world.at.date() + timedelta(days=9)}
    missing, person = world.people[absent], world.people[name]
    name_stand_in(missing, person, abilities=[ability], actor=missing, at=world.tick(), **days)


def decided_next(world: World, asked: PageRequest, endorser: str = "head", submitter: str = "author") -> PageRequest:
    for who, move in ((submitter, "submit"), (endorser, "endorse"), ("manager", "take")):
        asked = world.move(PageRequest.objects.get(pk=asked.pk), move, who)
    return asked


def author(world: World) -> Case:
    return world.request(State.IN_REVIEW), manages(world, "author"), None


def editor(world: World) -> Case:
    asked = actions.edit(world.draft(), actor=world.colleague, at=world.tick(), seen=1, title="Relu")
    asked = actions.edit(asked, actor=world.author, at=world.tick(), seen=2, title="Relu, puis repris en entier")
    return decided_next(world, asked), manages(world, "colleague"), None


def attacher(world: World) -> Case:
    asked = world.draft()
    attachments.attach(asked, actor=world.colleague, at=world.tick(), name="charte.txt", data=b"Charte")
    return decided_next(world, asked), manages(world, "colleague"), None


def remover(world: World) -> Case:
    asked = world.draft()
    row = attachments.attach(asked, actor=world.author, at=world.tick(), name="charte.txt", data=b"Charte")
    attachments.remove(row, actor=world.colleague, at=world.tick())
    return decided_next(world, asked), manages(world, "colleague"), None


def endorser(world: World) -> Case:
    return world.request(State.IN_REVIEW), manages(world, "head"), None


def endorser_in_absence(world: World) -> Case:
    stands_in(world, "manager2", "head", Can.REQUEST_ENDORSE)
    return decided_next(world, world.draft(), endorser="manager2"), world.manager2, None


def endorsed_by_ones_stand_in(world: World) -> Case:
    stands_in(world, "neighbour", "head", Can.REQUEST_ENDORSE)
    return decided_next(world, world.draft(), endorser="neighbour"), manages(world, "head"), None


def author_in_absence(world: World) -> Case:
    stands_in(world, "author", "manager2")
    return world.request(State.IN_REVIEW), world.author, world.manager2


def endorser_in_anothers_absence(world: World) -> Case:
    stands_in(world, "head", "manager2")
    return world.request(State.IN_REVIEW), world.head, world.manager2


def for_the_author(world: World) -> Case:
    absent = manages(world, "author")
    stands_in(world, "neighbour", "author")
    return world.request(State.IN_REVIEW), world.neighbour, absent


def for_the_endorser(world: World) -> Case:
    absent = manages(world, "head")
    stands_in(world, "neighbour", "head")
    return world.request(State.IN_REVIEW), world.neighbour, absent


def program(world: World) -> Case:
    User.objects.filter(pk=world.manager2.pk).update(is_service=True)
    return world.request(State.IN_REVIEW), User.objects.get(pk=world.manager2.pk), None


def nothing(world: World) -> Case:
    return world.request(State.IN_REVIEW), world.manager2, None


def commenter(world: World) -> Case:
    asked = world.request(State.IN_REVIEW)
    comments.comment(asked, actor=world.manager2, at=world.tick(), text="Est-ce bien le bon nom ?")
    return asked, world.manager2, None


def submitter(world: World) -> Case:
    return decided_next(world, world.draft(), submitter="colleague"), manages(world, "colleague"), None


def in_absence(world: World) -> Case:
    stands_in(world, "neighbour", "manager2")
    return world.request(State.IN_REVIEW), world.neighbour, world.manager2


def author_who_is_head(world: World) -> Case:
    organisation.grant(world.author, world.hydro, Role.HEAD, actor=world.admin, at=world.tick())
    return world.request(State.SUBMITTED), world.author, None


def author_for_the_head(world: World) -> Case:
    stands_in(world, "author", "head", Can.REQUEST_ENDORSE)
    return world.request(State.SUBMITTED), world.author, world.head


def leads(world: World, name: str) -> User:
    organisation.grant(world.people[name], world.poly, Role.LEADERSHIP, actor=world.admin, at=world.tick())
    return world.people[name]


def author_who_leads(world: World) -> Case:
    return world.request(State.WITH_LEADERSHIP), leads(world, "author"), None


def endorser_who_leads(world: World) -> Case:
    return world.request(State.WITH_LEADERSHIP), leads(world, "head"), None


def decider_who_leads(world: World) -> Case:
    return world.request(State.WITH_LEADERSHIP), leads(world, "manager"), None


def decider_for_a_leader(world: World) -> Case:
    stands_in(world, "manager", "leader", Can.REQUEST_CONSENT)
    return world.request(State.WITH_LEADERSHIP), world.manager, world.leader


def head(world: World) -> Case:
    return world.request(State.SUBMITTED), world.head, None


def leader(world: World) -> Case:
    return world.request(State.WITH_LEADERSHIP), world.leader, None


def for_a_leader(world: World) -> Case:
    stands_in(world, "manager2", "leader", Can.REQUEST_CONSENT)
    return world.request(State.WITH_LEADERSHIP), world.manager2, world.leader


CLOSED = (
    *(author, editor, attacher, remover, endorser, endorser_in_absence, endorsed_by_ones_stand_in),
    *(author_in_absence, endorser_in_anothers_absence, for_the_author, for_the_endorser, program),
    *(author_who_is_head, author_for_the_head),
    *(author_who_leads, endorser_who_leads, decider_who_leads, decider_for_a_leader),
)
OPEN = (nothing, commenter, submitter, in_absence, head, leader, for_a_leader)
