"""The way of a request: which steps, who answers them, how many of them, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import Membership, Role, StandIn
from registry.organisation.permissions import Can, NotAllowed
from registry.platforms.models import PlatformStance
from tests.scene import undone
from tests.ways import REFUSAL
from workflows.machine import Refused
from workflows.policies.models import Holiday, Rule
from workflows.requests.models import Comment, FollowUp, PageRequest, Verdict
from workflows.requests.route import REASONS, Facts, route
from workflows.requests.states import Answer, FollowUpKind, Kind, Quorum, Stage, State, Through

E, A, D, L = Stage.ENDORSEMENT, Stage.ADVICE, Stage.DECISION, Stage.LEADERSHIP
EXCEPTION = {"kind": Kind.EXCEPTION, "exception_reason": "Une crise à annoncer."}
WAYS = [
    (Facts(Kind.OPEN), [E, D]),
    (Facts(Kind.OPEN, with_students=True), [E, A, D]),
    (Facts(Kind.OPEN, position="evaluating"), [E, D, L]),
    (Facts(Kind.REACTIVATE, position="silent"), [E, D, L]),
    (Facts(Kind.CLOSE, position="evaluating"), [E, D]),
    (Facts(Kind.OPEN, position="active"), [E, D]),
    (Facts(Kind.EXCEPTION, position="left"), [E, D, L]),
    (Facts(Kind.EXCEPTION, with_students=True), [E, A, D, L]),
    (Facts(Kind.OPEN, has_head=False), [E, D]),
]


@pytest.mark.parametrize(("facts", "stages"), WAYS)
def test_the_steps_follow_from_the_facts(facts, stages):
    stops = route(facts)
    assert [stop.stage for stop in stops] == stages
    assert {stop.because for stop in stops} <= set(REASONS)


def rule(world, name, value):
    Rule.objects.create(institution=world.poly, name=name, value=value, changed_at=world.at, changed_by=world.manager)


def steps(asked):
    return {row.stage: row for row in asked.steps.filter(round=asked.round)}


def test_a_submission_freezes_its_way(world):
    rule(world, "decision_days", 3)
    Holiday.objects.create(institution=world.poly, day=world.at.date() + timedelta(days=3), name_fr="Férié")
    asked = world.request(State.SUBMITTED)
    way = steps(asked)
    assert set(way) == {E, D}
    assert way[E].pool == [world.head.pk]
    assert way[D].pool == sorted([world.manager.pk, world.manager2.pk])
    # Friday 20 November 2026, then a holiday on Monday: three business days lead to Thursday.
    assert asked.due_on == way[D].due_on == world.at.date() + timedelta(days=6)
    assert asked.rules["decision_days"] == 3
    Rule.objects.update(value=100)
    asked.refresh_from_db()
    assert asked.rules["decision_days"] == 3


def test_a_new_submission_has_a_way_of_its_own(world):
    asked = world.request(State.RETURNED)
    asked = world.submit(asked, "author")
    assert asked.round == 2
    assert set(steps(asked)) == {E, D}
    assert asked.steps.count() == 4


def test_the_majority_of_three(world):
    rule(world, "decision_quorum", 2)
    third = Membership.objects.create(user=world.neighbour, unit=world.poly, role=Role.MANAGER)
    asked = world.request(State.IN_REVIEW)
    assert steps(asked)[D].quorum == Quorum.MAJORITY
    version = asked.version
    asked = world.move(asked, "approve", "manager")
    assert (asked.state, asked.version) == (State.IN_REVIEW, version)
    assert Event.objects.filter(verb=Verb.REQUEST_VOTED, actor=world.manager).count() == 1
    with pytest.raises(Refused):
        world.move(asked, "approve", "manager")
    with undone():
        asked = world.move(asked, "refuse", "manager2", **REFUSAL)
        assert asked.state == State.IN_REVIEW
        assert world.move(asked, "refuse", "neighbour", **REFUSAL).state == State.REFUSED
    third.delete()  # the seat of somebody who lost the right counts no more: one yes and one no of two
    asked = PageRequest.objects.get(pk=asked.pk)
    assert world.move(asked, "refuse", "manager2", **REFUSAL).state == State.REFUSED


def test_one_condition_asked_for_by_anybody_holds(world):
    rule(world, "decision_quorum", 3)
    asked = world.request(State.IN_REVIEW)
    asked = world.move(asked, "approve_with_conditions", "manager", trial_months=6)
    asked = world.move(asked, "approve", "manager2")
    assert asked.state == State.APPROVED_WITH_CONDITIONS
    assert [row.months for row in asked.follow_ups.all()] == [6]


def test_who_was_not_asked_has_no_voice_where_voices_are_counted(world):
    rule(world, "decision_quorum", 3)
    asked = world.request(State.IN_REVIEW)
    Membership.objects.create(user=world.neighbour, unit=world.poly, role=Role.MANAGER)
    with pytest.raises(NotAllowed):
        world.move(asked, "approve", "neighbour")


def test_the_leadership_consents_to_what_was_recommended(world):
    asked = world.request(State.IN_REVIEW, **EXCEPTION)
    with pytest.raises(Refused):
        world.move(asked, "approve", "manager")
    asked = world.move(asked, "recommend", "manager", trial_months=3, reason="Utile.")
    assert asked.state == State.WITH_LEADERSHIP
    with undone():
        asked_again = world.move(asked, "decline", "leader", **REFUSAL)
        assert asked_again.state == State.REFUSED
    asked = PageRequest.objects.get(pk=asked.pk)
    asked = world.move(asked, "consent", "leader")
    assert asked.state == State.APPROVED_WITH_CONDITIONS
    assert asked.follow_ups.get().kind == FollowUpKind.TRIAL


def test_a_platform_in_discussion_goes_to_the_leadership(world):
    PlatformStance.objects.create(
        institution=world.poly,
        platform=world.platform("instagram"),
        position="evaluating",
        as_of="2026-11-01",
        source="Débat en cours",
    )
    assert L in steps(world.request(State.SUBMITTED))


def test_advice_is_waited_for_until_its_day(world):
    students = {
        "with_students": True,
        "closed_group": True,
        "consent": "Formulaire.",
        "membership": "Chaque trimestre.",
    }
    asked = world.request(State.IN_REVIEW, **students)
    for move, words in (("approve", {}), ("refuse", REFUSAL)):
        with pytest.raises(Refused, match="adviser"):
            world.move(asked, move, "manager", **words)
    with undone():
        assert world.move(asked, "ask_changes", "manager", reason="Précisez.").state == State.RETURNED
    asked = PageRequest.objects.get(pk=asked.pk)
    asked.steps.filter(stage=A).update(concluded_at=world.at)
    assert world.move(asked, "approve", "manager").state == State.APPROVED


def test_an_adviser_decides_nothing(world):
    asked = world.request(State.IN_REVIEW)
    for move, words in (("approve", {}), ("refuse", REFUSAL), ("take", {})):
        with undone(), pytest.raises(NotAllowed):
            world.move(asked, move, "adviser", **words)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ({"conditions": "Restez courtois."}, set()),
        ({"trial_months": 6}, {FollowUpKind.TRIAL}),
        ({"administrator_by": "2027-01-15"}, {FollowUpKind.SECOND_ADMINISTRATOR}),
        ({"target": "500 abonnés", "target_by": "2027-06-01"}, {FollowUpKind.TARGET}),
    ],
)
def test_conditions_with_a_term_are_followed_up(world, as_, words, kinds):
    asked = world.request(State.IN_REVIEW)
    answer = as_("manager").post(f"/requests/{asked.pk}/approve_with_conditions/", {"seen": asked.version} | words)
    assert answer.status_code == 303
    assert set(FollowUp.objects.values_list("kind", flat=True)) == kinds
    assert Verdict.objects.get(stage=D).conditions


@pytest.mark.parametrize(
    "words", [{}, {"target": "500"}, {"target_by": "2027-06-01"}, {"administrator_by": "2020-01-01"}]
)
def test_conditions_without_sense_are_explained(world, as_, words):
    asked = world.request(State.IN_REVIEW)
    answer = as_("manager").post(f"/requests/{asked.pk}/approve_with_conditions/", {"seen": asked.version} | words)
    assert answer.status_code == 422
    assert FollowUp.objects.count() == 0
    asked.refresh_from_db()
    assert asked.state == State.IN_REVIEW


def test_a_request_is_given_to_somebody_who_may_decide_it(world):
    asked = world.request(State.ENDORSED)
    for who in ("head", "author", "adviser"):
        with undone(), pytest.raises(NotAllowed):
            world.move(asked, "assign", "manager", reviewer=world.people[who].email)
    with undone(), pytest.raises(Refused):
        world.move(asked, "assign", "manager", reviewer="nobody-at-all@example.org")
    asked = world.move(asked, "assign", "manager", reviewer="MANAGER2@example.org")
    assert (asked.state, asked.reviewer) == (State.IN_REVIEW, world.manager2)
    asked = world.move(asked, "release", "manager2")
    assert (asked.state, asked.reviewer) == (State.ENDORSED, None)


def stand_in(world, absent, person, *abilities, days=0):
    """For a week around today: rights are read on the day of the move and, for pages, on the present day."""
    today = timezone.localdate()
    return StandIn.objects.create(
        absent=world.people[absent],
        person=world.people[person],
        abilities=list(abilities),
        since=min(today, world.at.date()) + timedelta(days=days),
        until=today + timedelta(days=7 + days),
        named_by=world.people[absent],
        named_at=world.at,
    )


def test_a_stand_in_answers_for_somebody(world, as_):
    stand_in(world, "head", "neighbour", Can.REQUEST_ENDORSE)
    asked = world.request(State.SUBMITTED)
    assert as_("neighbour").get(asked.get_absolute_url()).status_code == 200
    asked = world.move(asked, "endorse", "neighbour")
    verdict = asked.verdicts.get()
    assert (verdict.by, verdict.on_behalf_of) == (world.neighbour, world.head)
    assert Event.objects.get(verb=Verb.REQUEST_ENDORSED).facts["on_behalf_of"] == world.head.pk


def test_a_stand_in_answers_on_those_days_only(world, as_):
    stand_in(world, "head", "neighbour", Can.REQUEST_ENDORSE, days=60)
    asked = world.request(State.SUBMITTED)
    assert as_("neighbour").get(asked.get_absolute_url()).status_code == 404
    with pytest.raises(NotAllowed):
        world.move(asked, "endorse", "neighbour")


def test_what_is_borrowed_is_not_lent_on(world):
    stand_in(world, "head", "neighbour", Can.REQUEST_ENDORSE)
    stand_in(world, "neighbour", "adviser", Can.REQUEST_ENDORSE)
    asked = world.request(State.SUBMITTED)
    with pytest.raises(NotAllowed):
        world.move(asked, "endorse", "adviser")


@pytest.mark.parametrize("lent", [Can.REQUEST_ENDORSE, Can.REQUEST_CONSENT])
def test_only_what_was_lent(world, lent):
    stand_in(world, "manager", "adviser", lent)
    asked = world.request(State.ENDORSED)
    with pytest.raises(NotAllowed):
        world.move(asked, "take", "adviser")


def test_four_eyes_see_through_a_stand_in(world):
    """Author, endorser and the absent person count alike, in one's own name or in another's."""
    stand_in(world, "manager", "author", Can.REQUEST_DECIDE)  # the author would decide
    stand_in(world, "manager2", "head", Can.REQUEST_DECIDE)  # the endorser would decide
    stand_in(world, "head", "manager", Can.REQUEST_ENDORSE)  # the manager endorses, then would decide
    asked = world.request(State.ENDORSED)
    for who in ("author", "head"):
        with undone(), pytest.raises(NotAllowed):
            world.move(asked, "take", who)
    second = world.request(State.SUBMITTED, title="Deuxième")
    second = world.move(second, "endorse", "manager")
    for who in ("manager", "head"):
        with undone(), pytest.raises(NotAllowed):
            world.move(second, "take", who)
    assert world.move(second, "take", "manager2").reviewer == world.manager2


def test_nobody_speaks_twice_at_one_step(world):
    rule(world, "decision_quorum", 3)
    stand_in(world, "manager2", "manager", Can.REQUEST_DECIDE)
    asked = world.request(State.IN_REVIEW)
    asked = world.move(asked, "approve", "manager")
    with pytest.raises(Refused):
        world.move(asked, "approve", "manager")
    assert asked.verdicts.filter(stage=D).count() == 1


def test_a_voice_says_by_which_door_it_came(world, as_):
    asked = world.request(State.IN_REVIEW)
    as_("manager").post(
        f"/api/page-requests/{asked.pk}/approve/", {"seen": asked.version}, content_type="application/json"
    )
    verdict = asked.verdicts.get(stage=D)
    assert (verdict.answer, verdict.through) == (Answer.YES, Through.API)
