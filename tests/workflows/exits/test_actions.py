"""What a decision freezes, changes and replaces."""

from datetime import date

import pytest

from registry.accounts.actions import change_status
from registry.accounts.models import Account
from registry.accounts.status import ENDED, Standing, Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.actions import Figure, measure
from registry.platforms.models import PlatformStance
from registry.platforms.positions import Position
from tests.workflows.exits.pages import on_to
from tests.world import EXIT_WAY
from workflows.exits import actions
from workflows.exits.models import ExitDecision, ScopeLine
from workflows.exits.moving import Stale
from workflows.exits.scoping import take_tree
from workflows.exits.states import Kind, State, Treatment
from workflows.machine import Refused

# The day on which the world's decisions are taken.
TODAY = date(2026, 11, 20)


def count(world, account, day, value):
    return measure(account, Figure(day, value, "profil"), actor=world.manager, at=world.tick())


def test_followers_are_frozen_as_they_were_known_that_day(world):
    old, fresh, later, silent = [
        world.account(f"https://x.com/{name}_ex") for name in ("old", "fresh", "later", "silent")
    ]
    count(world, old, date(2020, 1, 1), 100)
    count(world, old, date(2024, 5, 5), 200)
    count(world, fresh, TODAY, 300)
    count(world, later, date(2026, 11, 21), 400)
    decision = world.exit(State.DECIDED)
    count(world, old, date(2026, 11, 22), 999)
    count(world, silent, date(2026, 11, 22), 999)
    decision = actions.announce(decision, actor=world.manager, at=world.tick(), seen=decision.version)
    actions.bring_into_force(decision, actor=world.manager, at=world.tick(), seen=decision.version)
    frozen = {line.account_id: (line.followers, line.followers_on) for line in decision.lines.all()}
    assert frozen == {
        old.pk: (200, date(2024, 5, 5)),
        fresh.pk: (300, TODAY),
        later.pk: (None, None),
        silent.pk: (None, None),
    }


# treatment, status before → status after, for a covered account
EFFECTS = [
    (Treatment.SUSPENDED, Status.ACTIVE, Status.DORMANT),
    (Treatment.DORMANT, Status.ACTIVE, Status.DORMANT),
    (Treatment.ARCHIVED, Status.ACTIVE, Status.DORMANT),
    (Treatment.REDIRECT, Status.CLOSING, Status.DORMANT),
    (Treatment.EMERGENCY, Status.ACTIVE, Status.DORMANT),
    (Treatment.CLOSED, Status.ACTIVE, Status.CLOSED),
    (Treatment.DELETED, Status.DORMANT, Status.CLOSED),
    (Treatment.UNCHANGED, Status.ACTIVE, Status.ACTIVE),
    (Treatment.ACTIVE, Status.DORMANT, Status.ACTIVE),
    (Treatment.ACTIVE, Status.CLOSED, Status.ACTIVE),
    (Treatment.DORMANT, Status.CLOSED, Status.CLOSED),
    *(
        (treatment, kept, kept)
        for treatment in Treatment
        for kept in (Status.PLANNED, Status.LOST, Status.COMPROMISED, Status.TRANSFERRED)
    ),
]


@pytest.mark.parametrize(("treatment", "before", "after"), EFFECTS)
def test_in_force_each_covered_account_takes_its_status(world, treatment, before, after):
    covered, spared = world.account("https://x.com/hydro_ex"), world.account("https://x.com/biblio_ex")
    until = "2026-10-07" if before in ENDED else ""
    change_status(covered, status=before, actor=world.manager, at=world.tick(), reason="test", official_until=until)
    draft = world.exit(State.DRAFT)
    draft.lines.filter(account=covered).update(treatment=treatment)
    draft.lines.filter(account=spared).update(covered=False)
    decision = on_to(world, draft, State.ANNOUNCED)
    actions.bring_into_force(decision, actor=world.manager, at=world.tick(), seen=decision.version)
    covered, spared = Account.objects.get(pk=covered.pk), Account.objects.get(pk=spared.pk)
    assert (covered.status, covered.decision_url) == (after, decision.get_absolute_url())
    assert (spared.status, spared.decision_url) == (Status.ACTIVE, "")
    ends = "2026-11-20" if after in ENDED else ""
    assert covered.official_until == (until if after in ENDED and before in ENDED else ends), "its own last day"


POSITIONS = [(Kind.SUSPEND, Position.SUSPENDED), (Kind.LEAVE, Position.LEFT), (Kind.STAY, Position.STAYING)]


@pytest.mark.parametrize(("kind", "position"), POSITIONS)
def test_in_force_the_institution_takes_its_stance(world, kind, position):
    world.exit(State.ANNOUNCED, kind=kind)
    assert not PlatformStance.objects.exists()
    world.exit(State.IN_FORCE, platform="facebook", kind=kind, effective_on="2026-11")
    stance = PlatformStance.objects.get()
    assert (stance.institution, stance.platform.slug, stance.position) == (world.poly, "facebook", position)
    assert stance.as_of == "2026-11"


def test_a_reversal_is_a_new_decision_that_replaces_the_old(world):
    account = world.account("https://x.com/hydro_ex")
    old = world.exit(State.IN_FORCE)
    assert Account.objects.get(pk=account.pk).status == Status.DORMANT
    new = world.exit(State.ANNOUNCED, kind=Kind.RETURN, reverses=old)
    assert ExitDecision.objects.get(pk=old.pk).state == State.IN_FORCE
    actions.bring_into_force(new, actor=world.manager, at=world.tick(), seen=new.version)
    old = ExitDecision.objects.get(pk=old.pk)
    assert (old.state, old.reversed_by) == (State.REVERSED, new)
    assert Account.objects.get(pk=account.pk).status == Status.ACTIVE
    assert Event.objects.about(old)[0].verb == Verb.EXIT_REVERSED


