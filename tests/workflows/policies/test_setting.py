"""The institution's numbers, calendar and named person: who sets them, within which bounds, and what the journal keeps."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.policies.models import EscalationContact, Holiday, Rule
from workflows.policies.names import BOUNDS
from workflows.policies.numbers import holidays_of, rules_of
from workflows.policies.rule_forms import QUORUM_RULES, SECTIONS, RulesForm
from workflows.policies.setting import Overtaken, add_holidays, name_contact, remove_holiday, set_rules
from workflows.requests.due import add_business_days
from workflows.requests.states import Quorum, Stage

FEAST = (date(2027, 6, 24), Pair("Fête nationale", "National holiday"))
# The warning comes before the expiry, so the two are tried apart.
BESIDE = {"approval_days": {"warning_days": 1}, "warning_days": {"approval_days": 730}}


def said(verb: Verb) -> list[dict]:
    return list(Event.objects.filter(verb=verb).order_by("pk").values_list("facts", flat=True))


@pytest.mark.parametrize("name", list(BOUNDS))
@pytest.mark.parametrize(
    ("edge", "step", "kept"), [("least", 0, True), ("most", 0, True), ("least", -1, False), ("most", 1, False)]
)
def test_each_rule_keeps_to_its_bounds(world, name, edge, step, kept):
    value = getattr(BOUNDS[name], edge) + step
    values = BESIDE.get(name, {}) | {name: value}
    if not kept:
        with pytest.raises(Refused):
            set_rules(world.poly, values, actor=world.admin, at=world.tick())
        assert not Rule.objects.exists()
        return
    set_rules(world.poly, values, actor=world.admin, at=world.tick())
    assert rules_of(world.poly.pk)[name] == value


def test_what_changed_is_said_rule_by_rule_and_nothing_else(world):
    changed = set_rules(world.poly, {"decision_days": 12, "advice_days": 8}, actor=world.admin, at=world.tick())
    assert changed == ["decision_days"]
    set_rules(world.poly, {"decision_days": 15}, actor=world.admin, at=world.tick())
    assert said(Verb.RULE_CHANGED) == [
        {"rule": "decision_days", "before": 10, "after": 12},
        {"rule": "decision_days", "before": 12, "after": 15},
    ]
    assert rules_of(world.units["other"].pk)["decision_days"] == 10


def test_a_warning_never_comes_after_its_expiry(world):
    with pytest.raises(Refused, match="warning"):
        set_rules(world.poly, {"approval_days": 7}, actor=world.admin, at=world.tick())
    assert not Rule.objects.exists()


@pytest.mark.parametrize("name", ["author", "head", "manager", "leader", "auditor", "other_admin"])
def test_an_administrator_alone_sets_them(world, name):
    actor = world.people[name]
    for write in (
        lambda: set_rules(world.poly, {"decision_days": 12}, actor=actor, at=world.tick()),
        lambda: add_holidays(world.poly, [FEAST], actor=actor, at=world.tick()),
        lambda: name_contact(world.poly, world.leader, actor=actor, at=world.tick()),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert not Event.objects.filter(verb__in=[Verb.RULE_CHANGED, Verb.HOLIDAY_CHANGED, Verb.ESCALATION_NAMED]).exists()


def test_a_day_is_noted_once_and_can_work_again(world):
    add_holidays(world.poly, [FEAST, FEAST], actor=world.admin, at=world.tick())
    add_holidays(world.poly, [(FEAST[0], Pair("Autre", "Other"))], actor=world.admin, at=world.tick())
    holiday = Holiday.objects.get()
    assert holiday.name_fr == "Fête nationale"
    assert holidays_of(world.poly.pk, date(2027, 1, 1)) == {FEAST[0]}
    remove_holiday(holiday, actor=world.admin, at=world.tick())
    remove_holiday(holiday, actor=world.admin, at=world.tick())
    assert said(Verb.HOLIDAY_CHANGED) == [{"added": ["2027-06-24"]}, {"removed": ["2027-06-24"]}]


def test_one_person_at_a_time_is_told_of_what_is_late(world):
    for person in (world.leader, world.leader, world.manager, None, None):
        name_contact(world.poly, person, actor=world.admin, at=world.tick())
    assert not EscalationContact.objects.exists()
    leader, manager = world.leader.pk, world.manager.pk
    assert said(Verb.ESCALATION_NAMED) == [
        {"before": None, "after": leader},
        {"before": leader, "after": manager},
        {"before": manager, "after": None},
    ]


def test_what_is_submitted_keeps_the_rules_of_its_day(world):
    page_request = world.request("submitted")
    before = page_request.rules
    set_rules(world.poly, {"decision_days": 40}, actor=world.admin, at=world.tick())
    page_request.refresh_from_db()
    assert page_request.rules == before


def test_a_day_off_moves_what_is_submitted_after_it_was_noted(world):
    before = world.request("submitted")
    off = [(timezone.localdate(world.at) + timedelta(days=n), FEAST[1]) for n in range(1, 15)]
    add_holidays(world.poly, off, actor=world.admin, at=world.tick())
    after = world.request("submitted")
    assert after.due_on == add_business_days(before.due_on, 10, {day for day, _name in off})
    before.refresh_from_db()
    assert before.due_on < after.due_on


def test_what_is_submitted_after_follows_the_new_numbers(world):
    set_rules(world.poly, {"decision_days": 20, "decision_quorum": 2}, actor=world.admin, at=world.tick())
    page_request = world.request("submitted")
    step = page_request.steps.get(stage=Stage.DECISION)
    assert page_request.due_on == step.due_on == add_business_days(timezone.localdate(page_request.submitted_at), 20)
    assert step.quorum == Quorum.MAJORITY
    assert page_request.rules["decision_days"] == 20


@pytest.mark.parametrize(
    ("seen", "overtaken"),
    [
        ({"decision_days": 12}, []),
        ({"decision_days": 10}, ["decision_days"]),
        ({}, ["decision_days"]),
        (None, []),
        ({"decision_days": 12, "advice_days": 99}, []),
    ],
)
def test_a_rule_seen_otherwise_is_not_set(world, seen, overtaken):
    set_rules(world.poly, {"decision_days": 12}, actor=world.admin, at=world.tick())
    if not overtaken:
        assert set_rules(world.poly, {"decision_days": 15}, actor=world.admin, at=world.tick(), seen=seen)
        return
    with pytest.raises(Overtaken) as error:
        set_rules(world.poly, {"decision_days": 15}, actor=world.admin, at=world.tick(), seen=seen)
    assert error.value.names == overtaken
    assert rules_of(world.poly.pk)["decision_days"] == 12


@pytest.mark.parametrize("name", ["stranger", "other_leader", "nobody", "left", "program"])
def test_only_an_active_person_of_the_institution_is_named(world, name):
    columns = {"left": {"is_active": False}, "program": {"is_service": True}}
    person = world.people["auditor" if name in columns else name]
    User.objects.filter(pk=person.pk).update(**columns.get(name, {"is_active": True}))
    with pytest.raises(Refused):
        name_contact(world.poly, person, actor=world.admin, at=world.tick())
    assert not EscalationContact.objects.exists()


def test_the_page_shows_every_rule_once(db):
    shown = [name for section in SECTIONS for name in section.names]
    assert sorted(shown) == sorted(BOUNDS)
    assert {name for name in BOUNDS if name.endswith("_quorum")} == QUORUM_RULES
    assert len(RulesForm().fields) == len(BOUNDS)
