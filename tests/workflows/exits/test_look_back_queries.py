"""The facts of a look back: each figure from its own measurement, what is not measured said to be missing, nobody named."""

import json
from datetime import date, timedelta

import pytest

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.directory.models import Report
from registry.followers.actions import Figure, measure
from registry.language import Pair
from tests.workflows.exits.asking_if import question
from tests.workflows.exits.looking import followed_elsewhere, in_force, later, looked_back
from workflows.exits import what_if_actions
from workflows.exits.correcting import correct_text
from workflows.exits.look_back import AFTER, Found
from workflows.exits.look_back_queries import facts_of
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import Kind, Step
from workflows.requests.models import PageRequest
from workflows.requests.states import Kind as Asked

EFFECT = date(2026, 11, 20)
TODAY = EFFECT + AFTER
YOUTUBE = "https://www.youtube.com/@hydro_ex"


def count(world, account, value, day, source="profil"):
    """A figure of a day, entered on that day at the latest."""
    world.at = max(world.at, world.at + (day - world.at.date()))
    return measure(account, Figure(day, value, source), actor=world.manager, at=world.tick())


def facts(decision, today=TODAY):
    told = facts_of(ExitDecision.objects.get(pk=decision.pk), today)
    assert json.loads(json.dumps(told)) == told
    return told


def test_each_side_takes_the_last_measure_of_its_own(world):
    channel, left = world.account(YOUTUBE), world.account("https://x.com/hydro_ex")
    for account, before in ((channel, 800), (left, 6000)):
        count(world, account, before - 50, EFFECT - timedelta(40))
        count(world, account, before, EFFECT)
    decision = in_force(world, YOUTUBE, expected_followers=1500)
    count(world, channel, 1200, EFFECT + timedelta(100), "tableau de bord")
    count(world, channel, 1300, TODAY - timedelta(3), "tableau de bord")
    count(world, left, 5400, TODAY)
    later(world, 400)
    count(world, channel, 9999, TODAY + timedelta(1))
    told = facts(decision)
    (row,) = told["channels"]
    assert (row["found"], row["accounts"][0]["account"]) == (Found.ADDRESS, channel.pk)
    before, after = row["accounts"][0]["before"], row["accounts"][0]["after"]
    assert (before["value"], before["day"], before["source"]) == (800, "2026-11-20", "profil")
    assert (after["value"], after["day"], after["source"]) == (1300, "2027-05-16", "tableau de bord")
    assert told["whole"]["change"] == 500
    assert told["expected"] == {"expected": 1500, "observed": 1300, "gap": -200, "counted": 1, "missing": 0}
    assert (told["left"]["before"]["followers"], told["left"]["after"]["followers"], told["left"]["change"]) == (
        6000,
        5400,
        -600,
    )


def test_without_a_measure_it_says_so(world):
    channel, left = world.account(YOUTUBE), world.account("https://x.com/hydro_ex")
    count(world, channel, 800, EFFECT)
    told = facts(in_force(world, YOUTUBE, expected_followers=0))
    assert told["channels"][0]["accounts"][0]["after"] is None, "the measure of the effect is none of the time since"
    assert told["whole"]["after"]["missing"] == 1
    assert told["whole"]["change"] is None
    assert told["expected"] == {"expected": 0, "observed": None, "gap": None, "counted": 0, "missing": 1}
    assert (told["left"]["before"]["missing"], told["left"]["after"]["missing"]) == (1, 1)
    assert left.pk


# what the channel says → how it is known, and which accounts are its own
PLACES = {
    "https://www.youtube.com/@hydro_ex": (Found.ADDRESS, {"video"}),
    "HTTPS://YouTube.com/@Hydro_Ex/": (Found.ADDRESS, {"video"}),
    "https://www.youtube.com/@old_ex": (Found.ADDRESS, {"video"}),
    "https://www.youtube.com/@abroad_ex": (Found.UNKNOWN, set()),
    "https://www.youtube.com/@nobody_ex": (Found.UNKNOWN, set()),
    "https://www.youtube.com/@false_ex": (Found.UNKNOWN, set()),
    "https://www.example.org/suivre": (Found.SITE, set()),
    "youtube": (Found.PLATFORM, {"video"}),
    "bluesky": (Found.PLATFORM, set()),
}


@pytest.mark.parametrize("place", PLACES)
def test_how_a_channel_is_known(world, place):
    accounts = {
        "video": world.account(YOUTUBE),
        "abroad": world.account("https://www.youtube.com/@abroad_ex"),
        "false": world.account("https://www.youtube.com/@false_ex", standing=Standing.IMPOSTOR),
        "planned": world.account("https://www.youtube.com/@planned_ex", status=Status.PLANNED),
        "closed": world.account("https://www.youtube.com/@closed_ex", status=Status.CLOSED),
        "doubtful": world.account("https://www.youtube.com/@doubtful_ex", standing=Standing.UNCONFIRMED),
    }
    Account.objects.filter(pk=accounts["abroad"].pk).update(unit=world.abroad)
    accounts["video"].former_handles.create(
        platform=accounts["video"].platform, handle="old_ex", key="@old_ex", address="https://www.youtube.com/@old_ex",
        display="@old_ex", until=EFFECT,
    )  # fmt: skip
    accounts["video"].former_handles.update(key=accounts["video"].key.replace("hydro_ex", "old_ex"))
    found, who = PLACES[place]
    (row,) = facts(in_force(world, place))["channels"]
    assert (row["found"], {one["account"] for one in row["accounts"]}) == (found, {accounts[name].pk for name in who})


