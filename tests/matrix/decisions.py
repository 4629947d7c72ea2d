"""What is done to one decision beside its moves of the first days: consultation, scope, corrections, communiqués, review."""

from tests.matrix.row import EVERYONE, EXIT_READERS, LEADERS, MANAGERS, SIGNED_IN, Row
from tests.scene import Scene

PREPARERS = MANAGERS | LEADERS
PUBLIC = {"announced", "in_force", "completed", "under_review"}
CORRECTION = {"field": "rationale_fr", "after": "Autre.", "reason_fr": "Faute.", "reason_en": "Slip."}


def _seen_by(thing: str) -> frozenset[str]:
    return SIGNED_IN if thing in PUBLIC else EXIT_READERS


def _post(
    name: str, thing: str, done: frozenset[str] | set[str], *, seen: bool = True, status: int = 303, **words
) -> Row:
    """A post about a decision: ``done`` by these, refused to whoever else sees it."""

    def data(scene: Scene) -> dict:
        return words | ({"seen": scene.exits[thing].version} if seen else {})

    return Row(
        name,
        thing,
        args=lambda scene: {"slug": scene.exits[thing].slug},
        method="POST",
        data=data,
        answers={status: done, 403: _seen_by(thing) - done},
    )


def _move(name: str, thing: str, done: frozenset[str] | set[str], **words: str) -> Row:
    return Row(
        "exits:move",
        f"{name} {thing}",
        args=lambda scene: {"slug": scene.exits[thing].slug, "move": name},
        method="POST",
        data=lambda scene: {"seen": scene.exits[thing].version} | words,
        answers={303: done, 403: _seen_by(thing) - done},
    )


def _page(name: str, thing: str, allowed: frozenset[str] | set[str], status: int = 200) -> Row:
    return Row(
        name,
        thing,
        args=lambda scene: {"slug": scene.exits[thing].slug},
        answers={status: allowed, 403: _seen_by(thing) - allowed},
    )


def _copy(thing: str, allowed: frozenset[str] | set[str], visitor: int) -> Row:
    return Row(
        "exits:communique_copy",
        thing,
        args=lambda scene: {"slug": scene.exits[thing].slug, "version": 1},
        answers={200: allowed},
        visitor=visitor,
    )


DECISIONS = [
    _move("consult", "draft", PREPARERS),
    _move("redraft", "consultation", PREPARERS),
    _move("propose", "consultation", PREPARERS),
    _move("withdraw", "consultation", PREPARERS),
    _move("complete", "in_force", PREPARERS),
    _move("open_review", "completed", PREPARERS, reason="Un an."),
    _move("keep", "under_review", LEADERS),
    _post("exits:comment", "consultation", EXIT_READERS, seen=False, words="Mon avis."),
    Row(
        "exits:comment_erase",
        args=lambda scene: {
            "slug": scene.exits["consultation"].slug,
            "number": scene.exits["consultation"].comments.get().pk,
        },
        method="POST",
        answers={303: {"adviser"}, 403: EXIT_READERS - {"adviser"}},
    ),
    _post("exits:tree", "draft", PREPARERS, unit="", reach="yes", handle_fate="kept"),
    _page("exits:correct", "in_force", PREPARERS),
    _page("exits:correct", "draft", PREPARERS, status=303),
    _post("exits:correct", "in_force", PREPARERS, **CORRECTION),
    _page("exits:communique", "in_force", PREPARERS),
    _post("exits:communique", "decided", PREPARERS, seen=False, text_fr="Fr", text_en="En", copy_from="none"),
    _copy("in_force", EVERYONE, visitor=200),
    _copy("decided", EXIT_READERS, visitor=404),
]
