"""The project's one signal of its own: whoever listens (notices, webhooks) is unknown to the register."""

from django.dispatch import Signal

# Sent inside the transaction, with `event` (a saved Event): a listener that fails undoes the action itself.
event_recorded = Signal()
