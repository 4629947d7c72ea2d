"""A decided text and scope are kept by the database: each column, with the same change once the trigger is gone."""

import pytest
from django.db import IntegrityError, connection, transaction

from registry.platforms.models import Platform
from workflows.exits.models import ExitDecision, ScopeLine
from workflows.exits.states import OPEN, State, Treatment

CHANGES = {
    "kind": "leave",
    "reasons": ["legal"],
    "rationale_fr": "Autre.",
    "rationale_en": "Other.",
    "deciding_body": "Autre instance",
    "handle_fate": "given_up",
    "evidence": "Autre pièce",
    "options_considered": "Autre option",
    "minority_view": "Autre avis",
    "revisit_if_fr": "Si…",
    "revisit_if_en": "If…",
    "expected_followers": 12_000,
    "expected_fr": "Autre attente",
    "expected_en": "Another hope",
    "minutes_reference": "PV 2",
    "signatory": "Une autre",
    "joint_initiative_fr": "Autre",
    "joint_initiative_en": "Other",
    "joint_initiative_url": "https://example.org/",
    "stated_figure": 60_000,
    "stated_wording_fr": "en tout",
    "stated_wording_en": "in all",
    "stated_scope_fr": "Tous",
    "stated_scope_en": "All",
    "decided_on": "2020",
    "recorded": True,
    "source": "Journal",
}
LINE_CHANGES = {
    "covered": False,
    "treatment": Treatment.DELETED,
    "handle_fate": "given_up",
    "followers": None,
    "note_fr": "Autre",
    "rationale_fr": "Autre",
    "account": None,
}


def refused(change):
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def without(trigger, table):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger} ON {table}")


@pytest.mark.parametrize("field", CHANGES)
def test_a_decided_text_stays_and_would_change_without_the_trigger(world, field):
    decision = world.exit(State.DECIDED)
    change = CHANGES[field]
    extra = {"source": "Journal"} if field == "recorded" else {}
    rows = ExitDecision.objects.filter(pk=decision.pk)
    assert refused(lambda: rows.update(**{field: change}, **extra))
    without("exit_text_kept", "workflows_exitdecision")
    assert not refused(lambda: rows.update(**{field: change}, **extra))
    assert getattr(rows.get(), field) == change


def test_the_institution_and_the_platform_stay_too(world):
    rows = ExitDecision.objects.filter(pk=world.exit(State.DECIDED).pk)
    for change in ({"institution": world.other}, {"platform": Platform.objects.get(slug="facebook")}):
        assert refused(lambda change=change: rows.update(**change))


@pytest.mark.parametrize("state", [state for state in State.values if state not in ("reversed", "superseded")])
def test_it_is_kept_from_the_day_of_the_decision_on(world, state):
    rows = ExitDecision.objects.filter(pk=world.exit(state).pk)
    assert refused(lambda: rows.update(rationale_fr="Autre.")) == (state not in OPEN)
    assert refused(lambda: rows.get().signatures.all().delete() and rows.delete()) == (state not in OPEN)


@pytest.mark.parametrize("field", LINE_CHANGES)
def test_a_decided_scope_stays_and_would_change_without_the_trigger(world, field):
    world.account("https://x.com/hydro_ex")
    decision = world.exit(State.DECIDED)
    more = {"label_fr": "Autre"} if field == "account" else {}
    lines = decision.lines.all()
    if field == "followers":
        more = {"followers_on": None, "followers_source": "Autre"}
    assert refused(lambda: lines.update(**{field: LINE_CHANGES[field]}, **more))
    without("exit_line_kept", "workflows_scopeline")
    assert not refused(lambda: lines.update(**{field: LINE_CHANGES[field]}, **more))


def test_no_line_comes_or_goes_once_decided(world):
    account = world.account("https://x.com/hydro_ex")
    decision = world.exit(State.DECIDED)
    words = {"label_fr": "Autres", "label_en": "Others", "treatment": Treatment.DORMANT}
    assert refused(lambda: ScopeLine.objects.create(decision=decision, **words))
    assert refused(lambda: decision.lines.all().delete())
    draft = world.exit(State.DRAFT, platform="facebook")
    line = ScopeLine.objects.create(decision=draft, **words)
    assert refused(lambda: ScopeLine.objects.filter(pk=line.pk).update(decision=decision))
    assert decision.lines.get().account == account


def test_dates_of_what_happens_afterwards_are_written_when_it_happens(world):
    rows = ExitDecision.objects.filter(pk=world.exit(State.DECIDED).pk)
    assert not refused(lambda: rows.update(announced_on="2026-11-20", effective_on="2026-11-20", closed_on="2027"))


def test_a_decided_text_is_not_made_a_draft_again(world):
    rows = ExitDecision.objects.filter(pk=world.exit(State.DECIDED).pk)
    for state in OPEN:
        assert refused(lambda state=state: rows.update(state=state))


def test_a_line_is_not_moved_out_of_a_decided_scope(world):
    world.account("https://x.com/hydro_ex")
    decided, draft = world.exit(State.DECIDED), world.exit(State.DRAFT, platform="facebook")
    line = ScopeLine.objects.filter(decision=decided).first()
    assert refused(lambda: ScopeLine.objects.filter(pk=line.pk).update(decision=draft))
