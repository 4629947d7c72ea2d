"""When a figure is too old to be read as today's. Pure."""

from datetime import date, timedelta

OLD_AFTER = timedelta(days=90)


def is_old(day: date, today: date) -> bool:
    """Whether a figure of ``day`` is marked as old on ``today``: it was read more than 90 days before."""
    return today - day > OLD_AFTER
