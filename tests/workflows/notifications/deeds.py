"""What brings each verb about, by the product's own actions: a function of the cast for each."""

from collections.abc import Callable
from datetime import date, timedelta

from registry.accounts import actions as accounts
from registry.accounts import handing_over
from registry.accounts.models import Account, StewardRank
from registry.accounts.status import Standing, Status
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers import contacts
from registry.followers.collectors.base import Failed, Found
from registry.followers.states import Outcome
from registry.followers.token_ends import tell_platform_tokens
from registry.followers.tokens import put_token
from registry.organisation import actions as organisation
from registry.organisation.models import Membership, ProgramRole, Role
from registry.organisation.programs import enter_program, give_token
from registry.organisation.standing import end_stand_in, name_stand_in
from registry.organisation.token_ends import tell_program_tokens
from tests.workflows.reviews.trials import at_noon, on_trial
from tests.world import World
from workflows.exits import actions as exits
from workflows.exits import carrying, consulting
from workflows.exits.states import State as ExitState
from workflows.exits.states import Step
from workflows.policies.models import EscalationContact
from workflows.requests import follow_ups, lapsing, offers
from workflows.requests.comments import comment, give_advice
from workflows.requests.models import Alternative
from workflows.requests.queries.owed import due_reminders
from workflows.requests.reminders import remind
from workflows.requests.states import FollowUpOutcome, State
from workflows.reviews import actions as reviews
from workflows.reviews.moves import perform as answer_review

Deed = Callable[[World], object]
# Of the tokens, which are told of thirty days after the world's day.
LAST_DAY = date(2027, 1, 1)
STUDENTS = {"with_students": True, "closed_group": True, "consent": "Formulaire.", "membership": "Chaque trimestre."}


def account_of(world) -> Account:
    account = world.account("https://x.com/hydro_example")
    named = {"actor": world.manager, "at": world.tick(), "since": world.at.date()}
    accounts.name_steward(account, world.steward, StewardRank.PRIMARY, **named)
    return account


def state(name: str, **content):
    return lambda world: world.request(name, **content)


def decided(name: str):
    def act(world):
        account_of(world)
        world.exit(name)

    return act


def _announced(world):
    account_of(world)
    return world.exit(ExitState.ANNOUNCED, effective_on="2027-01-11")


def task_assigned(world):
    task = _announced(world).tasks.get(step=Step.CHANGE_BIO)
    carrying.assign_task(task, actor=world.manager, at=world.tick(), owner=world.manager2)


def task_late(world):
    carrying.escalate(_announced(world), at=world.at + timedelta(days=70))


def exit_commented(world):
    consulting.comment(
        world.exit(ExitState.CONSULTATION), actor=world.adviser, at=world.tick(), words="Gardons le nom."
    )


def after(name: str, move: str, who: str, **words):
    return lambda world: world.move(world.request(name), move, who, **words)


def invited(world):
    words = {"email": "new@example.org", "full_name": "New", "unit": world.hydro, "role": Role.MEMBER}
    world.people["new"] = organisation.invite(**words, actor=world.admin, at=world.tick())


def role_granted(world):
    organisation.grant(world.neighbour, world.library, Role.STEWARD, actor=world.admin, at=world.tick())


def role_revoked(world):
    held = Membership.objects.get(user=world.neighbour, unit=world.library)
    organisation.revoke(held, actor=world.admin, at=world.tick())


def stand_in(world):
    lent = {"abilities": ["request.endorse"], "since": world.at.date(), "until": world.at.date() + timedelta(days=9)}
    return name_stand_in(world.head, world.neighbour, actor=world.admin, at=world.tick(), **lent)


def escalation_named(world):
    record(
        Verb.ESCALATION_NAMED, world.poly, actor=world.admin, at=world.tick(), unit=world.poly, person=world.leader.pk
    )


def transferred(world):
    handing_over.transfer(account_of(world), unit=world.library, actor=world.manager, at=world.tick(), reason="Cédé.")


