"""What happens to the programs' tokens by itself."""

from celery import shared_task
from django.utils import timezone

from registry.organisation import token_ends


@shared_task
def tell_token_ends() -> int:
    """Tell of the tokens that are about to end, each stage once; returns how many. Safe to run twice at once."""
    return token_ends.tell_program_tokens(at=timezone.now())
