"""Stances as of a day, against a reading of partial dates written another way; and the day when nobody has looked any more."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.actions import found_institution
from registry.organisation.models import Unit, UnitKind
from registry.partial_dates import first_day, last_day
from registry.platforms.actions import check_stance, record_stance
from registry.platforms.models import PlatformStance, StanceCheck
from registry.platforms.positions import Position
from registry.platforms.queries import (
    OLD_AFTER,
    asks_to_be_checked,
    stances_as_of,
    surely_begun,
    with_last_check,
)
from tests.scene import undone

days = st.dates(min_value=date(2019, 1, 1), max_value=date(2026, 12, 31))
dates = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([0, 4, 7, 10]))


def noon(day: date) -> datetime:
    return datetime.combine(day, time(17), tzinfo=UTC)


def peer(slug: str = "peer") -> Unit:
    return found_institution(slug=slug, name=Pair(slug.title(), ""), kind=UnitKind.PEER, at=noon(date(2019, 1, 1)))


def noted(world, unit: Unit, as_of: str, taken_in: date, position: str = Position.LEFT, **about) -> PlatformStance:
    return record_stance(
        unit, world.platform("x"), position=position, as_of=as_of, actor=None, at=noon(taken_in), source="AEF", **about
    )


def may_have_begun(stance: PlatformStance, taken_in: date, day: date) -> bool:
    return first_day(stance.as_of) <= day if stance.as_of else taken_in <= day


@pytest.mark.parametrize(("day", "shown"), [("2024-10-31", False), ("2024-11-01", True), ("2026-01-01", True)])
def test_what_was_announced_and_not_dated_counts_from_its_announcement(world, day, shown):
    stance = noted(world, peer(), "", date(2025, 6, 1), announced_on="2024-11")
    found = stances_as_of(date.fromisoformat(day))
    assert list(found) == [stance] * shown
    assert [(row.as_of, row.announced_on, row.known_on) for row in found] == [("", "2024-11", "2024-11")] * shown


def test_a_date_of_effect_goes_before_its_announcement(world):
    noted(world, peer(), "2025-01-20", date(2025, 6, 1), announced_on="2024-11-26")
    assert not stances_as_of(date(2025, 1, 19)).exists()
    assert stances_as_of(date(2025, 1, 20)).get().known_on == "2025-01-20"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(dates, days), min_size=1, max_size=6), asked=days)
def test_the_stance_of_a_day_is_the_last_that_may_have_begun(world, rows, asked):
    with undone():
        unit = peer()
        stances = [(noted(world, unit, as_of, taken_in), taken_in) for as_of, taken_in in rows]
        begun = [(stance, taken) for stance, taken in stances if may_have_begun(stance, taken, asked)]
        expected = max(begun, key=lambda row: (row[0].as_of or row[1].isoformat(), row[0].pk), default=(None,))[0]
        found = list(stances_as_of(asked).filter(institution=unit))
        assert found == ([expected] if expected else [])
        if found and found[0].as_of:
            assert surely_begun(found[0], asked) is (last_day(found[0].as_of) <= asked)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(as_of=dates, taken_in=days, looked=st.none() | days, today=days)
def test_who_has_not_been_looked_at_for_ninety_days(world, as_of, taken_in, looked, today):
    with undone():
        stance = noted(world, peer(), as_of, taken_in)
        if looked:
            check_stance(stance, source="x.com/peer", actor=world.manager, at=noon(looked))
        seen = [last_day(as_of) if as_of else taken_in, *([looked] if looked and looked <= today else [])]
        due = may_have_begun(stance, taken_in, today) and today - max(seen) > OLD_AFTER
        rows = with_last_check(stances_as_of(today), today)
        assert list(rows.filter(asks_to_be_checked(today))) == [stance] * due
        for row in rows:
            assert row.checked_on == (looked if looked and looked <= today else None)


@pytest.mark.parametrize(
    ("as_of", "day", "begun"),
    [
        ("2023", "2022-12-31", None), ("2023", "2023-01-01", False), ("2023", "2023-12-30", False),
        ("2023", "2023-12-31", True), ("2023-02", "2023-01-31", None), ("2023-02", "2023-02-27", False),
        ("2023-02", "2023-02-28", True), ("2023-02-10", "2023-02-09", None), ("2023-02-10", "2023-02-10", True),
        ("", "2024-03-04", None), ("", "2024-03-05", True),
    ],
)  # fmt: skip
def test_a_year_is_a_year_and_not_its_first_day(world, as_of, day, begun):
    noted(world, peer(), as_of, date(2024, 3, 5))
    found = stances_as_of(date.fromisoformat(day)).first()
    assert (found and surely_begun(found, date.fromisoformat(day))) is begun


def test_a_later_recording_without_a_date_takes_the_place_of_an_older_date(world):
    unit = peer()
    old = noted(world, unit, "2020-05-01", date(2021, 1, 1), Position.ACTIVE)
    new = noted(world, unit, "", date(2024, 1, 1))
    assert list(stances_as_of(date(2023, 12, 31))) == [old]
    assert list(stances_as_of(date(2024, 1, 1))) == [new]


def test_institutions_and_platforms_do_not_hide_each_other(world):
    first, second = peer("one"), peer("two")
    for unit in (first, second):
        noted(world, unit, "2024", date(2024, 1, 1))
    record_stance(
        first,
        world.platform("facebook"),
        position=Position.STAYING,
        as_of="2020",
        actor=None,
        at=noon(date(2024, 1, 1)),
    )
    assert stances_as_of(date(2025, 1, 1)).count() == 3


def test_what_the_registers_own_decision_says_is_not_asked_again(world):
    today = date(2026, 1, 1)
    about = {"decision": Pair("Décision", "Decision"), "decision_url": "/decisions/x/"}
    noted(world, world.poly, "2020", today, **about)
    assert not stances_as_of(today).filter(asks_to_be_checked(today)).exists()
    of_peer = noted(world, peer(), "2020", today, **about)
    own = noted(world, world.other, "2020", today)
    assert set(stances_as_of(today).filter(asks_to_be_checked(today))) == {of_peer, own}


def test_a_check_says_where_and_is_in_the_journal(world):
    stance = noted(world, peer(), "2024", date(2024, 1, 1))
    at = noon(date(2026, 1, 1)) - timedelta(hours=16)
    with pytest.raises(ValueError, match="place"):
        check_stance(stance, source="  ", actor=world.manager, at=at)
    check = check_stance(stance, source=" x.com/peer ", actor=world.manager, at=at)
    assert (check.source, check.day.isoformat(), check.by) == ("x.com/peer", "2025-12-31", world.manager)
    event = Event.objects.get(verb=Verb.STANCE_CHECKED)
    assert (event.subject_id, event.unit, event.facts["source"]) == (stance.pk, stance.institution, "x.com/peer")
    assert StanceCheck.objects.count() == 1
