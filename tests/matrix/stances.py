"""The stance board: anyone reads it, who records decisions keeps it true."""

from collections.abc import Callable

from tests.matrix.row import MANAGERS, SIGNED_IN, Row, public, reserved
from tests.scene import Scene

RECORDERS = MANAGERS | {"other_manager"}
SAID = {"position": "left", "as_of": "2026", "source": "x.com/peer"}


def _of(thing: str) -> Callable[[Scene], dict]:
    return lambda scene: {"number": scene.stances[thing].pk}


STANCES = [
    public("exits:stances"),
    public("exits:stances_csv"),
    reserved("exits:stance_note", RECORDERS),
    Row(
        "exits:stance_note",
        "nothing said",
        method="POST",
        data=lambda scene: {"source": ""},
        answers={422: RECORDERS, 403: SIGNED_IN - RECORDERS},
    ),
    reserved("exits:stance_check", RECORDERS, what="of a peer", args=_of("peer")),
    reserved("exits:stance_check", MANAGERS, what="of its own", args=_of("own")),
    Row(
        "exits:stance_check",
        "of a peer",
        args=_of("peer"),
        method="POST",
        data=lambda scene: {"source": "x.com/peer"},
        answers={303: RECORDERS, 403: SIGNED_IN - RECORDERS},
    ),
    Row(
        "exits:stance_change",
        "of a peer",
        args=_of("peer"),
        method="POST",
        data=lambda scene: SAID,
        answers={303: RECORDERS, 403: SIGNED_IN - RECORDERS},
    ),
]
