"""Bad input starts nothing, changes nothing, and is given back with a sentence."""

from datetime import date

import pytest

from tests.workflows.exits.pages import (
    CREATE,
    RECORD,
    counts,
    edit_data,
    text,
)
from workflows.exits import actions
from workflows.exits.models import ExitDecision
from workflows.exits.states import State

ROWS = {f"{part}-{name}": 0 for part in ("lines", "channels") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


BAD_CREATE = [
    {"kind": "party"},
    {"platform": "999999"},
    {"institution": "0"},
    {"effective_on": "10/01/2025"},
    {"closed_on": "2025-02-30"},
    {"communique_url": "javascript:alert(1)"},
    {"stated_figure": "-1"},
    {"stated_figure": "beaucoup"},
    {"reasons": ["because"]},
    {"reverses": "999"},
    {"rationale_fr": "\x00"},
    {"minority_view": "x" * 20_001},
]


@pytest.mark.parametrize("bad", BAD_CREATE, ids=str)
def test_bad_input_starts_nothing_and_keeps_what_was_typed(world, as_, bad):
    before = counts()
    good = {
        "institution": world.poly.pk, "platform": world.platform("x").pk, "kind": "leave", "deciding_body": "Assemblée",
    }  # fmt: skip
    answer = as_("manager").post(CREATE, good | bad)
    assert (answer.status_code, counts()) == (422, before)
    assert "Assemblée" in text(answer)
    assert "Erreur" in text(answer)


BAD_ROWS = [
    {"lines-0-treatment": "party"},
    {"lines-1-label_fr": "Sans anglais"},
    {"lines-1-note_fr": "Ni compte ni mots"},
    {"lines-1-account_id": "99999", "lines-1-covered": "yes"},
    {"lines-0-handle_fate": "sold"},
    {"lines-0-covered": "perhaps"},
    {"channels-0-address": "https://example.org/"},
    {"channels-0-label_fr": "Piège", "channels-0-address": "javascript:alert(1)"},
    {"channels-0-platform_id": "facebook", "channels-0-address": "https://x.com/hydro_ex"},
    {"lines-TOTAL_FORMS": "999999"},
    {"channels-TOTAL_FORMS": ""},
    {"seen": ""},
]


@pytest.mark.parametrize("bad", BAD_ROWS, ids=str)
def test_bad_rows_change_nothing(world, as_, bad):
    world.account("https://x.com/hydro_ex")
    decision, manager = world.exit(State.DRAFT), as_("manager")
    bad = {name: world.platform(value).pk if name.endswith("platform_id") else value for name, value in bad.items()}
    data = edit_data(manager, decision, deciding_body="Conseil", **bad)
    before = counts()
    answer = manager.post(f"{decision.get_absolute_url()}edit/", data)
    assert (answer.status_code, counts()) == (422, before)
    assert ExitDecision.objects.get().deciding_body == ""
    assert "Conseil" in text(answer)


def test_a_second_line_for_one_account_is_refused(world, as_):
    account = world.account("https://x.com/hydro_ex")
    decision, manager = world.exit(State.DRAFT), as_("manager")
    data = edit_data(manager, decision, **{"lines-1-account_id": account.pk})
    answer = manager.post(f"{decision.get_absolute_url()}edit/", data)
    assert answer.status_code == 422
    assert "Un même compte ne tient qu’une ligne" in text(answer)


def test_an_edit_of_an_older_version_shows_what_differs_and_can_go_on(world, as_):
    decision, manager = world.exit(State.DRAFT), as_("manager")
    url = f"{decision.get_absolute_url()}edit/"
    data = edit_data(manager, decision, deciding_body="Conseil des directeurs")
    actions.edit(decision, actor=world.manager2, at=world.tick(), seen=1, deciding_body="Assemblée de direction")
    answer = manager.post(url, data)
    assert answer.status_code == 409
    page = text(answer)
    assert "Assemblée de direction" in page
    assert "Conseil des directeurs" in page
    assert [row.label for row in answer.context["differences"]] == ["Instance qui décide"]
    again = manager.post(url, data | {"seen": answer.context["form"]["seen"].value()})
    assert again.status_code == 303
    assert ExitDecision.objects.get().deciding_body == "Conseil des directeurs"


WHOLE = {
    "kind": "archive", "handle_fate": "kept", "effective_on": "2026-12", "closed_on": "2027",
    "communique_url": "https://example.org/c", "deciding_body": "Conseil", "signatory": "Une personne",
    "minutes_reference": "ADD-1", "joint_initiative_fr": "Ensemble", "joint_initiative_en": "Together",
    "joint_initiative_url": "https://example.org/j", "reasons": ["values"], "rationale_fr": "Parce que",
    "rationale_en": "Because", "evidence": "Notes", "options_considered": "Rester", "minority_view": "Non",
    "expected_followers": 5, "expected_fr": "Peu", "expected_en": "Little", "revisit_if_fr": "Si", "revisit_if_en": "If",
    "review_on": date(2028, 1, 2), "stated_figure": 7, "stated_wording_fr": "sept", "stated_wording_en": "seven",
    "stated_scope_fr": "Tous", "stated_scope_en": "All", "source": "Relevé du service",
}  # fmt: skip


def test_a_draft_that_is_opened_and_saved_keeps_everything_that_it_said(world, as_):
    assert set(actions.EDITABLE) - set(WHOLE) == {"reverses"}, "chosen from a list"
    decision, manager = world.exit(State.DRAFT), as_("manager")
    actions.edit(decision, actor=world.manager2, at=world.tick(), seen=1, **WHOLE)
    answer = manager.post(f"{decision.get_absolute_url()}edit/", edit_data(manager, decision))
    assert answer.status_code == 303
    assert ExitDecision.objects.values(*WHOLE).get() == WHOLE


def test_a_draft_can_only_take_the_place_of_a_decision_about_its_platform(world, as_):
    here, elsewhere = world.exit(State.IN_FORCE), world.exit(State.IN_FORCE, platform="facebook")
    new = world.exit(State.DRAFT)
    offered = as_("manager").get(f"{new.get_absolute_url()}edit/").context["form"].fields["reverses"].queryset
    assert (here in offered, elsewhere in offered) == (True, False)


CHANGED_MEANWHILE = {
    "a channel more": {
        "channels": [{"label_fr": "Le site", "label_en": "The site", "address": "https://example.org/"}]
    },
    "a line less": {"lines": []},
    "another line first": {"lines": [{"label_fr": "Autres", "label_en": "Others", "treatment": "suspended"}]},
}


@pytest.mark.parametrize("meanwhile", CHANGED_MEANWHILE.values(), ids=CHANGED_MEANWHILE)
def test_rows_saved_meanwhile_are_a_difference_and_no_error_of_whoever_comes_second(world, as_, meanwhile):
    account = world.account("https://x.com/hydro_ex")
    decision, manager = world.exit(State.DRAFT), as_("manager")
    url = f"{decision.get_absolute_url()}edit/"
    data = edit_data(manager, decision, deciding_body="Conseil")
    actions.edit(decision, actor=world.manager2, at=world.tick(), seen=1, **meanwhile)
    answer = manager.post(url, data)
    assert answer.status_code == 409, answer.context["channels"].errors
    assert len(answer.context["differences"]) >= 2
    again = manager.post(url, data | {"seen": answer.context["form"]["seen"].value()})
    assert again.status_code == 303
    decision = ExitDecision.objects.get()
    assert [line.account_id for line in decision.lines.all()] == [account.pk]
    assert (decision.deciding_body, decision.channels.count()) == ("Conseil", 0)


def test_a_draft_may_not_be_started_for_another_institution(world, as_):
    data = {"institution": world.other.pk, "platform": world.platform("x").pk, "kind": "leave"}
    before = counts()
    assert as_("manager").post(CREATE, data).status_code == 422
    assert counts() == before


RECORDED = {"kind": "leave", "source": "Le Journal, 3 mars 2025", "announced_on": "2025-03"} | ROWS


def test_recording_a_new_peer_from_its_source(world, as_):
    data = RECORDED | {"peer_fr": "Université d’ailleurs", "platform": world.platform("x").pk}
    answer = as_("manager").post(RECORD, data)
    assert answer.status_code == 303, text(answer)
    page = text(as_(None).get(answer.url))
    for words in (
        "Université d’ailleurs quitte X",
        "mars 2025",
        "Non précisée",
        "consignée d’après sa source",
        "Le Journal",
    ):
        assert words in page
    assert "Manager" not in page


BAD_RECORDS = [
    {"source": ""},
    {"peer_fr": ""},
    {"peer_fr": "École d’exemple"},
    {"announced_on": "2999"},
    {"announced_on": "mars 2025"},
    {"institution": "poly"},
    {"lines-TOTAL_FORMS": "1", "lines-0-label_fr": "Sans anglais", "lines-0-covered": "yes"},
]


@pytest.mark.parametrize("bad", BAD_RECORDS, ids=str)
def test_a_bad_recording_leaves_nothing(world, as_, bad):
    good = RECORDED | {"peer_fr": "Université d’ailleurs", "platform": world.platform("x").pk}
    bad = {name: world.units[value].pk if name == "institution" else value for name, value in bad.items()}
    before = counts()
    answer = as_("manager").post(RECORD, good | bad)
    assert (answer.status_code, counts()) == (422, before)