def test_a_return_wakes_what_its_predecessor_ended_and_nothing_that_had_ended_before(world):
    before, ended, sleeping = (world.account(f"https://x.com/{name}_ex") for name in ("before", "ended", "sleeping"))
    change_status(before, status=Status.CLOSED, actor=world.manager, at=world.tick(), reason="fusion")
    draft = world.exit(State.DRAFT)
    draft.lines.filter(account__in=[before, ended]).update(treatment=Treatment.CLOSED)
    old = on_to(world, draft, State.IN_FORCE)
    new = world.exit(State.DRAFT, kind=Kind.RETURN, reverses=old)
    assert {line.account for line in new.lines.all()} == {ended, sleeping}
    take_tree(new, unit=world.poly, actor=world.manager, at=world.tick(), seen=new.version)
    assert {line.account for line in new.lines.all()} == {ended, sleeping}
    alone = world.exit(State.DRAFT, kind=Kind.RETURN)
    assert {line.account for line in alone.lines.all()} == {sleeping}


def test_a_replacement_given_up_leaves_room_for_another(world):
    old = world.exit(State.IN_FORCE)
    world.exit(State.WITHDRAWN, kind=Kind.RETURN, reverses=old)
    assert world.exit(State.DRAFT, kind=Kind.RETURN, reverses=old).reverses == old


def test_every_account_of_the_institution_is_covered_but_those_it_only_knows_of(world):
    mine = world.account("https://x.com/hydro_ex")
    declared = world.account("https://x.com/declared_ex", standing=Standing.UNCONFIRMED)
    world.account("https://x.com/fake_ex", standing=Standing.IMPOSTOR)
    world.account("https://x.com/fans_ex", standing=Standing.UNOFFICIAL)
    world.account("https://facebook.com/hydro.ex")
    decision = world.exit(State.DRAFT)
    assert set(decision.lines.values_list("account_id", flat=True)) == {mine.pk, declared.pk}


def test_no_line_about_somebody_elses_account(world):
    elsewhere = world.account("https://facebook.com/hydro.ex")
    fake = world.account("https://x.com/fake_ex", standing=Standing.IMPOSTOR)
    own = world.account("https://x.com/hydro_ex")
    decision = world.exit(State.DRAFT)
    Account.objects.filter(pk=own.pk).update(unit=world.abroad)
    for account in (elsewhere, fake, own):
        with pytest.raises(Refused):
            actions.edit(
                decision, actor=world.manager, at=world.tick(), seen=decision.version,
                lines=[{"account_id": account.pk, "treatment": Treatment.DELETED}],
            )  # fmt: skip
    assert ScopeLine.objects.filter(decision=decision).count() == 1


def test_no_reversal_of_another_platforms_decision(world):
    old = world.exit(State.IN_FORCE, platform="facebook")
    with pytest.raises(Refused):
        world.exit(State.DRAFT, kind=Kind.RETURN, reverses=old)
    assert ExitDecision.objects.get() == old


def test_no_day_to_come_is_told_as_past(world):
    decided = world.exit(State.DECIDED)
    for day in ("2026-11-21", "2026-12", "2027"):
        with pytest.raises(Refused):
            actions.announce(decided, actor=world.manager, at=world.tick(), seen=decided.version, announced_on=day)
    announced = world.exit(State.ANNOUNCED, platform="facebook", effective_on="2027-01-11")
    with pytest.raises(Refused):
        actions.bring_into_force(announced, actor=world.manager, at=world.tick(), seen=announced.version)
    held = actions.bring_into_force(
        announced, actor=world.manager, at=world.tick(), seen=announced.version, effective_on="2026-11"
    )
    assert (held.state, held.effective_on) == (State.IN_FORCE, "2026-11")


@pytest.mark.parametrize("effective", ["2024", "2025-01", "2025-01-10"])
def test_an_effect_may_precede_its_announcement(world, effective):
    held = world.exit(State.IN_FORCE, effective_on=effective, closed_on="2026")
    assert (held.effective_on, held.announced_on, held.decided_on) == (effective, "2026-11-20", "2026-11-20")
    assert (held.sort_date, held.closed_on) == ("2026-11-20", "2026")


@pytest.mark.parametrize("state", [state for state in EXIT_WAY if state != "draft"])
def test_only_a_draft_is_edited(world, state):
    decision = world.exit(state)
    with pytest.raises(Refused, match="Only a draft"):
        actions.edit(decision, actor=world.manager, at=world.tick(), seen=decision.version, kind=Kind.LEAVE)


def test_an_edit_of_an_older_version_is_refused(world):
    decision = world.exit(State.DRAFT)
    actions.edit(decision, actor=world.manager2, at=world.tick(), seen=1, kind=Kind.LEAVE)
    with pytest.raises(Stale):
        actions.edit(decision, actor=world.manager, at=world.tick(), seen=1, kind=Kind.DELETE)
    assert ExitDecision.objects.get().kind == Kind.LEAVE


def test_both_languages_before_it_is_proposed(world):
    with pytest.raises(Refused):
        world.exit(State.PROPOSED, rationale_en=" ")
    assert ExitDecision.objects.get().state == State.DRAFT