def lost(world):
    accounts.change_status(account_of(world), status=Status.LOST, actor=world.manager, at=world.tick(), reason="Perdu.")


def name_seen(world):
    found = Found(1200, "followers", True, "7", "another_name", "https://x.com/hydro_example")
    contacts.heard(account_of(world), found, at=world.tick())


def lost_seen(world):
    contacts.failed(account_of(world), Failed(Outcome.SUSPENDED), at=world.tick())


def restanding(world):
    named = account_of(world)
    accounts.change_standing(
        named, standing=Standing.AFFILIATED, actor=world.manager, at=world.tick(), reason="Association."
    )


def commented(world):
    comment(world.request(State.IN_REVIEW), actor=world.colleague, at=world.tick(), text="Quand ?")


def advised(world):
    give_advice(world.request(State.IN_REVIEW, **STUDENTS), actor=world.adviser, at=world.tick(), text="Prudence.")


def offer(world) -> Alternative:
    asked, account = world.request(State.DRAFT), account_of(world)
    said = {"answer": Alternative.Answer.OFFER, "words": "Y publier ?"}
    return offers.answer_alternative(asked, account, actor=world.author, at=world.tick(), **said)


def offer_answered(world):
    offers.reply_to_offer(offer(world), actor=world.steward, at=world.tick(), accepted=True)


def reminded(world):
    world.request(State.SUBMITTED)
    world.at += timedelta(days=60)
    for owed in due_reminders(world.at):
        remind(owed, at=world.at)


def escalated(world):
    EscalationContact.objects.create(institution=world.poly, user=world.leader2)
    reminded(world)
    world.at += timedelta(days=1)
    for owed in due_reminders(world.at):
        remind(owed, at=world.at)


def condition(world):
    terms = {"target": "500 abonnés", "target_by": world.at.date() + timedelta(days=90)}
    asked = world.move(world.request(State.IN_REVIEW), "approve_with_conditions", "manager", **terms)
    return asked.follow_ups.get()


def condition_due(world):
    condition(world)
    world.at += timedelta(days=100)
    for owed in due_reminders(world.at):
        remind(owed, at=world.at)


def condition_settled(world):
    kept = {"outcome": FollowUpOutcome.KEPT, "evidence": "Vu."}
    follow_ups.settle(condition(world), actor=world.manager2, at=world.tick(), **kept)


def reviewed(world):
    trial = on_trial(world)
    return reviews.open_trial_review(trial.pk, at=at_noon(trial.due_on))


def review_closed(world):
    answer_review(reviewed(world), "keep", actor=world.manager, at=world.tick(), seen=1, words="Le public est là.")


def expired(world):
    asked = world.request(State.APPROVED)
    lapsing.lapse(asked, at=world.at + timedelta(days=400))


def stand_in_ended(world):
    end_stand_in(stand_in(world), actor=world.head, at=world.tick())


def exit_returned(world):
    back = {"actor": world.leader, "at": world.tick(), "seen": 2, "reason": "À revoir."}
    exits.send_back(world.exit(ExitState.PROPOSED), **back)


def consented(world):
    world.move(world.request(State.WITH_LEADERSHIP), "consent", "leader")


def platform_token_ending(world):
    put = {"works_until": LAST_DAY, "actor": world.admin, "at": world.tick()}
    token = put_token(world.poly, world.platform("linkedin"), "AAAA-a-token-of-poly", **put)
    world.at += timedelta(days=30)
    tell_platform_tokens(at=world.at)
    return token


def program_token_ending(world):
    words = {"actor": world.admin, "at": world.tick()}
    program = enter_program(name="Rapports", unit=world.hydro, role=ProgramRole.READER, **words)
    given = give_token(program, name="Serveur", until=LAST_DAY, **words)
    world.at += timedelta(days=30)
    tell_program_tokens(at=world.at)
    return given.token
