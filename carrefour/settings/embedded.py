"""The embedded PostgreSQL as Django's settings want it.

The process that asks holds the server until it ends: a short command starts and stops it, or joins `bin/dev`'s.
"""

import atexit
from functools import cache
from pathlib import Path
from typing import Any

from carrefour.embedded.cluster import DATABASE, PORT, ROLE, Cluster


@cache
def held(data: Path) -> Cluster:
    """The cluster of this folder, joined once and left when this process ends."""
    cluster = Cluster(data)
    cluster.join()
    atexit.register(cluster.leave)
    return cluster


def database(data: Path) -> dict[str, Any]:
    """What goes into DATABASES["default"]; starts the server of the folder `data` when none runs."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": ROLE,
        "HOST": str(held(data).sockets),
        "PORT": PORT,
    }


def embedded_url(data: Path) -> str:
    """The same as a DATABASE_URL."""
    return held(data).url


def stop(data: Path) -> None:
    """Stop the server of this folder, whoever uses it."""
    Cluster(data).stop()
