"""The institution's own keys to platforms that are about to end are told of, as the programs' tokens are."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from registry.audit.verbs import Verb
from registry.followers.models import PlatformToken
from registry.followers.tokens import is_given
from registry.organisation.end_stages import EARLIEST
from registry.organisation.token_ends import Ending, tell_ends


@transaction.atomic
def tell_platform_tokens(*, at: datetime) -> int:
    """Tell of the tokens whose platform ends them within the days of the stages; how many were told of.

    A new one takes the place of a withdrawn one, so one that was replaced was revoked. One that the server's environment
    comes before is asked with by nobody: its end changes nothing. Safe to run twice at once.
    """
    today = timezone.localdate(at)
    near = PlatformToken.objects.filter(
        revoked_at=None, works_until__gte=today, works_until__lte=today + timedelta(days=EARLIEST)
    )
    held = near.select_for_update(of=("self",)).select_related("platform", "institution").order_by("pk")
    endings = [Ending(token, token.institution, token.works_until) for token in held if not is_given(token.platform)]
    return tell_ends(Verb.PLATFORM_TOKEN_ENDING, endings, at=at)
