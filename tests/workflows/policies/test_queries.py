"""Which version holds today."""

from datetime import date

import pytest

from workflows.policies.models import PolicyVersion
from workflows.policies.queries import by_force, surely_come

TODAY = date(2026, 11, 20)
DAYS = [
    ("2012-11-27", True), ("2026-11-20", True), ("2026-11-21", False), ("2026-10", True), ("2026-11", False),
    ("2026-12", False), ("2025", True), ("2026", False), ("2027", False), ("", False),
]  # fmt: skip


@pytest.mark.parametrize(("day", "come"), DAYS)
def test_a_partial_date_has_come_when_all_of_it_is_past(day, come):
    assert surely_come(day, TODAY) == come


# days of versions 1, 2, 3… → numbers and states, the one in force first
ORDERS = [
    (["2012-11-27"], [(1, "in_force")]),
    (["2012", "2020"], [(2, "in_force"), (1, "replaced")]),
    (["2012", "2020", "2027"], [(2, "in_force"), (3, "to_come"), (1, "replaced")]),
    (["2012", ""], [(1, "in_force"), (2, "not_said")]),
    (["2027", ""], [(2, "not_said"), (1, "to_come")]),
    ([], []),
]


@pytest.mark.parametrize(("days", "expected"), ORDERS)
def test_the_version_in_force_comes_first(days, expected):
    versions = [PolicyVersion(pk=n, number=n, in_force_on=day) for n, day in enumerate(days, start=1)]
    assert [(one.version.number, one.state) for one in by_force(versions, TODAY)] == expected
