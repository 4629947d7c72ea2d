"""Whether this process can serve, which is whether it can ask its database; and how the background work fares."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflows.notifications.delivery import oldest_waiting

# Nobody who serves pages needs the broker: it is asked briefly, and its silence is only told.
PATIENCE = 0.5


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when PostgreSQL answers with the tables of this version, else 503.

    ``database`` is "ok" or "unreachable", ``broker`` is "ok", "unreachable" or "in-process", and
    ``oldest_undelivered_mail_seconds`` a whole number, null when no mail waits. Only the first decides the status.
    """
    try:
        waiting = oldest_waiting(timezone.now())
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    seconds = int(waiting.total_seconds()) if waiting else None
    return JsonResponse({"database": "ok", "broker": broker(), "oldest_undelivered_mail_seconds": seconds})


def broker() -> str:
    """How Redis answers within half a second, where the settings name one."""
    url = settings.CELERY_BROKER_URL
    if not url.startswith("redis"):
        return "in-process"
    patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    try:
        with redis.Redis.from_url(url, retry=None, **patience) as client:
            client.ping()
    except redis.RedisError:
        return "unreachable"
    return "ok"
