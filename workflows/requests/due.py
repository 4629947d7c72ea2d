"""When an answer is due. Pure."""

from datetime import date, timedelta

# Ten business days: the default taken from published practice (product's defaults).
DECISION_DAYS = 10


def add_business_days(day: date, count: int) -> date:
    """The ``count``-th Monday-to-Friday day after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def business_days_left(today: date, due: date) -> int:
    """Monday-to-Friday days from ``today`` (excluded) to ``due`` (included); negative once it is past."""
    if due < today:
        return -business_days_left(due, today)
    days = (due - today).days
    return sum((today + timedelta(days=n)).weekday() < 5 for n in range(1, days + 1))
