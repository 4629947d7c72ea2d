"""What one decision's page says of its dates, figures and past."""

from datetime import date

import pytest

from registry.followers.actions import Figure, measure
from workflows.exits import actions
from workflows.exits.figures import Proven
from workflows.exits.page import Page
from workflows.exits.states import Kind, State

TODAY = date(2026, 11, 20)


def page_of(decision, user):
    return Page(decision, user, today=TODAY)


def count(world, account, day, value):
    return measure(account, Figure(day, value, "profil"), actor=world.manager, at=world.tick())


def test_figures_of_today_before_the_decision_and_of_that_day_after_it(world):
    first, second = world.account("https://x.com/hydro_ex"), world.account("https://x.com/biblio_ex")
    count(world, first, date(2026, 1, 1), 100)
    decision = world.exit(State.PROPOSED)
    assert page_of(decision, world.leader).proven == Proven(100, 1, 1)
    count(world, first, TODAY, 150)
    assert page_of(decision, world.leader).proven == Proven(150, 1, 1)
    decision = actions.decide(decision, actor=world.leader, at=world.tick(), seen=decision.version)
    count(world, first, date(2026, 11, 21), 999)
    count(world, second, date(2026, 11, 1), 999)
    page = page_of(decision, world.leader)
    assert page.proven == Proven(150, 1, 1)
    assert "1 sur 2" in page.figures[1].note


@pytest.mark.parametrize(("language", "shown"), [("fr", "−1\u202f054"), ("en", "−1,054")])
def test_a_register_that_shows_more_than_was_announced_says_so_with_a_minus(world, as_, language, shown):
    count(world, world.account("https://x.com/hydro_ex"), TODAY, 1154)
    decision = world.exit(State.ANNOUNCED, stated_figure=100)
    visitor = as_(None)
    visitor.cookies["django_language"] = language
    assert f"<dd>{shown}</dd>" in visitor.get(decision.get_absolute_url()).content.decode()


def test_lines_not_covered_are_no_part_of_the_sum(world):
    for name in ("a", "b"):
        count(world, world.account(f"https://x.com/{name}_ex"), TODAY, 10)
    decision = world.exit(State.DRAFT)
    line = decision.lines.first()
    decision.lines.filter(pk=line.pk).update(covered=False)
    page = page_of(decision, world.manager)
    assert page.proven == Proven(10, 1, 0)
    assert [line.covered for line in page.lines] == [True, False]


# what is stored → what is shown, and the note under it
DATES = [
    ("2025-01-10", "2025-01-10", ""),
    ("2025-01", "2025-01", "Mois seul"),
    ("2025", "2025", "Année seule"),
    ("", "", ""),
]


@pytest.mark.parametrize(("stored", "value", "note"), DATES)
def test_a_partial_date_is_said_to_be_partial(world, stored, value, note):
    decision = world.exit(State.DRAFT, closed_on=stored)
    decided, announced, effective, closed = page_of(decision, world.manager).dates
    assert closed.value == value
    assert closed.note.startswith(note)
    assert bool(closed.note) == bool(note)
    assert [decided.none, announced.none, effective.none] == ["Pas encore", "Pas encore", "Non fixée"]
    decision.recorded = True
    assert {row.none for row in page_of(decision, world.manager).dates} == {"Non précisée"}


def test_only_what_has_come_is_told_as_past_newest_first(world):
    decision = world.exit(State.ANNOUNCED, effective_on="2026-11-21", closed_on="2027")
    told = [(stop.sentence, stop.on) for stop in page_of(decision, world.manager).milestones]
    assert told == [("Décision annoncée", "2026-11-20"), ("Décision prise", "2026-11-20")]


# state → a reader who can do nothing is told whom the file waits for
WAITED = {State.DRAFT: True, State.PROPOSED: True, State.DECIDED: True, State.ANNOUNCED: False, State.WITHDRAWN: False}


@pytest.mark.parametrize(("state", "waits"), WAITED.items())
def test_whom_a_file_waits_for(world, state, waits):
    assert bool(page_of(world.exit(state), world.auditor).waits_for) == waits


def test_one_person_may_be_counted_twice_in_any_total(world):
    assert not page_of(world.exit(State.DRAFT), world.manager).overlaps
    assert page_of(world.exit(State.DRAFT, kind=Kind.LEAVE, stated_figure=0), world.manager).overlaps
