"""Opening a look back, its lessons, and what leadership says of it: outcome × state × person, once and in one go."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.permissions import NotAllowed
from tests.workflows.exits.looking import LESSONS, in_force, later, looked_back
from tests.workflows.exits.pages import PREPARERS
from workflows.exits.looking_back import close, mark_of, open_look_back, write_lessons
from workflows.exits.models import ExitDecision, LookBack, RunbookTask, Signature
from workflows.exits.moves import ACTIONS, commit
from workflows.exits.moving import Stale
from workflows.exits.states import ENDED, HOLDING, Kind, Outcome, State, Step, Treatment
from workflows.machine import Refused

WAY = {
    State.IN_FORCE: [("keep", "leader2", {})],
    State.UNDER_REVIEW: [],
    State.COMPLETED: [("keep", "leader2", {}), ("complete", "manager2", {})],
}
# The decision was written and proposed by "manager", decided by "leader"; "manager2" wrote the lessons.
MAY_CLOSE = {"leader", "leader2"}
# outcome → the state that the decision has afterwards, by the one that it had; the kind of the draft that is started
LEADS = {
    Outcome.KEPT: ({State.UNDER_REVIEW: State.IN_FORCE}, None),
    Outcome.EXTENDED: ({}, Kind.SUSPEND),
    Outcome.REVERSED: ({}, Kind.RETURN),
}


def now(decision):
    return ExitDecision.objects.get(pk=decision.pk)


def put(world, decision, state):
    """Bring a decision that is being looked back at to another state."""
    if state in ENDED:
        world.exit(State.IN_FORCE, kind=Kind.RETURN if state == State.REVERSED else Kind.LEAVE, reverses=now(decision))
    if state == State.COMPLETED:
        RunbookTask.objects.filter(decision=decision).delete()
    for name, who, words in WAY.get(state, []):
        fresh = now(decision)
        ACTIONS[name](fresh, actor=world.people[who], at=world.tick(), seen=fresh.version, **words)
    assert now(decision).state == state


def closed(world, row, outcome, who):
    """What closing gives, or the kind of its refusal; nothing of it lasts."""
    with transaction.atomic():
        try:
            draft = close(row, actor=world.people[who], at=world.tick(), seen=mark_of(row), outcome=outcome)
            return now(row.decision).state, draft.kind if draft else None
        except (NotAllowed, Refused) as refusal:
            return type(refusal)
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("state", [*HOLDING, *ENDED])
def test_outcome_by_state_by_person(world, state):
    world.account("https://x.com/hydro_ex")
    row = looked_back(world, in_force(world))
    put(world, row.decision, state)
    for outcome, (leads, kind) in LEADS.items():
        for who in world.people:
            expected = NotAllowed
            if who in MAY_CLOSE:
                expected = (leads.get(state, state), kind) if state in HOLDING else Refused
            assert closed(world, row, outcome, who) == expected, (outcome, who)


def test_who_opens_and_who_writes(world):
    decision = in_force(world)
    for who in world.people:
        with transaction.atomic():
            try:
                open_look_back(now(decision), actor=world.people[who], at=world.tick(), seen=now(decision).version)
                assert who in PREPARERS
                row = LookBack.objects.select_related("decision").get()
                write_lessons(row, actor=world.people[who], at=world.tick(), seen=mark_of(row), **LESSONS)
            except NotAllowed:
                assert who not in PREPARERS
            finally:
                transaction.set_rollback(True)
    row = looked_back(world, decision, written=False)
    for who in set(world.people) - PREPARERS:
        with pytest.raises(NotAllowed):
            write_lessons(row, actor=world.people[who], at=world.tick(), seen=mark_of(row), **LESSONS)


@pytest.mark.parametrize("state", [s for s in State.values if s not in HOLDING and s not in ENDED])
def test_only_what_holds_is_looked_back_at(world, state):
    decision = world.exit(state)
    with pytest.raises(Refused, match="in force"):
        open_look_back(decision, actor=world.manager, at=world.tick(), seen=decision.version)


def test_opening_puts_it_under_review_and_keeps_the_day(world):
    decision = in_force(world)
    later(world, 40)
    row = looked_back(world, decision, written=False)
    assert now(decision).state == State.UNDER_REVIEW
    assert row.facts["as_of"] == row.due_on.isoformat() == "2026-12-30"
    event = Event.objects.about(decision)[0]
    assert (event.verb, event.facts["look_back"]) == (Verb.EXIT_REVIEW_OPENED, row.pk)
    with pytest.raises(Refused, match="already"):
        open_look_back(decision, actor=world.manager, at=world.tick(), seen=now(decision).version)
    with pytest.raises(Stale):
        open_look_back(decision, actor=world.manager, at=world.tick(), seen=1)


@pytest.mark.parametrize("missing", LESSONS)
def test_both_languages_before_the_outcome(world, missing):
    row = looked_back(world, in_force(world), written=False)
    about = {"actor": world.manager2, "at": world.tick(), "seen": mark_of(row)}
    row = write_lessons(row, **about, **LESSONS | {missing: "  "})
    assert closed(world, row, Outcome.KEPT, "leader") is Refused
    assert LookBack.objects.get().outcome == ""


def test_who_wrote_the_lessons_does_not_say_the_outcome(world):
    row = looked_back(world, in_force(world), by="leader2")
    assert closed(world, row, Outcome.KEPT, "leader2") is NotAllowed
    assert closed(world, row, Outcome.KEPT, "leader") == (State.IN_FORCE, None)


def test_saving_the_same_words_is_no_writing(world):
    row = looked_back(world, in_force(world))
    before = Signature.objects.count(), Event.objects.count()
    write_lessons(row, actor=world.leader2, at=world.tick(), seen=mark_of(row), **LESSONS)
    assert (Signature.objects.count(), Event.objects.count()) == before
    assert closed(world, row, Outcome.KEPT, "leader2") == (State.IN_FORCE, None)


def test_the_journal_says_that_lessons_were_written_and_not_the_words(world):
    row = looked_back(world, in_force(world))
    event = Event.objects.about(row.decision)[0]
    assert (event.verb, event.actor, event.facts) == (Verb.EXIT_LESSONS_WRITTEN, world.manager2, {"look_back": row.pk})


def test_words_changed_meanwhile_are_not_closed_nor_overwritten(world):
    row = looked_back(world, in_force(world))
    seen = mark_of(row)
    about = {"at": world.tick(), "lessons_fr": "Autre.", "lessons_en": "Other."}
    write_lessons(row, actor=world.manager, seen=seen, **about)
    with pytest.raises(Stale):
        write_lessons(row, actor=world.manager2, seen=seen, **about | {"lessons_fr": "Encore."})
    with pytest.raises(Stale):
        close(row, actor=world.leader, at=world.tick(), seen=seen, outcome=Outcome.KEPT)


def test_a_closed_one_is_closed(world):
    row = looked_back(world, in_force(world))
    RunbookTask.objects.filter(step=Step.LOOK_BACK).delete()
    task = RunbookTask.objects.create(decision=row.decision, step=Step.LOOK_BACK, due_on=row.due_on)
    close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=Outcome.KEPT)
    task.refresh_from_db()
    assert (task.done_by, task.done_at) == (world.leader, world.at)
    event = Event.objects.about(row.decision)[0]
    assert (event.verb, event.facts["outcome"]) == (Verb.EXIT_LOOKED_BACK, "kept")
    with pytest.raises(Refused, match="closed already"):
        close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=Outcome.KEPT)
    with pytest.raises(Refused, match="closed already"):
        write_lessons(row, actor=world.manager, at=world.tick(), seen=mark_of(row), **LESSONS)


def test_a_return_is_of_the_accounts_that_were_covered_and_of_no_other(world):
    covered = world.account("https://x.com/hydro_ex")
    decision = in_force(world, "bluesky")
    world.account("https://x.com/library_ex", unit="library")
    row = looked_back(world, decision)
    draft = close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=Outcome.REVERSED)
    assert [(line.account, line.treatment) for line in draft.lines.all()] == [(covered, Treatment.ACTIVE)]
    assert (draft.reverses, draft.rationale_en, draft.channels.count()) == (decision, LESSONS["lessons_en"], 0)


def test_a_wider_decision_takes_the_whole_institution_and_the_same_channels(world):
    world.account("https://x.com/hydro_ex")
    decision = in_force(world, "bluesky", "https://www.youtube.com/@hydro_ex")
    world.account("https://x.com/library_ex", unit="library")
    row = looked_back(world, decision)
    draft = close(row, actor=world.leader, at=world.tick(), seen=mark_of(row), outcome=Outcome.EXTENDED)
    assert (draft.lines.count(), draft.kind, draft.reverses) == (2, Kind.SUSPEND, decision)
    channels = [[(c.platform, c.label_en, c.address) for c in one.channels.all()] for one in (draft, decision)]
    assert channels[0] == channels[1]
    assert now(decision).state == State.UNDER_REVIEW, "it holds until the new one is in force"


@pytest.mark.parametrize("outcome", [Outcome.EXTENDED, Outcome.REVERSED])
def test_one_replacement_at_a_time(world, outcome):
    row = looked_back(world, in_force(world))
    world.exit(State.DRAFT, kind=Kind.LEAVE, reverses=row.decision)
    assert closed(world, row, outcome, "leader") is Refused
    assert closed(world, row, Outcome.KEPT, "leader") == (State.IN_FORCE, None)


@pytest.mark.parametrize("kind", [Kind.STAY, Kind.ADOPT, Kind.RETURN])
def test_where_nothing_was_left_there_is_no_return(world, kind):
    row = looked_back(world, in_force(world, kind=kind))
    assert closed(world, row, Outcome.REVERSED, "leader") is Refused
    assert closed(world, row, Outcome.EXTENDED, "leader") == (State.UNDER_REVIEW, kind)


def refused(change):
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def without(constraint):
    with connection.cursor() as cursor:
        how = "DROP INDEX" if constraint == "one_look_back_open" else "ALTER TABLE workflows_lookback DROP CONSTRAINT"
        cursor.execute(f"{how} {constraint}")


def test_the_database_keeps_one_open_at_a_time_and_would_not_without_its_index(world):
    decision = in_force(world)

    def two():
        for _ in range(2):
            LookBack.objects.create(decision=decision, opened_at=world.at, due_on=world.at.date())

    assert refused(two)
    without("one_look_back_open")
    assert not refused(two)


@pytest.mark.parametrize("lacking", [{"closed_by": None}, {"closed_at": None}, {"outcome": ""}])
def test_the_database_wants_somebody_who_closed_and_would_not_without_its_check(world, lacking):
    decision = in_force(world)
    said = {"outcome": "kept", "closed_by": world.leader, "closed_at": world.at} | lacking

    def write():
        LookBack.objects.create(decision=decision, opened_at=world.at, due_on=world.at.date(), **said)

    assert refused(write)
    without("look_back_closed_by_somebody")
    assert not refused(write)


@pytest.mark.race
def test_two_who_close_at_once_close_once(committed_world):
    world = committed_world
    row = looked_back(world, in_force(world))
    barrier = Barrier(2)

    def run(who):
        try:
            barrier.wait()
            return commit(close, row, actor=world.people[who], at=world.at, seen=mark_of(row), outcome=Outcome.REVERSED)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(run, ("leader", "leader2")))
    assert sum(isinstance(one, Refused) for one in done) == 1
    assert ExitDecision.objects.filter(reverses=row.decision).count() == 1
    assert Event.objects.about(row.decision).filter(verb=Verb.EXIT_LOOKED_BACK).count() == 1
