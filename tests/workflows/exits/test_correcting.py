"""Corrections: the decided text stays, and a dated public row says how it is to be read."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.permissions import NotAllowed
from registry.platforms.models import PlatformStance
from tests.workflows.exits.pages import PREPARERS, text
from workflows.exits.actions import bring_into_force
from workflows.exits.correcting import CORRECTABLE, NUMBERS, correct_text, reading
from workflows.exits.models import DATES, ExitCorrection, ExitDecision
from workflows.exits.moving import Stale
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import OPEN, Kind, State
from workflows.machine import Refused

WHY = {"reason_fr": "Faute de frappe.", "reason_en": "A slip of the pen."}


def correct(world, decision, field="rationale_fr", after="Nos vraies valeurs.", who="manager", **words):
    about = {"seen": decision.version, "actor": world.people[who], "at": world.tick()} | WHY | words
    return correct_text(decision, field=field, after=after, **about)


def test_who_corrects(world):
    decision = world.exit(State.ANNOUNCED)
    for name in world.people:
        decision = ExitDecision.objects.get(pk=decision.pk)
        if name in PREPARERS:
            correct(world, decision, who=name, after=f"Par {name}")
        else:
            with pytest.raises(NotAllowed):
                correct(world, decision, who=name, after=f"Par {name}")


@pytest.mark.parametrize("field", CORRECTABLE)
def test_every_field_is_read_otherwise_and_stays_as_it_was(world, field):
    decision = world.exit(State.DECIDED)
    before = getattr(decision, field)
    after = "2026-11" if field in DATES else "61 000" if field in NUMBERS else "Autre"
    row = correct(world, decision, field=field, after=after)
    fresh = ExitDecision.objects.get(pk=decision.pk)
    assert getattr(fresh, field) == before
    assert reading(fresh, field) == row.after == ("61000" if field in NUMBERS else after)
    assert row.before == ("" if before is None else str(before))
    again = correct(world, fresh, field=field, after="")
    assert (again.before, again.after, reading(fresh, field)) == (row.after, "", "")
    assert Event.objects.about(decision)[0].verb == Verb.EXIT_CORRECTED


@pytest.mark.parametrize("state", [state for state in State.values if state not in ("reversed", "superseded")])
def test_what_is_still_written_is_not_corrected(world, state):
    decision = world.exit(state)
    if state in OPEN:
        with pytest.raises(Refused, match="only what is decided"):
            correct(world, decision)
    else:
        assert correct(world, decision).before == "Nos valeurs."


BAD = [
    ("decided_on", "10/01/2025"),
    ("decided_on", "2025-02-30"),
    ("stated_figure", "beaucoup"),
    ("stated_figure", "-1"),
]


@pytest.mark.parametrize(
    ("field", "after"), [*BAD, ("rationale_fr", "Nos valeurs."), ("rationale_fr", " Nos valeurs. ")]
)
def test_an_unfit_value_or_none_is_refused(world, field, after):
    with pytest.raises(Refused):
        correct(world, world.exit(State.DECIDED), field=field, after=after)
    assert not ExitCorrection.objects.exists()


def test_a_correction_of_a_text_that_was_corrected_meanwhile_is_refused(world):
    decision = world.exit(State.DECIDED)
    correct(world, decision)
    with pytest.raises(Stale):
        correct(world, decision, after="Autre")


def test_the_database_asks_for_the_reason_in_both_languages(world):
    for missing in WHY:
        with pytest.raises(IntegrityError), transaction.atomic():
            correct(world, world.exit(State.DECIDED, platform="facebook"), **{missing: ""})


def test_a_recorded_decision_is_corrected_at_the_desk_that_recorded_it(world):
    said = Recorded(kind=Kind.LEAVE, source="Journal")
    about = {"institution": world.poly, "platform": world.platform("x"), "desk": world.poly}
    decision = record_decision(said, **about, actor=world.manager, at=world.tick())
    with pytest.raises(NotAllowed):
        correct(world, decision, who="leader", field="source", after="Journal officiel")
    correct(world, decision, who="manager2", field="source", after="Journal officiel")


def test_the_public_page_shows_both_texts_with_the_day_and_the_reason_and_no_name(world, as_):
    decision = world.exit(State.IN_FORCE)
    url = decision.get_absolute_url()
    manager = as_("manager")
    data = {"field": "rationale_fr", "after": "Nos vraies valeurs.", "seen": decision.version} | WHY
    assert manager.post(f"{url}correct/", data | {"reason_en": ""}).status_code == 422
    assert "Nos vraies valeurs." in text(manager.post(f"{url}correct/", data | {"seen": 0}))
    assert manager.post(f"{url}correct/", data | {"seen": 0}).status_code == 409
    assert manager.post(f"{url}correct/", data).status_code == 303
    page = text(as_(None).get(url))
    for words in ("Nos valeurs.", "Nos vraies valeurs.", "Faute de frappe.", "20 novembre 2026"):
        assert words in page
    assert "Manager" not in page.split("<main")[1]
    assert as_("leader").get(f"{url}correct/").status_code == 200
    assert as_("adviser").get(f"{url}correct/").status_code == 403


@pytest.mark.parametrize(
    ("field", "state", "refused"),
    [
        ("decided_on", State.DECIDED, True),
        ("announced_on", State.ANNOUNCED, True),
        ("effective_on", State.ANNOUNCED, False),
        ("effective_on", State.IN_FORCE, True),
        ("closed_on", State.IN_FORCE, False),
    ],
)
def test_what_has_happened_is_not_corrected_to_a_day_to_come(world, field, state, refused):
    decision = world.exit(state)
    if refused:
        with pytest.raises(Refused, match="still to come"):
            correct(world, decision, field=field, after="2999-01-01")
    assert ExitCorrection.objects.exists() is False
    if not refused:
        assert correct(world, decision, field=field, after="2999-01-01").after == "2999-01-01"


def test_days_and_figures_read_alike_on_the_page_and_for_programs(world, as_):
    decision = world.exit(State.IN_FORCE, stated_figure=7000, effective_on="2026-02")
    for field, after in [("effective_on", "2026-02-03"), ("stated_figure", "7500"), ("closed_on", "2026-03")]:
        decision = ExitDecision.objects.get(pk=decision.pk)
        correct(world, decision, field=field, after=after)
    visitor = as_(None)
    answer = visitor.get(decision.get_absolute_url())
    page, document = answer.context["page"], visitor.get(reverse("exits:data", args=[decision.slug])).json()
    assert [row.value for row in page.dates] == list(document["dates"].values())
    assert page.dates[2].value == "2026-02-03"
    assert page.figures[0].value == document["figures"]["stated"]["value"] == 7500
    shown = text(answer)
    for words in ("était écrit\u00a0: février 2026", "était écrit\u00a0: 7\u202f000", "était écrit\u00a0: rien"):
        assert words in shown.replace("7\u00a0000", "7\u202f000")


def test_a_decision_comes_into_force_on_its_corrected_day(world):
    decision = world.exit(State.ANNOUNCED, effective_on="2026-02")
    correct(world, decision, field="effective_on", after="2026-02-03")
    decision = ExitDecision.objects.get(pk=decision.pk)
    about = {"actor": world.manager, "at": world.tick(), "seen": decision.version}
    with pytest.raises(Refused, match="was corrected"):
        bring_into_force(decision, effective_on="2026-02-04", **about)
    held = bring_into_force(decision, **about)
    assert (held.effective_on, reading(held, "effective_on")) == ("2026-02", "2026-02-03")
    assert PlatformStance.objects.get(institution=world.poly).as_of == "2026-02-03"
