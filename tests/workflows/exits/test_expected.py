"""What a decision's authors expect of it: written with the draft, kept with the text, shown to anyone, empty when nobody says."""

import pytest
from django.utils.translation import override

from tests.workflows.exits.asking_if import DAY, count, question
from tests.workflows.exits.pages import CREATE, RECORD, edit_data, on_to, text
from tests.workflows.exits.test_forms import RECORDED
from workflows.exits import actions, what_if_actions
from workflows.exits.correcting import correct_text, reading
from workflows.exits.models import ExitDecision
from workflows.exits.states import State

HOPE = {"expected_followers": 12_500, "expected_fr": "La moitié nous suivra.", "expected_en": "Half will follow us."}


@pytest.fixture
def written(world, as_):
    manager = as_("manager")
    start = {"institution": world.poly.pk, "platform": world.platform("x").pk, "kind": "leave"}
    answer = manager.post(CREATE, start | HOPE)
    assert answer.status_code == 303, text(answer)
    return ExitDecision.objects.get()


def test_it_is_written_with_the_draft_and_changed_with_it(world, as_, written):
    assert {name: getattr(written, name) for name in HOPE} == HOPE
    manager, url = as_("manager"), f"{written.get_absolute_url()}edit/"
    data = edit_data(manager, written, expected_followers="9000")
    assert manager.post(url, data).status_code == 303
    assert ExitDecision.objects.get().expected_followers == 9000
    answer = manager.post(url, data | {"expected_followers": "1", "expected_fr": "Peu."})
    assert answer.status_code == 409
    labels = [str(row.label) for row in answer.context["differences"]]
    assert labels == ["Abonnés attendus sur les canaux de relais", "Ce que l’on attend"]


@pytest.mark.parametrize("bad", ["-1", "beaucoup", str(10**13)])
def test_a_number_that_is_none_changes_nothing(as_, written, bad):
    manager = as_("manager")
    answer = manager.post(f"{written.get_absolute_url()}edit/", edit_data(manager, written, expected_followers=bad))
    assert answer.status_code == 422
    assert ExitDecision.objects.get().expected_followers == 12_500


def test_anyone_reads_it_once_it_is_public_in_their_language(world, as_, written):
    actions.edit(
        written, actor=world.manager, at=world.tick(), seen=1, rationale_fr="Nos valeurs.", rationale_en="Ours."
    )
    decision = on_to(world, ExitDecision.objects.get(), State.ANNOUNCED)
    page = text(as_(None).get(decision.get_absolute_url()))
    assert "La moitié nous suivra." in page
    assert "12\u202f500" in page or "12\u00a0500" in page
    with override("en"):
        assert decision.expected == "Half will follow us."


def test_nothing_is_said_where_nothing_was_expected(world, as_):
    zero, none = world.exit(State.ANNOUNCED, expected_followers=0), world.exit(State.ANNOUNCED, platform="facebook")
    assert "Ce que l’on en attend" in text(as_(None).get(zero.get_absolute_url()))
    assert "Ce que l’on en attend" not in text(as_(None).get(none.get_absolute_url()))


def test_the_number_is_corrected_in_digits(world):
    decision = world.exit(State.ANNOUNCED, **HOPE)
    why = {"reason_fr": "Faute.", "reason_en": "A slip."}
    correct_text(
        decision, actor=world.manager, at=world.tick(), seen=decision.version,
        field="expected_followers", after="15 000", **why,
    )  # fmt: skip
    assert reading(decision, "expected_followers") == "15000"


def test_a_recorded_decision_expects_what_its_source_says_and_nothing_else(world, as_):
    about = RECORDED | {"peer_fr": "Université d’ailleurs", "platform": world.platform("x").pk}
    assert as_("manager").post(RECORD, about).status_code == 303
    silent = ExitDecision.objects.get()
    assert [getattr(silent, name) for name in HOPE] == [None, "", ""]
    assert as_("manager").post(RECORD, about | {"peer_fr": "Une autre"} | HOPE).status_code == 303
    assert {name: getattr(ExitDecision.objects.latest("pk"), name) for name in HOPE} == HOPE


def test_a_scenario_foresees_nothing(world):
    """Its reach elsewhere is what is followed already, on every platform: no forecast of the successor channels."""
    world.account("https://x.com/hydro_ex")
    count(world, world.account("https://www.youtube.com/@hydro_ex"), 800, DAY)
    scenario = what_if_actions.keep(question(world), name="Tout", actor=world.manager, at=world.tick())
    draft = what_if_actions.draft_from(scenario, actor=world.manager, at=world.tick())
    assert scenario.result["elsewhere_whole"]["followers"] == 800
    assert draft.expected_followers is None
