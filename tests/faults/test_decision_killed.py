"""A decision whose server dies while it comes into force: nothing of it holds, or all of it does, on every surface at once.

The surfaces: accounts, the institution's stance, the verify page, the directory, tombstones with their successors, the public
data, the journal, and the tasks.
"""

import json
from collections import Counter
from dataclasses import asdict

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from registry.accounts.models import Account
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.platforms.models import PlatformStance
from tests.faults.mortal import Fate, Order
from tests.faults.test_redis import figure
from tests.faults.test_submission_killed import mortal, wait_for_the_dead
from workflows.exits.actions import edit
from workflows.exits.models import ExitDecision
from workflows.exits.moves import ACTIONS
from workflows.exits.states import Kind, State

__all__ = ["mortal"]

pytestmark = pytest.mark.race

DONE = 303
NAMES = ("hydro_ex", "library_ex", "poly_ex")
CHANNEL = "https://bsky.app/profile/ecole.example"


@pytest.fixture
def decision(committed_world) -> ExitDecision:
    """Announced: it closes three accounts, and sends their followers elsewhere."""
    world = committed_world
    for name, unit in zip(NAMES, ("hydro", "library", "poly"), strict=True):
        world.account(f"https://x.com/{name}", unit=unit, title=Pair(name, ""))
    row = world.exit(State.DRAFT, kind=Kind.LEAVE, effective_on="2026-11-20")
    channels = [{"label_fr": "Bluesky", "label_en": "Bluesky", "address": CHANNEL}]
    row = edit(row, actor=world.manager, at=world.tick(), seen=row.version, channels=channels)
    for name, who in [("propose", "manager"), ("decide", "leader"), ("announce", "manager")]:
        row = ACTIONS[name](row, actor=world.people[who], at=world.tick(), seen=row.version)
    return row


@pytest.fixture
def bring(committed_world, mortal, decision):
    """``bring(death="killed", at=3)``: the manager brings it into force through the server that dies."""
    browser = Client()
    browser.force_login(committed_world.manager)
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value

    def act(**death: object) -> Fate:
        order = Order(f"{decision.get_absolute_url()}bring_into_force/", {"seen": decision.version}, key, **death)
        mortal.stdin.write(json.dumps(asdict(order)) + "\n")
        mortal.stdin.flush()
        fate = Fate(**json.loads(mortal.stdout.readline()))
        wait_for_the_dead()
        return fate

    return act


def surfaces(decision: ExitDecision) -> dict[str, object]:
    """What each surface says now, asked as a visitor asks."""
    visitor = Client()

    def said(path: str, *words: str) -> tuple[bool, ...]:
        page = visitor.get(path).content.decode()
        return tuple(word in page for word in words)

    row = ExitDecision.objects.get(pk=decision.pk)
    accounts = Account.objects.filter(handle__in=NAMES).order_by("pk")
    return {
        "decision": (row.state, row.version),
        "accounts": list(accounts.values_list("status", "official_until", "decision_url", "decision_on")),
        "stance": list(PlatformStance.objects.filter(platform=row.platform).values_list("position", "as_of")),
        "verify": [
            said(f"/verify/?address=https://x.com/{name}", 'data-verdict="official"', 'data-verdict="former"')
            for name in NAMES
        ],
        "program": [visitor.get(f"/api/verify/?address=https://x.com/{name}").json().get("verdict") for name in NAMES],
        "directory": [said("/", f"x.com/{name}") for name in NAMES],
        "tombstones": [said(account.get_absolute_url(), CHANNEL) for account in accounts],
        "data": visitor.get(reverse("exits:data", args=[row.slug])).json()["state"],
        "feed": visitor.get(reverse("exits:feed")).content,
        "events": Counter(Event.objects.values_list("verb", flat=True)),
        "tasks": row.tasks.count(),
    }


def differing(one: dict, other: dict) -> set[str]:
    """The surfaces that say something else."""
    return {name for name in one if one[name] != other[name]}


def test_killed_at_each_step_nothing_holds_and_then_everything(decision, bring):
    before, steps, at = surfaces(decision), 0, 1
    while True:
        fate = bring(death="killed", at=at)
        after = surfaces(decision)
        if after != before:
            break
        assert fate.died
        assert fate.status != DONE
        steps, at = steps + 1, at + 1
    figure(f"a decision killed at {steps} steps leaves nothing changed")
    assert steps > 15
    # The step after the last one that left nothing is the commit: all of it holds, although nobody was told.
    assert differing(before, after) == set(before) - {"tasks"}
    assert after["decision"][0] == State.IN_FORCE
    assert {row[:2] for row in after["accounts"]} == {("closed", "2026-11-20")}
    assert [position for position, _as_of in after["stance"]] == ["left"]
    assert after["verify"] == [(False, True)] * len(NAMES)
    assert after["tombstones"] == [(True,)] * len(NAMES)
    assert (after["events"] - before["events"])[Verb.ACCOUNT_STATUS] == len(NAMES)
    assert (after["events"] - before["events"])[Verb.EXIT_IN_FORCE] == 1


def test_red_control_without_transactions_halves_are_left(decision, bring):
    before, changed, at = surfaces(decision), set(), 0
    while not changed:
        at += 1
        bring(death="killed", at=at, torn=True)
        changed = differing(before, surfaces(decision))
    figure(f"surfaces changed alone without transactions: {sorted(changed)}")
    assert "decision" not in changed
