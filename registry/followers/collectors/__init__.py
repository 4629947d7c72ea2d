"""How platforms are asked for figures: one module each, all alike (`base`)."""

from types import ModuleType

from django.conf import settings

from registry.followers.collectors import (
    bluesky,
    facebook,
    github,
    instagram,
    linkedin,
    mastodon,
    peertube,
    reddit,
    telegram,
    threads,
    tiktok,
    twitch,
    x,
    youtube,
)
from registry.followers.collectors.base import Asked

MODULES: tuple[ModuleType, ...] = (
    bluesky,
    facebook,
    github,
    instagram,
    linkedin,
    mastodon,
    peertube,
    reddit,
    telegram,
    threads,
    tiktok,
    twitch,
    x,
    youtube,
)
COLLECTORS: dict[str, ModuleType] = {slug: module for module in MODULES for slug in module.SLUGS}


def collector_for(slug: str) -> ModuleType | None:
    """The collector of a platform of the catalogue; None where figures are only entered by people and files."""
    return COLLECTORS.get(slug)


def asked(slug: str, *, handle: str, address: str, stable_id: str = "", token: str = "") -> Asked:
    """The question to a platform's collector; ``COLLECTOR_BASES`` may send it to another root than the platform's."""
    base = settings.COLLECTOR_BASES.get(slug, COLLECTORS[slug].BASE)
    return Asked(handle, address, stable_id, token, base)
