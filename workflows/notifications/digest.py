"""When the daily mail goes out. Pure."""

from datetime import UTC, datetime, time, timedelta, tzinfo

# Ahead of the working day. No time zone moves its clocks at that hour, so every day has it exactly once.
HOUR = 7


def next_digest(now: datetime, zone: tzinfo) -> datetime:
    """The first moment after ``now`` (aware) at which it is `HOUR` o'clock in ``zone``; in UTC."""
    today = now.astimezone(zone).date()
    at_hour = datetime.combine(today, time(HOUR), tzinfo=zone).astimezone(UTC)
    if at_hour > now.astimezone(UTC):
        return at_hour
    return datetime.combine(today + timedelta(days=1), time(HOUR), tzinfo=zone).astimezone(UTC)
