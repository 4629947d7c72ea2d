"""A correction of what took effect: page, JSON, board and verify say the same, and the journal one thing per change."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from registry.accounts.actions import change_status
from registry.accounts.models import Account
from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.directory.queries import recent_decisions
from registry.platforms.models import PlatformStance
from registry.platforms.queries import stances_as_of
from tests.workflows.exits.pages import on_to
from workflows.exits.correcting import correct_text
from workflows.exits.models import ExitDecision
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import Kind, State, Treatment

BOARD = reverse("exits:stances_csv")


def correct(world, decision, **fields):
    for field, after in fields.items():
        now = ExitDecision.objects.get(pk=decision.pk)
        about = {"seen": now.version, "actor": world.manager, "at": world.tick()}
        correct_text(now, field=field, after=after, reason_fr="Erreur.", reason_en="A mistake.", **about)
    return ExitDecision.objects.get(pk=decision.pk)


def board(client, day=""):
    rows = client.get(BOARD, {"platform": "x", **({"on": day} if day else {})}).content.decode().splitlines()[1:]
    return [row.split(",")[5] for row in rows]


@pytest.mark.parametrize("after", ["2025-02-03", "2025-08-01", "2025", "2024-12"])
def test_a_corrected_day_is_the_one_of_every_place(world, as_, after):
    account = world.account("https://x.com/hydro_ex")
    decision = correct(world, world.exit(State.IN_FORCE, effective_on="2025-05-01"), effective_on=after)
    visitor = as_(None)
    document = visitor.get(reverse("exits:data", args=[decision.slug])).json()
    shown = visitor.get(decision.get_absolute_url()).context["page"].dates[2].value
    places = [document["dates"]["effective"], document["stance"]["as_of"], shown, *board(visitor)]
    places += [Account.objects.get(pk=account.pk).decision_on, recent_decisions()[0].as_of]
    assert (set(places), len(recent_decisions()), PlatformStance.objects.count()) == ({after}, 1, 2)
    changed = [Event.objects.filter(verb=verb) for verb in (Verb.STANCE_RECORDED, Verb.ACCOUNT_EDITED)]
    assert [events.count() for events in changed] == [2, 1]


def test_on_a_day_between_the_two_the_corrected_one_counts(world, as_):
    world.account("https://x.com/hydro_ex")
    decision = correct(world, world.exit(State.IN_FORCE, effective_on="2025-02-01"), effective_on="2025-08-01")
    assert (board(as_(None), "2025-05-01"), board(as_(None), "2025-08-01")) == ([], ["2025-08-01"])
    correct(world, decision, effective_on="2025-03-01")
    assert board(as_(None), "2025-05-01") == ["2025-03-01"]


def test_what_was_ended_by_it_ends_on_the_corrected_day_and_nothing_else(world):
    before, ended, lost = (world.account(f"https://x.com/{name}_ex") for name in ("before", "ended", "lost"))
    about = {"actor": world.manager, "reason": "fusion"}
    change_status(before, status=Status.CLOSED, at=world.tick(), official_until="2025-05-01", **about)
    draft = world.exit(State.DRAFT, effective_on="2025-05-01")
    draft.lines.update(treatment=Treatment.CLOSED)
    decision = on_to(world, draft, State.IN_FORCE)
    change_status(lost, status=Status.LOST, at=world.tick(), **about)
    correct(world, decision, effective_on="2025-04-01")
    correct(world, decision, closed_on="2025-04-20")
    rows = {
        row.pk: (row.decision_on, row.official_until)
        for row in Account.objects.filter(pk__in=[before.pk, ended.pk, lost.pk])
    }
    assert rows == {
        before.pk: ("2025-04-01", "2025-05-01"),
        ended.pk: ("2025-04-01", "2025-04-20"),
        lost.pk: ("2025-04-01", ""),
    }


def test_a_correction_leaves_what_another_decision_said_since(world):
    account = world.account("https://x.com/hydro_ex")
    old = world.exit(State.IN_FORCE, effective_on="2025-02-01")
    new = world.exit(State.IN_FORCE, kind=Kind.RETURN, reverses=old, effective_on="2025-03-01")
    correct(world, old, effective_on="2025-03-01")
    assert stances_as_of(date(2026, 11, 20)).get().decision_url == new.get_absolute_url(), "the later of the same day"
    assert Account.objects.get(pk=account.pk).decision_on == "2025-03-01"
    assert not Event.objects.filter(verb=Verb.ACCOUNT_EDITED).exists()


def test_an_undated_stance_stays_known_from_the_day_on_which_it_was_taken_in(world):
    said = Recorded(kind=Kind.LEAVE, source="Journal")
    about = {"institution": world.poly, "platform": world.platform("x"), "desk": world.poly, "actor": world.manager}
    decision = record_decision(said, at=world.tick(), **about)
    taken_in = stances_as_of(date(2026, 12, 31)).get().known_on
    for source in ("Journal officiel", "Bulletin"):
        world.at += timedelta(days=3)
        decision = correct(world, decision, source=source)
    stance = stances_as_of(date(2026, 12, 31)).get()
    assert (stance.source, stance.known_on) == ("Bulletin", taken_in)
    correct(world, decision, announced_on="2024-11")
    assert stances_as_of(date(2026, 12, 31)).get().known_on == "2024-11"


@pytest.mark.parametrize("state", [State.DECIDED, State.ANNOUNCED])
def test_nothing_changes_where_a_decision_had_no_effect_yet(world, state):
    world.account("https://x.com/hydro_ex")
    correct(world, world.exit(state, effective_on="2025-05-01"), effective_on="2025-06-01")
    assert not PlatformStance.objects.exists()
