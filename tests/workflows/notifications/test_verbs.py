"""Every verb of the journal: who is told, once, by both channels, and never its own author."""

import pytest

from registry.audit.models import Event
from registry.audit.verbs import Verb
from tests.scene import undone
from tests.workflows.notifications import deeds
from tests.workflows.notifications.test_audience import last, told
from workflows.exits.states import State as ExitState
from workflows.notifications.models import Channel, Notification
from workflows.notifications.rules import RULES
from workflows.requests.states import State

MANAGERS = {"manager", "manager2"}
LEADERS = {"leader", "leader2"}
STEWARDS = {"steward", "colleague"}

# verb → what makes it happen, and who is told
TOLD = {
    Verb.PERSON_INVITED: (deeds.invited, {"new"}),
    Verb.ROLE_GRANTED: (deeds.role_granted, {"neighbour"}),
    Verb.ROLE_REVOKED: (deeds.role_revoked, {"neighbour"}),
    Verb.STEWARD_NAMED: (deeds.account_of, {"steward"}),
    Verb.STAND_IN_NAMED: (deeds.stand_in, {"head", "neighbour"}),
    Verb.STAND_IN_ENDED: (deeds.stand_in_ended, {"neighbour"}),
    Verb.ESCALATION_NAMED: (deeds.escalation_named, {"leader"}),
    Verb.ACCOUNT_STANDING: (deeds.restanding, {"steward"}),
    Verb.ACCOUNT_STATUS: (deeds.lost, {"steward"}),
    Verb.ACCOUNT_TRANSFERRED: (deeds.transferred, {"steward"}),
    Verb.ACCOUNT_NAME_SEEN: (deeds.name_seen, {"steward"}),
    Verb.ACCOUNT_LOST_SEEN: (deeds.lost_seen, {"steward"}),
    Verb.PLATFORM_TOKEN_ENDING: (deeds.platform_token_ending, {"admin"}),
    Verb.PROGRAM_TOKEN_ENDING: (deeds.program_token_ending, {"admin"}),
    Verb.REQUEST_SUBMITTED: (deeds.state(State.SUBMITTED, **deeds.STUDENTS), {"head", "adviser"}),
    Verb.REQUEST_ENDORSED: (deeds.state(State.ENDORSED), {"author", *MANAGERS}),
    Verb.REQUEST_TAKEN: (deeds.state(State.IN_REVIEW), {"author"}),
    Verb.REQUEST_ASSIGNED: (
        deeds.after(State.ENDORSED, "assign", "manager", reviewer="manager2@example.org"),
        {"manager2"},
    ),
    Verb.REQUEST_RELEASED: (deeds.after(State.IN_REVIEW, "release", "manager"), {"manager2"}),
    Verb.REQUEST_RECOMMENDED: (deeds.state(State.WITH_LEADERSHIP), LEADERS),
    Verb.REQUEST_COMMENTED: (deeds.commented, {"author", "head", "manager"}),
    Verb.REQUEST_ADVISED: (deeds.advised, {"author", "head", "manager"}),
    Verb.REQUEST_OFFERED: (deeds.offer, {"steward"}),
    Verb.REQUEST_OFFER_ANSWERED: (deeds.offer_answered, {"author"}),
    Verb.REQUEST_APPROVED: (deeds.consented, {"author", "manager", *STEWARDS}),
    Verb.REQUEST_APPROVED_WITH_CONDITIONS: (deeds.state(State.APPROVED_WITH_CONDITIONS), {"author", *STEWARDS}),
    Verb.REQUEST_RETURNED: (deeds.state(State.RETURNED), {"author"}),
    Verb.REQUEST_REFUSED: (
        deeds.after(State.IN_REVIEW, "refuse", "manager2", reason_code="other", reason="Non.", alternative="Un stand."),
        {"author", "manager"},
    ),
    Verb.REQUEST_WITHDRAWN: (deeds.after(State.SUBMITTED, "withdraw", "author"), {"head"}),
    Verb.REQUEST_AVOIDED: (deeds.state(State.AVOIDED), {"head"}),
    Verb.REQUEST_EXPIRED: (deeds.expired, {"author", "manager", *STEWARDS}),
    Verb.REQUEST_REMINDED: (deeds.reminded, {"head"}),
    Verb.REQUEST_ESCALATED: (deeds.escalated, {"leader2"}),
    Verb.REQUEST_ADDRESS_GIVEN: (deeds.state(State.ADDRESS_GIVEN), MANAGERS),
    Verb.REQUEST_ADDRESS_REJECTED: (
        deeds.after(State.ADDRESS_GIVEN, "reject_address", "manager", reason="Une publication."),
        {"author"},
    ),
    Verb.REQUEST_PUT_ONLINE: (deeds.state(State.ONLINE), {"author", *STEWARDS}),
    Verb.REQUEST_CARRIED_OUT: (deeds.state(State.DONE), {"author", *STEWARDS}),
    Verb.FOLLOW_UP_DUE: (deeds.condition_due, {"author", "manager", *STEWARDS}),
    Verb.FOLLOW_UP_SETTLED: (deeds.condition_settled, {"author", *STEWARDS}),
    Verb.REVIEW_OPENED: (deeds.reviewed, {*STEWARDS, *MANAGERS}),
    Verb.REVIEW_CLOSED: (deeds.review_closed, {*STEWARDS, "manager2"}),
    Verb.EXIT_CONSULTED: (deeds.decided(ExitState.CONSULTATION), {"adviser"}),
    Verb.EXIT_COMMENTED: (deeds.exit_commented, {"manager"}),
    Verb.EXIT_PROPOSED: (deeds.decided(ExitState.PROPOSED), LEADERS),
    Verb.EXIT_RETURNED: (deeds.exit_returned, {"manager"}),
    Verb.EXIT_DECIDED: (deeds.decided(ExitState.DECIDED), {"manager"}),
    Verb.EXIT_ANNOUNCED: (deeds.decided(ExitState.ANNOUNCED), {"leader", "head", "steward"}),
    Verb.EXIT_IN_FORCE: (deeds.decided(ExitState.IN_FORCE), {"leader", "head", "steward"}),
    Verb.EXIT_TASK_ASSIGNED: (deeds.task_assigned, {"manager2"}),
    Verb.EXIT_TASK_LATE: (deeds.task_late, LEADERS),
    Verb.EXIT_REVIEW_OPENED: (deeds.decided(ExitState.UNDER_REVIEW), {"manager2", *LEADERS}),
}
# What is read in the journal, on the page or at the desk, and worth no notice.
SILENT = {
    *(Verb.UNIT_CREATED, Verb.STANCE_RECORDED, Verb.IMPORT_APPLIED, Verb.REPORT_HANDLED),
    *(Verb.ACCOUNT_REGISTERED, Verb.ACCOUNT_CONFIRMED, Verb.ACCOUNT_ADOPTED, Verb.ACCOUNT_EDITED),
    *(Verb.ACCOUNT_RENAMED, Verb.PROOF_RECORDED),
    *(Verb.FOLLOWERS_COUNTED, Verb.FOLLOWERS_CORRECTED, Verb.FOLLOWERS_ANSWERED),
    *(Verb.FOLLOWERS_FILE, Verb.NAME_ANSWERED),
    *(Verb.PLATFORM_TOKEN_PUT, Verb.PLATFORM_TOKEN_REVOKED, Verb.PROGRAM_TOKEN_GIVEN, Verb.PROGRAM_TOKEN_REVOKED),
    *(Verb.POLICY_PUBLISHED, Verb.POLICY_ACKNOWLEDGED, Verb.RULE_CHANGED, Verb.HOLIDAY_CHANGED),
    *(Verb.REQUEST_DRAFTED, Verb.REQUEST_EDITED, Verb.REQUEST_STALE_DECISION, Verb.REQUEST_VOTED),
    *(Verb.REQUEST_PRIORITY, Verb.REQUEST_FILE_ADDED, Verb.REQUEST_FILE_REMOVED),
    *(Verb.EXIT_DRAFTED, Verb.EXIT_EDITED, Verb.EXIT_REVERSED, Verb.EXIT_WITHDRAWN, Verb.EXIT_RECORDED),
    Verb.EXIT_SCENARIO_KEPT,
    *(Verb.STANCE_CHECKED, Verb.EXIT_LOOKED_BACK, Verb.EXIT_TASK_DONE, Verb.EXIT_TASK_DROPPED),
    *(Verb.EXIT_TASK_REWORDED, Verb.EXIT_LESSONS_WRITTEN),
    *(Verb.FEED_FOLLOWED, Verb.FEED_LEFT, Verb.FEED_ANSWERED),
    *(Verb.EXIT_CORRECTED, Verb.EXIT_COMPLETED, Verb.EXIT_SUPERSEDED, Verb.EXIT_COMMUNIQUE),
}


