"""The days of the invented story, counted back from the day of loading so that what is due soon stays due soon. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Tells the story's days from ``now`` (aware), the moment of loading."""

    now: datetime

    def at(self, days_ago: int, minute: int = 0) -> datetime:
        """A working moment at least one day before now: on a weekend it is the Friday before. ``minute`` orders a day."""
        moment = self.now.replace(hour=14, minute=0, second=0, microsecond=0) - timedelta(days=max(days_ago, 1))
        moment -= timedelta(days=max(moment.weekday() - SATURDAY + 1, 0))
        return moment + timedelta(minutes=minute)

    def day(self, days_ago: int) -> date:
        """The date of `at`."""
        return self.at(days_ago).date()
