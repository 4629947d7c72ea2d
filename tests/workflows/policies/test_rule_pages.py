"""The page of the numbers: what it shows to whom, plain words, two administrators at once, odd input."""

import pytest
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import User
from workflows.policies.models import EscalationContact
from workflows.policies.names import BOUNDS, QUORUMS, RuleName
from workflows.policies.numbers import rules_of
from workflows.policies.rule_forms import QUORUM_RULES, in_words
from workflows.policies.setting import name_contact, set_rules

FROZEN = "Une demande déjà soumise garde ceux du jour où elle l’a été."


@pytest.fixture
def page(world) -> str:
    return reverse("rules:numbers", args=[world.poly.pk])


def posted(shown: dict[str, int] | None = None, **changed: object) -> dict[str, object]:
    """The form as a browser sends it from a page that showed these values (the defaults)."""
    seen = {str(name): bounds.default for name, bounds in BOUNDS.items()} | (shown or {})
    return {f"initial-{name}": value for name, value in seen.items()} | seen | changed


def events() -> int:
    return Event.objects.filter(verb=Verb.RULE_CHANGED).count()


READERS = ["admin", "manager", "head", "author", "leader", "auditor", "adviser"]


@pytest.mark.parametrize("name", READERS)
def test_everybody_of_the_institution_reads_every_rule_and_one_role_sets_them(world, page, as_, name):
    set_rules(world.poly, {"decision_days": 33, "decision_quorum": 2}, actor=world.admin, at=world.tick())
    words = as_(name).get(page).content.decode()
    for rule in RuleName:
        assert str(rule.label) in words
    assert "De 1 à 120 ; d’ordinaire 10." in words.replace("\xa0", " ")
    assert "33" in words
    assert "La majorité" in words
    assert FROZEN in words.replace("\xa0", " ")
    assert ("Enregistrer les règles" in words) == (name == "admin")


@pytest.mark.parametrize("rule", sorted(QUORUM_RULES))
def test_a_quorum_is_said_in_plain_words_and_no_number_shows(world, page, as_, rule):
    words = as_("admin").get(page).content.decode()
    for code in QUORUMS:
        assert in_words(rule, code) in words
    assert in_words(rule, 3) == "Toutes les personnes"


OUT = [(name, str(bounds.least - 1)) for name, bounds in BOUNDS.items()]
OUT += [(name, str(bounds.most + 1)) for name, bounds in BOUNDS.items()]
OUT += [("decision_days", value) for value in ("", "x", "10.5", "1e1", "-10", "9" * 30, "\x00")]
OUT += [("decision_quorum", value) for value in ("", "one", "0", "4")]


@pytest.mark.parametrize(("name", "value"), OUT)
def test_odd_input_is_kept_on_the_page_with_its_fault(world, page, as_, name, value):
    response = as_("admin").post(page, posted(**{name: value}))
    assert response.status_code == 422
    assert name in response.context["form"].errors
    assert not events()


def test_a_warning_after_its_expiry_is_said(world, page, as_):
    response = as_("admin").post(page, posted(approval_days=10, warning_days=10))
    assert response.status_code == 422
    assert "L’avertissement vient avant l’expiration" in response.content.decode()
    assert not events()


def test_two_administrators_who_set_different_rules_both_succeed(world, page, as_):
    admin = as_("admin")
    assert admin.post(page, posted(decision_days=12)).status_code == 303
    assert admin.post(page, posted(advice_days=9)).status_code == 303
    rules = rules_of(world.poly.pk)
    assert (rules["decision_days"], rules["advice_days"]) == (12, 9)
    assert events() == 2


def test_the_same_rule_set_meanwhile_is_said_and_a_second_yes_counts(world, page, as_):
    set_rules(world.poly, {"decision_days": 12}, actor=world.admin, at=world.tick())
    response = as_("admin").post(page, posted(decision_days=15, advice_days=9))
    assert response.status_code == 409
    words = response.content.decode().replace("\xa0", " ")
    assert "Cette règle a changé entre-temps ; elle est maintenant : 12." in words
    assert rules_of(world.poly.pk)["advice_days"] == 8
    shown = {"decision_days": int(response.context["form"]["decision_days"].as_hidden(only_initial=True).split('"')[5])}
    assert shown == {"decision_days": 12}
    assert as_("admin").post(page, posted(shown, decision_days=15, advice_days=9)).status_code == 303
    assert rules_of(world.poly.pk)["decision_days"] == 15


def test_both_chose_the_same_is_no_conflict(world, page, as_):
    set_rules(world.poly, {"decision_days": 12}, actor=world.admin, at=world.tick())
    assert as_("admin").post(page, posted(decision_days=12)).status_code == 303
    assert events() == 1


@pytest.mark.parametrize("seen", ["", "x", "-10", "1" * 40, "²"])
def test_a_page_that_does_not_say_what_it_showed_sets_nothing(world, page, as_, seen):
    response = as_("admin").post(page, posted(decision_days=12) | {"initial-decision_days": seen})
    assert response.status_code == 409
    assert not events()


def test_back_to_the_default_is_an_event_like_another(world, page, as_):
    set_rules(world.poly, {"decision_days": 12}, actor=world.admin, at=world.tick())
    assert as_("admin").post(page, posted({"decision_days": 12}, decision_days=10)).status_code == 303
    last = Event.objects.filter(verb=Verb.RULE_CHANGED).order_by("-pk").first()
    assert last.facts == {"rule": "decision_days", "before": 12, "after": 10}
    assert rules_of(world.poly.pk)["decision_days"] == 10


def test_who_is_named_is_shown_and_no_outsider_can_be(world, as_, page):
    naming = reverse("rules:contact", args=[world.poly.pk])
    assert as_("admin").post(naming, {"person": world.leader.email}).status_code == 303
    assert world.leader.full_name in as_("author").get(page).content.decode()
    User.objects.filter(pk=world.auditor.pk).update(is_active=False)
    for person in (world.stranger.email, world.auditor.email, "nobody@example.org", "\x00"):
        assert as_("admin").post(naming, {"person": person}).status_code == 422
    assert EscalationContact.objects.get().user == world.leader
    assert as_("admin").post(naming, {"person": ""}).status_code == 303
    assert "Aucune personne n’est désignée." in as_("author").get(page).content.decode()


def test_a_contact_who_left_can_be_replaced(world, as_, page):
    name_contact(world.poly, world.auditor, actor=world.admin, at=world.tick())
    User.objects.filter(pk=world.auditor.pk).update(is_active=False)
    assert as_("admin").get(page).status_code == 200
    assert (
        as_("admin").post(reverse("rules:contact", args=[world.poly.pk]), {"person": world.head.email}).status_code
        == 303
    )
    assert EscalationContact.objects.get().user == world.head
