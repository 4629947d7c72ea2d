"""An entry of another register that waits for an answer."""

from tests.world import World
from workflows.exits.following import follow
from workflows.exits.models import FeedEntry


def waiting_entry(world: World) -> FeedEntry:
    """Of a feed whose address is never called, so that reading it is answered at once."""
    feed = follow(world.poly, "https://10.0.0.1/decisions/feed.atom", actor=world.manager, at=world.tick())
    name = {"fr": "Université suivie", "en": ""}
    told = {"institution": name, "kind": name, "state": name, "platform": "x"}
    told |= dict.fromkeys(["country", "source", "announced_on"], "")
    return feed.entries.create(
        uid="urn:1",
        updated="2026-11-20T15:00:00Z",
        title="Elle part",
        institution_name=name["fr"],
        platform=world.platform("x"),
        position="left",
        as_of="2026",
        raw=told,
        seen_at=world.tick(),
    )
