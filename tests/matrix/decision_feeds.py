"""Decisions for programs, open to everybody; and the feeds of other registers that an institution's desk follows."""

from tests.matrix.row import EVERYONE, Row, public


def _data(thing: str) -> dict:
    return {"args": lambda scene: {"slug": scene.exits[thing].slug}}


DECISION_FEEDS = [
    public("exits:feed"),
    public("exits:schema"),
    Row("exits:data", "in_force", **_data("in_force"), answers={200: EVERYONE}),
    Row("exits:data", "decided", **_data("decided"), visitor=404),
]
