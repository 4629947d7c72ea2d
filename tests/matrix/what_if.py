"""What if we left: who prepares decisions asks and keeps, who reads them reads; another institution finds nothing."""

from tests.matrix.row import EXIT_READERS, LEADERS, MANAGERS, ONLOOKERS, Row
from tests.scene import Scene

PREPARERS = MANAGERS | LEADERS
ELSEWHERE = {"other_manager", "other_leader"}
QUESTION = {"platform": "x", "kind": "suspend"}


def _of(scene: Scene) -> dict:
    return {"pk": scene.scenario.pk}


def _here(scene: Scene) -> dict:
    return QUESTION | {"of": scene.world.poly.slug}


WHAT_IF = [
    Row("what_if:home", answers={200: PREPARERS | ELSEWHERE}, otherwise=403),
    Row("what_if:home", "of an institution", data=_here, answers={200: PREPARERS, 404: ELSEWHERE}, otherwise=403),
    Row(
        "what_if:keep",
        method="POST",
        data=lambda scene: _here(scene) | {"name": "Se taire"},
        answers={303: PREPARERS, 404: ELSEWHERE},
        otherwise=403,
    ),
    Row("what_if:scenario", args=_of, answers={200: EXIT_READERS}),
    Row("what_if:compare", answers={200: EXIT_READERS | ELSEWHERE}, otherwise=403),
    Row(
        "what_if:compare",
        "of an institution",
        data=lambda scene: {"s": scene.scenario.pk},
        answers={200: EXIT_READERS, 404: ELSEWHERE},
        otherwise=403,
    ),
    Row("what_if:draft", args=_of, method="POST", answers={303: PREPARERS, 403: ONLOOKERS}),
]
