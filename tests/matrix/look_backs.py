"""Looking back at a decision in force: who reads, who opens it, who writes the lessons, who says what follows."""

from tests.matrix.decisions import PREPARERS
from tests.matrix.row import EXIT_READERS, LEADERS, SIGNED_IN, Row
from tests.scene import Scene
from tests.workflows.exits.looking import LESSONS
from workflows.exits.looking_back import mark_of


def _slug(thing: str):
    return lambda scene: {"slug": scene.exits[thing].slug}


def _post(name: str, done: frozenset[str] | set[str], **words: str) -> Row:
    def data(scene: Scene) -> dict:
        return words | {"seen": mark_of(scene.exits["looked_back"].look_backs.get())}

    answers = {303: done, 403: SIGNED_IN - done}
    return Row(name, "looked_back", args=_slug("looked_back"), method="POST", data=data, answers=answers)


LOOK_BACKS = [
    Row(
        "exits:look_back",
        "in_force",
        args=_slug("in_force"),
        answers={200: EXIT_READERS, 403: SIGNED_IN - EXIT_READERS},
    ),
    Row("exits:look_back", "draft", args=_slug("draft"), answers={303: EXIT_READERS}),
    Row(
        "exits:look_back_open",
        "in_force",
        args=_slug("in_force"),
        method="POST",
        data=lambda scene: {"seen": scene.exits["in_force"].version},
        answers={303: PREPARERS, 403: SIGNED_IN - PREPARERS},
    ),
    _post("exits:look_back_lessons", PREPARERS, **LESSONS | {"lessons_en": "Other."}),
    _post("exits:look_back_close", LEADERS, outcome="kept"),
]