def test_every_verb_is_in_one_of_the_two_tables():
    assert set(TOLD) | SILENT == set(Verb)
    assert set(RULES) == set(TOLD)
    assert not set(TOLD) & SILENT


@pytest.mark.parametrize("verb", TOLD)
def test_who_is_told(world, verb):
    act, people = TOLD[verb]
    act(world)
    event = last(verb)
    assert told(world, event) == told(world, event, Channel.INBOX) == people
    assert not Notification.objects.filter(event=event, recipient=event.actor_id).exists()


# Whoever acts is never told, even as one of those concerned: the same deed by each who may do it.
@pytest.mark.parametrize(
    ("name", "move", "doers"),
    [
        (State.ENDORSED, "take", ["manager", "manager2"]),
        (State.IN_REVIEW, "approve", ["manager", "manager2"]),
        (State.SUBMITTED, "withdraw", ["author", "colleague", "head"]),
        (State.WITH_LEADERSHIP, "consent", ["leader", "leader2"]),
    ],
)
def test_its_author_is_never_told(world, name, move, doers):
    asked = world.request(name)
    for who in doers:
        with undone():
            world.move(asked, move, who)
            event = last_of(asked)
            assert event.actor == world.people[who]
            assert who not in told(world, event)


def last_of(asked):
    return Event.objects.about(asked).first()
