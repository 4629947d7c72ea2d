"""All that happens by itself: name → task and the seconds between two runs (Celery's own shape)."""

SCHEDULE = {
    "notifications.relay": {"task": "workflows.notifications.tasks.relay", "schedule": 10},
    "exits.bring_into_force": {"task": "workflows.exits.tasks.bring_due_into_force", "schedule": 3600},
}
