"""What happens to uploaded files by itself."""

from celery import shared_task
from django.utils import timezone

from registry.transfer import actions


@shared_task
def erase_stale_files() -> int:
    """Erase the rows of the files that nobody applied within seven days; returns how many files."""
    return actions.erase_stale(at=timezone.now())
