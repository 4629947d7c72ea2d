"""All that happens by itself: name → task and the seconds between two runs (Celery's own shape)."""

import os

# Under a supervisor this is also the pulse by which a worker and a beat are known to be alive (carrefour/pulse.py).
RELAY_SECONDS = float(os.environ.get("RELAY_SECONDS") or 10)


def every(seconds: float, task: str, **words: object) -> dict[str, object]:
    """A row of the schedule. A run that nobody took before the next one is dropped: an outage leaves no pile."""
    return {"task": task, "schedule": seconds, "kwargs": words, "options": {"expires": seconds}}


SCHEDULE = {
    "notifications.relay": every(RELAY_SECONDS, "workflows.notifications.tasks.relay"),
    "reviews.open_due": every(3600, "workflows.reviews.tasks.open_due_reviews"),
    "reviews.open_periodic": every(3600, "workflows.reviews.tasks.open_periodic_reviews"),
    "requests.lapse": every(3600, "workflows.requests.tasks.lapse_unused_approvals"),
    "requests.remind": every(900, "workflows.requests.tasks.send_reminders"),
    "requests.look_for_links": every(60, "workflows.requests.tasks.look_for_links"),
    "requests.look_again": every(3600, "workflows.requests.tasks.look_for_links", again=True),
    "dashboard.keep_pictures": every(60, "workflows.dashboard.tasks.keep_pictures"),
    "followers.begin_night": every(600, "registry.followers.tasks.begin_night"),
    "followers.work_readings": every(30, "registry.followers.tasks.work_readings"),
    "exits.bring_into_force": every(3600, "workflows.exits.tasks.bring_due_into_force"),
    "exits.watch_runbooks": every(3600, "workflows.exits.tasks.watch_runbooks"),
    "exits.open_due_look_backs": every(3600, "workflows.exits.tasks.open_due_look_backs"),
    "exits.read_followed_feeds": every(3600, "workflows.exits.tasks.read_followed_feeds"),
    "exits.open_due_reviews": every(3600, "workflows.exits.tasks.open_due_reviews"),
    # Days are told, but each hour asks: a beat that starts anew every day would never reach the end of one.
    "followers.tell_token_ends": every(3600, "registry.followers.tasks.tell_token_ends"),
    "organisation.tell_token_ends": every(3600, "registry.organisation.tasks.tell_token_ends"),
    "transfer.erase_stale_files": every(3600, "registry.transfer.tasks.erase_stale_files"),
}
