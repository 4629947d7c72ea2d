"""The catalogue of platforms: one entry each, one file per family; everything that reads an address reads this table."""

from registry.platforms.catalog import (
    asia,
    audio,
    code,
    federated,
    feeds,
    gone,
    knowledge,
    makers,
    messaging,
    networks,
    others,
    pictures,
    places,
    podcasts,
    professional,
    research,
    video,
    writing,
)
from registry.platforms.catalog.entry import Entry

FAMILIES = (
    networks,
    feeds,
    professional,
    video,
    pictures,
    audio,
    podcasts,
    messaging,
    federated,
    writing,
    research,
    knowledge,
    code,
    places,
    makers,
    asia,
    others,
    gone,
)

CATALOG: dict[str, Entry] = {entry.slug: entry for family in FAMILIES for entry in family.ENTRIES}

# What a form proposes first: the platforms that institutions are on in 2026.
MAIN: tuple[str, ...] = (
    *("linkedin", "facebook", "instagram", "youtube", "x", "tiktok", "threads", "bluesky", "mastodon", "whatsapp"),
    *(
        "telegram",
        "snapchat",
        "pinterest",
        "reddit",
        "discord",
        "twitch",
        "vimeo",
        "dailymotion",
        "peertube",
        "pixelfed",
    ),
    *("flickr", "github", "gitlab", "medium", "substack", "soundcloud", "spotify", "apple-podcasts", "slideshare"),
    *("researchgate", "wikipedia", "linktree", "meetup", "tumblr", "lemmy", "weibo", "wechat"),
)

__all__ = ["CATALOG", "FAMILIES", "MAIN", "Entry"]
