"""Who has read the directive, who has not, and what waits for that."""

from datetime import date, timedelta

import pytest

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from tests.workflows.policies.making import directive
from workflows.machine import Refused
from workflows.policies.acknowledging import acknowledge
from workflows.policies.models import Acknowledgement
from workflows.policies.queries import HOLDS, by_force, missing_acknowledgements, versions_in_force, waiting_for
from workflows.requests.actions import rule_checks

TODAY = date(2026, 11, 20)


def read(world, version, *names):
    for name in names:
        acknowledge(version, actor=world.people[name], at=world.tick())


def test_the_same_twice_is_kept_once(world):
    (version,) = directive(world, "2012-11-27")
    first = acknowledge(version, actor=world.steward, at=world.tick())
    assert acknowledge(version, actor=world.steward, at=world.tick()) == first
    assert Acknowledgement.objects.get().at == first.at
    assert Event.objects.get(verb=Verb.POLICY_ACKNOWLEDGED).facts == {"number": 1}


# days of the versions → whether each can be read and accepted on 20 November 2026
READABLE = [
    (["2012"], [True]),
    (["2012", "2020-05"], [False, True]),
    (["2012", "2027"], [True, False]),
    (["2012", ""], [True, False]),
    (["2026-11-20"], [True]),
    (["2026-11-21"], [False]),
]


@pytest.mark.parametrize(("days", "expected"), READABLE)
def test_only_the_version_in_force_is_accepted(world, days, expected):
    for version, accepted in zip(directive(world, *days), expected, strict=True):
        if accepted:
            assert acknowledge(version, actor=world.steward, at=world.at).version == version
        else:
            with pytest.raises(Refused):
                acknowledge(version, actor=world.steward, at=world.at)


@pytest.mark.parametrize("column", [{"is_active": False}, {"is_service": True}])
def test_neither_a_program_nor_a_person_who_left(world, column):
    (version,) = directive(world, "2012")
    User.objects.filter(pk=world.steward.pk).update(**column)
    with pytest.raises(NotAllowed):
        acknowledge(version, actor=User.objects.get(pk=world.steward.pk), at=world.tick())


# directives of poly, who has read which, who is missing among steward, colleague and author
MISSING = [
    ([], [], []),
    ([["2027"]], [], []),
    ([["2012"]], [], ["steward", "colleague", "author"]),
    ([["2012"]], [("steward", 0)], ["colleague", "author"]),
    ([["2012"]], [("steward", 0), ("colleague", 0), ("author", 0)], []),
    ([["2012"], ["2020"]], [("steward", 0), ("colleague", 0), ("colleague", 1)], ["steward", "author"]),
]


@pytest.mark.parametrize(("made", "said", "expected"), MISSING)
def test_who_has_not_read_everything_in_force(world, made, said, expected):
    versions = [directive(world, *days, slug=f"directive-{n}")[-1] for n, days in enumerate(made)]
    for name, number in said:
        read(world, versions[number], name)
    people = [world.steward, world.colleague, world.author]
    assert missing_acknowledgements(people, world.poly.pk, TODAY) == [world.people[name] for name in expected]


DATED = [
    *(["2012"], ["2026"], ["2027"], [""], ["2026-11"], ["2026-12"], ["2026-11-20"], ["2026-11-21"]),
    *(["2012", "2020"], ["2020", "2012"], ["2012", ""], ["", "2012"], ["2012", "2026-11", "2027-01-01"]),
    *(["2012", "2026-11-20", "2026-11-21"], ["2025-12-31", "2026", "2026-10"], []),
]
DAYS = [TODAY, date(2026, 12, 31), date(2027, 1, 1), date(2012, 1, 1), date(2013, 1, 1)]


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("dated", DATED)
def test_the_database_and_the_page_agree_on_what_holds(world, dated, on):
    versions = directive(world, *dated)
    shown = [one.version for one in by_force(versions, on) if one.state == HOLDS]
    assert versions_in_force([world.poly.pk], on) == shown
    assert waiting_for(world.author, on) == shown


def test_a_new_version_asks_again_from_its_day_on(world):
    old, _new = directive(world, "2012", "2026-12-01")[0], None
    read(world, old, "steward")
    assert missing_acknowledgements([world.steward], world.poly.pk, date(2026, 11, 30)) == []
    assert missing_acknowledgements([world.steward], world.poly.pk, date(2026, 12, 1)) == [world.steward]


def test_another_institutions_directive_asks_nothing_here(world):
    directive(world, "2012", by="other_manager")
    assert missing_acknowledgements([world.steward], world.poly.pk, TODAY) == []
    assert waiting_for(world.steward, TODAY) == []
    assert [version.policy.institution for version in waiting_for(world.stranger, TODAY)] == [world.other]
    assert waiting_for(world.nobody, TODAY) == []


def test_the_queries_do_not_grow_with_people_or_directives(world, django_assert_num_queries):
    for number in range(5):
        directive(world, "2012", "2020", slug=f"directive-{number}")
    with django_assert_num_queries(2):
        assert len(missing_acknowledgements(world.people.values(), world.poly.pk, TODAY)) == len(world.people)
    with django_assert_num_queries(1):
        assert len(waiting_for(world.steward, TODAY)) == 5


def test_a_request_waits_for_both_stewards(world):
    (version,) = directive(world, "2012")
    draft = world.draft()
    for name in ("steward", "colleague"):
        with pytest.raises(Refused) as refused:
            world.submit(draft, "author")
        assert "ont lu la directive" in refused.value.sentence.fr
        read(world, version, name)
    assert world.submit(draft, "author").state == "submitted"


def test_a_directive_to_come_is_not_asked_for_before_its_day(world):
    directive(world, "2026-12-01")
    draft = world.draft()
    unread = "Les personnes nommées ont lu la directive"
    assert {check.sentence.fr: check.kept for check in rule_checks(draft, TODAY)}[unread]
    later = TODAY + timedelta(days=11)
    assert not {check.sentence.fr: check.kept for check in rule_checks(draft, later)}[unread]
