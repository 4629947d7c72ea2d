"""Decisions for programs, open to everybody; and the feeds of other registers that an institution's desk follows."""

from tests.matrix.row import EVERYONE, MANAGERS, Row, public, reserved
from tests.scene import Scene

RECORDERS = MANAGERS | {"other_manager"}
ELSEWHERE = "http://autre.example.org/decisions/feed.atom"


def _data(thing: str) -> dict:
    return {"args": lambda scene: {"slug": scene.exits[thing].slug}}


def _feed(scene: Scene) -> dict:
    return {"number": scene.feed_entry.feed_id}


def _entry(scene: Scene) -> dict:
    return {"number": scene.feed_entry.pk}


def _seen(scene: Scene) -> dict:
    return {"seen": scene.feed_entry.updated}


DECISION_FEEDS = [
    public("exits:feed"),
    public("exits:schema"),
    Row("exits:data", "in_force", **_data("in_force"), answers={200: EVERYONE}),
    Row("exits:data", "decided", **_data("decided"), visitor=404),
    reserved("exits:feeds", RECORDERS),
    Row(
        "exits:feeds",
        "follow for poly",
        method="POST",
        data=lambda scene: {"address": ELSEWHERE, "institution": scene.world.poly.pk},
        answers={303: MANAGERS, 422: {"other_manager"}},
        otherwise=403,
    ),
    Row("exits:feed_read", args=_feed, method="POST", answers={303: MANAGERS}),
    Row("exits:feed_leave", args=_feed, method="POST", answers={303: MANAGERS}),
    reserved("exits:feed_entries", RECORDERS),
    Row("exits:feed_entry", args=_entry, answers={200: MANAGERS}),
    Row("exits:feed_confirm", args=_entry, method="POST", data=_seen, answers={303: MANAGERS}),
    Row("exits:feed_refuse", args=_entry, method="POST", data=_seen, answers={303: MANAGERS}),
]