def test_an_account_of_two_channels_is_counted_once(world):
    count(world, world.account(YOUTUBE), 800, EFFECT)
    told = facts(in_force(world, YOUTUBE, "youtube"))
    assert [channel["whole"]["before"]["followers"] for channel in told["channels"]] == [800, 800]
    assert told["whole"]["before"]["followers"] == 800


def record(world, effective_on):
    said = Recorded(kind=Kind.LEAVE, source="Journal", effective_on=effective_on)
    about = {"institution": world.poly, "platform": world.platform("x"), "desk": world.poly}
    decision = record_decision(said, **about, actor=world.manager, at=world.tick())
    followed_elsewhere(decision, YOUTUBE)
    return decision


# effect → what is known of the day before, in a year in which 100 were counted on 2 January and 200 on 2 July
DATED = {"2026-07-02": 200, "2026-07": 100, "2026": None, "": None}


@pytest.mark.parametrize("effective_on", DATED)
def test_before_is_surely_before(world, effective_on):
    account = world.account(YOUTUBE)
    count(world, account, 100, date(2026, 1, 2))
    count(world, account, 200, date(2026, 7, 2))
    told = facts(record(world, effective_on))
    before = told["channels"][0]["accounts"][0]["before"]
    assert (before and before["value"]) == DATED[effective_on]
    assert (told["exceptions"] is None, told["reports"] is None) == (not effective_on, not effective_on)


def test_corrections_are_read(world):
    decision = in_force(world, expected_followers=10)
    why = {"reason_fr": "Faute.", "reason_en": "A slip."}
    for field, after in (("effective_on", "2026-10-01"), ("expected_followers", "20")):
        fresh = ExitDecision.objects.get(pk=decision.pk)
        correct_text(fresh, actor=world.manager, at=world.tick(), seen=fresh.version, field=field, after=after, **why)
    told = facts(decision)
    assert (told["effective_on"], told["expected"]["expected"]) == ("2026-10-01", 20)


def test_the_scenario_stays_as_it_was_and_is_asked_again_beside(world):
    world.account("https://x.com/hydro_ex")
    account = world.account(YOUTUBE)
    count(world, account, 800, EFFECT)
    scenario = what_if_actions.keep(question(world), name="Tout", actor=world.manager, at=world.tick())
    draft = what_if_actions.draft_from(scenario, actor=world.manager, at=world.tick())
    count(world, account, 1100, TODAY)
    (told,) = facts(draft)["scenarios"]
    assert (told["then"]["followers"], told["now"]["followers"], told["gap"]) == (800, 1100, 300)
    scenario.criteria = {"units": ["gone"], "treatment": "suspended"}
    scenario.save()
    (told,) = facts(draft)["scenarios"]
    assert (told["then"]["followers"], told["asked"], told["gap"]) == (800, False, None)


def test_exceptions_reports_and_tasks_are_counted_from_the_effect_on(world):
    decision = in_force(world)
    RunbookTask.objects.all().delete()
    for platform, days in (("x", 1), ("x", -1), ("bluesky", 1)):
        request = world.draft(platform=platform)
        at = world.at + timedelta(days)
        PageRequest.objects.filter(pk=request.pk).update(kind=Asked.EXCEPTION, submitted_at=at, state="in_review")
        address = {"x": "https://x.com/false_ex", "bluesky": "https://bsky.app/profile/false.example"}[platform]
        Report.objects.create(address=address, received_at=at)
    Report.objects.create(address="n’importe quoi", received_at=world.at)
    day = timedelta(1)
    rows = [
        (Step.ANNOUNCE, TODAY, TODAY),
        (Step.RECALL, EFFECT, TODAY),
        (Step.CHANGE_BIO, TODAY - day, None),
        (Step.STOP_SCHEDULED, TODAY, None),
    ]
    for step, due, done in rows:
        closed = {"done_by": world.manager, "done_at": world.at + AFTER} if done else {}
        RunbookTask.objects.create(decision=decision, step=step, due_on=due, **closed)
    RunbookTask.objects.create(decision=decision, step=Step.LOOK_BACK, due_on=TODAY)
    told = facts(decision)
    assert told["exceptions"] == {"asked": 1, "granted": 0, "refused": 0, "open": 1}
    assert told["reports"] == {"received": 1, "all_read": True}
    assert told["tasks"] == {"all": 4, "done": 2, "done_late": 1, "dropped": 0, "late": 1, "waiting": 1}


def test_nobody_is_named(world):
    world.account(YOUTUBE)
    row = looked_back(world, in_force(world, YOUTUBE, "youtube", "https://www.example.org/"))
    text = json.dumps(row.facts)
    for person in world.people.values():
        assert person.email not in text
        assert person.full_name not in text


def test_its_questions_do_not_grow(world, django_assert_max_num_queries):
    decision = in_force(world, YOUTUBE, "youtube", "bluesky")
    for number in range(30):
        account = world.account(f"https://www.youtube.com/@ex_{number}", title=Pair(f"Compte {number}", ""))
        count(world, account, number, EFFECT)
    with django_assert_max_num_queries(17):
        facts(decision)
