"""Files of figures: who brings one, who sees it wait, who answers for what it asks."""

from tests.matrix.row import MANAGERS, Row, reserved
from tests.scene import Scene

# A colleague who answers for an account counts its followers.
BRINGERS = MANAGERS | {"steward", "colleague", "other_manager"}


def _waiting(scene: Scene) -> dict:
    return {"pk": scene.figure_file.pk}


def _brought(scene: Scene) -> dict:
    return {"number": scene.count_file.pk}


FIGURES = [
    reserved("figures:upload", BRINGERS),
    Row("figures:upload", "nothing", method="POST", answers={422: BRINGERS}, otherwise=403),
    reserved("figures:plan", {"manager"}, args=_waiting, otherwise=404),
    Row("figures:apply", args=_waiting, method="POST", answers={303: {"manager"}}),
    reserved("figures:file", MANAGERS, args=_brought, otherwise=404),
    Row(
        "figures:file",
        args=_brought,
        method="POST",
        data=lambda scene: {"snapshot": "followers:2026-01-05:file_date"},
        answers={303: MANAGERS},
    ),
    reserved("figures:refused", MANAGERS, args=_brought, otherwise=404),
]
