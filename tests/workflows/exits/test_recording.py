"""Recording from a source: what it does not say stays empty."""

import pytest

from registry.language import Pair
from registry.organisation.models import Unit, UnitKind
from registry.organisation.permissions import NotAllowed
from registry.platforms.models import PlatformStance
from workflows.exits.figures import Proven
from workflows.exits.models import DATES, ExitDecision
from workflows.exits.page import Page
from workflows.exits.recording import Recorded, record_decision, record_decision_of_new_peer
from workflows.exits.states import Kind, State, Treatment
from workflows.machine import Refused

SAID = Recorded(kind=Kind.SUSPEND, source="AEF info", announced_on="2025-01-10", effective_on="2025-01-10")


def recorded(world, said, actor="other_manager", **about):
    about = {"institution": world.other, "desk": world.other} | about
    return record_decision(said, platform=world.platform("x"), actor=world.people[actor], at=world.tick(), **about)


def test_what_the_source_does_not_say_stays_empty(world):
    decision = recorded(world, Recorded(kind=Kind.LEAVE, source="Libération"))
    assert decision.recorded
    assert decision.state == State.IN_FORCE
    assert [getattr(decision, name) for name in DATES] == [""] * 4
    empty = ("rationale_fr", "rationale_en", "deciding_body", "communique_url", "stated_wording_fr", "stated_scope_fr")
    assert [getattr(decision, name) for name in empty] == [""] * len(empty)
    assert decision.stated_figure is None
    assert decision.reasons == []
    assert not decision.lines.exists()
    assert not decision.signatures.exists(), "nobody here has decided it"
    assert PlatformStance.objects.get().as_of == ""


def test_sixty_thousand_in_total_and_no_sum(world):
    said = Recorded(
        kind=Kind.SUSPEND, source="AEF info", announced_on="2025-01-10", effective_on="2025-01-10",
        facts={"stated_figure": 60_000, "stated_wording_fr": "au total", "stated_wording_en": "in total"},
        lines=(
            {"label_fr": "Comptes institutionnels", "label_en": "Own accounts", "treatment": Treatment.DORMANT},
            {"label_fr": "Comptes des filiales", "label_en": "Subsidiaries", "treatment": Treatment.DORMANT},
        ),
    )  # fmt: skip
    decision = recorded(world, said)
    page = Page(decision, world.other_manager)
    assert page.proven == Proven(None, 0, 2)
    stated, shown, between = page.figures
    assert (between.value, between.none) == (None, "Non calculable")
    assert "Aucune somme par compte" in between.note
    assert (stated.value, shown.value, shown.none) == (60_000, None, "Aucune")
    assert "au total" in stated.note
    assert "AEF info" in stated.note


@pytest.mark.parametrize("source", ["", "  "])
def test_no_recording_without_a_source(world, source):
    with pytest.raises(Refused):
        recorded(world, Recorded(kind=Kind.LEAVE, source=source))
    assert not ExitDecision.objects.exists()


@pytest.mark.parametrize("name", DATES)
@pytest.mark.parametrize("day", ["2026-11-21", "2026-12", "2027"])
def test_no_recording_of_what_is_to_come(world, name, day):
    with pytest.raises(Refused):
        recorded(world, Recorded(kind=Kind.LEAVE, source="Journal", **{name: day}))
    assert not ExitDecision.objects.exists()


@pytest.mark.parametrize("name", DATES)
def test_no_date_that_no_calendar_has(world, name):
    with pytest.raises(ValueError):
        recorded(world, Recorded(kind=Kind.LEAVE, source="Journal", **{name: "2025-02-30"}))


# who, for whose decision, at which desk → allowed?
DESKS = [
    ("manager", "poly", "poly", True),
    ("manager", "other", "poly", False),
    ("manager", "other", "other", False),
    ("leader", "poly", "poly", False),
    ("other_manager", "poly", "other", False),
    ("nobody", "poly", "poly", False),
]


@pytest.mark.parametrize(("person", "institution", "desk", "allowed"), DESKS)
def test_who_records_whose(world, person, institution, desk, allowed):
    about = {"institution": world.units[institution], "desk": world.units[desk]}
    if allowed:
        recorded(world, SAID, actor=person, **about)
    else:
        with pytest.raises(NotAllowed):
            recorded(world, SAID, actor=person, **about)
    assert ExitDecision.objects.count() == allowed


def of_new_peer(world, name, actor="manager"):
    return record_decision_of_new_peer(
        SAID, peer=Pair(name, ""), platform=world.platform("x"), desk=world.poly, actor=world.people[actor],
        at=world.tick(),
    )  # fmt: skip


def test_a_new_peer_enters_with_its_decision(world):
    decision = of_new_peer(world, "Université d’ailleurs")
    assert (decision.institution.kind, decision.institution.slug) == (UnitKind.PEER, "universite-d-ailleurs")
    assert of_new_peer(world, "Universite d'ailleurs II").institution.slug.startswith("universite-d-ailleurs")


@pytest.mark.parametrize("name", ["École d’exemple", "ecole d'exemple", "AUTRE UNIVERSITÉ"])
def test_a_known_institution_is_not_made_twice(world, name):
    units = Unit.objects.count()
    with pytest.raises(Refused):
        of_new_peer(world, name)
    with pytest.raises(NotAllowed):
        of_new_peer(world, "Université neuve", actor="nobody")
    assert (Unit.objects.count(), ExitDecision.objects.count()) == (units, 0)
