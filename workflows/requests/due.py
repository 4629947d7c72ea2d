"""When an answer is due, in business days: Monday to Friday, without the institution's holidays. Pure."""

from collections.abc import Collection
from datetime import date, timedelta

# Ten business days: the default taken from published practice (product's defaults).
DECISION_DAYS = 10


def is_business_day(day: date, holidays: Collection[date] = frozenset()) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < 5 and day not in holidays


def add_business_days(day: date, count: int, holidays: Collection[date] = frozenset()) -> date:
    """The ``count``-th business day after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day, holidays)
    return day


def business_days_left(today: date, due: date, holidays: Collection[date] = frozenset()) -> int:
    """Business days from ``today`` (excluded) to ``due`` (included); negative once it is past."""
    if due < today:
        return -business_days_left(due, today, holidays)
    days = (due - today).days
    return sum(is_business_day(today + timedelta(days=n), holidays) for n in range(1, days + 1))
