"""A reader finds out why an account is silent: the verify box, the decision, where to go instead, and who else stands where."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from registry.followers.actions import Figure, measure
from registry.language import Pair
from registry.platforms.actions import record_stance
from registry.platforms.positions import Position
from tests.e2e.access import faults, tab_to
from tests.e2e.walking import Person
from tests.workflows.exits.pages import on_to
from workflows.exits import actions
from workflows.exits.correcting import correct_text
from workflows.exits.states import HandleFate, Reason, State, Treatment

pytestmark = pytest.mark.chromium

ADDRESS = "https://x.com/hydro_ex"
HEADLINE = "École d’exemple suspend son activité sur X"
BOARD = "Qui en est où sur X, aujourd’hui ou un autre jour"
INSTEAD = "Bluesky, Génie hydrique"
BEFORE, EFFECT = "2026-11-01", "2026-11-02"


@pytest.fixture
def silent(committed_world):
    """An account that the school stopped, with its figure of then, its relay, and one word of the text corrected since."""
    world = committed_world
    account = world.account(ADDRESS, title=Pair("Génie hydrique", ""))
    counted = Figure(date(2026, 10, 30), 1234, "Page du compte")
    measure(account, counted, actor=world.manager, at=world.tick())
    record_stance(
        world.poly,
        world.platform("x"),
        position=Position.ACTIVE,
        as_of="2015",
        source="Site",
        actor=None,
        at=world.tick(),
    )
    why = {
        "rationale_fr": "La plateforme ne tient plus parole.",
        "rationale_en": "The platform no longer keeps its word.",
    }
    decision = world.exit(State.DRAFT, effective_on=EFFECT, reasons=[Reason.VALUES], **why)
    line = {"account": account, "treatment": Treatment.SUSPENDED, "handle_fate": HandleFate.KEPT}
    relay = {"label_fr": INSTEAD, "label_en": "Bluesky", "address": "https://bsky.app/profile/hydro.example"}
    decision = actions.edit(
        decision,
        actor=world.manager,
        at=world.tick(),
        seen=decision.version,
        lines=[line],
        channels=[relay | {"platform": world.platform("bluesky")}],
    )
    decision = on_to(world, decision, State.IN_FORCE)
    said = {"field": "rationale_fr", "after": "La plateforme ne tient plus sa parole."}
    reason = {"reason_fr": "Un mot manquait.", "reason_en": "A word was missing."}
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **said, **reason)
    return decision


def verdict(reader: Person) -> None:
    reader.reads("en sommeil", HEADLINE, "2 novembre 2026", INSTEAD)


def why(reader: Person) -> None:
    reader.headed(HEADLINE)
    reader.reads("La plateforme ne tient plus parole.", "La plateforme ne tient plus sa parole.", "Un mot manquait.")
    reader.reads("2 novembre 2026", "Valeurs", INSTEAD, "1 234", "30 oct. 2026")


def stands(reader: Person, position: str, since: str) -> None:
    row = reader.page.get_by_role("row", name="École d’exemple")
    expect(row).to_contain_text(position)
    expect(row).to_contain_text(since)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_reader_finds_out_why_an_account_is_silent(street, silent, javascript):
    with replace(street, javascript=javascript).person() as reader:
        reader.write("Adresse ou nom de compte", ADDRESS)
        reader.press("Vérifier")
        verdict(reader)
        reader.go("Lire la décision")
        why(reader)
        reader.go(BOARD)
        reader.headed("Qui en est où sur X (Twitter)")
        stands(reader, "Activité suspendue", "2 nov. 2026")
        reader.write("Au jour du", BEFORE)
        reader.press("Filtrer")
        reader.sees("Au 1er novembre 2026", "heading")
        stands(reader, "Active", "2015")
        reader.does_not_read(HEADLINE)


def test_by_the_keyboard_alone_and_for_everybody(street, silent):
    found = {}
    with street.person(bypass_csp=True) as reader:
        page = reader.page
        tab_to(page, page.get_by_label("Adresse ou nom de compte"))
        page.keyboard.type(ADDRESS)
        page.keyboard.press("Enter")
        verdict(reader)
        found["verdict"] = faults(page)
        tab_to(page, page.get_by_role("link", name="Lire la décision"))
        page.keyboard.press("Enter")
        why(reader)
        found["decision"] = faults(page)
        tab_to(page, page.get_by_role("link", name=BOARD))
        page.keyboard.press("Enter")
        stands(reader, "Activité suspendue", "2 nov. 2026")
        found["board"] = faults(page)
        page.goto(f"{page.url}&on={BEFORE}")
        stands(reader, "Active", "2015")
        found["before"] = faults(page)
        page.goto(page.url.replace(BEFORE, "2999-01-01"))
        expect(page.locator(".error-summary")).to_be_visible()
        found["refused"] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
